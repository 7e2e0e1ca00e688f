#pragma once

// What the evaluator tells while a trace is asked for.

#include "core/rules/program.hpp"
#include "core/rules/trace.hpp"

#include <cstdint>
#include <vector>

namespace recourse::rules {

class Recorder {
public:
    Recorder(Program const& program, Trace& trace) : program_(program), trace_(trace) { }

    /// Around every operation.
    void enter(std::uint32_t code);
    void leave(Value);
    /// Around the operations for one item of a macro's range.
    void enter_item(std::uint32_t code, std::size_t position, Value key_or_item);
    void leave_item(Value);

    /// Writes the reasons into the trace.
    void finish();

private:
    struct Step {
        std::uint32_t code = 0;
        Value value;
        std::string item;
        std::vector<std::uint32_t> below;
    };

    std::string source(std::uint32_t code) const;
    bool decides(Step const& parent, Step const& child, std::size_t index) const;
    Trace::Reason reason(std::uint32_t step, int depth) const;
    void readings(std::uint32_t step, std::vector<Trace::Reason>& into) const;

    Program const& program_;
    Trace& trace_;
    std::vector<Step> steps_;
    std::vector<std::uint32_t> open_;
    std::size_t dropped_ = 0; ///< operations open now that were not kept
};

} // namespace recourse::rules

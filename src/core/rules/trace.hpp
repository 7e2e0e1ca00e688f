#pragma once

// Why an expression came out as it did: which of its parts decided the result, and what they were.

#include "core/rules/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::rules {

class Program;

/// Fill one by handing it to evaluate(). It keeps texts, not values, so it may outlive everything else.
class Trace {
public:
    /// One part of the expression that decided the result. `why` are the parts of it that did, from the outside in.
    struct Reason {
        std::string expression; ///< as written, blanks folded
        std::string value; ///< "true", "480.00 USD", "not known (order.value)"; long values are cut
        Kind kind = Kind::absent; ///< of the value
        std::string item; ///< for an item of a macro: "payments[0]"
        std::vector<Reason> why;
    };

    Reason const& result() const { return result_; }
    /// Readable lines, each indented by two blanks per level: "order.value > money(\"1.00 USD\") is true",
    /// "  order.value is 480.00 USD", "order.spec_written is not known", "payments[0]: p.outside is true".
    std::vector<std::string> lines() const;

private:
    friend class Recorder;
    Reason result_;
};

} // namespace recourse::rules

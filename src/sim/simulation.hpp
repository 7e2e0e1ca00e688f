#pragma once

#include "sim/coverage.hpp"
#include "sim/plan.hpp"

#include <deque>
#include <iosfwd>
#include <memory>

namespace recourse::sim {

/// The first thing in a run that was not as it has to be.
struct Failure {
    std::uint64_t turn = 0;
    Date day; ///< of the virtual clock
    std::string what;
    std::deque<std::string> before; ///< the last lines of the trace
};

struct Result {
    Digest trace; ///< of all that happened: the same for the same seed, days and build
    std::uint64_t turns = 0;
    std::optional<Failure> failure;
    Coverage coverage;
};

/// Runs the application for so many days on a virtual clock, with everybody who uses it and everything that goes wrong,
/// as the plan has it; docs/simulation.md says what is checked. `trace`: lines as they come; null: nowhere.
Result run(Plan const&, std::shared_ptr<casework::World const>, std::ostream* trace = nullptr);

} // namespace recourse::sim

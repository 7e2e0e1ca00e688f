#pragma once

#include "app/domain.hpp"

#include <optional>
#include <vector>

namespace recourse::app {

/// A command that the desk's machinery sends for a subject once the day has come.
struct Wake {
    Date on; ///< its first moment, in the programme's zone
    Command command;
};

/// All of them for the subject, in no order; they follow from its state alone.
std::vector<Wake> wakes(AnyAggregate const&);
/// The earliest day among them.
std::optional<Date> next_wake(AnyAggregate const&);

} // namespace recourse::app

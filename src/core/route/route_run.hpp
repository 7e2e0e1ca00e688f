#pragma once

#include "core/case/answer.hpp"
#include "core/case/evaluation.hpp"
#include "core/route/route_book.hpp"

#include <string>
#include <vector>

namespace recourse::route {

/// Is the route open in this case: the first rule that holds, or `unknown` where an open one before it could decide
/// otherwise.
struct StatusOutcome {
    RouteStatus status = RouteStatus::unknown;
    std::vector<StatusRule const*> rules; ///< the one that decided, or all that may
    std::vector<std::string> missing;
};
StatusOutcome status_of(RouteBook const&, casework::Frame&);

/// The route for this case, in the language: status, sums, weeks. `net` is the forecast's.
casework::Route describe(RouteBook const&, StatusOutcome const&, casework::Evaluation&, Language);

/// Fills the eleven rows of the comparison for this case. The frame is one over World::route_schema; its slot `route`
/// is set to what `describe` worked out.
void compare(RouteBook const&, casework::Route&, casework::Frame&, std::uint32_t route_slot, Language);

} // namespace recourse::route

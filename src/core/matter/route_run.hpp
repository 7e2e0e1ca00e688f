#pragma once

#include "core/case/answer.hpp"
#include "core/case/evaluation.hpp"
#include "core/matter/route_book.hpp"

#include <string>
#include <vector>

namespace recourse::matter {

/// Is the route open in this case: the first rule that holds, or `unknown` where an open one before it could decide
/// otherwise.
struct StatusOutcome {
    RouteStatus status = RouteStatus::unknown;
    std::vector<StatusRule const*> rules; ///< the one that decided, or all that may
    std::vector<std::string> missing;
};
StatusOutcome status_of(RouteBook const&, casework::Frame&);

/// The route for this case, in the language: status, sums, weeks, the eleven rows. `net` is the forecast's.
casework::Route describe(RouteBook const&, StatusOutcome const&, casework::Evaluation&, Language);

} // namespace recourse::matter

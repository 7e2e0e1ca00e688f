#pragma once

#include "core/offer/happened.hpp"
#include "core/offer/shrinkage.hpp"

#include <map>
#include <string>
#include <vector>

// What an operator's own closed cases say of the standard estimates, and a forecast that takes it into account.

namespace recourse::offer {

/// Of one route, on cases that are closed.
struct RouteRecord {
    int cases = 0; ///< that went this way
    int successes = 0; ///< decided for the buyer; of what nobody decides: something came
    std::vector<double> weeks; ///< from its beginning to the decision, or to the first money
};

struct OwnCases {
    int cases = 0; ///< closed ones that were looked at
    std::map<std::string, RouteRecord, std::less<>> routes;

    /// Takes in a closed case, but for the routes that are counted elsewhere.
    void take(Happened const&, std::vector<std::string> const& leave_out = {});
};

/// An estimate that own cases have moved.
struct Moved {
    std::string route;
    std::string of; ///< success, weeks
    Shrunk shrunk;
};

/// Moves the chance of success and the weeks of each route of the basis that own cases have gone, by shrinkage. What
/// was moved is returned, and stands in the basis as its estimates: nothing is moved unseen. Routes without own cases
/// stay as they are.
std::vector<Moved> move_by(OwnCases const&, Basis&, double weight = standard_weight);

} // namespace recourse::offer

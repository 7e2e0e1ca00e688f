#pragma once

#include "core/offer/calibration.hpp"
#include "core/offer/cash.hpp"

#include <optional>
#include <string>
#include <vector>

// What can still come of a case as it stands: how much, by which route, how likely, and when.

namespace recourse::offer {

/// Weeks from the day on which the case is looked at, in the samples in which something comes.
struct WeekSpread {
    int p10 = 0, p50 = 0, p90 = 0;
};

struct RouteProspect {
    std::string route; ///< empty: all together
    Chance chance = 0; ///< that anything comes by it, in ten-thousandths
    Band received; ///< still to come in by it, costs not taken off
    std::optional<WeekSpread> weeks; ///< until the last of it has come; absent: nothing ever does
};

struct Prospect {
    Band net; ///< of all routes taken together, less costs to come
    RouteProspect together;
    std::vector<RouteProspect> routes; ///< that are taken, in the order of the position's
    std::vector<std::string>
        left; ///< routes of the position that cost more than they promise, or that another forum stands for
    std::uint64_t seed = 0;
    std::uint32_t samples = 0;
};

inline constexpr std::uint32_t samples_most = 200'000;

/// The routes of one sample share what is open, as they do in life: of two that could each bring all of it, the later
/// one brings less. So the routes' averages add up, and a chance is that of this route beside the others. Sums have two
/// digits and are never more than is open. The same position and options give the same result.
Prospect prospect(Position const&, forecast::Options const& = {});

/// The prospect as predictions: of what still comes by each route, and by all together (the empty name). What has come
/// already is none: to foresee it is no art.
std::vector<Prediction> predictions(Prospect const&, Money nothing, std::string const& case_id, Date made);

/// What came by the route (empty: by any) after `made`, until the case was closed. What enforcement brought is the
/// forum's.
Outcome outcome(
    std::string const& route, Happened const&, Money nothing, std::string const& case_id, Date made, Date closed);

} // namespace recourse::offer

#pragma once

#include "core/offer/happened.hpp"

#include <cstdint>
#include <vector>

// What comes in and goes out on each track, month by month.

namespace recourse::offer {

struct Band {
    Money p10, p50, p90, mean;
};

struct CashMonth {
    int month = 0; ///< months from the day on which the case is looked at: 1 is the first
    Money in, out; ///< within this month, on average
    Band in_so_far, out_so_far, net_so_far; ///< from now to the end of this month; net is in less out, sample by sample
};

struct CashTrack {
    casework::Track track = casework::Track::assurance;
    std::vector<CashMonth> months;
};

struct Cash {
    std::vector<CashTrack> tracks; ///< those that have a route in the position
    std::uint64_t seed = 0;
    std::uint32_t samples = 0;
};

inline constexpr int cash_months_most = 60;

/// Nominal sums, not discounted, of routes taken together, so that nothing is counted twice: what a track brings in one
/// sample another no longer does. Costs of a freeze stand with the forum that it goes with. Quantiles of two tracks do
/// not add up; averages do. `months` is held within 1 and `cash_months_most`.
Cash cash(Position const&, int months = 24, forecast::Options const& = { 20'000, forecast::Options {}.seed });

} // namespace recourse::offer

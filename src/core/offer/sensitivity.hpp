#pragma once

#include "core/offer/offer.hpp"

#include <vector>

// What the comparison hangs on, and what waiting with a freeze costs.

namespace recourse::offer {

/// One assumption at its ends, all others as they are.
struct Swing {
    std::string id; ///< of the assumption; "discount-rate"
    std::string says;
    casework::SourceRef source;
    double low = 0, high = 0; ///< the ends
    Money p50_low, p50_high; ///< of going on, as present value, with the assumption at its low and its high end
    /// The break-even of the offer in money, likewise; absent: not even all that is open is worth going on.
    std::optional<Money> break_even_low, break_even_high;

    std::int64_t width() const; ///< of the larger of both effects, minor units
};

struct Sensitivity {
    Money p50; ///< of the same samples, nothing changed
    std::optional<Money> break_even;
    std::vector<Swing> swings; ///< the widest first; those that change nothing are left out
    std::uint64_t seed = 0;
    std::uint32_t samples = 0;
};

/// Every estimate of the forecast, the risk of default, and the rate of discount from half to double. The same random
/// numbers serve all, so that a difference is the assumption's. Errors: as `compare`.
std::expected<Sensitivity, Flaws> sensitivity(Position const&, Offer const&, DiscountRate const& = {},
    forecast::Options const& = { 5'000, forecast::Options {}.seed });

struct FreezeWeek {
    int week = 0; ///< the freeze takes hold so many weeks from now
    Money mean; ///< of going on, as present value
    Money lost; ///< beside a freeze now
};

/// What each week costs that a freeze comes later, 0 to 12 weeks; empty where assets are frozen already, or where no
/// freeze is among the routes left.
std::vector<FreezeWeek> freeze_delay(
    Position const&, DiscountRate const& = {}, forecast::Options const& = { 20'000, forecast::Options {}.seed });

} // namespace recourse::offer

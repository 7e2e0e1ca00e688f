#pragma once

#include "core/offer/cash.hpp"

#include <string>
#include <vector>

// Many cases added up.

namespace recourse::offer {

struct PortfolioCase {
    std::string id; ///< decides the case's random numbers: the same in every portfolio
    Position position;
};

struct RouteShare {
    std::string route;
    std::size_t cases = 0; ///< that take this route
    Band net; ///< of all of them, in less out
};

struct PortfolioMonth {
    int month = 0;
    Money in, out; ///< within this month, on average
    Band net_so_far;
};

struct Portfolio {
    std::size_t cases = 0;
    Money claimed, received;
    Money open; ///< money at risk: all that can still come, of every case
    Money secured; ///< of it, held by freezes
    Money costs; ///< to come, on average
    Band net; ///< of all cases together
    Money worst_tenth; ///< the average of the tenth that ends worst
    Money not_expected; ///< open, less what comes in on average
    std::vector<RouteShare> routes; ///< the largest mean first; routes that nobody takes are left out
    std::vector<PortfolioMonth> months;
    Said remark; ///< what adding up takes for granted
    std::uint64_t seed = 0;
    std::uint32_t samples = 0;
};

/// Adds the cases up, nominal and net of costs to come. Each case is drawn for itself: that one supplier's fall, a
/// platform's change of rules or a bad year hits many at once is not in it, so the band is narrower than life; the
/// remark says so. The order of the cases changes nothing. Errors, all at once: cases of another currency than the
/// first, an id twice.
std::expected<Portfolio, Flaws> portfolio(std::vector<PortfolioCase> const&, int months = 24,
    forecast::Options const& = { 10'000, forecast::Options {}.seed });

} // namespace recourse::offer

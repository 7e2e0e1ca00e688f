#pragma once

#include "core/case/answer.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

// What may come back, by sampling: chances, times and costs are ranges, each an estimate with its source. The only
// place where sums are floating point; nothing here is exact, and what leaves it is rounded to two digits.

namespace recourse::forecast {

/// A range with its most likely value, as chosen for the case.
struct Assumption {
    std::string id;
    std::string of; ///< success, collect, decay_per_week, freeze_effect, freeze_settles, freeze_settles_weeks
    std::string route; ///< empty: every route
    double low = 0, likely = 0, high = 0;
    std::string says;
    casework::SourceRef source;
};

struct Input {
    Currency currency;
    double claim = 0; ///< minor units
    std::vector<casework::Route const*> routes; ///< open and conditional ones whose sums and weeks are known
    std::vector<Assumption> assumptions;
    bool frozen = false; ///< assets are frozen already
};

struct Options {
    std::uint32_t samples = 100'000;
    std::uint64_t seed = 20'260'317;
};

struct Outlook {
    casework::Forecast forecast;
    std::vector<casework::Distribution> net; ///< of each route of the input by itself
};

/// The same input, options and seed give the same result on every machine.
///
/// One sample: each route succeeds or not; a legal route's success is worth what can be collected, less what the
/// supplier moves away each week, of which a freeze stops a part from its week on. Together: the programme's claim and
/// what needs no forum come first, as far as each promises more than it costs; then the one forum that promises most
/// goes for what is left, if that is more than it costs, and what it wins is worth what can still be collected by then.
/// With it, where the route `asset-preservation` is among those of the input (or assets are frozen already), goes a
/// freeze: it costs what that route costs, which the forum has to bring in, too, and it may move the supplier to pay
/// before the forum decides, which is worth what is still there to collect. Nothing is recovered twice:
/// the sum never exceeds the claim, and never falls below the costs that were spent.
Outlook run(Input const&, Options const& = {});

} // namespace recourse::forecast

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

/// A route that is under way: what is left of its weeks are those of its durations that are not ruled out.
struct Begun {
    std::string route;
    double weeks = 0; ///< since it began
    bool silent = false; ///< it would have been heard of, had it succeeded: the longer it is not, the less likely
};

struct Input {
    Currency currency;
    double claim = 0; ///< minor units
    std::vector<casework::Route const*> routes; ///< open and conditional ones whose sums and weeks are known
    std::vector<Assumption> assumptions;
    bool frozen = false; ///< assets are frozen already

    // Of a case on its way; as they stand here, nothing has happened yet.
    std::vector<Begun> begun = {};
    double weeks_passed = 0; ///< since the day of which the shares to be collected speak
    double frozen_weeks = 0; ///< where `frozen`: since when
    double secured = 0; ///< where `frozen`: minor units that the freeze holds for what a forum wins
    double weeks_later = 0; ///< by which everything that is still to come is late
    std::optional<double> freeze_in_weeks = {}; ///< instead of the likely weeks of a freeze
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

#pragma once

#include "core/forecast/draw.hpp"
#include "core/forecast/forecast.hpp"

#include <functional>
#include <span>

// The forecast's model as numbers, and samples of it: what `run` adds up, and what an offer is compared with.

namespace recourse::forecast {

/// A route as numbers.
struct Way {
    bool forum = false; ///< arbitration or court: only one of them is used
    bool legal = false;
    bool taken = false; ///< it promises more than it costs
    bool running = false; ///< begun already: it waits for nothing before it
    bool silent = false; ///< that nothing came of it so far makes success less likely
    Triangle success, weeks, cost;
    Triangle collect; ///< of what is won, what can be collected by this way
    double low = 0, high = 0;
    double passed = 0; ///< weeks since it began
    double over = 0; ///< the share of its durations that is ruled out by now

    /// The chance of success, after so many weeks without one.
    double chance(double success_before) const
    {
        return silent ? success_before * (1 - over) / std::max(1e-12, 1 - success_before * over) : success_before;
    }
};

inline constexpr double never = 1e6;
inline constexpr double weeks_per_month = 52.0 / 12.0;

struct Model {
    double claim = 0;
    Triangle decay, freeze_effect, freeze_settles, settles_weeks, freeze_cost;
    double freeze_week = never; ///< in which a freeze takes hold, from now; below 0: it has done so
    double secured = 0; ///< what a freeze holds for what the forum wins, minor units
    double passed = 0; ///< weeks since that of which `collect` speaks
    double later = 0; ///< weeks by which everything comes later than it should
    std::vector<Way> ways; ///< as the input's routes
    int forum = -1; ///< the one that promises most
};

/// Asserts that every route's likely weeks are known.
Model model_of(Input const&);

/// Money of one sample, in minor units, so many weeks from now.
struct Flow {
    std::size_t way;
    double week, in, out;
};

/// One sample: what happens when every way that is taken is gone.
struct Sample {
    double net; ///< all together
    std::span<Flow const> flows; ///< they add up to `net`
    std::span<double const> alone; ///< what each way brings by itself; empty unless asked for
};

/// Draws `options.samples` samples one after the other. Each way draws from a stream of its own: one that is left out
/// changes nothing of the others. What the sink is given lives until it returns.
void sample(Model const&, Options const&, bool alone, std::function<void(std::uint32_t, Sample const&)> const& sink);

} // namespace recourse::forecast

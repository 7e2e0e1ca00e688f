#include "core/forecast/forecast.hpp"

#include "base/check.hpp"
#include "core/case/route_roles.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::forecast {

using casework::Distribution;
using casework::Route;
using casework::Track;

namespace {

/// xoshiro256++ (Blackman and Vigna), seeded by splitmix64: the same numbers everywhere.
class Random {
public:
    /// Every stream of one seed runs by itself.
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0)
    {
        seed += stream * 0xD1B5'4A32'D192'ED03u;
        for (auto& word : state_) {
            seed += 0x9E37'79B9'7F4A'7C15u;
            auto z = (seed ^ (seed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
            z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBu;
            word = z ^ (z >> 31);
        }
    }
    /// In [0, 1).
    double unit()
    {
        auto const rotl = [](std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
        auto const result = rotl(state_[0] + state_[3], 23) + state_[0];
        auto const t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotl(state_[3], 45);
        return static_cast<double>(result >> 11) * 0x1.0p-53;
    }

private:
    std::array<std::uint64_t, 4> state_ {};
};

/// The distribution of an estimate that says a lowest, a likely and a highest value.
class Triangle {
public:
    Triangle(double low = 0, double likely = 0, double high = 0)
        : low_(low)
        , likely_(likely)
        , high_(high)
        , mode_(high > low ? (likely - low) / (high - low) : -1)
        , rising_((high - low) * (likely - low))
        , falling_((high - low) * (high - likely))
    {
    }
    /// The value below which a share `u` of [0, 1) of the cases lies.
    double at(double u) const
    {
        if (high_ <= low_)
            return likely_;
        return u < mode_ ? low_ + std::sqrt(u * rising_) : high_ - std::sqrt((1 - u) * falling_);
    }
    double mean() const { return (low_ + likely_ + high_) / 3; }

private:
    double low_, likely_, high_;
    double mode_, rising_, falling_;
};

/// A route as numbers.
struct Way {
    bool forum = false; ///< arbitration or court: only one of them is used
    bool legal = false;
    bool taken = false; ///< it promises more than it costs
    Triangle success, weeks, cost;
    Triangle collect; ///< of what is won, what can be collected by this way
    double low = 0, high = 0;
};

constexpr double never = 1e6;

struct Model {
    double claim = 0;
    Triangle decay, freeze_effect, freeze_settles, settles_weeks, freeze_cost;
    double freeze_week = never; ///< in which a freeze takes hold
    std::vector<Way> ways;
    int forum = -1; ///< the one that promises most
};

constexpr std::array<int, 9> months { 1, 2, 3, 6, 9, 12, 18, 24, 36 };
constexpr std::array<int, 6> delays { 0, 7, 14, 30, 60, 90 };
constexpr double weeks_per_month = 52.0 / 12.0;

Triangle find(Input const& input, std::string_view of, std::string_view route, Triangle standard)
{
    for (auto const& one : input.assumptions) {
        if (one.of == of && (one.route.empty() || one.route == route))
            return { one.low, one.likely, one.high };
    }
    return standard;
}

/// What can be collected on average after so many weeks, as a share.
double left_on_average(Model const& model, Way const& way, double weeks)
{
    double const before = std::min(weeks, way.forum ? model.freeze_week : never);
    double const moving = before + (weeks - before) * (1 - model.freeze_effect.mean());
    return way.collect.mean() * std::exp(-model.decay.mean() * moving);
}

/// What a way brings on average after what it costs: by this it is taken or left.
double promise_of(Model const& model, Way const& way)
{
    double const wins = std::min(way.low + 0.75 * (way.high - way.low), model.claim);
    if (!way.legal)
        return way.success.mean() * wins - way.cost.mean();
    double const weeks = way.weeks.mean();
    double gain = way.success.mean() * wins * left_on_average(model, way, weeks);
    if (!way.forum)
        return gain - way.cost.mean();
    // A freeze goes with the forum: it costs, and it may end the matter before the forum does.
    double const settled_in = model.freeze_week + model.settles_weeks.mean();
    if (model.freeze_week < never && settled_in < weeks) {
        double const settles = model.freeze_settles.mean();
        gain = settles * model.claim * left_on_average(model, way, settled_in) + (1 - settles) * gain;
    }
    return gain - way.cost.mean() - model.freeze_cost.mean();
}

Model model_of(Input const& input)
{
    Model model;
    model.claim = input.claim;
    model.decay = find(input, "decay_per_week", "", {});
    model.freeze_effect = find(input, "freeze_effect", "", {});
    model.freeze_settles = find(input, "freeze_settles", "", {});
    model.settles_weeks = find(input, "freeze_settles_weeks", "", {});
    if (input.frozen)
        model.freeze_week = 0;
    auto const minor = [](std::optional<Money> const& m) { return m ? static_cast<double>(m->minor) : 0.0; };
    for (auto const* route : input.routes) {
        RECOURSE_ASSERT(route->weeks.likely); // what takes nobody knows how long is not among them
        if (route->id == "asset-preservation" && !input.frozen) {
            model.freeze_cost = { minor(route->cost.low), minor(route->cost.likely), minor(route->cost.high) };
            model.freeze_week = *route->weeks.likely;
        }
    }
    double best = 0;
    for (auto const* route : input.routes) {
        Way way;
        way.forum = casework::is_forum(route->id);
        way.legal = route->track == Track::legal;
        way.success = casework::is_step(route->id) ? Triangle {} : find(input, "success", route->id, {});
        way.collect = find(input, "collect", route->id, {});
        auto const likely = *route->weeks.likely;
        way.weeks = { static_cast<double>(route->weeks.low.value_or(likely)), static_cast<double>(likely),
            static_cast<double>(route->weeks.high.value_or(likely)) };
        way.cost = { minor(route->cost.low), minor(route->cost.likely), minor(route->cost.high) };
        way.low = minor(route->recoverable.low);
        way.high = minor(route->recoverable.high);
        double const promise = promise_of(model, way);
        way.taken = promise > 0;
        if (way.forum && promise > best) {
            best = promise;
            model.forum = static_cast<int>(model.ways.size());
        }
        model.ways.push_back(way);
    }
    return model;
}

/// Columns of results over the samples.
struct Samples {
    std::vector<float> together;
    std::vector<std::vector<float>> ways;
    std::vector<std::vector<float>> by_month;
};

Samples sample(Model const& model, Options const& options, bool details)
{
    Samples samples;
    samples.together.resize(options.samples);
    if (details) {
        samples.ways.assign(model.ways.size(), std::vector<float>(options.samples));
        samples.by_month.assign(months.size(), std::vector<float>(options.samples));
    }
    // Every way draws from a stream of its own: one that is left out changes nothing else.
    struct Drawn {
        std::size_t index;
        Way const& way;
        Random random;
    };
    std::vector<Drawn> drawn;
    for (std::size_t i = 0; i < model.ways.size(); ++i) {
        auto const& way = model.ways[i];
        if (details || (way.forum ? static_cast<int>(i) == model.forum : way.taken))
            drawn.push_back({ i, way, Random(options.seed, i + 1) });
    }
    Random random(options.seed);
    struct Payment {
        double week, amount;
    };
    std::vector<Payment> payments;
    for (std::uint32_t s = 0; s < options.samples; ++s) {
        double const collects = random.unit(); // one draw: a supplier that can pay can pay by every way
        double const decay = model.decay.at(random.unit());
        double const stopped = model.freeze_effect.at(random.unit());
        bool const settles = random.unit() < model.freeze_settles.at(random.unit());
        double const freeze_cost = model.freeze_cost.at(random.unit());
        double const settled_after = model.settles_weeks.at(random.unit());
        // What can be collected after so many weeks.
        auto const left_after = [&](Way const& way, double weeks, double freeze_week) {
            double const before = std::min(weeks, freeze_week);
            return way.collect.at(collects) * std::exp(-decay * (before + (weeks - before) * (1 - stopped)));
        };
        double left = model.claim;
        double net = 0;
        double first_done = 0;
        payments.clear();
        double forum_weeks = 0, forum_cost = 0, forum_won = 0;
        for (auto& [i, way, own] : drawn) {
            double const success = way.success.at(own.unit());
            bool const won = own.unit() < success;
            double const weeks = way.weeks.at(own.unit());
            double const cost = way.cost.at(own.unit());
            double const share = own.unit();
            double const wins = won ? way.low + (way.high - way.low) * (0.5 + 0.5 * share) : 0;
            double gain = wins;
            if (way.legal && won)
                gain *= left_after(way, weeks, way.forum ? model.freeze_week : never);
            gain = std::min(gain, model.claim);
            if (details)
                samples.ways[i][s] = static_cast<float>(gain - cost);
            if (way.forum) {
                if (static_cast<int>(i) == model.forum) {
                    forum_weeks = weeks;
                    forum_cost = cost;
                    forum_won = wins;
                }
                continue;
            }
            if (!way.taken)
                continue;
            double const taken = std::min(gain, left);
            left -= taken;
            net += taken - cost;
            first_done = std::max(first_done, std::min(weeks, 8.0));
            payments.push_back({ weeks, taken - cost });
        }
        double const spent = forum_cost + (model.freeze_week < never ? freeze_cost : 0);
        if (model.forum >= 0 && left > spent) {
            auto const& forum = model.ways[static_cast<std::size_t>(model.forum)];
            // The forum begins when what comes before it is over; until it pays the supplier moves away what it can.
            double week = first_done + forum_weeks;
            double const won = forum_won * (forum.legal ? left_after(forum, week, model.freeze_week) : 1);
            double taken = std::min({ won, model.claim, left });
            if (model.freeze_week < never) {
                double const paid_in = model.freeze_week + settled_after;
                if (settles && paid_in < week) {
                    taken = std::min(left, model.claim * left_after(forum, paid_in, model.freeze_week));
                    week = paid_in;
                }
            }
            net += taken - spent;
            payments.push_back({ std::min(first_done, week), -spent });
            payments.push_back({ week, taken });
        }
        samples.together[s] = static_cast<float>(net);
        if (!details)
            continue;
        for (std::size_t m = 0; m < months.size(); ++m) {
            double sum = 0;
            for (auto const& payment : payments)
                sum += payment.week <= months[m] * weeks_per_month ? payment.amount : 0;
            samples.by_month[m][s] = static_cast<float>(sum);
        }
    }
    return samples;
}

double mean(std::vector<float> const& values)
{
    double total = 0;
    for (float const value : values)
        total += static_cast<double>(value);
    return values.empty() ? 0 : total / static_cast<double>(values.size());
}

/// Two digits: no estimate deserves more.
Money rounded(double minor, Currency currency)
{
    if (std::abs(minor) < 1)
        return { 0, currency };
    double const unit = std::max(1.0, std::pow(10.0, std::floor(std::log10(std::abs(minor))) - 1));
    return { static_cast<std::int64_t>(std::llround(minor / unit) * static_cast<long long>(unit)), currency };
}

Distribution distribution(std::vector<float>& values, Currency currency)
{
    Distribution result;
    result.mean = rounded(mean(values), currency);
    auto const at = [&](double share) {
        auto const position = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
        std::ranges::nth_element(values, position);
        return rounded(static_cast<double>(*position), currency);
    };
    result.p10 = at(0.1);
    result.p50 = at(0.5);
    result.p90 = at(0.9);
    return result;
}

} // namespace

Outlook run(Input const& input, Options const& options)
{
    Outlook outlook;
    auto& forecast = outlook.forecast;
    auto const model = model_of(input);
    auto samples = sample(model, options, true);
    forecast.made = true;
    forecast.seed = options.seed;
    forecast.samples = options.samples;
    forecast.together = distribution(samples.together, input.currency);
    for (auto& way : samples.ways)
        outlook.net.push_back(distribution(way, input.currency));
    for (std::size_t m = 0; m < months.size(); ++m) {
        auto const d = distribution(samples.by_month[m], input.currency);
        forecast.by_month.push_back({ months[m], d.p10, d.p50, d.p90, d.mean });
    }

    Options fewer = options;
    fewer.samples = std::max(1u, options.samples / 20);
    auto const mean_of = [&](Input const& changed) { return mean(sample(model_of(changed), fewer, false).together); };
    for (std::size_t i = 0; i < input.assumptions.size(); ++i) {
        auto changed = input;
        auto const& one = input.assumptions[i];
        auto& moved = changed.assumptions[i];
        bool const harmful = one.of == "decay_per_week" || one.of == "freeze_settles_weeks";
        moved.low = moved.likely = moved.high = harmful ? one.high : one.low;
        double const worst = mean_of(changed);
        moved.low = moved.likely = moved.high = harmful ? one.low : one.high;
        double const best = mean_of(changed);
        auto const low = rounded(worst, input.currency), high = rounded(best, input.currency);
        if (low != high)
            forecast.drivers.push_back({ one.id, one.says, low, high, one.source });
    }
    std::ranges::stable_sort(forecast.drivers, std::ranges::greater {},
        [](auto const& driver) { return std::abs(driver.high->minor - driver.low->minor); });
    if (!input.frozen && model.freeze_week < never) {
        for (int const days : delays) {
            auto changed = model;
            changed.freeze_week = days / 7.0;
            forecast.freeze_delay.push_back(
                { days, rounded(mean(sample(changed, fewer, false).together), input.currency) });
        }
    }
    return outlook;
}

} // namespace recourse::forecast

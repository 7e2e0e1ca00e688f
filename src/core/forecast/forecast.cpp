#include "core/forecast/forecast.hpp"

#include "core/forecast/model.hpp"

#include <algorithm>

namespace recourse::forecast {

using casework::Distribution;

namespace {

constexpr std::array<int, 9> months { 1, 2, 3, 6, 9, 12, 18, 24, 36 };
constexpr std::array<int, 6> delays { 0, 7, 14, 30, 60, 90 };

/// Columns of results over the samples.
struct Samples {
    std::vector<float> together;
    std::vector<std::vector<float>> ways;
    std::vector<std::vector<float>> by_month;
};

Samples columns(Model const& model, Options const& options, bool details)
{
    Samples samples;
    samples.together.resize(options.samples);
    if (details) {
        samples.ways.assign(model.ways.size(), std::vector<float>(options.samples));
        samples.by_month.assign(months.size(), std::vector<float>(options.samples));
    }
    sample(model, options, details, [&](std::uint32_t s, Sample const& one) {
        samples.together[s] = static_cast<float>(one.net);
        if (!details)
            return;
        for (std::size_t i = 0; i < model.ways.size(); ++i)
            samples.ways[i][s] = static_cast<float>(one.alone[i]);
        for (std::size_t m = 0; m < months.size(); ++m) {
            double sum = 0;
            for (auto const& flow : one.flows)
                sum += flow.week <= months[m] * weeks_per_month ? flow.in - flow.out : 0;
            samples.by_month[m][s] = static_cast<float>(sum);
        }
    });
    return samples;
}

Distribution distribution(std::vector<float>& values, Currency currency)
{
    Distribution result;
    result.mean = rounded(mean(values), currency);
    auto const at = [&](double share) { return rounded(quantile(values, share), currency); };
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
    auto samples = columns(model, options, true);
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
    auto const mean_of = [&](Input const& changed) { return mean(columns(model_of(changed), fewer, false).together); };
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
                { days, rounded(mean(columns(changed, fewer, false).together), input.currency) });
        }
    }
    return outlook;
}

} // namespace recourse::forecast

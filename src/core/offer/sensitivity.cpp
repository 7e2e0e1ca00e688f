#include "core/offer/sensitivity.hpp"

#include "core/offer/accepting.hpp"

#include <algorithm>

namespace recourse::offer {

namespace {

struct Point {
    Money p50;
    std::optional<Money> break_even;
};

Point point(Position const& position, Offer const& offer, DiscountRate const& rate, forecast::Options const& options)
{
    auto const model = forecast::model_of(position.input());
    auto going = go_on(model, options, rate);
    Accepting const accepting(position, offer, model, rate, options);
    Point result;
    if (auto const total = accepting.break_even(going.mean(), going.value, options.samples))
        result.break_even = rounded_up_within(*total, position.open);
    result.p50 = rounded_within(forecast::quantile(going.value, 0.5), position.open);
    return result;
}

std::int64_t distance(Money a, Money b)
{
    return a.minor < b.minor ? b.minor - a.minor : a.minor - b.minor;
}

} // namespace

std::int64_t Swing::width() const
{
    auto result = distance(p50_low, p50_high);
    if (break_even_low && break_even_high)
        result = std::max(result, distance(*break_even_low, *break_even_high));
    else if (break_even_low || break_even_high)
        result = std::numeric_limits<std::int64_t>::max(); // it decides whether there is a break-even at all
    return result;
}

std::expected<Sensitivity, Flaws> sensitivity(
    Position const& position, Offer const& offer, DiscountRate const& rate, forecast::Options const& options)
{
    if (auto flaws = flaws_of(position, offer, rate, options); !flaws.empty())
        return std::unexpected(std::move(flaws));
    Sensitivity result;
    result.seed = options.seed;
    result.samples = options.samples;
    auto const base = point(position, offer, rate, options);
    result.p50 = base.p50;
    result.break_even = base.break_even;
    auto const add
        = [&](std::string id, std::string says, casework::SourceRef source, double low, double high, auto const& at) {
              Point const first = at(low), second = at(high);
              Swing swing { std::move(id), std::move(says), std::move(source), low, high, first.p50, second.p50,
                  first.break_even, second.break_even };
              if (swing.width() > 0)
                  result.swings.push_back(std::move(swing));
          };
    auto changed = position;
    for (std::size_t i = 0; i < position.assumptions.size(); ++i) {
        auto const& one = position.assumptions[i];
        if (one.low >= one.high)
            continue;
        add(one.id, one.says, one.source, one.low, one.high, [&](double value) {
            auto& moved = changed.assumptions[i];
            moved.low = moved.likely = moved.high = value;
            return point(changed, offer, rate, options);
        });
        changed.assumptions[i] = one;
    }
    auto const& risk = offer.default_risk;
    add(risk.id, risk.says, risk.source, risk.low, risk.high, [&](double value) {
        auto other = offer;
        other.default_risk.low = other.default_risk.likely = other.default_risk.high = value;
        return point(position, other, rate, options);
    });
    double const yearly = static_cast<double>(rate.yearly.numerator) / static_cast<double>(rate.yearly.denominator);
    add("discount-rate", rate.name.en, {}, yearly / 2, yearly * 2, [&](double value) {
        auto other = rate;
        other.yearly = value < yearly ? Ratio::of(rate.yearly.numerator, 2 * rate.yearly.denominator)
                                      : Ratio::of(2 * rate.yearly.numerator, rate.yearly.denominator);
        return point(position, offer, other, options);
    });
    std::ranges::stable_sort(result.swings, std::ranges::greater {}, &Swing::width);
    return result;
}

std::vector<FreezeWeek> freeze_delay(
    Position const& position, DiscountRate const& rate, forecast::Options const& options)
{
    std::vector<FreezeWeek> result;
    auto input = position.input();
    auto const way_to_freeze = std::ranges::any_of(
        input.routes, [](casework::Route const* route) { return route->id == "asset-preservation"; });
    if (position.frozen || !way_to_freeze)
        return result;
    double now = 0;
    for (int week = 0; week <= 12; ++week) {
        input.freeze_in_weeks = week;
        auto const mean = go_on(forecast::model_of(input), options, rate).mean();
        if (week == 0)
            now = mean;
        result.push_back({ week, rounded_within(mean, position.open),
            forecast::rounded(std::max(0.0, now - mean), position.claim.currency) });
    }
    return result;
}

} // namespace recourse::offer

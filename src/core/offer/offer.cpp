#include "core/offer/offer.hpp"

#include "core/offer/accepting.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::offer {

Flaws flaws_of(Position const& position, Offer const& offer, DiscountRate const& rate, forecast::Options const& options)
{
    Flaws flaws;
    if (offer.instalments.empty() || offer.instalments.size() > instalments_most)
        flaws.push_back(
            fmt::format("instalments: {} of them; an offer has 1 to {}", offer.instalments.size(), instalments_most));
    auto const currency = position.claim.currency;
    std::optional<Money> total { Money { 0, currency } };
    for (std::size_t i = 0; i < offer.instalments.size(); ++i) {
        auto const& one = offer.instalments[i];
        auto const place = fmt::format("instalments[{}]", i);
        if (one.amount.currency != currency) {
            flaws.push_back(fmt::format("{}: {} is not in the claim's currency, {}; convert it first", place,
                to_string(one.amount), currency.code()));
            continue;
        }
        if (one.amount.minor <= 0)
            flaws.push_back(fmt::format("{}: {} is not above zero; leave it out", place, to_string(one.amount)));
        if (one.day < 0)
            flaws.push_back(fmt::format("{}: day {} is past; what has been paid is a receipt", place, one.day));
        if (one.day > 3'660)
            flaws.push_back(fmt::format("{}: day {} is more than ten years ahead", place, one.day));
        if (i > 0 && one.day < offer.instalments[i - 1].day)
            flaws.push_back(fmt::format("{}: day {} comes before the one above it; put them in order", place, one.day));
        if (total)
            total = checked_add(*total, one.amount);
    }
    if (total && total->minor > position.open.minor)
        flaws.push_back(
            fmt::format("instalments: {} in all is more than the {} that is open; take it, or mend the claim",
                display(*total), display(position.open)));
    else if (!total)
        flaws.push_back("instalments: their sum is out of range");
    for (auto const& [name, sum] : { std::pair { "costs", offer.costs }, std::pair { "saved", offer.saved } }) {
        if (!sum.is_zero() && sum.currency != currency)
            flaws.push_back(fmt::format(
                "{}: {} is not in the claim's currency, {}; convert it first", name, to_string(sum), currency.code()));
        if (sum.minor < 0 || sum.minor > amount_minor_max)
            flaws.push_back(fmt::format("{}: {} is out of range", name, to_string(sum)));
    }
    auto const& risk = offer.default_risk;
    if (!(risk.low >= 0 && risk.low <= risk.likely && risk.likely <= risk.high && risk.high <= 1))
        flaws.push_back("default_risk: low, likely and high are chances from 0 to 1 in this order");
    if (rate.yearly < Ratio::whole(0) || Ratio::whole(1) < rate.yearly)
        flaws.push_back(fmt::format("rate: {} a year; a share from 0 to 1 is meant", to_string(rate.yearly)));
    if (options.samples < 1'000)
        flaws.push_back(fmt::format("samples: {} are too few to tell anything; take 1000 or more", options.samples));
    return flaws;
}

namespace {

Spread spread(std::vector<float>& values, Money most)
{
    Spread result;
    result.mean = rounded_within(forecast::mean(values), most);
    result.p10 = rounded_within(forecast::quantile(values, 0.1), most);
    result.p50 = rounded_within(forecast::quantile(values, 0.5), most);
    result.p90 = rounded_within(forecast::quantile(values, 0.9), most);
    return result;
}

/// The longest delay, in whole weeks, after which going on is on average still worth as much as the offer.
std::optional<int> weeks_to_spare(
    forecast::Model model, forecast::Options const& options, DiscountRate const& rate, double accepted)
{
    auto const worth = [&](int weeks) {
        model.later = weeks;
        return go_on(model, options, rate).mean();
    };
    if (worth(0) < accepted)
        return std::nullopt;
    int low = 0, high = weeks_most + 1; // `low` is worth as much
    while (high - low > 1) {
        int const middle = (low + high) / 2;
        (worth(middle) >= accepted ? low : high) = middle;
    }
    return low;
}

Counter counter_of(Comparison const& compared)
{
    Counter counter;
    counter.high = compared.open;
    if (!compared.break_even) {
        counter.low = counter.ask = compared.open;
        counter.reasons.push_back({ "better-terms",
            { "On these days and with this risk not even everything that is open is worth going on: ask for payment at "
              "once or for security.",
                "按此付款日与违约风险，即使支付全部未清偿款项也不如继续：应要求立即付款或提供担保。" } });
        return counter;
    }
    counter.low = max(*compared.break_even, compared.offered);
    if (compare(*compared.break_even, compared.offered) > 0)
        counter.reasons.push_back({ "break-even",
            { fmt::format(
                  "Not below {}: paid like this, less is worth less than going on, on average.", display(counter.low)),
                fmt::format("不低于{}：按此方式付款，更少则平均不如继续。", display(counter.low)) } });
    else
        counter.reasons.push_back({ "offered",
            { fmt::format("Not below {}: it is offered already, and on average worth as much as going on or more.",
                  display(counter.low)),
                fmt::format("不低于{}：对方已提出此数，平均而言不差于继续。", display(counter.low)) } });
    counter.ask = min(max(counter.low, compared.go_on.p90), counter.high);
    if (compare(counter.ask, counter.low) > 0)
        counter.reasons.push_back({ "good-case",
            { fmt::format("Begin with {}: going on brings as much in one case of ten.", display(counter.ask)),
                fmt::format("先提出{}：继续进行时十分之一的情形可得此数。", display(counter.ask)) } });
    counter.reasons.push_back({ "open",
        { fmt::format("Not above {}: no more is claimed and open.", display(counter.high)),
            fmt::format("不高于{}：主张且未清偿者仅此。", display(counter.high)) } });
    return counter;
}

} // namespace

Money Offer::total() const
{
    Money sum;
    for (auto const& one : instalments)
        sum = sum + one.amount;
    return sum;
}

forecast::Assumption standard_risk(forecast::Assumption const& paid)
{
    auto risk = paid;
    risk.id = "default-of-" + paid.id;
    risk.of = "default";
    risk.low = 1 - paid.high;
    risk.likely = 1 - paid.likely;
    risk.high = 1 - paid.low;
    return risk;
}

std::expected<Comparison, Flaws> compare(
    Position const& position, Offer const& offer, DiscountRate const& rate, forecast::Options const& options)
{
    if (auto flaws = flaws_of(position, offer, rate, options); !flaws.empty())
        return std::unexpected(std::move(flaws));
    Comparison result;
    result.open = position.open;
    result.offered = offer.total();
    result.rate = rate;
    result.default_risk = offer.default_risk;
    for (auto const& one : position.assumptions) {
        if (one.route.empty()
            || std::ranges::find(position.routes, one.route, &casework::Route::id) != position.routes.end())
            result.estimates.push_back(one);
    }
    result.seed = options.seed;
    result.samples = options.samples;

    auto const model = forecast::model_of(position.input());
    auto going = go_on(model, options, rate);
    Accepting const accepting(position, offer, model, rate, options);
    auto const offered = static_cast<double>(result.offered.minor);
    auto accepted = accepting.values(offered, going.value, options.samples);

    std::uint32_t better = 0;
    for (std::uint32_t s = 0; s < options.samples; ++s)
        better += going.value[s] > accepted[s];
    result.go_on_better = static_cast<int>(
        (std::uint64_t { better } * 200 + options.samples) / (2 * std::uint64_t { options.samples }));
    result.costs_saved = forecast::rounded(going.costs, position.claim.currency);

    double const extra = static_cast<double>(offer.saved.minor) - static_cast<double>(offer.costs.minor);
    result.sure_today = rounded_up_within(going.mean() - extra, position.open);
    // Searching needs many means. Of a full and final offer all samples serve; else a part of them, the same of both.
    auto part = options;
    if (!offer.full_and_final())
        part.samples = std::min(options.samples, 10'000u);
    auto const mean_of_part = [](std::vector<float> const& values, std::uint32_t count) {
        double total = 0;
        for (std::uint32_t s = 0; s < count; ++s)
            total += static_cast<double>(values[s]);
        return total / count;
    };
    if (auto const total = accepting.break_even(mean_of_part(going.value, part.samples), going.value, part.samples))
        result.break_even = rounded_up_within(*total, position.open);
    auto few = options;
    few.samples = std::min(options.samples, 10'000u);
    result.break_even_weeks = weeks_to_spare(model, few, rate, mean_of_part(accepted, few.samples));

    Money const most { position.open.minor + offer.saved.minor, position.claim.currency };
    result.accept = spread(accepted, most);
    result.go_on = spread(going.value, position.open);
    result.counter = counter_of(result);
    result.warnings = warnings_of(offer, position);
    return result;
}

} // namespace recourse::offer

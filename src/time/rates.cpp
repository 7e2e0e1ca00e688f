#include "time/rates.hpp"

#include "base/wide.hpp"

#include <fmt/format.h>

namespace recourse::time {

namespace {

/// The recorded rate in the direction in which it was used.
Ratio directed(UsedRate const& used)
{
    // add() lets only positive rates in, so the inverse has a positive denominator.
    return used.inverted ? Ratio::of(used.rate.rate.denominator, used.rate.rate.numerator) : used.rate.rate;
}

Wide common_divisor(Wide a, Wide b)
{
    while (b != 0) {
        a %= b;
        std::swap(a, b);
    }
    return a;
}

/// Nothing when the product, in lowest terms, leaves 64 bits.
std::optional<Ratio> product(Ratio a, Ratio b)
{
    Wide const numerator = static_cast<Wide>(a.numerator) * b.numerator;
    Wide const denominator = static_cast<Wide>(a.denominator) * b.denominator;
    Wide const divisor = common_divisor(numerator, denominator);
    auto const n = narrowed(numerator / divisor);
    auto const d = narrowed(denominator / divisor);
    if (!n || !d)
        return std::nullopt;
    return Ratio { *n, *d };
}

} // namespace

std::expected<void, std::string> RateTable::add(Rate rate)
{
    if (rate.from == Currency::none() || rate.to == Currency::none() || rate.from == rate.to)
        return std::unexpected(
            fmt::format("{} to {} is not a pair of two currencies", rate.from.code(), rate.to.code()));
    if (!(Ratio::whole(0) < rate.rate))
        return std::unexpected(fmt::format("a rate of {} is not above zero", to_string(rate.rate)));
    auto& days = pairs_[{ rate.from.index(), rate.to.index() }];
    auto const date = rate.date;
    if (days.insert_or_assign(date, std::move(rate)).second)
        ++size_;
    return {};
}

std::vector<Rate> RateTable::all() const
{
    std::vector<Rate> rates;
    rates.reserve(size_);
    for (auto const& [pair, days] : pairs_)
        for (auto const& [date, rate] : days)
            rates.push_back(rate);
    return rates;
}

std::optional<UsedRate> RateTable::find(Currency from, Currency to, Date as_of) const
{
    std::optional<UsedRate> best;
    auto const look = [&](Currency a, Currency b, bool inverted) {
        auto const pair = pairs_.find({ a.index(), b.index() });
        if (pair == pairs_.end())
            return;
        auto const& days = pair->second; // never empty: add() puts a rate in with the pair
        auto at = days.upper_bound(as_of);
        bool const later = at == days.begin();
        if (!later)
            --at;
        UsedRate const found { at->second, inverted, later };
        bool const nearer = !best || (best->later && !later)
            || (best->later == later
                && (later ? found.rate.date < best->rate.date : found.rate.date > best->rate.date));
        if (nearer)
            best = found;
    };
    look(from, to, false);
    look(to, from, true);
    return best;
}

std::expected<Converted, NoRate> RateTable::convert(Money from, Currency to, Date as_of, Rounding rounding) const
{
    if (from.currency == to)
        return Converted { from, {} };
    if (from.is_zero())
        return Converted { Money { 0, to }, {} };

    Converted result;
    Ratio rate;
    if (auto const direct = find(from.currency, to, as_of)) {
        rate = directed(*direct);
        result.used = { *direct };
    } else {
        auto const into = find(from.currency, pivot_, as_of);
        auto const out = find(pivot_, to, as_of);
        if (!into || !out)
            return std::unexpected(NoRate::not_recorded);
        auto const crossed = product(directed(*into), directed(*out));
        if (!crossed)
            return std::unexpected(NoRate::out_of_range);
        rate = *crossed;
        result.used = { *into, *out };
    }
    auto const amount = exchange(from, to, rate, rounding);
    if (!amount)
        return std::unexpected(NoRate::out_of_range);
    result.amount = *amount;
    return result;
}

std::string to_string(Rate const& rate)
{
    auto text = fmt::format(
        "1 {} = {} {} on {}", rate.from.code(), to_string(rate.rate), rate.to.code(), to_string(rate.date));
    return rate.source.empty() ? text : text + " (" + rate.source + ")";
}

} // namespace recourse::time

#include "core/route/interest.hpp"

#include "base/wide.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

namespace recourse::route {

namespace {

constexpr std::string_view too_many_digits = "a rate has too many digits";

/// A share of the principal, exact until it is rounded half up. Nothing where it leaves 64 bits.
std::optional<Money> share(Money principal, Wide numerator, Wide denominator)
{
    Wide product = 0;
    if (__builtin_mul_overflow(static_cast<Wide>(principal.minor), numerator, &product))
        return std::nullopt;
    auto const minor = narrowed(rounded_quotient(product, denominator, Rounding::half_up));
    return minor ? std::optional { Money { *minor, principal.currency } } : std::nullopt;
}

std::string not_possible(Money principal, Date from, Date until)
{
    if (principal.minor < 0)
        return "the sum is negative";
    if (until < from)
        return "the last day is before the first";
    return {};
}

std::expected<Interest, std::string> by_days(Money principal, std::vector<InterestPart> parts, std::int64_t year)
{
    // All rates over one denominator, so that the total is rounded once.
    Wide denominator = 1;
    for (auto const& part : parts) {
        denominator *= part.rate.denominator / std::gcd(static_cast<std::int64_t>(denominator), part.rate.denominator);
        if (denominator > 1'000'000'000'000)
            return std::unexpected(std::string { too_many_digits });
    }
    Wide weight = 0;
    Interest result;
    for (auto& part : parts) {
        Wide const numerator
            = static_cast<Wide>(part.rate.numerator) * (denominator / part.rate.denominator) * part.days;
        auto const sum = share(principal, numerator, denominator * year);
        if (!sum)
            return std::unexpected("the sum is too large");
        part.sum = *sum;
        if (__builtin_add_overflow(weight, numerator, &weight))
            return std::unexpected("the sum is too large");
    }
    auto const total = share(principal, weight, denominator * year);
    if (!total)
        return std::unexpected("the sum is too large");
    result.total = *total;
    result.parts = std::move(parts);
    return result;
}

std::string no_rate(Date day)
{
    return "no rate is recorded for " + to_string(day);
}

} // namespace

std::optional<Ratio> with_uplift(Ratio rate, Ratio uplift)
{
    auto const numerator = narrowed(rate.numerator * (static_cast<Wide>(uplift.denominator) + uplift.numerator));
    auto const denominator = narrowed(static_cast<Wide>(rate.denominator) * uplift.denominator);
    return numerator && denominator ? std::optional { Ratio::of(*numerator, *denominator) } : std::nullopt;
}

std::expected<Interest, std::string> interest_at_breach(
    Money principal, Date from, Date until, std::span<YearlyRate const> rates, Ratio uplift, YearDays year)
{
    if (auto why = not_possible(principal, from, until); !why.empty())
        return std::unexpected(std::move(why));
    auto const next = std::ranges::upper_bound(rates, from, {}, &YearlyRate::from);
    if (next == rates.begin())
        return std::unexpected(no_rate(from));
    auto const rate = with_uplift(std::prev(next)->rate, uplift);
    if (!rate)
        return std::unexpected(std::string { too_many_digits });
    InterestPart const part { from, until, static_cast<int>(days_between(from, until)), *rate, {} };
    return by_days(principal, { part }, static_cast<std::int64_t>(year));
}

std::expected<Interest, std::string> interest_by_segment(
    Money principal, Date from, Date until, std::span<YearlyRate const> rates, Ratio uplift, YearDays year)
{
    if (auto why = not_possible(principal, from, until); !why.empty())
        return std::unexpected(std::move(why));
    auto next = std::ranges::upper_bound(rates, from, {}, &YearlyRate::from);
    if (next == rates.begin())
        return std::unexpected(no_rate(from));
    std::vector<InterestPart> parts;
    for (auto start = from; start < until;) {
        auto const end = next == rates.end() || until < next->from ? until : next->from;
        auto const rate = with_uplift(std::prev(next)->rate, uplift);
        if (!rate)
            return std::unexpected(std::string { too_many_digits });
        parts.push_back({ start, end, static_cast<int>(days_between(start, end)), *rate, {} });
        start = end;
        if (next != rates.end())
            ++next;
    }
    return by_days(principal, std::move(parts), static_cast<std::int64_t>(year));
}

std::expected<Interest, std::string> delay_interest(Money principal, Date from, Date until)
{
    if (auto why = not_possible(principal, from, until); !why.empty())
        return std::unexpected(std::move(why));
    InterestPart const part { from, until, static_cast<int>(days_between(from, until)), Ratio::of(175, 1'000'000), {} };
    return by_days(principal, { part }, 1);
}

} // namespace recourse::route

#include "core/route/schedule.hpp"

#include "base/check.hpp"
#include "base/wide.hpp"

#include <fmt/format.h>

#include <numeric>

namespace recourse::route {

namespace {

/// Nothing where it leaves 64 bits.
std::optional<Money> charged(Money base, Ratio rate, Money excess, Rounding rounding)
{
    auto const share
        = narrowed(rounded_quotient(static_cast<Wide>(excess.minor) * rate.numerator, rate.denominator, rounding));
    return share ? checked_add(base, Money { *share, base.currency }) : std::nullopt;
}

Bracket const& bracket_of(Schedule const& schedule, Money amount)
{
    for (auto const& bracket : schedule.brackets)
        if (!bracket.up_to || compare(amount, *bracket.up_to) <= 0)
            return bracket;
    RECOURSE_ASSERT(!"the last bracket is open");
}

} // namespace

std::string percent(Ratio rate)
{
    auto const common = std::gcd(rate.denominator, std::int64_t { 100 });
    auto const numerator = narrowed(static_cast<Wide>(rate.numerator) * (100 / common));
    return numerator ? to_string(Ratio::of(*numerator, rate.denominator / common)) + " %" : to_string(rate) + " times";
}

std::optional<Fee> fee(Schedule const& schedule, Money amount)
{
    RECOURSE_ASSERT(amount.minor >= 0 && amount.currency == schedule.currency && !schedule.brackets.empty());
    auto const& bracket = bracket_of(schedule, amount);
    auto const excess = amount - bracket.over;

    Fee fee;
    auto const low = charged(bracket.base, bracket.rate, excess, schedule.rounding);
    auto const high = bracket.base_max
        ? charged(*bracket.base_max, bracket.rate_max.value_or(bracket.rate), excess, schedule.rounding)
        : low;
    if (!low || !high)
        return std::nullopt;
    fee.low = *low;
    fee.high = *high;
    fee.registration = schedule.registration;
    if (excess.is_zero() || bracket.rate.numerator == 0)
        fee.working.push_back(fmt::format("{} for a sum {}", display(fee.low),
            bracket.up_to ? fmt::format("up to {}", display(*bracket.up_to))
                          : fmt::format("above {}", display(bracket.over))));
    else
        fee.working.push_back(fmt::format("{} + {} of the {} above {} = {}", display(bracket.base),
            percent(bracket.rate), display(excess), display(bracket.over), display(fee.low)));

    auto const bound = [&](Money& sum) {
        if (schedule.minimum)
            sum = max(sum, *schedule.minimum);
        if (schedule.cap)
            sum = min(sum, *schedule.cap);
    };
    auto const before = fee.low;
    bound(fee.low);
    bound(fee.high);
    if (fee.low != before)
        fee.working.push_back(
            fmt::format("{} {}", fee.low.minor > before.minor ? "at least" : "at most", display(fee.low)));
    return fee;
}

} // namespace recourse::route

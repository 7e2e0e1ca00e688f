#include "core/matter/schedule.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

namespace recourse::matter {

namespace {

std::string percent(Ratio rate)
{
    return to_string(Ratio::of(rate.numerator * 100, rate.denominator)) + " %";
}

Bracket const& bracket_of(Schedule const& schedule, Money amount)
{
    for (auto const& bracket : schedule.brackets)
        if (!bracket.up_to || compare(amount, *bracket.up_to) <= 0)
            return bracket;
    RECOURSE_ASSERT(!"the last bracket is open");
}

} // namespace

Fee fee(Schedule const& schedule, Money amount)
{
    RECOURSE_ASSERT(amount.minor >= 0 && amount.currency == schedule.currency && !schedule.brackets.empty());
    auto const& bracket = bracket_of(schedule, amount);
    auto const excess = amount - bracket.over;

    Fee fee;
    fee.low = bracket.base + portion(excess, bracket.rate, schedule.rounding);
    fee.high = bracket.base_max
        ? *bracket.base_max + portion(excess, bracket.rate_max.value_or(bracket.rate), schedule.rounding)
        : fee.low;
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

} // namespace recourse::matter

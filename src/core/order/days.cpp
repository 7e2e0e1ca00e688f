#include "core/order/days.hpp"

#include <algorithm>

namespace recourse::order {

Date pay_by(State const& state, Rules const& rules, std::uint32_t instalment)
{
    if (auto const& due = state.terms.instalments[instalment].due)
        return *due;
    auto from = std::max(*state.agreed_on, state.receipt_on.value_or(*state.agreed_on));
    for (auto const& payment : state.payments) {
        if (!payment.received.is_zero())
            from = std::max(from, payment.received_on);
    }
    auto last = from;
    for (auto const& timer : rules.timers(Phase::awaiting_payment, from, state))
        last = std::max(last, timer.due);
    return last;
}

std::optional<events::DaysGiven> days_by(State const& next, Rules const& rules, Date today)
{
    if (!next.phase_on || next.receipt_on)
        return std::nullopt;
    auto const later = [&](Date since) {
        auto given = rules.timers(next.phase, since, next);
        std::erase_if(given, [&](auto const& one) {
            return std::ranges::any_of(
                next.timers, [&](auto const& known) { return known.to == one.to && known.due >= one.due; });
        });
        return given;
    };
    auto given = later(*next.phase_on);
    // A day that would be over when it is given is counted from today.
    if (std::ranges::any_of(given, [&](auto const& one) { return one.due < today; }))
        given = later(today);
    if (given.empty())
        return std::nullopt;
    auto days = given;
    std::ranges::copy_if(next.timers, std::back_inserter(days),
        [&](auto const& known) { return std::ranges::find(given, known.to, &act::Timer::to) == given.end(); });
    return events::DaysGiven { std::move(days) };
}

} // namespace recourse::order

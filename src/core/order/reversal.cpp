#include "core/order/reversal.hpp"

#include "core/order/ending.hpp"

namespace recourse::order {

events::PaymentReversed taken_back(
    State const& state, Context const& context, PaymentState const& payment, Money amount, std::string const& reason)
{
    auto const currency = amount.currency;
    auto const from_hold = min(amount, max(held(state), Money { 0, currency }));
    auto const from_supplier = amount - from_hold;
    auto const back_to = escrow::provider(payment.provider, currency);
    std::vector<escrow::Transfer> transfers;
    if (!from_hold.is_zero())
        transfers.push_back({ escrow::held(context.order, currency), back_to, from_hold });
    if (!from_supplier.is_zero())
        transfers.push_back({ escrow::balance_of(state.terms.supplier, currency), back_to, from_supplier });
    return { payment.id, amount, from_supplier, reason, std::move(transfers) };
}

PaymentState const* taken_back_of(State const& state, std::uint32_t instalment, Money at_least)
{
    PaymentState const* found = nullptr;
    for (auto const& one : state.payments) {
        bool const fits = one.instalment == instalment && one.reversed.minor > 0
            && one.reversed.currency == at_least.currency && one.reversed.minor >= at_least.minor;
        found = fits ? &one : found;
    }
    return found;
}

std::vector<Event> paid_again(
    State const& state, Context const& context, PaymentState const& payment, Money amount, std::string const& reason)
{
    auto const currency = amount.currency;
    auto const to_supplier = min(amount, state.clawed_back);
    auto const to_hold = amount - to_supplier;
    auto const from = escrow::provider(payment.provider, currency);
    std::vector<escrow::Transfer> transfers;
    if (!to_supplier.is_zero())
        transfers.push_back({ from, escrow::balance_of(state.terms.supplier, currency), to_supplier });
    if (!to_hold.is_zero())
        transfers.push_back({ from, escrow::held(context.order, currency), to_hold });
    std::vector<Event> events { events::PaymentRestored {
        payment.id, amount, to_supplier, reason, std::move(transfers) } };
    auto next = state;
    evolve(next, events.back());
    if (next.phase == Phase::closed && next.claims.empty() && !to_hold.is_zero()) {
        auto again = close(next, context, next.closed_because, {});
        again.on = next.closed_on.value_or(again.on);
        events.emplace_back(std::move(again));
    } else
        go_on(events, next, context);
    return events;
}

} // namespace recourse::order

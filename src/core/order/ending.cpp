#include "core/order/ending.hpp"

#include <algorithm>

namespace recourse::order {

namespace {

escrow::Account hold_of(Context const& context, Currency currency)
{
    return escrow::held(context.order, currency);
}

} // namespace

events::Released release(State const& state, Context const& context, Money amount)
{
    auto const fee = context.rules.fee(state, amount);
    auto const net = amount - fee;
    events::Released released { net, fee, {}, {} };
    if (!net.is_zero())
        released.transfers.push_back(
            { hold_of(context, amount.currency), escrow::balance_of(state.terms.supplier, amount.currency), net });
    if (!fee.is_zero())
        released.transfers.push_back({ hold_of(context, amount.currency), escrow::fee_income(amount.currency), fee });
    return released;
}

events::Closed close(State const& state, Context const& context, std::string reason, std::string rule)
{
    events::Closed closed { context.moment.today, std::move(reason), std::move(rule), {} };
    if (auto const rest = held(state); rest.minor > 0)
        closed.transfers.push_back(
            { hold_of(context, rest.currency), escrow::refund_payable(context.order, rest.currency), rest });
    return closed;
}

std::vector<Event> finished(State const& state, Context const& context, std::string rule)
{
    std::vector<Event> events { events::Completed { context.moment.today, std::move(rule),
        context.rules.timers(Phase::completed, context.moment.today, state), {}, {} } };
    if (auto const rest = held(state); rest.minor > 0)
        events.emplace_back(release(state, context, rest));
    return events;
}

std::vector<Event> split(State const& state, Context const& context, Money to_supplier, std::string const& reason)
{
    std::vector<Event> events;
    auto next = state;
    if (to_supplier.minor > 0) {
        auto released = release(state, context, to_supplier);
        released.reason = reason;
        events.emplace_back(std::move(released));
        evolve(next, events.back());
    }
    events.emplace_back(close(next, context, reason, {}));
    return events;
}

void go_on(std::vector<Event>& events, State const& next, Context const& context)
{
    // The supplier begins once the first instalment is there in full.
    if (next.phase == Phase::awaiting_payment && received(next, 0) == next.terms.instalments.front().amount) {
        auto const today = context.moment.today;
        events.emplace_back(events::ShipmentDue { context.rules.timers(Phase::awaiting_shipment, today, next), today });
        return;
    }
    // The goods have come before: with the last payment the order completes, or once it is not frozen any more.
    if (next.phase != Phase::awaiting_receipt || !next.receipt_on || still_to_pay(next).minor > 0)
        return;
    if (next.frozen_by)
        events.emplace_back(events::DaysGiven { { { next.receipt_rule, std::string { word(Phase::completed) },
            context.moment.today, "The price is paid; the order waits for its dispute to end." } } });
    else
        std::ranges::move(finished(next, context, next.receipt_rule), std::back_inserter(events));
}

} // namespace recourse::order

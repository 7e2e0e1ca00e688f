#include "core/order/state.hpp"

#include "base/check.hpp"
#include "base/packed.hpp"

#include <algorithm>
#include <ranges>

namespace recourse::order {

namespace {

PaymentState& payment_of(State& state, Id<Payment> id)
{
    auto const found = std::ranges::find(state.payments, id, &PaymentState::id);
    RECOURSE_ASSERT(found != state.payments.end());
    return *found;
}

/// The payment of the event, a new one where it was not announced.
template <class Event>
PaymentState& payment_for(State& state, Event const& event)
{
    auto const found = std::ranges::find(state.payments, event.payment, &PaymentState::id);
    if (found != state.payments.end())
        return *found;
    Money const nothing { 0, event.amount.currency };
    return state.payments.emplace_back(PaymentState {
        event.payment, event.instalment, event.provider, event.reference, nothing, nothing, nothing, {}, false });
}

/// Money has come again for what was taken back: of the same payment first, then of others of its instalment, for
/// whoever pays an instalment anew has paid it; each time what was taken back last comes first.
void forget_reversals(State& state, Id<Payment> payment, Money amount)
{
    auto const instalment = payment_of(state, payment).instalment;
    auto const forget = [&](auto const& concerned) {
        for (auto& one : std::views::reverse(state.reversals)) {
            if (!concerned(one))
                continue;
            auto const part = min(one.amount, amount);
            one.amount = one.amount - part;
            amount = amount - part;
        }
    };
    forget([&](Reversal const& one) { return one.payment == payment; });
    forget([&](Reversal const& one) { return payment_of(state, one.payment).instalment == instalment; });
    std::erase_if(state.reversals, [](auto const& one) { return one.amount.is_zero(); });
}

void agree_on(State& state, Terms terms, Digest digest)
{
    state.terms = std::move(terms);
    state.terms_digest = digest;
}

} // namespace

std::string_view word(Phase phase)
{
    switch (phase) {
    case Phase::none:
        return "none";
    case Phase::draft:
        return "draft";
    case Phase::awaiting_seller:
        return "awaiting-seller";
    case Phase::awaiting_payment:
        return "awaiting-payment";
    case Phase::awaiting_shipment:
        return "awaiting-shipment";
    case Phase::awaiting_receipt:
        return "awaiting-receipt";
    case Phase::completed:
        return "completed";
    case Phase::closed:
        return "closed";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(ShippingMode mode)
{
    switch (mode) {
    case ShippingMode::unknown:
        return "";
    case ShippingMode::express:
        return "express";
    case ShippingMode::air:
        return "air";
    case ShippingMode::sea:
        return "sea";
    case ShippingMode::land:
        return "land";
    case ShippingMode::post:
        return "post";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Purpose purpose)
{
    switch (purpose) {
    case Purpose::deposit:
        return "deposit";
    case Purpose::balance:
        return "balance";
    case Purpose::full:
        return "full";
    case Purpose::other:
        return "other";
    }
    RECOURSE_ASSERT(false);
}

Digest digest(Terms const& terms)
{
    if (terms.acceptance)
        return sha256(packed::pack(terms));
    // As it was hashed before orders could have acceptance terms, which are the last member.
    using Members = packed::detail::members<Terms>;
    constexpr auto last = boost::mp11::mp_size<Members>::value - 1;
    packed::Writer out;
    out.number(last);
    boost::mp11::mp_for_each<boost::mp11::mp_take_c<Members, last>>(
        [&](auto member) { packed::write(out, terms.*member.pointer); });
    return sha256(out.take());
}

Money price(Terms const& terms)
{
    return terms.price_goods + terms.price_freight + terms.price_tax;
}

std::span<escrow::Transfer const> transfers(Event const& event)
{
    return std::visit(
        [](auto const& one) -> std::span<escrow::Transfer const> {
            if constexpr (requires { one.transfers; })
                return one.transfers;
            else
                return {};
        },
        event);
}

void evolve(State& state, Event const& event)
{
    std::visit(match {
                   [&](events::Drafted const& e) {
                       state.phase = Phase::draft;
                       state.drafted_by = e.by;
                       state.terms = e.terms;
                       Money const nothing { 0, price(e.terms).currency };
                       state.released = state.fees = state.refunded = state.clawed_back = nothing;
                       state.refunded_elsewhere = state.costs_repaid = state.unpaid = nothing;
                   },
                   [&](events::Revised const& e) { state.terms = e.terms; },
                   [&](events::Offered const& e) {
                       state.phase = Phase::awaiting_seller;
                       state.timers = e.timers;
                   },
                   [&](events::Agreed const& e) {
                       state.phase = Phase::awaiting_payment;
                       state.terms_digest = e.terms;
                       state.agreed_on = state.phase_on = e.on;
                       state.edition = e.edition;
                       state.reading = e.reading;
                       state.timers = e.timers;
                       state.agreed_as = e.names;
                   },
                   [&](events::AmendmentProposed const& e) {
                       state.amendment = e.terms;
                       state.amendment_by = e.by;
                   },
                   [&](events::Amended const& e) {
                       RECOURSE_ASSERT(state.amendment.has_value());
                       agree_on(state, *std::move(state.amendment), e.terms);
                       state.amendment.reset();
                   },
                   [&](events::AmendmentRejected const&) { state.amendment.reset(); },
                   [&](events::Closed const& e) {
                       state.phase = Phase::closed;
                       state.closed_on = e.on;
                       state.closed_because = e.reason;
                       state.timers.clear();
                       state.cancel.reset();
                       for (auto const& transfer : e.transfers)
                           state.refunded = state.refunded + transfer.amount;
                   },
                   [&](events::PaymentAnnounced const& e) {
                       auto& payment = payment_for(state, e);
                       payment.announced = payment.announced + e.amount;
                   },
                   [&](events::PaymentReceived const& e) {
                       auto& payment = payment_for(state, e);
                       payment.announced = { 0, e.amount.currency };
                       payment.received = payment.received + e.amount;
                       payment.received_on = e.on;
                       forget_reversals(state, e.payment, e.amount);
                   },
                   [&](events::PaymentFailed const& e) {
                       auto& payment = payment_of(state, e.payment);
                       payment.announced = { 0, payment.announced.currency };
                       payment.failed = true;
                   },
                   [&](events::PaymentReversed const& e) {
                       auto& payment = payment_of(state, e.payment);
                       payment.reversed = payment.reversed + e.amount;
                       state.clawed_back = state.clawed_back + e.from_supplier;
                       state.reversals.push_back(
                           { e.payment, e.amount, state.claims.empty() ? Id<Claim> {} : state.claims.back() });
                   },
                   [&](events::ShipmentDue const& e) {
                       state.phase = Phase::awaiting_shipment;
                       state.phase_on = e.on;
                       state.timers = e.timers;
                   },
                   [&](events::Shipped const& e) {
                       state.phase = Phase::awaiting_receipt;
                       state.shipped = e.statement;
                       state.phase_on = e.on.value_or(e.statement.on);
                       state.timers = e.timers;
                   },
                   [&](events::Delivered const& e) { state.delivered = e.statement; },
                   [&](events::Completed const& e) {
                       state.phase = Phase::completed;
                       state.completed_on = e.on;
                       if (!state.receipt_on)
                           state.receipt_on = e.on;
                       if (e.unpaid)
                           state.unpaid = *e.unpaid;
                       state.timers = e.timers;
                       state.cancel.reset();
                   },
                   [&](events::Released const& e) {
                       state.released = state.released + e.amount;
                       state.fees = state.fees + e.fee;
                   },
                   [&](events::Frozen const& e) {
                       state.frozen_by = e.claim;
                       if (std::ranges::find(state.claims, e.claim) == state.claims.end())
                           state.claims.push_back(e.claim);
                   },
                   [&](events::Unfrozen const&) { state.frozen_by = {}; },
                   [&](events::CarrierNamed const& e) { state.carriers.push_back(e.carrier); },
                   [&](events::Refunded const& e) {
                       state.refunded = state.refunded + e.from_hold;
                       state.refunded_elsewhere = state.refunded_elsewhere + e.amount - e.from_hold;
                       state.costs_repaid = state.costs_repaid + e.costs;
                   },
                   [&](events::RefundTakenBack const& e) {
                       auto const from_hold = e.to_hold + e.unclawed;
                       state.refunded = state.refunded - from_hold;
                       state.clawed_back = state.clawed_back - e.unclawed;
                       state.refunded_elsewhere = state.refunded_elsewhere - (e.amount - from_hold);
                       state.costs_repaid = state.costs_repaid - e.costs;
                   },
                   [&](events::ReceiptRecorded const& e) {
                       state.receipt_on = e.on;
                       state.receipt_rule = e.rule;
                       state.timers.clear();
                   },
                   [&](events::DaysGiven const& e) { state.timers = e.timers; },
                   [&](events::CancelProposed const& e) { state.cancel = e.cancel; },
                   [&](events::CancelRejected const&) { state.cancel.reset(); },
                   [&](events::PaymentRestored const& e) {
                       auto& payment = payment_of(state, e.payment);
                       payment.reversed = payment.reversed - e.amount;
                       state.clawed_back = state.clawed_back - e.to_supplier;
                       forget_reversals(state, e.payment, e.amount);
                   },
               },
        event);
}

Money received(State const& state)
{
    Money sum { 0, state.released.currency };
    for (auto const& payment : state.payments)
        sum = sum + payment.received - payment.reversed;
    return sum;
}

Money received(State const& state, std::uint32_t instalment)
{
    Money sum { 0, state.released.currency };
    for (auto const& payment : state.payments) {
        if (payment.instalment == instalment)
            sum = sum + payment.received - payment.reversed;
    }
    return sum;
}

Money held(State const& state)
{
    return received(state) - (state.released - state.clawed_back) - state.fees - state.refunded;
}

Money still_to_pay(State const& state)
{
    Money const nothing { 0, state.released.currency };
    auto sum = nothing;
    for (std::uint32_t i = 0; i < state.terms.instalments.size(); ++i)
        sum = sum + max(state.terms.instalments[i].amount - received(state, i), nothing);
    return sum;
}

Money reversed(State const& state)
{
    Money sum { 0, state.released.currency };
    for (auto const& payment : state.payments)
        sum = sum + payment.reversed;
    return sum;
}

Money reversed_since(State const& state, Id<Claim> claim)
{
    Money sum { 0, state.released.currency };
    for (auto const& one : state.reversals) {
        if (one.after.number >= claim.number)
            sum = sum + one.amount;
    }
    return sum;
}

Money refundable(State const& state)
{
    return received(state) - state.refunded - state.refunded_elsewhere + state.costs_repaid;
}

PaymentState const* find_payment(State const& state, std::string_view reference)
{
    auto const found = std::ranges::find(state.payments, reference, &PaymentState::reference);
    return found == state.payments.end() ? nullptr : &*found;
}

} // namespace recourse::order

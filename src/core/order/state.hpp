#pragma once

#include "core/order/events.hpp"

#include <optional>
#include <vector>

namespace recourse::order {

/// One payment into the hold.
struct PaymentState {
    Id<Payment> id;
    std::uint32_t instalment = 0;
    std::uint32_t provider = 0;
    std::string reference; ///< the provider's; one payment has one
    Money announced; ///< on its way
    Money received;
    Money reversed; ///< of the received, taken back
    Date received_on;
    bool failed = false;
};

BOOST_DESCRIBE_STRUCT(
    PaymentState, (), (id, instalment, provider, reference, announced, received, reversed, received_on, failed))

/// What was taken back of a payment and has not come again.
struct Reversal {
    Id<Payment> payment;
    Money amount;
    Id<Claim> after; ///< the latest claim that had been opened by then; 0: none had
};
BOOST_DESCRIBE_STRUCT(Reversal, (), (payment, amount, after))

/// An order as its events made it.
struct State {
    Phase phase = Phase::none;
    Terms terms;
    Digest terms_digest;
    act::Role drafted_by = act::Role::buyer;
    std::optional<Terms> amendment; ///< proposed, not answered
    act::Role amendment_by = act::Role::buyer;
    std::optional<Date> agreed_on;
    std::string edition; ///< of the book that binds
    std::string reading;
    std::vector<PaymentState> payments;
    std::vector<act::Timer> timers; ///< of the present phase
    std::optional<Statement> shipped;
    std::optional<Statement> delivered;
    std::optional<Date> completed_on;
    std::optional<Date> closed_on;
    std::string closed_because;
    Money released; ///< to the supplier, net of fees
    Money fees;
    Money refunded; ///< to the buyer, out of the hold
    Money clawed_back; ///< of the released, taken from the supplier again because a payment was reversed
    Id<Claim> frozen_by; ///< 0: nothing is frozen
    Money refunded_elsewhere; ///< to the buyer under a claim, from the supplier's other money or the programme's
    Money costs_repaid; ///< of both refunds, what the buyer had spent beside the price
    std::vector<Id<Claim>> claims; ///< that were ever opened on it, in their order
    std::vector<Id<Party>> carriers; ///< that were named, in their order
    std::optional<Date> receipt_on; ///< the goods have come, by the buyer's word or by time
    std::string receipt_rule; ///< of the book, where time says so
    Money unpaid; ///< of the price, in the end
    std::optional<Cancellation> cancel; ///< proposed, not answered
    std::optional<Date> phase_on; ///< from which the days of the present phase are counted
    std::vector<Reversal> reversals; ///< in their order
    std::optional<Names> agreed_as; ///< under which names both sides agreed, whatever they are called later
};

BOOST_DESCRIBE_STRUCT(State, (),
    (phase, terms, terms_digest, drafted_by, amendment, amendment_by, agreed_on, edition, reading, payments, timers,
        shipped, delivered, completed_on, closed_on, closed_because, released, fees, refunded, clawed_back, frozen_by,
        refunded_elsewhere, costs_repaid, claims, carriers, receipt_on, receipt_rule, unpaid, cancel, phase_on,
        reversals, agreed_as))

/// The state after the event. Every event fits: decide has seen to it.
void evolve(State&, Event const&);

/// What has arrived for the order and was not taken back.
Money received(State const&);
/// Of it, for one instalment.
Money received(State const&, std::uint32_t instalment);
/// What is still in the hold: received, less released, fees and refunded; never below zero.
Money held(State const&);
/// What of the price has not arrived, or was taken back.
Money still_to_pay(State const&);
/// What was taken back of all that had arrived.
Money reversed(State const&);
/// Of it, since the claim was opened.
Money reversed_since(State const&, Id<Claim>);
/// What the buyer has paid and not got back in any way: the most that can still be refunded. Below zero where a payment
/// was taken back after it had been refunded.
Money refundable(State const&);
PaymentState const* find_payment(State const&, std::string_view reference);

} // namespace recourse::order

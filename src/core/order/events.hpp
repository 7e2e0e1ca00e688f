#pragma once

#include "core/act/timer.hpp"
#include "core/escrow/book.hpp"
#include "core/order/types.hpp"

#include <span>
#include <variant>

// What has happened to an order. Stored: alternatives are added at the end and never taken away or reordered; a field
// is added at the end of its struct.

namespace recourse::order::events {

struct Drafted {
    Terms terms;
    act::Role by = act::Role::buyer;
};
struct Revised {
    Terms terms;
};
struct Offered {
    std::vector<act::Timer> timers;
};
/// From here on the terms and the book's edition bind both sides.
struct Agreed {
    Date on; ///< in the programme's zone: the day that binds the edition
    Digest terms;
    std::string edition;
    std::string reading;
    std::vector<act::Timer> timers;
    std::optional<Names> names {}; ///< nothing: an earlier version kept none
};
struct AmendmentProposed {
    Terms terms;
    act::Role by = act::Role::buyer;
};
struct Amended {
    Digest terms;
};
struct AmendmentRejected { };
struct Closed {
    Date on;
    std::string reason;
    std::string rule; ///< of the book, where time closed it
    std::vector<escrow::Transfer> transfers; ///< back to the buyer
};
struct PaymentAnnounced {
    Id<Payment> payment;
    std::uint32_t instalment = 0;
    Money amount;
    std::uint32_t provider = 0;
    std::string reference;
    std::vector<escrow::Transfer> transfers;
};
struct PaymentReceived {
    Date on;
    Id<Payment> payment;
    std::uint32_t instalment = 0;
    Money amount;
    std::uint32_t provider = 0;
    std::string reference;
    std::vector<escrow::Transfer> transfers;
};
struct PaymentFailed {
    Id<Payment> payment;
    std::vector<escrow::Transfer> transfers;
};
struct PaymentReversed {
    Id<Payment> payment;
    Money amount;
    Money from_supplier; ///< of it, what had been released already and is now owed by the supplier
    std::string reason;
    std::vector<escrow::Transfer> transfers;
};
/// Enough is paid: the supplier is to ship.
struct ShipmentDue {
    std::vector<act::Timer> timers;
    std::optional<Date> on {}; ///< from which its days are counted
};
struct Shipped {
    Statement statement;
    std::vector<act::Timer> timers;
    std::optional<Date> on {}; ///< from which its days are counted: when it was said
};
struct Delivered {
    Statement statement;
    std::string reason = {}; ///< of a correction; empty: nothing was corrected
};
struct Completed {
    Date on;
    std::string rule; ///< of the book, where time completed it; empty: the buyer confirmed
    std::vector<act::Timer> timers;
    std::optional<Money> unpaid {}; ///< of the price, where the supplier completed it without the rest
    std::string reason = {}; ///< of that
};
struct Released {
    Money amount; ///< to the supplier, after the fee
    Money fee;
    std::vector<escrow::Transfer> transfers;
    std::string reason = {}; ///< of a release by hand; empty: nobody had to say why
};
/// A dispute stands in the way of every movement of the hold.
struct Frozen {
    Id<Claim> claim;
};
struct Unfrozen {
    Id<Claim> claim;
};
/// A claim is carried out: money goes back to the buyer, out of the hold as far as it goes, the rest from elsewhere.
struct Refunded {
    Id<Claim> claim;
    Money amount;
    Money from_hold; ///< of it
    Money costs; ///< of it, what the buyer had spent beside the price
    std::vector<escrow::Transfer> transfers;
};

struct CarrierNamed {
    Date on;
    Id<Party> carrier;
    act::Role by = act::Role::supplier;
};

/// A refund of a claim that was not sent is undue by now, and goes back to where it came from.
struct RefundTakenBack {
    Id<Claim> claim;
    Money amount; ///< in all
    Money to_hold; ///< of it
    Money unclawed; ///< of it, to the supplier, from whom a reversed payment was taken while this was on its way
    Money costs; ///< of it, what the buyer had spent beside the price
    std::vector<escrow::Transfer> transfers;
};

/// The goods have come and a part of the price is still to be paid: with it the order completes. The days of a claim
/// run from here.
struct ReceiptRecorded {
    Date on;
    std::string rule; ///< of the book, where time says so; empty: the buyer confirmed
};
/// Both sides agreed to terms that give the present phase other days: these take the place of those before.
struct DaysGiven {
    std::vector<act::Timer> timers;
};
struct CancelProposed {
    Cancellation cancel;
};
struct CancelRejected {
    act::Role by = act::Role::buyer;
};
/// What had been taken back of a payment has come again. The supplier, from whom it was taken last, gets it first.
struct PaymentRestored {
    Id<Payment> payment;
    Money amount;
    Money to_supplier; ///< of it, what it no longer owes; the rest goes into the hold
    std::string reason;
    std::vector<escrow::Transfer> transfers;
};

BOOST_DESCRIBE_STRUCT(Drafted, (), (terms, by))
BOOST_DESCRIBE_STRUCT(Revised, (), (terms))
BOOST_DESCRIBE_STRUCT(Offered, (), (timers))
BOOST_DESCRIBE_STRUCT(Agreed, (), (on, terms, edition, reading, timers, names))
BOOST_DESCRIBE_STRUCT(AmendmentProposed, (), (terms, by))
BOOST_DESCRIBE_STRUCT(Amended, (), (terms))
BOOST_DESCRIBE_STRUCT(AmendmentRejected, (), ())
BOOST_DESCRIBE_STRUCT(Closed, (), (on, reason, rule, transfers))
BOOST_DESCRIBE_STRUCT(PaymentAnnounced, (), (payment, instalment, amount, provider, reference, transfers))
BOOST_DESCRIBE_STRUCT(PaymentReceived, (), (on, payment, instalment, amount, provider, reference, transfers))
BOOST_DESCRIBE_STRUCT(PaymentFailed, (), (payment, transfers))
BOOST_DESCRIBE_STRUCT(PaymentReversed, (), (payment, amount, from_supplier, reason, transfers))
BOOST_DESCRIBE_STRUCT(ShipmentDue, (), (timers, on))
BOOST_DESCRIBE_STRUCT(Shipped, (), (statement, timers, on))
BOOST_DESCRIBE_STRUCT(Delivered, (), (statement, reason))
BOOST_DESCRIBE_STRUCT(Completed, (), (on, rule, timers, unpaid, reason))
BOOST_DESCRIBE_STRUCT(Released, (), (amount, fee, transfers, reason))
BOOST_DESCRIBE_STRUCT(Frozen, (), (claim))
BOOST_DESCRIBE_STRUCT(Unfrozen, (), (claim))
BOOST_DESCRIBE_STRUCT(Refunded, (), (claim, amount, from_hold, costs, transfers))
BOOST_DESCRIBE_STRUCT(CarrierNamed, (), (on, carrier, by))
BOOST_DESCRIBE_STRUCT(RefundTakenBack, (), (claim, amount, to_hold, unclawed, costs, transfers))
BOOST_DESCRIBE_STRUCT(ReceiptRecorded, (), (on, rule))
BOOST_DESCRIBE_STRUCT(DaysGiven, (), (timers))
BOOST_DESCRIBE_STRUCT(CancelProposed, (), (cancel))
BOOST_DESCRIBE_STRUCT(CancelRejected, (), (by))
BOOST_DESCRIBE_STRUCT(PaymentRestored, (), (payment, amount, to_supplier, reason, transfers))

} // namespace recourse::order::events

namespace recourse::order {

using Event = std::variant<events::Drafted, events::Revised, events::Offered, events::Agreed, events::AmendmentProposed,
    events::Amended, events::AmendmentRejected, events::Closed, events::PaymentAnnounced, events::PaymentReceived,
    events::PaymentFailed, events::PaymentReversed, events::ShipmentDue, events::Shipped, events::Delivered,
    events::Completed, events::Released, events::Frozen, events::Unfrozen, events::Refunded, events::CarrierNamed,
    events::RefundTakenBack, events::ReceiptRecorded, events::DaysGiven, events::CancelProposed, events::CancelRejected,
    events::PaymentRestored>;

/// The transfers of an event; none for most.
std::span<escrow::Transfer const> transfers(Event const&);

} // namespace recourse::order

#pragma once

#include "core/order/types.hpp"

#include <variant>

namespace recourse::order {

/// A party begins an order; the terms name it as buyer or supplier.
struct Draft {
    Terms terms;
};
/// The side that drafted changes its draft.
struct Revise {
    Terms terms;
};
/// The draft is put to the other side.
struct Offer { };
/// The other side agrees to exactly these terms.
struct Agree {
    Digest terms;
};
/// A party asks for other terms after agreement.
struct Amend {
    Terms terms;
};
struct AcceptAmendment {
    Digest terms;
};
struct RejectAmendment { };
struct Cancel {
    std::string reason;
};
/// The holder of the funds sees money on its way for an instalment.
struct AnnouncePayment {
    std::uint32_t instalment = 0;
    Money amount;
    std::uint32_t provider = 0;
    std::string reference;
};
/// Money has arrived: announced before (the same reference) or not.
struct ReceivePayment {
    std::uint32_t instalment = 0;
    Money amount;
    std::uint32_t provider = 0;
    std::string reference;
};
/// What was announced will not come.
struct FailPayment {
    std::string reference;
};
/// The holder of the funds takes a received payment back: a returned transfer, a chargeback.
struct ReversePayment {
    std::string reference;
    Money amount;
    std::string reason;
};
struct Ship {
    Statement statement;
};
/// A later statement of another day corrects the first and says why.
struct Deliver {
    Statement statement;
    std::string reason = {};
};
/// The buyer says that the goods have come.
struct ConfirmReceipt { };
/// The buyer lets the supplier have a part before completion, or an officer does, who says why.
struct Release {
    Money amount;
    std::string reason = {};
};
/// A day that a timer named is over.
struct PassTimer {
    std::string rule;
    Date due;
};

/// Whoever carries the goods: it then sees what it needs of the order, and says when they leave and come.
struct NameCarrier {
    Id<Party> carrier;
};

/// A party would end the order by agreement: so much of what is held to the supplier, the rest back to the buyer.
struct ProposeCancel {
    Money to_supplier;
    std::string reason;
};
/// The other side agrees to exactly this.
struct AcceptCancel {
    Money to_supplier;
};
/// The other side does not agree, or the one that proposed it takes it back.
struct RejectCancel { };
/// The goods have come and the buyer let the day pass on which the rest was due: the supplier completes the order
/// without it.
struct CloseUnpaid {
    std::string reason;
};
/// An instalment is overdue: an officer ends the order, and says who gets what is held.
struct DecideUnpaid {
    Money to_supplier;
    std::string reason;
};

/// The bank pays after all what it had taken back: a chargeback that was itself reversed.
struct RestorePayment {
    std::string reference;
    Money amount;
    std::string reason;
};

BOOST_DESCRIBE_STRUCT(Draft, (), (terms))
BOOST_DESCRIBE_STRUCT(Revise, (), (terms))
BOOST_DESCRIBE_STRUCT(Offer, (), ())
BOOST_DESCRIBE_STRUCT(Agree, (), (terms))
BOOST_DESCRIBE_STRUCT(Amend, (), (terms))
BOOST_DESCRIBE_STRUCT(AcceptAmendment, (), (terms))
BOOST_DESCRIBE_STRUCT(RejectAmendment, (), ())
BOOST_DESCRIBE_STRUCT(Cancel, (), (reason))
BOOST_DESCRIBE_STRUCT(AnnouncePayment, (), (instalment, amount, provider, reference))
BOOST_DESCRIBE_STRUCT(ReceivePayment, (), (instalment, amount, provider, reference))
BOOST_DESCRIBE_STRUCT(FailPayment, (), (reference))
BOOST_DESCRIBE_STRUCT(ReversePayment, (), (reference, amount, reason))
BOOST_DESCRIBE_STRUCT(Ship, (), (statement))
BOOST_DESCRIBE_STRUCT(Deliver, (), (statement, reason))
BOOST_DESCRIBE_STRUCT(ConfirmReceipt, (), ())
BOOST_DESCRIBE_STRUCT(Release, (), (amount, reason))
BOOST_DESCRIBE_STRUCT(PassTimer, (), (rule, due))
BOOST_DESCRIBE_STRUCT(NameCarrier, (), (carrier))
BOOST_DESCRIBE_STRUCT(ProposeCancel, (), (to_supplier, reason))
BOOST_DESCRIBE_STRUCT(AcceptCancel, (), (to_supplier))
BOOST_DESCRIBE_STRUCT(RejectCancel, (), ())
BOOST_DESCRIBE_STRUCT(CloseUnpaid, (), (reason))
BOOST_DESCRIBE_STRUCT(DecideUnpaid, (), (to_supplier, reason))
BOOST_DESCRIBE_STRUCT(RestorePayment, (), (reference, amount, reason))

using Command = std::variant<Draft, Revise, Offer, Agree, Amend, AcceptAmendment, RejectAmendment, Cancel,
    AnnouncePayment, ReceivePayment, FailPayment, ReversePayment, Ship, Deliver, ConfirmReceipt, Release, PassTimer,
    NameCarrier, ProposeCancel, AcceptCancel, RejectCancel, CloseUnpaid, DecideUnpaid, RestorePayment>;

} // namespace recourse::order

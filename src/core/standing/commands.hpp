#pragma once

#include "core/standing/types.hpp"

#include <variant>

namespace recourse::standing {

/// The outcome of a claim, or an officer, finds that the supplier did what the book gives points for.
struct GivePoints {
    std::string act;
    Cure cure = Cure::never;
    Id<Claim> claim;
};
/// An officer takes a measure for another reason than points.
struct TakeMeasure {
    std::string measure;
    std::uint32_t days = 0; ///< 0: no end of its own
    std::string reason;
    std::string rule;
    std::optional<Lowering> lowers_to {}; ///< of a measure that lowers cover, where the book does not say how far
};
/// An officer takes the measure that the ladder proposes.
struct ConfirmMeasure {
    std::uint32_t proposal = 0;
    std::string reason;
};
struct DeclineMeasure {
    std::uint32_t proposal = 0;
    std::string reason;
};
struct LiftMeasure {
    std::uint32_t measure = 0;
    std::string reason;
};
/// The supplier asks that an act against it be looked at again.
struct Appeal {
    Target target;
    std::string reason;
};
struct DecideAppeal {
    std::uint32_t appeal = 0;
    bool granted = false;
    std::string reason;
};
struct Blacklist {
    std::string reason;
    std::string rule;
};
struct LiftBlacklist {
    std::string reason;
};
/// Another account looks like the same supplier.
struct ProposeLink {
    Id<Party> other;
    std::vector<std::string> reasons;
};
/// A person finds that it is. A link has two ends: what stands against each account is carried over to the other, in
/// whichever of them it is confirmed.
struct ConfirmLink {
    Id<Party> other;
    std::string reason;
};
struct RejectLink {
    Id<Party> other;
    std::string reason;
};
/// The limit for a month, from the record.
struct RecomputeLimit {
    Date month; ///< its first day
};
/// An order is agreed at this price and takes as much of the limit as is free for it, at most the price; again with
/// another price when its terms change. What it has is not taken away again.
struct ReserveLimit {
    Id<Order> order;
    Money amount;
};
/// The order is over. One that completed counts for the record, whatever was reserved for it, and keeps its reservation
/// as long as claims may be opened on it.
struct FreeLimit {
    Id<Order> order;
    OrderEnd end = OrderEnd::completed;
    Money volume; ///< that was traded; nothing for an order that was closed
    std::optional<Date> until {}; ///< the last day to open a claim on it; nothing: no such day is known
};
struct OpenDispute {
    Id<Claim> claim;
    bool again = false; ///< it was closed and is open once more: no new dispute
    Id<Order> order {}; ///< on which it is; it keeps its reservation meanwhile
};
struct CloseDispute {
    Id<Claim> claim;
    Money refunded; ///< by this dispute; zero where nothing was
    Id<Order> order {};
};
/// What the guarantee pool still wants back for a claim, all of it.
struct NoteRecourse {
    Id<Claim> claim;
    Money open; ///< in the currency of the limits
    std::optional<Money> owed {}; ///< the same in the claim's own, in which it is paid back
    Id<Order> order {}; ///< for which the pool paid, or took back what it had paid: its reservation was drawn on; 0:
                        ///< the supplier paid some of it
};
/// The last day to open a claim on a completed order is over.
struct EndCover {
    Id<Order> order;
};

BOOST_DESCRIBE_STRUCT(GivePoints, (), (act, cure, claim))
BOOST_DESCRIBE_STRUCT(TakeMeasure, (), (measure, days, reason, rule, lowers_to))
BOOST_DESCRIBE_STRUCT(ConfirmMeasure, (), (proposal, reason))
BOOST_DESCRIBE_STRUCT(DeclineMeasure, (), (proposal, reason))
BOOST_DESCRIBE_STRUCT(LiftMeasure, (), (measure, reason))
BOOST_DESCRIBE_STRUCT(Appeal, (), (target, reason))
BOOST_DESCRIBE_STRUCT(DecideAppeal, (), (appeal, granted, reason))
BOOST_DESCRIBE_STRUCT(Blacklist, (), (reason, rule))
BOOST_DESCRIBE_STRUCT(LiftBlacklist, (), (reason))
BOOST_DESCRIBE_STRUCT(ProposeLink, (), (other, reasons))
BOOST_DESCRIBE_STRUCT(ConfirmLink, (), (other, reason))
BOOST_DESCRIBE_STRUCT(RejectLink, (), (other, reason))
BOOST_DESCRIBE_STRUCT(RecomputeLimit, (), (month))
BOOST_DESCRIBE_STRUCT(ReserveLimit, (), (order, amount))
BOOST_DESCRIBE_STRUCT(FreeLimit, (), (order, end, volume, until))
BOOST_DESCRIBE_STRUCT(OpenDispute, (), (claim, again, order))
BOOST_DESCRIBE_STRUCT(CloseDispute, (), (claim, refunded, order))
BOOST_DESCRIBE_STRUCT(NoteRecourse, (), (claim, open, owed, order))
BOOST_DESCRIBE_STRUCT(EndCover, (), (order))

using Command = std::variant<GivePoints, TakeMeasure, ConfirmMeasure, DeclineMeasure, LiftMeasure, Appeal, DecideAppeal,
    Blacklist, LiftBlacklist, ProposeLink, ConfirmLink, RejectLink, RecomputeLimit, ReserveLimit, FreeLimit,
    OpenDispute, CloseDispute, NoteRecourse, EndCover>;

} // namespace recourse::standing

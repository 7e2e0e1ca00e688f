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
/// An order is open and needs this much of the limit; again with another amount when its terms change.
struct ReserveLimit {
    Id<Order> order;
    Money amount;
};
/// The order is over.
struct FreeLimit {
    Id<Order> order;
    OrderEnd end = OrderEnd::completed;
    Money volume; ///< that was traded; nothing for an order that was closed
};
struct OpenDispute {
    Id<Claim> claim;
    bool again = false; ///< it was closed and is open once more: no new dispute
};
struct CloseDispute {
    Id<Claim> claim;
    Money refunded; ///< by this dispute; zero where nothing was
};
/// What the guarantee pool still wants back for a claim, all of it.
struct NoteRecourse {
    Id<Claim> claim;
    Money open; ///< in the currency of the limits
    std::optional<Money> owed {}; ///< the same in the claim's own, in which it is paid back
};

BOOST_DESCRIBE_STRUCT(GivePoints, (), (act, cure, claim))
BOOST_DESCRIBE_STRUCT(TakeMeasure, (), (measure, days, reason, rule))
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
BOOST_DESCRIBE_STRUCT(FreeLimit, (), (order, end, volume))
BOOST_DESCRIBE_STRUCT(OpenDispute, (), (claim, again))
BOOST_DESCRIBE_STRUCT(CloseDispute, (), (claim, refunded))
BOOST_DESCRIBE_STRUCT(NoteRecourse, (), (claim, open, owed))

using Command = std::variant<GivePoints, TakeMeasure, ConfirmMeasure, DeclineMeasure, LiftMeasure, Appeal, DecideAppeal,
    Blacklist, LiftBlacklist, ProposeLink, ConfirmLink, RejectLink, RecomputeLimit, ReserveLimit, FreeLimit,
    OpenDispute, CloseDispute, NoteRecourse>;

} // namespace recourse::standing

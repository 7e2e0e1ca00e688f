#pragma once

#include "core/standing/types.hpp"

#include <variant>

// What has happened to a supplier's standing. Stored: alternatives are added at the end and never taken away or
// reordered; a field is added at the end of its struct.

namespace recourse::standing::events {

struct PointsGiven {
    Points points;
};
/// An appeal was won.
struct PointsCancelled {
    std::uint32_t number = 0;
    std::uint32_t points = 0;
    std::uint32_t appeal = 0; ///< 0: won by the account at the other end of a link
    std::string reason;
};
/// Points have reached a rung of the ladder whose measure needs a person.
struct MeasureProposed {
    std::uint32_t number = 0; ///< of the proposal
    std::string measure;
    std::uint32_t days = 0; ///< 0: no end of its own
    Reached reached;
    std::uint64_t points = 0; ///< that counted then
    std::string rule;
};
struct MeasureTaken {
    Measure measure;
};
struct MeasureDeclined {
    std::uint32_t proposal = 0;
    Date on;
    std::string reason;
    act::Actor by;
};
struct MeasureLifted {
    std::uint32_t measure = 0;
    Date on;
    std::string reason;
    act::Actor by;
};
struct AppealFiled {
    std::uint32_t number = 0;
    Date on;
    Target target;
    std::string reason;
    act::Actor by;
};
struct AppealDecided {
    std::uint32_t appeal = 0;
    Date on;
    bool granted = false;
    std::string reason;
    act::Actor by;
};
struct Blacklisted {
    std::uint32_t number = 0;
    Date on;
    std::string reason;
    std::string rule;
    act::Actor by;
    Id<Party> carried_from; ///< the linked account that was on the list; 0: none
};
struct BlacklistLifted {
    std::uint32_t number = 0;
    Date on;
    std::string reason;
    act::Actor by;
};
struct LinkProposed {
    std::uint32_t number = 0;
    Date on;
    Id<Party> other;
    std::vector<std::string> reasons;
    act::Actor by;
};
struct LinkConfirmed {
    std::uint32_t number = 0;
    Date on;
    std::string reason;
    act::Actor by;
};
struct LinkRejected {
    std::uint32_t number = 0;
    Date on;
    std::string reason;
    act::Actor by;
};
/// A link that was confirmed turned out wrong, on appeal; what it had carried over is cancelled by events of its own.
struct LinkUndone {
    std::uint32_t number = 0;
    Date on;
    std::uint32_t appeal = 0;
};
/// What counted and what was in force against the other account on that day, with numbers of this one.
struct CarriedOver {
    Id<Party> from;
    Date on;
    std::vector<Points> points;
    std::vector<Measure> measures;
};
struct LimitSet {
    Money limit;
    Date month;
    Record inputs;
    std::string rule;
};
/// So much of the limit is taken by the order now, whatever it took before.
struct LimitReserved {
    Id<Order> order;
    Date on;
    Money amount; ///< zero where nothing was free
    Money asked {}; ///< the order's price; without a currency (before prices were told): the amount
};
struct LimitFreed {
    Id<Order> order;
    Date on;
    Money amount;
};
struct OrderCounted {
    Id<Order> order;
    Date on;
    Money volume;
    std::optional<Date> until {}; ///< the last day on which the order keeps its reservation; nothing: it takes none
};
struct DisputeOpened {
    Id<Claim> claim;
    Date on;
    bool again = false;
    Id<Order> order {};
};
struct DisputeClosed {
    Id<Claim> claim;
    Date on;
    Money refunded;
    Id<Order> order {};
};
struct RecourseNoted {
    Id<Claim> claim;
    Date on;
    Money open; ///< in the currency of the limits
    std::optional<Money> owed {}; ///< the same in the claim's own; earlier versions did not say it
};

BOOST_DESCRIBE_STRUCT(PointsGiven, (), (points))
BOOST_DESCRIBE_STRUCT(PointsCancelled, (), (number, points, appeal, reason))
BOOST_DESCRIBE_STRUCT(MeasureProposed, (), (number, measure, days, reached, points, rule))
BOOST_DESCRIBE_STRUCT(MeasureTaken, (), (measure))
BOOST_DESCRIBE_STRUCT(MeasureDeclined, (), (proposal, on, reason, by))
BOOST_DESCRIBE_STRUCT(MeasureLifted, (), (measure, on, reason, by))
BOOST_DESCRIBE_STRUCT(AppealFiled, (), (number, on, target, reason, by))
BOOST_DESCRIBE_STRUCT(AppealDecided, (), (appeal, on, granted, reason, by))
BOOST_DESCRIBE_STRUCT(Blacklisted, (), (number, on, reason, rule, by, carried_from))
BOOST_DESCRIBE_STRUCT(BlacklistLifted, (), (number, on, reason, by))
BOOST_DESCRIBE_STRUCT(LinkProposed, (), (number, on, other, reasons, by))
BOOST_DESCRIBE_STRUCT(LinkConfirmed, (), (number, on, reason, by))
BOOST_DESCRIBE_STRUCT(LinkRejected, (), (number, on, reason, by))
BOOST_DESCRIBE_STRUCT(LinkUndone, (), (number, on, appeal))
BOOST_DESCRIBE_STRUCT(CarriedOver, (), (from, on, points, measures))
BOOST_DESCRIBE_STRUCT(LimitSet, (), (limit, month, inputs, rule))
BOOST_DESCRIBE_STRUCT(LimitReserved, (), (order, on, amount, asked))
BOOST_DESCRIBE_STRUCT(LimitFreed, (), (order, on, amount))
BOOST_DESCRIBE_STRUCT(OrderCounted, (), (order, on, volume, until))
BOOST_DESCRIBE_STRUCT(DisputeOpened, (), (claim, on, again, order))
BOOST_DESCRIBE_STRUCT(DisputeClosed, (), (claim, on, refunded, order))
BOOST_DESCRIBE_STRUCT(RecourseNoted, (), (claim, on, open, owed))

} // namespace recourse::standing::events

namespace recourse::standing {

using Event = std::variant<events::PointsGiven, events::PointsCancelled, events::MeasureProposed, events::MeasureTaken,
    events::MeasureDeclined, events::MeasureLifted, events::AppealFiled, events::AppealDecided, events::Blacklisted,
    events::BlacklistLifted, events::LinkProposed, events::LinkConfirmed, events::LinkRejected, events::LinkUndone,
    events::CarriedOver, events::LimitSet, events::LimitReserved, events::LimitFreed, events::OrderCounted,
    events::DisputeOpened, events::DisputeClosed, events::RecourseNoted>;

} // namespace recourse::standing

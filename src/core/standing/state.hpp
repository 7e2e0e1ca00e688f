#pragma once

#include "core/standing/events.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::standing {

struct PointsState {
    Points given;
    bool cancelled = false;
    friend bool operator==(PointsState const&, PointsState const&) = default;
};
BOOST_DESCRIBE_STRUCT(PointsState, (), (given, cancelled))

struct MeasureState {
    Measure taken;
    std::optional<Date> lifted; ///< on this day, from which it is in force no more
    friend bool operator==(MeasureState const&, MeasureState const&) = default;
};
BOOST_DESCRIBE_STRUCT(MeasureState, (), (taken, lifted))

struct Proposal {
    std::string measure;
    std::uint32_t days = 0;
    Reached reached;
    std::uint64_t points = 0;
    std::string rule;
    enum class Phase : std::uint8_t { open, confirmed, declined } phase = Phase::open;
    BOOST_DESCRIBE_NESTED_ENUM(Phase, open, confirmed, declined)
    friend bool operator==(Proposal const&, Proposal const&) = default;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (measure, days, reached, points, rule, phase))

struct AppealState {
    Date on;
    Target target;
    enum class Phase : std::uint8_t { open, granted, rejected } phase = Phase::open;
    BOOST_DESCRIBE_NESTED_ENUM(Phase, open, granted, rejected)
    friend bool operator==(AppealState const&, AppealState const&) = default;
};
BOOST_DESCRIBE_STRUCT(AppealState, (), (on, target, phase))

struct Blacklisting {
    Date on;
    act::Actor by;
    Id<Party> carried_from;
    bool lifted = false;
    friend bool operator==(Blacklisting const&, Blacklisting const&) = default;
};
BOOST_DESCRIBE_STRUCT(Blacklisting, (), (on, by, carried_from, lifted))

struct Link {
    Id<Party> other;
    std::vector<std::string> reasons;
    enum class Phase : std::uint8_t { proposed, confirmed, rejected, undone } phase = Phase::proposed;
    BOOST_DESCRIBE_NESTED_ENUM(Phase, proposed, confirmed, rejected, undone)
    std::optional<Date> confirmed_on;
    act::Actor confirmed_by;
    friend bool operator==(Link const&, Link const&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (other, reasons, phase, confirmed_on, confirmed_by))

struct Reservation {
    Id<Order> order;
    Money amount;
    friend bool operator==(Reservation const&, Reservation const&) = default;
};
BOOST_DESCRIBE_STRUCT(Reservation, (), (order, amount))

struct Recourse {
    Id<Claim> claim;
    Money open; ///< in the currency of the limits
    std::optional<Money> owed {}; ///< the same in the claim's own; nothing: an earlier version noted it
    friend bool operator==(Recourse const&, Recourse const&) = default;
};
BOOST_DESCRIBE_STRUCT(Recourse, (), (claim, open, owed))

/// A supplier's standing as its events made it. What has a number stands at that number less one. A supplier of whom
/// nothing is known begins with an empty standing.
struct State {
    std::vector<PointsState> points;
    std::vector<MeasureState> measures;
    std::vector<Proposal> proposals;
    std::vector<AppealState> appeals;
    std::vector<Blacklisting> blacklistings;
    std::vector<Link> links;

    std::optional<Money> limit;
    std::optional<Date> limit_month; ///< for which it was set
    std::vector<Reservation> open; ///< orders that take a part of the limit
    Money reserved; ///< by all of them

    std::uint32_t orders = 0;
    std::vector<Month> months; ///< as in Record
    std::uint32_t disputes = 0;
    std::vector<Id<Claim>> disputes_open;
    Money refunded;
    std::vector<Recourse> recourse; ///< above zero

    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (),
    (points, measures, proposals, appeals, blacklistings, links, limit, limit_month, open, reserved, orders, months,
        disputes, disputes_open, refunded, recourse))

/// The state after the event. Every event fits: decide has seen to it.
void evolve(State&, Event const&);

bool counts(PointsState const&, Date on);
/// Points that count on that day: given or carried over, not cancelled, not lapsed.
std::uint64_t points(State const&, Date on);
/// Points given or carried over and not cancelled, lapsed or not.
std::uint64_t points_ever(State const&);
/// What is left of the points by which a rung was reached, as they counted then.
std::uint64_t points_behind(State const&, Reached const&);
bool in_force(MeasureState const&, Date on);
/// The present entry of the blacklist; nothing: it is not on it.
Blacklisting const* blacklisting(State const&);
/// The latest link to the account, whatever became of it.
Link const* find_link(State const&, Id<Party> other);
Reservation const* find_reservation(State const&, Id<Order>);
/// What is left of the limit for further orders, not below zero; nothing: no limit is set.
std::optional<Money> free_limit(State const&);
Record record(State const&, Date on);

} // namespace recourse::standing

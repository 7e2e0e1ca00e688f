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
    act::Actor proposed_by {};
    friend bool operator==(Link const&, Link const&) = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (other, reasons, phase, confirmed_on, confirmed_by, proposed_by))

/// What an order takes of the limit, from its agreement to the end of its cover.
struct Reservation {
    Id<Order> order;
    Money amount; ///< zero or more; less what the pool has paid for the order
    Money asked {}; ///< its price: what `amount` falls short of it was not free
    std::optional<Date> until {}; ///< it completed, and this is the last day to open a claim on it
    std::uint32_t disputes = 0; ///< that are open on it: it is not freed meanwhile
    friend bool operator==(Reservation const&, Reservation const&) = default;
};
BOOST_DESCRIBE_STRUCT(Reservation, (), (order, amount, asked, until, disputes))

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
    std::vector<Reservation> open; ///< orders whose cover has not ended
    Money reserved; ///< by all of them

    std::uint32_t orders = 0;
    std::vector<Month> months; ///< as in Record
    std::uint32_t disputes = 0;
    std::vector<Id<Claim>> disputes_open;
    Money refunded;
    std::vector<Recourse> recourse; ///< above zero
    Money recourse_in_limit; ///< what the formula itself took off when it set the limit
    Id<Order> last_counted; ///< the latest order that counted

    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (),
    (points, measures, proposals, appeals, blacklistings, links, limit, limit_month, open, reserved, orders, months,
        disputes, disputes_open, refunded, recourse, recourse_in_limit, last_counted))

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
/// What the pool has paid for the supplier and wants back, as far as the limit does not show it. It is taken off from
/// the day on which it was paid to the day on which it is paid back. The formula does not take it off, too: since then
/// it is asked as if nothing were wanted back (see RecomputeLimit). Of a limit that was set before, with what was
/// wanted back in its inputs, only what has come since then is taken off here, until the next one is set.
Money open_recourse(State const&);
/// What the pool has paid for the supplier and wants back, in the currency of the limits.
Money wanted_back(State const&);
/// The accounts to which a confirmed link stands.
std::vector<Id<Party>> linked(State const&);
/// What measures in force leave of the limit on that day. Each takes its share, or its sum, of the whole limit; the
/// lowest counts.
Money lowered(Money limit, State const&, Date on);
/// What an order made now would be given of the limit: the limit as measures leave it, less reservations, less open
/// recourse, less what the pool wants back of linked accounts; not below zero. Nothing: no limit is set.
std::optional<Money> free_limit(State const&, Date on, Money wanted_of_linked = {});
Money free_of(Money limit, State const&, Money wanted_of_linked = {});
/// The supplier's own numbers, with all that the pool wants back.
Record record(State const&, Date on);

} // namespace recourse::standing

#include "core/standing/state.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::standing {

namespace {

template <class T>
T& numbered(std::vector<T>& all, std::uint32_t number)
{
    RECOURSE_ASSERT(number >= 1 && number <= all.size());
    return all[number - 1];
}

Month& month_of(State& state, Date on)
{
    auto const first = on.plus_days(1 - static_cast<std::int64_t>(on.day()));
    auto at = std::ranges::lower_bound(state.months, first, {}, &Month::first);
    if (at == state.months.end() || at->first != first) {
        at = state.months.insert(at, Month { first, 0, {}, 0, {} });
        // The oldest goes, unless it is the one in question: a day long past leaves no trace in the months.
        if (state.months.size() > months_kept && at != state.months.begin()) {
            at = state.months.erase(state.months.begin()) + (at - state.months.begin() - 1);
        }
    }
    return *at;
}

void take(State& state, Measure const& measure)
{
    state.measures.push_back({ measure, {} });
    if (measure.proposal != 0)
        numbered(state.proposals, measure.proposal).phase = Proposal::Phase::confirmed;
}

Reservation* reservation_of(State& state, Id<Order> order)
{
    auto const at = std::ranges::find(state.open, order, &Reservation::order);
    return at == state.open.end() ? nullptr : &*at;
}

void set_reserved(State& state, events::LimitReserved const& e)
{
    auto const asked = e.asked.currency == Currency::none() ? e.amount : e.asked;
    auto* const known = reservation_of(state, e.order);
    if (known == nullptr) {
        state.open.push_back({ e.order, e.amount, asked, {}, 0 });
        state.reserved = state.reserved + e.amount;
        return;
    }
    state.reserved = state.reserved - known->amount + e.amount;
    known->amount = e.amount;
    known->asked = asked;
}

void free_reserved(State& state, Id<Order> order)
{
    auto const at = std::ranges::find(state.open, order, &Reservation::order);
    RECOURSE_ASSERT(at != state.open.end());
    state.reserved = state.reserved - at->amount;
    state.open.erase(at);
}

void set_recourse(State& state, events::RecourseNoted const& noted)
{
    std::erase_if(state.recourse, [&](auto const& one) { return one.claim == noted.claim; });
    if (!noted.open.is_zero() || noted.owed.value_or(Money {}).minor > 0)
        state.recourse.push_back({ noted.claim, noted.open, noted.owed });
}

} // namespace

std::string_view word(Cure cure)
{
    switch (cure) {
    case Cure::early:
        return "early";
    case Cure::late:
        return "late";
    case Cure::never:
        return "never";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Subject subject)
{
    switch (subject) {
    case Subject::points:
        return "points";
    case Subject::measure:
        return "measure";
    case Subject::blacklisting:
        return "blacklisting";
    case Subject::link:
        return "link";
    }
    RECOURSE_ASSERT(false);
}

void evolve(State& state, Event const& event)
{
    std::visit(
        match {
            [&](events::PointsGiven const& e) { state.points.push_back({ e.points, false }); },
            [&](events::PointsCancelled const& e) { numbered(state.points, e.number).cancelled = true; },
            [&](events::MeasureProposed const& e) {
                state.proposals.push_back({ e.measure, e.days, e.reached, e.points, e.rule, Proposal::Phase::open });
            },
            [&](events::MeasureTaken const& e) { take(state, e.measure); },
            [&](events::MeasureDeclined const& e) {
                numbered(state.proposals, e.proposal).phase = Proposal::Phase::declined;
            },
            [&](events::MeasureLifted const& e) { numbered(state.measures, e.measure).lifted = e.on; },
            [&](events::AppealFiled const& e) {
                state.appeals.push_back({ e.on, e.target, AppealState::Phase::open });
            },
            [&](events::AppealDecided const& e) {
                numbered(state.appeals, e.appeal).phase
                    = e.granted ? AppealState::Phase::granted : AppealState::Phase::rejected;
            },
            [&](events::Blacklisted const& e) { state.blacklistings.push_back({ e.on, e.by, e.carried_from, false }); },
            [&](events::BlacklistLifted const& e) { numbered(state.blacklistings, e.number).lifted = true; },
            [&](events::LinkProposed const& e) {
                state.links.push_back({ e.other, e.reasons, Link::Phase::proposed, {}, {}, e.by });
            },
            [&](events::LinkConfirmed const& e) {
                auto& link = numbered(state.links, e.number);
                link.phase = Link::Phase::confirmed;
                link.confirmed_on = e.on;
                link.confirmed_by = e.by;
            },
            [&](events::LinkRejected const& e) { numbered(state.links, e.number).phase = Link::Phase::rejected; },
            [&](events::LinkUndone const& e) { numbered(state.links, e.number).phase = Link::Phase::undone; },
            [&](events::CarriedOver const& e) {
                for (auto const& points : e.points)
                    state.points.push_back({ points, false });
                for (auto const& measure : e.measures)
                    take(state, measure);
            },
            [&](events::LimitSet const& e) {
                state.limit = e.limit;
                state.limit_month = e.month;
                state.recourse_in_limit = e.inputs.recourse;
            },
            [&](events::LimitReserved const& e) { set_reserved(state, e); },
            [&](events::LimitFreed const& e) { free_reserved(state, e.order); },
            [&](events::OrderCounted const& e) {
                auto& month = month_of(state, e.on);
                month.orders += 1;
                month.volume = month.volume + e.volume;
                state.orders += 1;
                state.last_counted = e.order;
                if (auto* const kept = reservation_of(state, e.order))
                    kept->until = e.until;
            },
            [&](events::DisputeOpened const& e) {
                state.disputes_open.push_back(e.claim);
                if (auto* const kept = reservation_of(state, e.order))
                    kept->disputes += 1;
                if (e.again)
                    return;
                month_of(state, e.on).disputes += 1;
                state.disputes += 1;
            },
            [&](events::DisputeClosed const& e) {
                std::erase(state.disputes_open, e.claim);
                auto* const kept = reservation_of(state, e.order);
                if (kept != nullptr && kept->disputes > 0)
                    kept->disputes -= 1;
                auto& month = month_of(state, e.on);
                month.refunded = month.refunded + e.refunded;
                state.refunded = state.refunded + e.refunded;
            },
            [&](events::RecourseNoted const& e) { set_recourse(state, e); },
        },
        event);
}

bool counts(PointsState const& points, Date on)
{
    return !points.cancelled && (!points.given.lapses || on <= *points.given.lapses);
}

std::uint64_t points(State const& state, Date on)
{
    std::uint64_t sum = 0;
    for (auto const& one : state.points) {
        if (counts(one, on))
            sum += one.given.points;
    }
    return sum;
}

std::uint64_t points_ever(State const& state)
{
    std::uint64_t sum = 0;
    for (auto const& one : state.points) {
        if (!one.cancelled)
            sum += one.given.points;
    }
    return sum;
}

std::uint64_t points_behind(State const& state, Reached const& reached)
{
    std::uint64_t sum = 0;
    for (auto const& one : state.points) {
        if (one.given.number <= reached.last && counts(one, reached.on))
            sum += one.given.points;
    }
    return sum;
}

bool in_force(MeasureState const& measure, Date on)
{
    return !measure.lifted && measure.taken.from <= on && (!measure.taken.until || on <= *measure.taken.until);
}

Blacklisting const* blacklisting(State const& state)
{
    if (state.blacklistings.empty() || state.blacklistings.back().lifted)
        return nullptr;
    return &state.blacklistings.back();
}

Link const* find_link(State const& state, Id<Party> other)
{
    for (auto at = state.links.rbegin(); at != state.links.rend(); ++at) {
        if (at->other == other)
            return &*at;
    }
    return nullptr;
}

Reservation const* find_reservation(State const& state, Id<Order> order)
{
    auto const found = std::ranges::find(state.open, order, &Reservation::order);
    return found == state.open.end() ? nullptr : &*found;
}

Money open_recourse(State const& state)
{
    auto const sum = wanted_back(state);
    return max(sum - state.recourse_in_limit, Money { 0, sum.currency });
}

Money wanted_back(State const& state)
{
    Money sum;
    for (auto const& one : state.recourse)
        sum = sum + one.open;
    return sum;
}

std::vector<Id<Party>> linked(State const& state)
{
    std::vector<Id<Party>> result;
    for (auto const& link : state.links) {
        if (link.phase == Link::Phase::confirmed)
            result.push_back(link.other);
    }
    return result;
}

Money free_of(Money limit, State const& state, Money wanted_of_linked)
{
    // A limit that was lowered below what open orders take leaves nothing, and takes nothing from them.
    return max(limit - state.reserved - open_recourse(state) - wanted_of_linked, Money { 0, limit.currency });
}

Money lowered(Money limit, State const& state, Date on)
{
    auto left = limit;
    for (auto const& one : state.measures) {
        auto const& to = one.taken.lowers_to;
        if (!to || !in_force(one, on))
            continue;
        if (to->share)
            left = min(left, portion(limit, *to->share, Rounding::down));
        // A sum of before the limits were set in another currency says nothing of them.
        if (to->most && comparable(*to->most, limit))
            left = min(left, *to->most);
    }
    return left;
}

std::optional<Money> free_limit(State const& state, Date on, Money wanted_of_linked)
{
    return state.limit ? std::optional { free_of(lowered(*state.limit, state, on), state, wanted_of_linked) }
                       : std::nullopt;
}

Record record(State const& state, Date on)
{
    Record record { state.orders, state.months, state.disputes, static_cast<std::uint32_t>(state.disputes_open.size()),
        state.refunded, {}, points(state, on) };
    record.recourse = wanted_back(state);
    return record;
}

} // namespace recourse::standing

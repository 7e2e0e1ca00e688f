#include "core/standing/invariants.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::standing {

namespace {

/// What the event adds to the points of a supplier.
std::int64_t points_of(Event const& event)
{
    if (auto const* given = std::get_if<events::PointsGiven>(&event))
        return given->points.points;
    if (auto const* cancelled = std::get_if<events::PointsCancelled>(&event))
        return -static_cast<std::int64_t>(cancelled->points);
    std::int64_t sum = 0;
    if (auto const* carried = std::get_if<events::CarriedOver>(&event)) {
        for (auto const& one : carried->points)
            sum += one.points;
    }
    return sum;
}

bool is_person(act::Actor const& actor)
{
    return static_cast<bool>(actor.person);
}

/// Who stands behind what an appeal is against.
act::Actor behind(State const& state, Target target)
{
    auto const at = target.number - 1;
    switch (target.subject) {
    case Subject::points:
        return at < state.points.size() ? state.points[at].given.by : act::Actor {};
    case Subject::measure:
        return at < state.measures.size() ? state.measures[at].taken.by : act::Actor {};
    case Subject::blacklisting:
        return at < state.blacklistings.size() ? state.blacklistings[at].by : act::Actor {};
    case Subject::link:
        return at < state.links.size() ? state.links[at].confirmed_by : act::Actor {};
    }
    RECOURSE_ASSERT(false);
}

} // namespace

bool PointsAddUp::holds(State const& before, State const& after, std::span<Event const> events) const
{
    auto expected = static_cast<std::int64_t>(points_ever(before));
    for (auto const& event : events) {
        if (auto const* cancelled = std::get_if<events::PointsCancelled>(&event)) {
            auto const at = cancelled->number - 1;
            bool const stood = at < before.points.size() && !before.points[at].cancelled
                && before.points[at].given.points == cancelled->points;
            if (!stood)
                return false;
        }
        expected += points_of(event);
    }
    return expected == static_cast<std::int64_t>(points_ever(after));
}

bool LimitIsNotOverdrawn::holds(State const& before, State const& after, std::span<Event const>) const
{
    Money sum;
    for (auto const& one : after.open) {
        if (one.amount.minor < 0)
            return false;
        sum = sum + one.amount;
    }
    if (sum.minor != after.reserved.minor)
        return false;
    bool const grew = after.reserved.minor > before.reserved.minor;
    return !grew || !after.limit || after.reserved.minor + open_recourse(after).minor <= after.limit->minor;
}

bool PersonsDecide::holds(State const& before, State const&, std::span<Event const> events) const
{
    auto const sound = match {
        [&](events::MeasureTaken const& e) {
            return is_person(e.measure.by) || (e.measure.reached.threshold != 0 && e.measure.proposal == 0);
        },
        [&](events::MeasureDeclined const& e) { return is_person(e.by); },
        [&](events::MeasureLifted const& e) { return is_person(e.by); },
        [&](events::AppealDecided const& e) {
            auto const at = e.appeal - 1;
            return is_person(e.by) && at < before.appeals.size()
                && behind(before, before.appeals[at].target).person != e.by.person;
        },
        [&](events::Blacklisted const& e) { return is_person(e.by); },
        [&](events::BlacklistLifted const& e) { return is_person(e.by); },
        [&](events::LinkConfirmed const& e) { return is_person(e.by); },
        [&](events::LinkRejected const& e) { return is_person(e.by); },
        [](events::PointsGiven const&) { return true; },
        [](events::PointsCancelled const&) { return true; },
        [](events::MeasureProposed const&) { return true; },
        [](events::AppealFiled const&) { return true; },
        [](events::LinkProposed const&) { return true; },
        [](events::LinkUndone const&) { return true; },
        [](events::CarriedOver const&) { return true; },
        [](events::LimitSet const&) { return true; },
        [](events::LimitReserved const&) { return true; },
        [](events::LimitFreed const&) { return true; },
        [](events::OrderCounted const&) { return true; },
        [](events::DisputeOpened const&) { return true; },
        [](events::DisputeClosed const&) { return true; },
        [](events::RecourseNoted const&) { return true; },
    };
    return std::ranges::all_of(events, [&](Event const& event) { return std::visit(sound, event); });
}

std::string_view broken_invariant(State const& before, State const& after, std::span<Event const> events)
{
    std::string_view broken;
    auto const check = [&](auto const& invariant) {
        if (broken.empty() && !invariant.holds(before, after, events))
            broken = invariant.name;
    };
    check(PointsAddUp {});
    check(LimitIsNotOverdrawn {});
    check(PersonsDecide {});
    return broken;
}

} // namespace recourse::standing

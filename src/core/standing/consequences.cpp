#include "core/standing/consequences.hpp"

#include "base/check.hpp"
#include "core/standing/lowering.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::standing {

namespace {

/// What rested on points that are cancelled now falls with them.
void descend(Story& story, Context const& context, std::string const& reason)
{
    auto const today = context.moment.today;
    auto const falls = [&](Reached const& reached) {
        return reached.threshold != 0 && points_behind(story.now, reached) < reached.threshold;
    };
    for (std::uint32_t i = 0; i < story.now.measures.size(); ++i) {
        auto const& one = story.now.measures[i];
        if (in_force(one, today) && !one.taken.carried_from && falls(one.taken.reached))
            story.add(events::MeasureLifted { i + 1, today, reason, context.actor });
    }
    for (std::uint32_t i = 0; i < story.now.proposals.size(); ++i) {
        auto const& one = story.now.proposals[i];
        if (one.phase == Proposal::Phase::open && falls(one.reached))
            story.add(events::MeasureDeclined { i + 1, today, reason, context.actor });
    }
}

void cancel_points(Story& story, std::uint32_t number, DecideAppeal const& command)
{
    story.add(
        events::PointsCancelled { number, story.now.points[number - 1].given.points, command.appeal, command.reason });
}

/// A measure of that name is in force for as long, or longer.
bool is_under(State const& state, std::string_view measure, std::optional<Date> until, Date today)
{
    return std::ranges::any_of(state.measures, [&](auto const& one) {
        return one.taken.measure == measure && in_force(one, today)
            && (!one.taken.until || (until && *until <= *one.taken.until));
    });
}

} // namespace

std::optional<Date> last_day(Date today, std::uint32_t days)
{
    if (days == 0)
        return std::nullopt;
    return today.plus_days(static_cast<std::int64_t>(days) - 1);
}

void climb(Story& story, Context const& context, std::uint64_t before, bool once)
{
    auto const today = context.moment.today;
    auto const now = points(story.now, today);
    std::optional<Rung> reached;
    for (auto& rung : context.rules.ladder()) {
        if (before < rung.points && rung.points <= now)
            reached = std::move(rung);
    }
    if (!reached || (once && is_under(story.now, reached->measure, last_day(today, reached->days), today)))
        return;
    auto const last = static_cast<std::uint32_t>(story.now.points.size());
    Reached const by { reached->points, today, last };
    if (reached->discretionary) {
        story.add(events::MeasureProposed { next_number(story.now.proposals), std::move(reached->measure),
            reached->days, by, now, std::move(reached->rule) });
        return;
    }
    auto const lowers_to = said_by_book(context.rules, reached->measure);
    story.add(events::MeasureTaken {
        { next_number(story.now.measures), std::move(reached->measure), today, last_day(today, reached->days),
            fmt::format("{} points", now), std::move(reached->rule), by, 0, context.actor, {}, lowers_to } });
}

void part(Story& story, Context const& context, std::uint32_t number, DecideAppeal const& command)
{
    auto const today = context.moment.today;
    auto const other = story.now.links[number - 1].other;
    story.add(events::LinkUndone { number, today, command.appeal });
    for (std::uint32_t i = 0; i < story.now.points.size(); ++i) {
        auto const& one = story.now.points[i];
        if (one.given.carried_from == other && !one.cancelled)
            cancel_points(story, i + 1, command);
    }
    for (std::uint32_t i = 0; i < story.now.measures.size(); ++i) {
        auto const& one = story.now.measures[i];
        if (one.taken.carried_from == other && in_force(one, today))
            story.add(events::MeasureLifted { i + 1, today, command.reason, context.actor });
    }
    if (auto const* listed = blacklisting(story.now); listed != nullptr && listed->carried_from == other)
        story.add(events::BlacklistLifted {
            static_cast<std::uint32_t>(story.now.blacklistings.size()), today, command.reason, context.actor });
    descend(story, context, command.reason);
}

void join(Story& story, Context const& context, std::uint32_t number, State const& of_other, std::string const& reason)
{
    auto const today = context.moment.today;
    auto const here = story.now;
    auto const other = here.links[number - 1].other;
    story.add(events::LinkConfirmed { number, today, reason, context.actor });
    auto carried = carried_over(here, other, of_other, today);
    if (!carried.points.empty() || !carried.measures.empty())
        story.add(std::move(carried));
    if (blacklisting(of_other) != nullptr && blacklisting(here) == nullptr)
        story.add(events::Blacklisted { next_number(here.blacklistings), today, reason, {}, context.actor, other });
    climb(story, context, points(here, today), true);
}

void undo(Story& story, Context const& context, Target target, DecideAppeal const& command)
{
    auto const today = context.moment.today;
    switch (target.subject) {
    case Subject::points:
        cancel_points(story, target.number, command);
        descend(story, context, command.reason);
        return;
    case Subject::measure:
        story.add(events::MeasureLifted { target.number, today, command.reason, context.actor });
        return;
    case Subject::blacklisting:
        story.add(events::BlacklistLifted { target.number, today, command.reason, context.actor });
        return;
    case Subject::link:
        part(story, context, target.number, command);
        return;
    }
    RECOURSE_ASSERT(false);
}

events::CarriedOver carried_over(State const& here, Id<Party> other, State const& of_other, Date today)
{
    events::CarriedOver carried { other, today, {}, {} };
    auto number = next_number(here.points);
    for (auto const& one : of_other.points) {
        if (!counts(one, today) || one.given.carried_from)
            continue;
        carried.points.push_back(one.given);
        carried.points.back().number = number++;
        carried.points.back().carried_from = other;
    }
    number = next_number(here.measures);
    for (auto const& one : of_other.measures) {
        if (!in_force(one, today) || one.taken.carried_from)
            continue;
        carried.measures.push_back(one.taken);
        carried.measures.back().number = number++;
        carried.measures.back().carried_from = other;
        // What it rests on, the other account's points and proposals, has other numbers there.
        carried.measures.back().reached = {};
        carried.measures.back().proposal = 0;
    }
    return carried;
}

} // namespace recourse::standing

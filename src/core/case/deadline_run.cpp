#include "core/case/deadline_run.hpp"

#include "time/deadline.hpp"

#include <fmt/format.h>

namespace recourse::casework {

namespace {

constexpr int soon_days = 14;

struct Leg {
    Date from;
    time::Due due;
};

std::optional<Leg> count(DeadlineRule::Leg const& leg, Frame& frame, World const& world, DeadlineOutcome& outcome)
{
    auto const from = frame.date(leg.from, &outcome.missing);
    if (!from)
        return std::nullopt;
    auto const period = time::parse_period(leg.period);
    auto const* calendar = find_calendar(world, leg.calendar);
    RECOURSE_ASSERT(period && calendar != nullptr); // the catalog has checked both
    time::Counting counting;
    counting.first = leg.same_day ? time::CountFrom::same_day : time::CountFrom::next_day;
    counting.last_day = leg.moves ? time::WhenClosed::moves_to_next_open_day : time::WhenClosed::stays;
    auto due = time::deadline(*from, *period, counting, *calendar);
    if (!due) {
        outcome.missing.push_back(fmt::format("calendar.{}.{}", due.error().calendar, due.error().year));
        return std::nullopt;
    }
    return Leg { *from, std::move(*due) };
}

} // namespace

DeadlineStatus status_of(Date due, Date as_of, bool not_before)
{
    auto const left = days_between(as_of, due);
    if (left < 0)
        return DeadlineStatus::passed;
    if (left == 0)
        return DeadlineStatus::today;
    return left <= soon_days && !not_before ? DeadlineStatus::soon : DeadlineStatus::later;
}

DeadlineOutcome run(DeadlineRule const& rule, Frame& frame, World const& world, Date as_of)
{
    DeadlineOutcome outcome;
    outcome.rule = &rule;
    outcome.applies = frame.truth(rule.when, &outcome.missing);
    if (outcome.applies == Truth::no)
        return outcome;
    if (rule.started && frame.truth(rule.started) == Truth::no) {
        outcome.status = DeadlineStatus::not_started;
        return outcome;
    }
    if (rule.due) {
        outcome.due = frame.date(rule.due, &outcome.missing);
    } else {
        std::vector<Leg> legs;
        std::vector<std::size_t> positions;
        bool open = false;
        for (std::size_t i = 0; i < rule.legs.size(); ++i) {
            if (auto leg = count(rule.legs[i], frame, world, outcome)) {
                legs.push_back(std::move(*leg));
                positions.push_back(i);
            } else
                open = true;
        }
        if (!legs.empty() && (!open || rule.legs.size() == 1)) {
            std::vector<time::Due> dues;
            for (auto const& leg : legs)
                dues.push_back(leg.due);
            auto const chosen = rule.latest ? time::latest_of(dues) : time::earliest_of(dues);
            outcome.leg = positions[chosen.position];
            outcome.from = legs[chosen.position].from;
            outcome.due = chosen.due.date;
            outcome.provisional = chosen.due.provisional;
            outcome.counting = chosen.due.counting;
        }
    }
    if (rule.done)
        outcome.done = frame.date(rule.done);
    if (rule.opens && frame.truth(rule.opens_when) == Truth::yes)
        outcome.opens = frame.date(rule.opens);
    // What was done before the first day has to be done again.
    if (outcome.opens && outcome.done && *outcome.done < *outcome.opens)
        outcome.done.reset();
    if (!outcome.due)
        return outcome;
    outcome.met = outcome.done && *outcome.done <= *outcome.due;
    outcome.status = outcome.opens && as_of < *outcome.opens ? DeadlineStatus::not_started
                                                             : status_of(*outcome.due, as_of, rule.not_before);
    return outcome;
}

Deadline describe(DeadlineOutcome const& outcome, Frame& frame, Language language)
{
    auto const& rule = *outcome.rule;
    Deadline result;
    result.id = rule.id;
    result.what = frame.say(rule.what, language);
    if (outcome.leg < rule.legs.size())
        result.from_what = frame.say(rule.legs[outcome.leg].from_what, language);
    result.from = outcome.from;
    result.opens = outcome.opens;
    result.due = outcome.due;
    result.done = outcome.done;
    result.met = outcome.met;
    result.status = outcome.status;
    result.if_missed = frame.say(rule.if_missed, language);
    result.counting = time::explain(outcome.counting, language);
    result.provisional = outcome.provisional;
    if (outcome.leg < rule.legs.size() && !rule.legs[outcome.leg].zone.empty())
        result.time = "24:00 " + rule.legs[outcome.leg].zone;
    result.source = rule.source;
    result.missing = outcome.missing;
    return result;
}

} // namespace recourse::casework

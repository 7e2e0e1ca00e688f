#include "core/matter/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// What the clock counts from, and what time does.

namespace recourse::matter {

namespace {

using limitation::ActKind;

Guard fits(Deciding const& d, limitation::Act const& act)
{
    RECOURSE_TRY_DONE(d.past(act.on));
    RECOURSE_TRY_DONE(d.past(act.arrived_on));
    RECOURSE_TRY_DONE(d.past(act.ended_on));
    RECOURSE_TRY_DONE(d.ordered(act.on, act.arrived_on));
    return d.ordered(act.on, act.ended_on);
}

/// The platform's machinery, or why it is nobody else.
Guard machinery(Deciding const& d)
{
    if (d.role() == Role::platform && d.state.phase != Phase::none)
        return {};
    RECOURSE_TRY_DONE(d.ours());
    return refuse(refusals::wrong_role, { { "role", text_of(word(d.role())) } });
}

} // namespace

Decision decide_one(Deciding const& d, StateFooting const& command)
{
    RECOURSE_TRY_DONE(d.open());
    auto const& footing = command.footing;
    if (d.state.footing == footing)
        return already_so();
    for (auto const& day : { footing.known_on, footing.harmed_on, footing.defect_found_on, footing.handed_over_on,
             footing.termination_ground_on, footing.transfer_known_on, footing.transfer_on,
             footing.transfer_attacked_on })
        RECOURSE_TRY_DONE(d.past(day));
    RECOURSE_TRY_DONE(d.near(footing.last_instalment_on));
    RECOURSE_TRY_DONE(d.near(footing.inspection_until));
    if (footing.harmed_on)
        RECOURSE_TRY_DONE(d.ordered(*footing.harmed_on, footing.known_on));
    return only(events::FootingStated { d.today(), d.actor(), footing });
}

Decision decide_one(Deciding const& d, RecordAct const& command)
{
    // That a claim was opened with the programme comes from its own log.
    bool const of_programme = d.role() == Role::platform && command.act.kind == ActKind::platform_claim;
    if (!of_programme)
        RECOURSE_TRY_DONE(d.ours());
    else if (d.state.phase == Phase::none)
        return refuse(refusals::not_found);
    if (command.party != 0)
        RECOURSE_TRY_DONE(d.there(d.state.pursued, command.party, "party"));
    if (!of_programme)
        RECOURSE_TRY_DONE(d.open());
    auto const number = RECOURSE_TRY(d.next(d.state.acts));
    RECOURSE_TRY_DONE(fits(d, command.act));
    RECOURSE_TRY_DONE(d.text("note", command.note));
    return only(events::ActRecorded {
        number, d.today(), d.actor(), command.act, command.party, 0, 0, command.exhibits, command.note });
}

Decision decide_one(Deciding const& d, ProveAct const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.acts, command.number, "act"));
    RECOURSE_TRY_DONE(d.open());
    auto act = one->act;
    if (command.arrived_on)
        act.arrived_on = command.arrived_on;
    if (command.ended_on)
        act.ended_on = command.ended_on;
    act.proof = command.proof.value_or(act.proof);
    if (act == one->act && command.exhibits.empty())
        return already_so();
    RECOURSE_TRY_DONE(fits(d, act));
    return only(events::ActProven {
        command.number, d.today(), d.actor(), act.arrived_on, act.proof, act.ended_on, command.exhibits });
}

Decision decide_one(Deciding const& d, RecordObstacle const& command)
{
    RECOURSE_TRY_DONE(d.open());
    auto const number = RECOURSE_TRY(d.next(d.state.obstacles));
    RECOURSE_TRY_DONE(d.past(command.obstacle.from));
    RECOURSE_TRY_DONE(d.past(command.obstacle.until));
    RECOURSE_TRY_DONE(d.ordered(command.obstacle.from, command.obstacle.until));
    RECOURSE_TRY_DONE(d.text("note", command.note));
    return only(events::ObstacleRecorded { number, d.today(), d.actor(), command.obstacle, command.note });
}

Decision decide_one(Deciding const& d, EndObstacle const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.obstacles, command.number, "obstacle"));
    RECOURSE_TRY_DONE(d.open());
    auto const& [obstacle, note] = *one;
    if (obstacle.until == command.until)
        return already_so();
    if (obstacle.until)
        return refuse(refusals::obstacle_over, { { "day", to_string(*obstacle.until) } });
    RECOURSE_TRY_DONE(d.past(command.until));
    RECOURSE_TRY_DONE(d.ordered(obstacle.from, command.until));
    return only(events::ObstacleEnded { command.number, d.today(), d.actor(), command.until });
}

Decision decide_one(Deciding const& d, GiveNotice const& command)
{
    RECOURSE_TRY_DONE(d.open());
    for (auto const& one : d.state.notices) {
        if (one.notice == command.notice)
            return already_so();
    }
    RECOURSE_TRY_DONE(d.next(d.state.notices));
    RECOURSE_TRY_DONE(d.past(command.notice.sent_on));
    RECOURSE_TRY_DONE(d.line("how", command.notice.how, true));
    return only(events::NoticeGiven { d.today(), d.actor(), command.notice, 0 });
}

Decision decide_one(Deciding const& d, RecordAvoidable const& command)
{
    RECOURSE_TRY_DONE(d.open());
    auto const number = RECOURSE_TRY(d.next(d.state.avoidables));
    auto const& one = command.avoidable;
    RECOURSE_TRY_DONE(d.past(one.act_on));
    RECOURSE_TRY_DONE(d.past(one.known_on));
    RECOURSE_TRY_DONE(d.ordered(one.act_on, one.known_on));
    RECOURSE_TRY_DONE(d.text("what", one.what, true));
    return only(events::AvoidableRecorded { number, d.today(), d.actor(), one });
}

Decision decide_one(Deciding const& d, SeekAvoidance const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.avoidables, command.number, "avoidable act"));
    RECOURSE_TRY_DONE(d.open());
    if (one->sought_on == command.on)
        return already_so();
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(one->avoidable.act_on, command.on));
    return only(events::AvoidanceSought { command.number, d.today(), d.actor(), command.on });
}

Decision decide_one(Deciding const& d, Recount const&)
{
    RECOURSE_TRY_DONE(machinery(d));
    auto rows = count_days(d.state, d.context.calendar);
    if (std::ranges::equal(d.state.days, rows, {}, &Day::row))
        return already_so();
    auto const years = d.context.calendar.years();
    auto text = d.context.calendar.name();
    if (!years.empty())
        text = fmt::format("{} {}-{}", text, years.front(), years.back());
    return only(events::DaysCounted { d.today(), std::move(text), std::move(rows) });
}

namespace {

/// The reminder that fits today: the shortest one that is not behind us.
std::uint32_t fitting_lead(limitation::Rule const& rule, std::int32_t days_left)
{
    std::uint32_t fits = 0;
    for (auto const lead : rule.leads) {
        if (lead > 0 && (fits == 0 || lead >= days_left))
            fits = static_cast<std::uint32_t>(lead);
    }
    return fits;
}

/// What follows when the last day of a freeze or an offer is over.
void lapse(Deciding const& d, limitation::RuleId rule, std::uint32_t about, Date due, std::vector<Event>& events)
{
    using limitation::RuleId;
    if (rule >= RuleId::freeze_bank && rule <= RuleId::freeze_rights)
        events.emplace_back(events::MeasureLapsed { about, d.today(), due });
    if (rule == RuleId::offer)
        events.emplace_back(events::OfferEnded { about, d.today(), d.actor(), OfferPhase::lapsed });
}

} // namespace

Decision decide_one(Deciding const& d, PassDay const& command)
{
    RECOURSE_TRY_DONE(machinery(d));
    auto const found = std::ranges::find_if(d.state.days, [&](Day const& one) {
        return one.row.rule == command.rule && one.row.about == command.about && one.row.due == command.due;
    });
    auto const& rule = limitation::rule(command.rule);
    bool const is_lead = command.lead == 0
        || std::ranges::find(rule.leads, static_cast<std::int64_t>(command.lead)) != rule.leads.end();
    bool const runs = found != d.state.days.end() && found->row.stand == limitation::Stand::runs && !found->row.done;
    if (!runs || !is_lead)
        return refuse(refusals::day_not_set, { { "rule", text_of(rule.word) }, { "day", to_string(command.due) } });
    auto const left = days_between(d.today(), command.due);
    if (command.lead == 0) {
        if (found->passed)
            return already_so();
        if (left >= 0)
            return refuse(refusals::too_early, { { "day", to_string(command.due.plus_days(1)) } });
        std::vector<Event> events { events::DayPassed { command.rule, command.about, d.today(), command.due } };
        lapse(d, command.rule, command.about, command.due, events);
        return events;
    }
    if (found->reminded != 0 && found->reminded <= command.lead)
        return already_so();
    if (left > static_cast<std::int32_t>(command.lead))
        return refuse(
            refusals::too_early, { { "day", to_string(command.due.plus_days(-std::int64_t { command.lead })) } });
    return only(events::Reminded { command.rule, command.about, d.today(), command.due, fitting_lead(rule, left) });
}

} // namespace recourse::matter

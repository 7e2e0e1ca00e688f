#include "core/matter/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// Preservation: applied for, ruled on, carried out, renewed, lifted.

namespace recourse::matter {

namespace {

constexpr std::size_t targets_max = 50;

Guard secured(Deciding const& d, Application const& one)
{
    // CPL art. 104 before suit; Interpretation art. 540 for what an institution passes on. In suit it is the court's to
    // say (CPL art. 103).
    bool const compulsory = one.stage == Stage::pre_action || one.stage == Stage::arbitration;
    if (compulsory && !one.of_evidence && one.security == SecurityForm::none)
        return refuse(refusals::security_missing);
    if (one.security == SecurityForm::insurer && (one.insurer.empty() || !one.security_amount))
        return refuse(refusals::no_insurer);
    RECOURSE_TRY_DONE(d.line("insurer", one.insurer));
    return d.sum("security_amount", one.security_amount);
}

/// The measure, standing; 404 before 409.
Found<MeasureState const*> standing(Deciding const& d, std::uint32_t number)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* measure = RECOURSE_TRY(d.there(d.state.measures, number, "measure"));
    RECOURSE_TRY_DONE(d.open());
    if (measure->phase != MeasurePhase::stands)
        return refuse(refusals::measure_over, { { "phase", text_of(word(measure->phase)) } });
    return measure;
}

} // namespace

Decision decide_one(Deciding const& d, ApplyPreservation const& command)
{
    RECOURSE_TRY_DONE(d.pursuing());
    auto const& one = command.application;
    auto const number = RECOURSE_TRY(d.next(d.state.preservations));
    RECOURSE_TRY_DONE(d.next(d.state.acts));
    RECOURSE_TRY_DONE(d.line("court", one.court, true));
    RECOURSE_TRY_DONE(d.past(one.on));
    if (!one.of_evidence)
        RECOURSE_TRY_DONE(d.sum("amount", one.amount));
    if (one.targets.empty() || one.targets.size() > targets_max)
        return refuse(refusals::names_none, { { "what", "targets" }, { "count", fmt::format("{}", targets_max) } });
    for (auto const& target : one.targets) {
        RECOURSE_TRY_DONE(d.line("what", target.what, true));
        RECOURSE_TRY_DONE(d.line("holder", target.holder));
        RECOURSE_TRY_DONE(d.sum("value", target.value));
    }
    RECOURSE_TRY_DONE(secured(d, one));
    std::vector<Event> events { events::PreservationApplied { number, d.today(), d.actor(), one } };
    if (one.stage == Stage::pre_action && !one.of_evidence) { // Limitation Rules art. 11
        limitation::Act act;
        act.kind = limitation::ActKind::preservation;
        act.on = one.on;
        act.proof = Proof::official;
        events.emplace_back(
            events::ActRecorded { next_act(d.state), d.today(), d.actor(), act, 0, 0, 0, {}, one.court });
    }
    return events;
}

Decision decide_one(Deciding const& d, RecordRuling const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.preservations, command.preservation, "preservation"));
    RECOURSE_TRY_DONE(d.open());
    if (one->granted) {
        if (one->granted == command.granted && one->ruled_on == command.received_on)
            return already_so();
        return refuse(refusals::ruled_already);
    }
    RECOURSE_TRY_DONE(d.past(command.received_on));
    RECOURSE_TRY_DONE(d.ordered(one->application.on, command.received_on));
    RECOURSE_TRY_DONE(d.text("note", command.note));
    return only(events::PreservationRuled {
        command.preservation, d.today(), d.actor(), command.granted, command.received_on, command.note });
}

Decision decide_one(Deciding const& d, ExecuteMeasure const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const& measure = command.measure;
    auto const* one = RECOURSE_TRY(d.there(d.state.preservations, measure.preservation, "preservation"));
    RECOURSE_TRY_DONE(d.there(one->application.targets, measure.target, "target"));
    RECOURSE_TRY_DONE(d.open());
    for (auto const& before : d.state.measures) {
        if (before.measure == measure && before.phase == MeasurePhase::stands)
            return already_so();
    }
    if (one->granted != true)
        return refuse(refusals::not_granted, { { "number", fmt::format("{}", measure.preservation) } });
    auto const number = RECOURSE_TRY(d.next(d.state.measures));
    RECOURSE_TRY_DONE(d.past(measure.on));
    RECOURSE_TRY_DONE(d.ordered(one->application.on, measure.on));
    RECOURSE_TRY_DONE(d.near(measure.until));
    RECOURSE_TRY_DONE(d.ordered(measure.on, measure.until));
    RECOURSE_TRY_DONE(d.sum("amount", measure.amount));
    return only(events::MeasureExecuted { number, d.today(), d.actor(), measure });
}

Decision decide_one(Deciding const& d, ApplyRenewal const& command)
{
    auto const* measure = RECOURSE_TRY(standing(d, command.measure));
    if (measure->renewal_applied_on == command.on)
        return already_so();
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(measure->from, command.on));
    return only(events::RenewalApplied { command.measure, d.today(), d.actor(), command.on });
}

Decision decide_one(Deciding const& d, GrantRenewal const& command)
{
    auto const* measure = RECOURSE_TRY(standing(d, command.measure));
    if (measure->renewals > 0 && measure->from == command.from && measure->until == command.until)
        return already_so();
    RECOURSE_TRY_DONE(d.near(command.from));
    RECOURSE_TRY_DONE(d.ordered(measure->from.plus_days(1), command.from));
    RECOURSE_TRY_DONE(d.near(command.until));
    RECOURSE_TRY_DONE(d.ordered(command.from, command.until));
    return only(events::RenewalGranted { command.measure, d.today(), d.actor(), command.from, command.until });
}

Decision decide_one(Deciding const& d, LiftMeasure const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* measure = RECOURSE_TRY(d.there(d.state.measures, command.measure, "measure"));
    if (measure->phase == MeasurePhase::lifted && measure->over_on == command.on)
        return already_so();
    RECOURSE_TRY_DONE(standing(d, command.measure));
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(measure->measure.on, command.on));
    RECOURSE_TRY_DONE(d.text("reason", command.reason, true));
    return only(events::MeasureLifted { command.measure, d.today(), d.actor(), command.on, command.reason });
}

Decision decide_one(Deciding const& d, NoteWrongfulFreeze const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.preservations, command.preservation, "preservation"));
    if (one->wrongful_on == command.on && one->wrongful_by == command.by && one->wrongful_amount == command.amount)
        return already_so();
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(one->application.on, command.on));
    RECOURSE_TRY_DONE(d.line("by", command.by, true));
    RECOURSE_TRY_DONE(d.sum("amount", command.amount));
    RECOURSE_TRY_DONE(d.text("note", command.note));
    return only(events::WrongfulFreezeNoted {
        command.preservation, d.today(), d.actor(), command.on, command.by, command.amount, command.note });
}

} // namespace recourse::matter

#include "core/matter/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// Filing and what comes of it, up to enforcement.

namespace recourse::matter {

namespace {

/// The filing, under way; 404 before 409.
Found<FilingState const*> pending(Deciding const& d, std::uint32_t number)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* filing = RECOURSE_TRY(d.there(d.state.filings, number, "filing"));
    RECOURSE_TRY_DONE(d.open());
    if (filing->end || filing->decided)
        return refuse(refusals::filing_over);
    return filing;
}

/// The title, not fallen.
Found<TitleState const*> standing(Deciding const& d, std::uint32_t number)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* title = RECOURSE_TRY(d.there(d.state.titles, number, "title"));
    RECOURSE_TRY_DONE(d.open());
    if (title->fell)
        return refuse(refusals::title_fell);
    return title;
}

/// The proceedings of that filing are over: from that day the period runs anew (Civil Code art. 195).
void end_act(Deciding const& d, std::uint32_t filing, Date on, std::vector<Event>& events)
{
    auto const act = std::ranges::find(d.state.acts, filing, &ActState::filing);
    if (act == d.state.acts.end())
        return;
    auto const number = static_cast<std::uint32_t>(act - d.state.acts.begin() + 1);
    events.emplace_back(
        events::ActProven { number, d.today(), d.actor(), act->act.arrived_on, act->act.proof, on, {} });
}

/// A sum of a title; where the claim is lost, nothing.
Guard awarded(Deciding const& d, std::string_view field, Money amount)
{
    bool const nothing
        = amount.is_zero() && (amount.currency == d.state.nothing.currency || amount.currency == Currency {});
    return nothing ? Guard {} : d.sum(field, amount);
}

/// What the progress says that was not known.
bool says_more(Progress const& known, Progress const& said)
{
    auto const more = [](auto const& was, auto const& is) { return is && was != is; };
    return (!said.case_number.empty() && said.case_number != known.case_number)
        || (!said.note.empty() && said.note != known.note) || more(known.fee_noticed_on, said.fee_noticed_on)
        || more(known.fee_paid_on, said.fee_paid_on) || more(known.served_on, said.served_on)
        || more(known.served_abroad, said.served_abroad) || more(known.answer_set, said.answer_set)
        || more(known.answered_on, said.answered_on);
}

} // namespace

Decision decide_one(Deciding const& d, File const& command)
{
    RECOURSE_TRY_DONE(d.pursuing());
    auto const& filing = command.filing;
    for (auto const& one : d.state.filings) {
        if (one.filing == filing)
            return already_so();
    }
    if (!d.state.choice)
        return refuse(refusals::no_forum);
    if (d.state.choice->forum != filing.forum)
        return refuse(refusals::other_forum, { { "chosen", d.state.choice->forum }, { "forum", filing.forum } });
    if (headed(d.state).is_zero())
        return refuse(refusals::no_heads);
    auto const number = RECOURSE_TRY(d.next(d.state.filings));
    RECOURSE_TRY_DONE(d.next(d.state.acts));
    RECOURSE_TRY_DONE(d.past(filing.on));
    RECOURSE_TRY_DONE(d.line("case_number", filing.case_number));
    RECOURSE_TRY_DONE(d.sum("amount", filing.amount));
    auto const needed = interlocks(d.state, *d.state.choice, d.context.platform, true);
    RECOURSE_TRY_DONE(d.read(needed, command.read));
    limitation::Act act;
    act.kind = limitation::ActKind::filing;
    act.on = filing.on;
    act.proof = Proof::official;
    return std::vector<Event> { events::Filed { number, d.today(), d.actor(), filing, needed },
        events::ActRecorded {
            next_act(d.state), d.today(), d.actor(), act, 0, 0, number, filing.exhibits, filing.case_number } };
}

Decision decide_one(Deciding const& d, NoteProgress const& command)
{
    auto const* filing = RECOURSE_TRY(pending(d, command.filing));
    auto const& said = command.progress;
    if (!says_more(filing->progress, said))
        return already_so();
    RECOURSE_TRY_DONE(d.line("case_number", said.case_number));
    RECOURSE_TRY_DONE(d.text("note", said.note));
    for (auto const& day : { said.fee_noticed_on, said.fee_paid_on, said.served_on, said.answered_on }) {
        RECOURSE_TRY_DONE(d.past(day));
        RECOURSE_TRY_DONE(d.ordered(filing->filing.on, day));
    }
    RECOURSE_TRY_DONE(d.near(said.answer_set));
    return only(events::Progressed { command.filing, d.today(), d.actor(), said });
}

Decision decide_one(Deciding const& d, SetHearing const& command)
{
    auto const* filing = RECOURSE_TRY(pending(d, command.filing));
    if (command.replaces) {
        auto const* before = RECOURSE_TRY(d.there(d.state.hearings, *command.replaces, "hearing"));
        if (before->replaced || before->filing != command.filing)
            return refuse(
                refusals::gone, { { "what", "hearing " }, { "number", fmt::format("{}", *command.replaces) } });
    }
    auto const number = RECOURSE_TRY(d.next(d.state.hearings));
    RECOURSE_TRY_DONE(d.near(command.on));
    RECOURSE_TRY_DONE(d.ordered(filing->filing.on, command.on));
    RECOURSE_TRY_DONE(d.line("place", command.place));
    return only(events::HearingSet {
        number, command.filing, d.today(), d.actor(), command.on, command.place, command.replaces });
}

Decision decide_one(Deciding const& d, EndFiling const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* filing = RECOURSE_TRY(d.there(d.state.filings, command.filing, "filing"));
    if (filing->end == command.end && filing->ended_on == command.on)
        return already_so();
    RECOURSE_TRY_DONE(pending(d, command.filing));
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(filing->filing.on, command.on));
    RECOURSE_TRY_DONE(d.text("reason", command.reason, true));
    std::vector<Event> events { events::FilingEnded {
        command.filing, d.today(), d.actor(), command.end, command.on, command.reason } };
    end_act(d, command.filing, command.on, events);
    return events;
}

Decision decide_one(Deciding const& d, RecordTitle const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const& title = command.title;
    if (title.filing)
        RECOURSE_TRY_DONE(d.there(d.state.filings, *title.filing, "filing"));
    RECOURSE_TRY_DONE(d.open());
    for (auto const& one : d.state.titles) {
        if (one.title == title)
            return already_so();
    }
    if (title.filing) {
        auto const& filing = d.state.filings[*title.filing - 1];
        if (filing.end)
            return refuse(refusals::filing_over);
        RECOURSE_TRY_DONE(d.ordered(filing.filing.on, title.received_on));
    }
    auto const number = RECOURSE_TRY(d.next(d.state.titles));
    RECOURSE_TRY_DONE(d.past(title.received_on));
    RECOURSE_TRY_DONE(d.near(title.effective_on));
    RECOURSE_TRY_DONE(d.near(title.performance_until));
    RECOURSE_TRY_DONE(awarded(d, "principal", title.principal));
    RECOURSE_TRY_DONE(awarded(d, "interest", title.interest));
    RECOURSE_TRY_DONE(awarded(d, "costs", title.costs));
    RECOURSE_TRY_DONE(d.text("note", title.note));
    return only(events::TitleReceived { number, d.today(), d.actor(), title });
}

Decision decide_one(Deciding const& d, NoteChallenge const& command)
{
    auto const* title = RECOURSE_TRY(standing(d, command.title));
    bool const begins = command.step == ChallengeStep::ours || command.step == ChallengeStep::theirs;
    if (begins && title->challenge_open
        && (command.step == ChallengeStep::theirs || title->challenged_on == command.on))
        return already_so();
    if (!begins && !title->challenge_open)
        return refuse(refusals::no_challenge);
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(title->title.received_on, command.on));
    RECOURSE_TRY_DONE(d.text("note", command.note));
    std::vector<Event> events { events::Challenged {
        command.title, d.today(), d.actor(), command.step, command.on, command.note } };
    if (command.step == ChallengeStep::falls && title->title.filing)
        end_act(d, *title->title.filing, command.on, events);
    return events;
}

Decision decide_one(Deciding const& d, ApplyEnforcement const& command)
{
    auto const* title = RECOURSE_TRY(standing(d, command.title));
    auto const& one = command.enforcement;
    if (title->enforcement == one)
        return already_so();
    RECOURSE_TRY_DONE(d.pursuing());
    if (title->enforcement)
        return refuse(refusals::enforced_already, { { "day", to_string(title->enforcement->on) } });
    RECOURSE_TRY_DONE(d.past(one.on));
    RECOURSE_TRY_DONE(d.ordered(title->title.received_on, one.on));
    RECOURSE_TRY_DONE(d.line("court", one.court, true));
    RECOURSE_TRY_DONE(d.line("case_number", one.case_number));
    return only(events::EnforcementApplied { command.title, d.today(), d.actor(), one });
}

Decision decide_one(Deciding const& d, NotePressure const& command)
{
    auto const* title = RECOURSE_TRY(standing(d, command.title));
    if (!title->enforcement)
        return refuse(refusals::not_enforced);
    for (auto const& [pressure, on, against] : title->pressed) {
        if (pressure == command.pressure && on == command.on && against == command.against)
            return already_so();
    }
    RECOURSE_TRY_DONE(d.next(title->pressed));
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(title->enforcement->on, command.on));
    RECOURSE_TRY_DONE(d.line("against", command.against, true));
    return only(events::Pressed { command.title, d.today(), d.actor(), command.pressure, command.on, command.against });
}

} // namespace recourse::matter

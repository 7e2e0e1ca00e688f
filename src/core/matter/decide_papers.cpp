#include "core/matter/deciding.hpp"

#include <algorithm>

// Papers: drafted, approved by counsel, sent, arrived.

namespace recourse::matter {

namespace {

using limitation::ActKind;

act::Refusal wrong_phase(PaperPhase phase)
{
    return { &refusals::paper_phase, { { "phase", text_of(word(phase)) } }, {} };
}

/// What sending a paper of this kind is beside that: an act that may interrupt, a notice.
void effects(
    Deciding const& d, std::uint32_t number, Paper const& paper, Sending const& sending, std::vector<Event>& events)
{
    if (paper.kind == PaperKind::demand_letter) {
        limitation::Act act;
        act.kind = ActKind::demand;
        act.on = sending.on;
        act.proof = sending.proof;
        events.emplace_back(events::ActRecorded {
            next_act(d.state), d.today(), d.actor(), act, sending.party, number, 0, sending.exhibits, {} });
    }
    if (paper.kind == PaperKind::notice_of_non_conformity || paper.kind == PaperKind::notice_of_avoidance) {
        auto const kind
            = paper.kind == PaperKind::notice_of_avoidance ? NoticeKind::avoidance : NoticeKind::non_conformity;
        events.emplace_back(
            events::NoticeGiven { d.today(), d.actor(), { kind, sending.on, sending.how, sending.exhibits }, number });
    }
}

} // namespace

Decision decide_one(Deciding const& d, MakePaper const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const& paper = command.paper;
    if (paper.replaces) {
        auto const* before = RECOURSE_TRY(d.there(d.state.papers, *paper.replaces, "paper"));
        RECOURSE_TRY_DONE(d.open());
        if (before->phase != PaperPhase::draft && before->phase != PaperPhase::approved)
            return std::unexpected(wrong_phase(before->phase));
    }
    RECOURSE_TRY_DONE(d.open());
    auto const number = RECOURSE_TRY(d.next(d.state.papers));
    RECOURSE_TRY_DONE(d.line("title", paper.title, true));
    return only(events::PaperMade { number, d.today(), d.actor(), paper });
}

Decision decide_one(Deciding const& d, ApprovePaper const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* paper = RECOURSE_TRY(d.there(d.state.papers, command.number, "paper"));
    RECOURSE_TRY_DONE(d.counsel());
    RECOURSE_TRY_DONE(d.cleared());
    if (paper->phase == PaperPhase::approved && paper->paper.digest == command.digest)
        return already_so();
    if (paper->phase != PaperPhase::draft)
        return std::unexpected(wrong_phase(paper->phase));
    if (paper->paper.digest != command.digest)
        return refuse(refusals::other_digest, { { "digest", to_string(paper->paper.digest) } });
    return only(events::PaperApproved { command.number, d.today(), d.actor() });
}

Decision decide_one(Deciding const& d, SendPaper const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* paper = RECOURSE_TRY(d.there(d.state.papers, command.number, "paper"));
    auto const& sending = command.sending;
    if (sending.party != 0)
        RECOURSE_TRY_DONE(d.there(d.state.pursued, sending.party, "party"));
    RECOURSE_TRY_DONE(d.open());
    RECOURSE_TRY_DONE(d.cleared());
    if (paper->sending == sending)
        return already_so();
    if (paper->phase != PaperPhase::approved)
        return std::unexpected(wrong_phase(paper->phase));
    RECOURSE_TRY_DONE(d.next(d.state.acts));
    RECOURSE_TRY_DONE(d.next(d.state.notices));
    RECOURSE_TRY_DONE(d.line("to", sending.to, true));
    RECOURSE_TRY_DONE(d.line("how", sending.how, true));
    RECOURSE_TRY_DONE(d.past(sending.on));
    std::vector<Event> events { events::PaperSent { command.number, d.today(), d.actor(), sending } };
    effects(d, command.number, paper->paper, sending, events);
    return events;
}

Decision decide_one(Deciding const& d, ProveArrival const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* paper = RECOURSE_TRY(d.there(d.state.papers, command.number, "paper"));
    RECOURSE_TRY_DONE(d.open());
    if (paper->phase != PaperPhase::sent && paper->phase != PaperPhase::arrived)
        return std::unexpected(wrong_phase(paper->phase));
    bool const same
        = paper->arrived_on == command.on && paper->proof == command.proof && paper->exhibits == command.exhibits;
    if (same)
        return already_so();
    if (command.proof < Proof::arrived)
        return refuse(refusals::no_proof);
    RECOURSE_TRY_DONE(d.past(command.on));
    RECOURSE_TRY_DONE(d.ordered(paper->sending->on, command.on));
    std::vector<Event> events { events::PaperArrived {
        command.number, d.today(), d.actor(), command.on, command.proof, command.exhibits } };
    auto const act = std::ranges::find(d.state.acts, command.number, &ActState::paper);
    if (act != d.state.acts.end()) {
        auto const number = static_cast<std::uint32_t>(act - d.state.acts.begin() + 1);
        events.emplace_back(events::ActProven {
            number, d.today(), d.actor(), command.on, command.proof, act->act.ended_on, command.exhibits });
    }
    return events;
}

} // namespace recourse::matter

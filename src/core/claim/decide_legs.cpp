#include "base/check.hpp"
#include "core/claim/deciding.hpp"

// Goods that go back before money comes, goods or work that come instead of money, and how either ends when a party
// stands still.

namespace recourse::claim {

namespace {

/// The outcome suits what the leg waits for.
Guard fits(State const& state, LegOutcome outcome)
{
    bool const back = state.phase == Phase::returning;
    switch (outcome) {
    case LegOutcome::received:
        if (back && !state.return_shipped_on)
            return refuse(refusals::not_sent_back);
        if (!back && !state.replacement_shipped_on)
            return refuse(refusals::replacement_not_sent);
        return {};
    case LegOutcome::without_goods:
    case LegOutcome::no_refund:
        if (back)
            return {};
        break;
    case LegOutcome::review:
        if (!back)
            return {};
        break;
    }
    return refuse(
        refusals::leg_outcome, { { "phase", text_of(word(state.phase)) }, { "outcome", text_of(word(outcome)) } });
}

} // namespace

Decision decide_one(Deciding const& d, ShipReturn const& command)
{
    RECOURSE_TRY_DONE(d.only(Role::buyer));
    auto const& state = d.state;
    if (state.return_shipped_on && state.return_tracking == command.tracking)
        return Outcome {};
    if (state.phase != Phase::returning)
        return refuse(refusals::not_returning, { { "phase", text_of(word(state.phase)) } });
    if (state.return_shipped_on)
        return refuse(refusals::sent_back_already, { { "tracking", state.return_tracking } });
    for (auto const& one : state.clocks) {
        bool const waits
            = !one.over && one.clock.awaits == Awaits::return_shipment && one.clock.effect != Effect::await_officer;
        if (waits && d.today() > one.clock.due)
            return refuse(refusals::returned_too_late, { { "day", to_string(one.clock.due) } }, one.clock.rule);
    }
    RECOURSE_TRY_DONE(d.text("tracking", command.tracking));
    return only_claim(with_clocks(
        d, events::ReturnShipped { d.today(), command.tracking, command.proof, {} }, Start::return_shipped));
}

Decision decide_one(Deciding const& d, ConfirmReturn const&)
{
    RECOURSE_TRY_DONE(d.only(Role::supplier));
    if (d.state.return_received_on)
        return Outcome {};
    if (d.state.phase != Phase::returning)
        return refuse(refusals::not_returning, { { "phase", text_of(word(d.state.phase)) } });
    if (!d.state.return_shipped_on)
        return refuse(refusals::not_sent_back);
    return only_claim(with_leg_clocks(d, events::ReturnReceived { d.today(), {}, {} }));
}

Decision decide_one(Deciding const& d, ShipReplacement const& command)
{
    RECOURSE_TRY_DONE(d.only(Role::supplier));
    auto const& state = d.state;
    if (state.replacement_shipped_on && state.replacement_tracking == command.tracking)
        return Outcome {};
    if (state.phase != Phase::replacing)
        return refuse(refusals::not_replacing, { { "phase", text_of(word(state.phase)) } });
    if (state.replacement_shipped_on)
        return refuse(refusals::replaced_already, { { "tracking", state.replacement_tracking } });
    RECOURSE_TRY_DONE(d.text("tracking", command.tracking));
    return only_claim(with_clocks(
        d, events::ReplacementShipped { d.today(), command.tracking, command.proof, {} }, Start::replacement_shipped));
}

Decision decide_one(Deciding const& d, ConfirmReplacement const&)
{
    // The buyer's word is enough, also where the supplier has not said that it sent anything.
    RECOURSE_TRY_DONE(d.only(Role::buyer));
    if (d.state.replaced_on)
        return Outcome {};
    if (d.state.phase != Phase::replacing)
        return refuse(refusals::not_replacing, { { "phase", text_of(word(d.state.phase)) } });
    return only_claim(events::ReplacementReceived { d.today() });
}

Decision decide_one(Deciding const& d, EndLeg const& command)
{
    RECOURSE_TRY_DONE(d.officer());
    auto const& state = d.state;
    if (!leg_open(state.phase))
        return refuse(refusals::no_open_leg, { { "phase", text_of(word(state.phase)) } });
    RECOURSE_TRY_DONE(d.not_suspended());
    if (state.review_request)
        return refuse(refusals::review_pending);
    if (auto const* clock = leg_clock(state))
        return refuse(
            refusals::leg_has_clock, { { "rule", clock->rule }, { "day", to_string(clock->due) } }, clock->rule);
    if (auto const from = *officer_from(state); d.today() < from)
        return refuse(refusals::leg_too_early, { { "day", to_string(from) } });
    RECOURSE_TRY_DONE(fits(state, command.outcome));
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons));
    events::LegEnded ended { d.today(), d.context.actor.person, command.outcome, command.reasons, {} };
    if (command.outcome == LegOutcome::review)
        return only_claim(with_clocks(d, std::move(ended), Start::escalated));
    auto outcome = only_claim(with_leg_clocks(d, std::move(ended)));
    if (command.outcome == LegOutcome::no_refund) {
        std::get<events::LegEnded>(outcome.claim.front()).clocks.clear();
        close(d, outcome, { d.today(), Ending::not_returned, {}, false, command.reasons });
    }
    return outcome;
}

} // namespace recourse::claim

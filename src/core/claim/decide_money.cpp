#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <algorithm>

// Carrying out what is due, and what time does.

namespace recourse::claim {

namespace {

Ending ending_of(State const& state)
{
    auto const& due = *state.due;
    if (due.basis == Basis::settlement || state.agreed)
        return Ending::settled;
    if (due.amount.is_zero())
        return Ending::rejected;
    return due.amount + due.returned_before == state.claimed ? Ending::granted : Ending::partly;
}

bool payment_under_way(order::State const& order)
{
    return std::ranges::any_of(order.payments, [](auto const& one) { return !one.announced.is_zero(); });
}

/// Nothing that was paid is left with the order, and it is not over by itself.
bool all_went_back(order::State const& order, Money paid, Money from_hold)
{
    bool const over = order.phase == order::Phase::completed || order.phase == order::Phase::closed;
    return !over && !paid.is_zero() && refundable(order) == paid && held(order) == from_hold
        && !payment_under_way(order);
}

Decision decide_by_silence(Deciding const& d, Clock const& clock)
{
    auto const amount = portion(left(d.state), clock.share, Rounding::half_up);
    Outcome outcome;
    if (amount.is_zero()) {
        close(d, outcome, { d.today(), Ending::charged_back, clock.rule, false, {} });
        return outcome;
    }
    events::DecidedBySilence decided;
    decided.number = d.state.dues + 1;
    decided.on = d.today();
    decided.silent = clock.silent;
    decided.rule = clock.rule;
    decided.amount = amount;
    decided.remedy = in_kind(d.state.remedy) ? Remedy::refund : d.state.remedy;
    decided.fee = fee_effect(d.state, Role::supplier, d.nothing());
    decided.execute_from = d.context.rules.execute_from(Basis::silence, d.today(), d.state, d.context.order);
    decided.review = d.context.rules.review(Basis::silence, d.today(), d.state, d.context.order);
    outcome.claim.emplace_back(with_leg_clocks(d, std::move(decided)));
    return outcome;
}

Decision take_step(Deciding const& d, Clock const& clock)
{
    auto const phase = d.state.phase;
    switch (clock.effect) {
    case Effect::escalate:
        if (phase != Phase::negotiation)
            return Outcome {};
        return only_claim(
            with_clocks(d, events::Escalated { d.today(), Role::platform, clock.rule, {} }, Start::escalated));
    case Effect::refund:
        if (!talking(d.state))
            return Outcome {};
        return decide_by_silence(d, clock);
    case Effect::close: {
        if (!talking(d.state) && phase != Phase::returning)
            return Outcome {};
        Outcome outcome;
        close(d, outcome,
            { d.today(), phase == Phase::returning ? Ending::not_returned : Ending::no_response, clock.rule, false,
                {} });
        return outcome;
    }
    case Effect::count_as_received:
        if (phase != Phase::returning)
            return Outcome {};
        return only_claim(with_leg_clocks(d, events::ReturnReceived { d.today(), clock.rule, {} }));
    case Effect::lapse_offer:
        return only_claim(events::OfferLapsed { clock.number });
    case Effect::await_officer: // a person acts, or nobody does
        return Outcome {};
    }
    RECOURSE_ASSERT(false);
}

} // namespace

void carry_out(Deciding const& d, Outcome& outcome)
{
    auto const& [state, context] = d;
    auto const nothing = d.nothing();
    auto const due
        = min(max(amount_due(state) - deducted(state) - state.paid, nothing), max(refundable(context.order), nothing));
    auto const fee = max(max(state.due->fee, nothing) - state.fee_paid, nothing);
    auto const funded
        = escrow::fund(due + fee, { context.number, context.order.terms.supplier, context.limit_left, funds(d) },
            context.book, context.pool_left);

    events::Executed executed;
    executed.number = state.due->number;
    executed.on = d.today();
    executed.due = due;
    executed.deducted = deducted(state);
    executed.fee = fee;
    executed.paid = min(funded.paid, due);
    executed.fee_paid = funded.paid - executed.paid;
    executed.from_hold = debited(funded.transfers, escrow::held(context.number, d.currency()));
    executed.by_pool = funded.by_pool;
    executed.unfunded = funded.unfunded;
    // The supplier owes what was agreed, whatever the pool adds.
    if (auto const agreed = agreed_sum(state); agreed && state.due->basis != Basis::settlement)
        executed.unfunded
            = max(executed.unfunded, min(*agreed - state.paid, refundable(context.order)) - executed.paid);
    auto after = state;
    after.paid = after.paid + executed.paid;
    after.fee_paid = after.fee_paid + executed.fee_paid;
    executed.owed_by_buyer = owed_by_buyer(after);
    bool const all_back = all_went_back(context.order, executed.paid, executed.from_hold);
    if (!funded.transfers.empty())
        outcome.order.emplace_back(order::events::Refunded {
            context.claim, funded.paid, executed.from_hold, executed.fee_paid, funded.transfers });
    outcome.claim.emplace_back(std::move(executed));
    close(d, outcome, { d.today(), ending_of(state), {}, false, {} });
    // What is left in the hold follows the order's own course again; where nothing is left, there is none to follow.
    if (all_back)
        outcome.order.emplace_back(order::events::Closed { d.today(), "refunded", {}, {} });
}

Decision decide_one(Deciding const& d, Execute const&)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::platform && d.role() != Role::officer)
        return refuse(refusals::wrong_role, d.role_value());
    auto const& state = d.state;
    if (state.due && state.executed == state.due->number)
        return Outcome {};
    if (state.phase != Phase::decided && state.phase != Phase::agreed)
        return refuse(refusals::not_decided, { { "phase", text_of(word(state.phase)) } });
    RECOURSE_TRY_DONE(d.not_suspended());
    if (state.review_request)
        return refuse(refusals::review_pending);
    if (d.today() < state.due->execute_from)
        return refuse(refusals::execution_too_early, { { "day", to_string(state.due->execute_from) } });
    Outcome outcome;
    carry_out(d, outcome);
    return outcome;
}

Decision decide_one(Deciding const& d, PassTimer const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::platform)
        return refuse(refusals::wrong_role, d.role_value());
    // The same day may have been given twice, in a phase that is over and in the present one.
    ClockState const* found = nullptr;
    for (auto const& one : d.state.clocks) {
        if (one.clock.rule == command.rule && one.clock.due == command.due && one.clock.number == command.number)
            found = &one;
    }
    if (found == nullptr)
        return refuse(refusals::timer_not_set, { { "rule", command.rule }, { "day", to_string(command.due) } });
    if (d.today() <= found->clock.due)
        return refuse(refusals::timer_too_early, { { "day", to_string(found->clock.due) } });
    // A chargeback stops every clock; they go on when it is over.
    if (!runs(d.state, *found) || d.state.suspended_on)
        return Outcome {};
    return take_step(d, found->clock);
}

} // namespace recourse::claim

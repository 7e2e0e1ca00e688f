#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <algorithm>

// Carrying out what is due, chargebacks, and what time does.

namespace recourse::claim {

namespace {

/// Returned by chargebacks since the amount that is due was fixed: no double recovery.
Money deducted(State const& state)
{
    return state.returned - state.due->returned_before;
}

/// The amount that is due in all, the inspection's fee taken off where the buyer bears what the supplier advanced.
Money amount_due(State const& state)
{
    Money const nothing { 0, state.claimed.currency };
    return max(state.due->amount + min(state.due->fee, nothing), nothing);
}

Ending ending_of(State const& state)
{
    auto const& due = *state.due;
    if (due.basis == Basis::settlement)
        return Ending::settled;
    if (due.amount.is_zero())
        return Ending::rejected;
    return due.amount + due.returned_before == state.claimed ? Ending::granted : Ending::partly;
}

Money debited(std::vector<escrow::Transfer> const& transfers, escrow::Account const& account)
{
    Money sum { 0, account.currency };
    for (auto const& one : transfers) {
        if (one.debit == account)
            sum = sum + one.amount;
    }
    return sum;
}

/// The hold comes first: what the buyer's own money covers is asked of nobody else.
std::vector<escrow::Fund> funds(Deciding const& d)
{
    std::vector<escrow::Fund> result { escrow::Fund::held };
    for (auto const fund : d.context.rules.funds(d.state)) {
        if (fund != escrow::Fund::held)
            result.push_back(fund);
    }
    return result;
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

/// What of a refund is undue, and from where it had come.
struct Undue {
    Money amount, fee, by_pool, elsewhere, unclawed, to_hold;
};

/// Funds are filled again in the reverse of the order in which they paid: the pool, the supplier's own, the hold. What
/// a reversed payment took from the supplier while the refund was on its way is the supplier's again.
Undue undue(Deciding const& d, Money unsent)
{
    auto const& [state, context] = d;
    auto const& order = context.order;
    auto const nothing = d.nothing();
    auto const most = [&](Money amount) { return max(amount, nothing); };
    auto const wanted_back = context.book.amount(escrow::recourse_to(state.supplier, d.currency()));
    Undue result { nothing, nothing, nothing, nothing, nothing, nothing };
    auto rest = most(min(min(unsent, state.owed_by_buyer),
        context.book.available(escrow::refund_payable(context.number, d.currency()))));
    auto const part = [&](Money up_to) {
        auto const some = min(rest, most(up_to));
        rest = rest - some;
        result.amount = result.amount + some;
        return some;
    };
    auto elsewhere = order.refunded_elsewhere;
    for (auto const& one : context.earlier) // what the pool paid for others is not this supplier's own
        elsewhere = one.by_pool.is_zero() ? elsewhere : elsewhere - one.by_pool;
    result.by_pool = part(min(min(state.by_pool, wanted_back), elsewhere));
    result.elsewhere = part(elsewhere - result.by_pool);
    result.unclawed = part(min(order.clawed_back, order.refunded));
    result.to_hold = part(order.refunded - result.unclawed);
    auto const fee_due = max(state.due->fee, nothing);
    result.fee = min(result.amount, most(state.fee_paid - fee_due));
    result.fee = result.fee + most(result.amount - result.fee - state.paid);
    return result;
}

} // namespace

Money owed_by_buyer(State const& state)
{
    Money const nothing { 0, state.claimed.currency };
    if (!state.due)
        return nothing;
    auto const paid = state.paid + state.fee_paid;
    auto const fee = max(state.due->fee, nothing);
    return min(max(paid + deducted(state) - amount_due(state) - fee, nothing), paid);
}

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

Decision decide_one(Deciding const& d, NoteChargeback const&)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::platform && d.role() != Role::provider)
        return refuse(refusals::wrong_role, d.role_value());
    auto const amount = reversed(d.context.order) - d.state.reversed_before - d.state.returned;
    bool const closed = d.state.phase == Phase::closed;
    // A closed claim that paid nothing has nothing twice; and where a later claim is open, that one takes it off.
    bool const concerns_none = closed && (d.state.executions == 0 || d.context.order.frozen_by);
    if (amount.minor <= 0 || concerns_none)
        return Outcome {};
    auto on = closed ? OnChargeback {} : d.context.rules.on_chargeback(amount, d.state);
    events::ChargebackNoted noted { d.today(), amount, on.effect, on.rule, d.nothing() };
    auto after = d.state;
    after.returned = after.returned + amount;
    noted.owed_by_buyer = owed_by_buyer(after);
    Outcome outcome = only_claim(std::move(noted));
    if (on.effect == ChargebackEffect::closes)
        close(d, outcome, { d.today(), Ending::charged_back, std::move(on.rule), false, {} });
    return outcome;
}

Decision decide_one(Deciding const& d, Resume const&)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::provider)
        RECOURSE_TRY_DONE(d.officer());
    if (!d.state.suspended_on)
        return Outcome {};
    Outcome outcome = only_claim(events::Resumed { d.today(), d.context.actor });
    // All that was claimed has come back: nothing is left to decide.
    if (talking(d.state) && left(d.state).is_zero())
        close(d, outcome, { d.today(), Ending::charged_back, {}, false, {} });
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

Decision decide_one(Deciding const& d, TakeBack const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::platform)
        return refuse(refusals::wrong_role, d.role_value());
    RECOURSE_TRY_DONE(d.sum(command.unsent));
    if (d.state.owed_by_buyer.is_zero())
        return Outcome {};
    auto const back = undue(d, command.unsent);
    if (back.amount.is_zero())
        return Outcome {};
    auto const owed = escrow::refund_payable(d.context.number, d.currency());
    auto const supplier = d.state.supplier;
    std::vector<escrow::Transfer> transfers;
    auto const give = [&](escrow::Account const& to, Money amount) {
        if (!amount.is_zero())
            transfers.push_back({ owed, to, amount, escrow::Phase::post });
    };
    give(escrow::recourse_to(supplier, d.currency()), back.by_pool);
    give(escrow::balance_of(supplier, d.currency()), back.elsewhere + back.unclawed);
    give(escrow::held(d.context.number, d.currency()), back.to_hold);
    events::RefundTakenBack taken { d.today(), back.amount, back.fee, back.by_pool, d.nothing() };
    auto after = d.state;
    evolve(after, taken);
    taken.owed_by_buyer = owed_by_buyer(after);
    Outcome outcome = only_claim(std::move(taken));
    outcome.order.emplace_back(order::events::RefundTakenBack {
        d.context.claim, back.amount, back.to_hold, back.unclawed, back.fee, std::move(transfers) });
    return outcome;
}

} // namespace recourse::claim

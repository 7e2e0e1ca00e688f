#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <algorithm>

// What chargebacks do to a claim, what comes of it when they are undone, and refunds that are undue by then.

namespace recourse::claim {

namespace {

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

/// What the buyer lacks of a claim that was carried out, by what it has no longer alone: it is paid again.
void pay_again(Deciding const& d, Outcome& outcome, events::ChargebackUndone& undone)
{
    auto const& [state, context] = d;
    auto const nothing = d.nothing();
    auto const lacks = max(amount_due(state) - deducted(state) - state.paid, nothing);
    auto const fee_lacks = max(max(state.due->fee, nothing) - state.fee_paid, nothing);
    auto const due = min(lacks, max(refundable(context.order), nothing));
    auto const funded = escrow::fund(min(undone.amount, due + fee_lacks),
        { context.number, context.order.terms.supplier, context.limit_left, funds(d) }, context.book,
        context.pool_left);
    undone.paid = min(funded.paid, due);
    undone.fee_paid = funded.paid - undone.paid;
    undone.from_hold = debited(funded.transfers, escrow::held(context.number, d.currency()));
    undone.by_pool = funded.by_pool;
    undone.unfunded = lacks + fee_lacks - funded.paid;
    if (!funded.transfers.empty())
        outcome.order.emplace_back(order::events::Refunded {
            context.claim, funded.paid, undone.from_hold, undone.fee_paid, funded.transfers });
}

/// The money has come again: the bank pays after all, or the buyer pays anew.
Outcome undo(Deciding const& d, Money amount)
{
    auto const& [state, context] = d;
    bool const closed = state.phase == Phase::closed;
    // A hold that another claim froze gives nothing away: this one has its turn once that one is over.
    if (closed && context.order.frozen_by)
        return Outcome {};
    Outcome outcome;
    auto const nothing = d.nothing();
    events::ChargebackUndone undone { d.today(), amount, nothing, nothing, nothing, nothing, state.unfunded, nothing };
    auto after = state;
    after.returned = after.returned - amount;
    bool const carried_out = state.due && state.executed == state.due->number;
    if (closed && carried_out)
        pay_again({ after, context }, outcome, undone);
    after.paid = after.paid + undone.paid;
    after.fee_paid = after.fee_paid + undone.fee_paid;
    undone.owed_by_buyer = owed_by_buyer(after);
    outcome.claim.emplace_back(std::move(undone));
    // Nothing is left of what stopped it.
    if (state.suspended_on && after.returned.is_zero())
        outcome.claim.emplace_back(events::Resumed { d.today(), context.actor });
    return outcome;
}

} // namespace

Decision decide_one(Deciding const& d, NoteChargeback const&)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::platform && d.role() != Role::provider)
        return refuse(refusals::wrong_role, d.role_value());
    auto const amount = reversed_since(d.context.order, d.context.claim) - d.state.returned;
    if (amount.minor < 0)
        return undo(d, -amount);
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
    auto outcome = Outcome {};
    auto after = d.state;
    // What came again before that was noted, in a log of an earlier version.
    if (auto const again = d.state.returned - reversed_since(d.context.order, d.context.claim); again.minor > 0) {
        outcome = undo(d, again);
        for (auto const& event : outcome.claim)
            evolve(after, event);
    }
    if (after.suspended_on)
        outcome.claim.emplace_back(events::Resumed { d.today(), d.context.actor });
    // All that was claimed has gone back to the buyer: nothing is left to decide.
    if (talking(after) && left(after).is_zero())
        close(d, outcome, { d.today(), Ending::charged_back, {}, false, {} });
    return outcome;
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

#include "core/claim/invariants.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <initializer_list>
#include <tuple>

namespace recourse::claim {

namespace {

using escrow::Account;
using escrow::AccountKind;

bool leaves_now(escrow::Transfer const& one)
{
    return one.phase == escrow::Phase::post || one.phase == escrow::Phase::post_pending;
}

std::int64_t out_of(Batch const& batch, AccountKind kind)
{
    std::int64_t sum = 0;
    for (auto const& one : batch.transfers) {
        if (leaves_now(one) && one.debit.kind == kind && one.debit.owner == batch.number.number)
            sum += one.amount.minor;
    }
    return sum;
}

std::int64_t into(Batch const& batch, AccountKind kind)
{
    std::int64_t sum = 0;
    for (auto const& one : batch.transfers) {
        if (leaves_now(one) && one.credit.kind == kind && one.credit.owner == batch.number.number)
            sum += one.amount.minor;
    }
    return sum;
}

std::int64_t paid(State const& state)
{
    return state.paid.minor + state.fee_paid.minor;
}

bool carried_out(Batch const& batch)
{
    return batch.after.executions > batch.before.executions;
}

template <class... Invariants>
std::vector<std::string_view> check_all(Batch const& batch)
{
    std::vector<std::string_view> broken;
    (
        [&] {
            if (!Invariants {}.holds(batch))
                broken.push_back(Invariants::name);
        }(),
        ...);
    return broken;
}

} // namespace

bool may_follow(Phase from, Phase to)
{
    auto const one_of
        = [&](std::initializer_list<Phase> phases) { return std::ranges::find(phases, to) != phases.end(); };
    if (from == to)
        return true;
    switch (from) {
    case Phase::none:
        return to == Phase::negotiation;
    case Phase::negotiation:
        return one_of(
            { Phase::review, Phase::returning, Phase::replacing, Phase::agreed, Phase::decided, Phase::closed });
    case Phase::review:
        return one_of({ Phase::returning, Phase::replacing, Phase::agreed, Phase::decided, Phase::closed });
    case Phase::returning:
        return one_of({ Phase::replacing, Phase::agreed, Phase::decided, Phase::reopened, Phase::closed });
    case Phase::replacing:
        return one_of({ Phase::review, Phase::agreed, Phase::closed });
    case Phase::agreed:
        return to == Phase::closed;
    case Phase::decided:
        return one_of({ Phase::reopened, Phase::closed });
    case Phase::reopened:
        return one_of({ Phase::returning, Phase::decided, Phase::closed });
    case Phase::closed:
        return to == Phase::reopened;
    }
    RECOURSE_ASSERT(false);
}

bool PhasesFollowTheGraph::holds(Batch const& batch) const
{
    return may_follow(batch.before.phase, batch.after.phase);
}

bool CarriedOutOnce::holds(Batch const& batch) const
{
    auto const& [before, after] = std::tie(batch.before, batch.after);
    if (!carried_out(batch))
        return after.executions == before.executions && after.executed == before.executed;
    return after.executions == before.executions + 1 && after.executed > before.executed && after.due
        && after.executed == after.due->number;
}

bool PaidWhatWasMoved::holds(Batch const& batch) const
{
    auto const grown = paid(batch.after) - paid(batch.before);
    auto const gone_back = out_of(batch, AccountKind::refund_payable); // what was undue
    auto const moved = into(batch, AccountKind::refund_payable);
    bool const pays = carried_out(batch) || batch.after.returned.minor < batch.before.returned.minor;
    return pays ? grown == moved : grown == -gone_back && moved == 0;
}

bool FrozenHoldStays::holds(Batch const& batch) const
{
    if (batch.order_before.frozen_by != batch.claim)
        return true;
    auto const by_claim = carried_out(batch) ? batch.order_after.refunded.minor - batch.order_before.refunded.minor : 0;
    auto const taken_back = reversed(batch.order_after).minor - reversed(batch.order_before).minor;
    return out_of(batch, AccountKind::held) <= by_claim + taken_back;
}

bool NoMoreThanReceived::holds(Batch const& batch) const
{
    // A payment may be taken back after it was refunded: then more has gone back than came, but not by a claim.
    bool const pays = batch.after.paid.minor > batch.before.paid.minor;
    return held(batch.order_after).minor >= 0 && (!pays || refundable(batch.order_after).minor >= 0);
}

bool NothingBelowZero::holds(Batch const& batch) const
{
    auto const& after = batch.after;
    bool const sums = std::ranges::all_of(std::initializer_list<Money> { after.claimed, after.paid, after.fee_paid,
                                              after.by_pool, after.unfunded, after.owed_by_buyer, after.returned },
        [](Money sum) { return sum.minor >= 0; });
    bool const due = !after.due || (after.due->amount.minor >= 0 && after.due->amount.minor <= after.claimed.minor);
    bool const lines
        = std::ranges::all_of(after.lines, [](auto const& line) { return !line.loss || line.loss->minor >= 0; });
    bool const offers = std::ranges::all_of(after.offers,
        [&](auto const& one) { return one.offer.amount.minor >= 0 && one.offer.amount.minor <= after.claimed.minor; });
    return sums && due && lines && offers;
}

bool OpenMeansFrozen::holds(Batch const& batch) const
{
    if (batch.after.phase == Phase::none)
        return true;
    bool const open = batch.after.phase != Phase::closed;
    return open == (batch.order_after.frozen_by == batch.claim);
}

std::vector<std::string_view> breaches(Batch const& batch)
{
    return check_all<PhasesFollowTheGraph, CarriedOutOnce, PaidWhatWasMoved, FrozenHoldStays, NoMoreThanReceived,
        NothingBelowZero, OpenMeansFrozen>(batch);
}

} // namespace recourse::claim

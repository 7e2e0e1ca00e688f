#include "core/claim/deciding.hpp"

#include <algorithm>

// What a claim owes and is owed, and from where it is paid.

namespace recourse::claim {

Money deducted(State const& state)
{
    // What a chargeback took beyond the claim was none of it.
    auto const of_claim = [&](Money returned) { return min(returned, state.claimed); };
    return of_claim(state.returned) - of_claim(state.due->returned_before);
}

Money amount_due(State const& state)
{
    Money const nothing { 0, state.claimed.currency };
    return max(state.due->amount + min(state.due->fee, nothing), nothing);
}

Money owed_by_buyer(State const& state)
{
    Money const nothing { 0, state.claimed.currency };
    if (!state.due)
        return nothing;
    auto const paid = state.paid + state.fee_paid;
    auto const fee = max(state.due->fee, nothing);
    return min(max(paid + deducted(state) - amount_due(state) - fee, nothing), paid);
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

std::vector<escrow::Fund> funds(Deciding const& d)
{
    std::vector<escrow::Fund> result { escrow::Fund::held };
    // Two parties who agree bind their own money. What the pool adds, an officer determines.
    bool const agreed = d.state.due && d.state.due->basis == Basis::settlement;
    for (auto const fund : d.context.rules.funds(d.state)) {
        if (fund != escrow::Fund::held && !(agreed && fund == escrow::Fund::guarantee_pool))
            result.push_back(fund);
    }
    return result;
}

} // namespace recourse::claim

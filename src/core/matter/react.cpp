#include "core/matter/react.hpp"

namespace recourse::matter {

namespace {

std::vector<Command> receipt(State const& state, Route route, Money amount, Date on)
{
    if (amount.minor <= 0 || amount.currency != state.nothing.currency)
        return {};
    Receipt one;
    one.route = route;
    one.amount = amount;
    one.on = on;
    return { RecordReceipt { one, false } };
}

Command claim_act(Date opened_on)
{
    limitation::Act act;
    act.kind = limitation::ActKind::platform_claim;
    act.on = opened_on;
    act.arrived_on = opened_on; // the desk shows it to the supplier at once
    act.proof = Proof::arrived;
    return RecordAct { act, 0, {}, {} };
}

} // namespace

std::vector<Command> react(State const& state, claim::Event const& event)
{
    if (state.phase == Phase::none)
        return {};
    if (auto const* opened = std::get_if<claim::events::Opened>(&event))
        return { claim_act(opened->on) };
    if (auto const* executed = std::get_if<claim::events::Executed>(&event))
        return receipt(state, Route::platform, executed->paid, executed->on);
    if (auto const* back = std::get_if<claim::events::ChargebackNoted>(&event))
        return receipt(state, Route::chargeback, back->amount, back->on);
    return {};
}

std::vector<Command> catch_up(State const& state, claim::State const& claim, Date today)
{
    if (state.phase == Phase::none || claim.phase == claim::Phase::none)
        return {};
    std::vector<Command> all { claim_act(claim.opened_on) };
    auto const on = claim.closed_on.value_or(today);
    for (auto const& [route, amount] :
        { std::pair { Route::platform, claim.paid }, std::pair { Route::chargeback, claim.returned } }) {
        for (auto& one : receipt(state, route, amount, on))
            all.push_back(std::move(one));
    }
    return all;
}

} // namespace recourse::matter

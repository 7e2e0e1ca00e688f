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

} // namespace

std::vector<Command> react(State const& state, claim::Event const& event)
{
    if (state.phase == Phase::none)
        return {};
    if (auto const* opened = std::get_if<claim::events::Opened>(&event)) {
        limitation::Act act;
        act.kind = limitation::ActKind::platform_claim;
        act.on = opened->on;
        act.arrived_on = opened->on; // the desk shows it to the supplier at once
        act.proof = Proof::arrived;
        return { RecordAct { act, 0, {}, {} } };
    }
    if (auto const* executed = std::get_if<claim::events::Executed>(&event))
        return receipt(state, Route::platform, executed->paid, executed->on);
    if (auto const* back = std::get_if<claim::events::ChargebackNoted>(&event))
        return receipt(state, Route::chargeback, back->amount, back->on);
    return {};
}

} // namespace recourse::matter

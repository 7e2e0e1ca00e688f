#include "core/claim/react.hpp"

#include "base/check.hpp"

namespace recourse::claim {

std::vector<Command> react(State const& state, order::Event const& event)
{
    bool const concerned = state.phase != Phase::none && (state.phase != Phase::closed || state.executions > 0);
    if (concerned && std::holds_alternative<order::events::PaymentReversed>(event))
        return { NoteChargeback {} };
    // The bank pays after all, or the buyer pays the instalment anew.
    bool const comes = std::holds_alternative<order::events::PaymentRestored>(event)
        || std::holds_alternative<order::events::PaymentReceived>(event);
    if (state.returned.minor > 0 && comes)
        return { NoteChargeback {} };
    return {};
}

std::vector<Command> unfrozen(State const& state, Id<Claim> claim, order::State const& order)
{
    bool const waits = state.phase == Phase::closed && reversed_since(order, claim).minor < state.returned.minor;
    return waits ? std::vector<Command> { NoteChargeback {} } : std::vector<Command> {};
}

std::vector<Command> react(State const& state, Event const& event, Date today)
{
    bool const due = std::holds_alternative<events::Settled>(event) || std::holds_alternative<events::Determined>(event)
        || std::holds_alternative<events::DecidedBySilence>(event)
        || std::holds_alternative<events::ReturnReceived>(event) || std::holds_alternative<events::Resumed>(event)
        || std::holds_alternative<events::ReviewRefused>(event)
        || std::holds_alternative<events::ReplacementReceived>(event)
        || std::holds_alternative<events::LegEnded>(event);
    bool const ready = state.phase == Phase::agreed || state.phase == Phase::decided;
    if (due && ready && state.due->execute_from <= today)
        return { Execute {} };
    return {};
}

std::vector<order::Command> overdue(order::State const& state, Date today)
{
    std::vector<order::Command> result;
    if (state.frozen_by)
        return result;
    for (auto const& timer : state.timers) {
        if (timer.due < today)
            result.emplace_back(order::PassTimer { timer.rule, timer.due });
    }
    return result;
}

} // namespace recourse::claim

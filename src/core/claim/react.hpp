#pragma once

#include "core/claim/state.hpp"
#include "core/order/commands.hpp"
#include "core/order/state.hpp"

#include <vector>

// What follows from an event for somebody else: commands that the platform sends, with the event's id as their key.

namespace recourse::claim {

/// What the order's event means for the claim on it (the state before the reaction).
std::vector<Command> react(State const&, order::Event const&);

/// What came again of a chargeback while another claim held the order's money, once it does no longer.
std::vector<Command> unfrozen(State const&, Id<Claim>, order::State const&);

/// What the claim's own event means for it: carried out at once where no day has to be waited for.
std::vector<Command> react(State const&, Event const&, Date today);

/// Days of the order that passed while a claim stopped its clock: sent once the order is unfrozen.
std::vector<order::Command> overdue(order::State const&, Date today);

} // namespace recourse::claim

#pragma once

#include "core/claim/events.hpp"
#include "core/matter/commands.hpp"
#include "core/matter/state.hpp"

#include <vector>

// What a claim with the programme means for the matter of the same order: commands that the platform sends, with the
// event's id as their key.

namespace recourse::matter {

/// A claim that was opened is noted as an act that interrupts nothing; what was refunded, or came back by a chargeback,
/// is a receipt, so that no other route brings the same sum again. A sum in another currency than the matter's is left
/// to a person, who names the rate; so is a refund that was taken back.
std::vector<Command> react(State const&, claim::Event const&);

} // namespace recourse::matter

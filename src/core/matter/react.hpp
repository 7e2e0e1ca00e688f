#pragma once

#include "core/claim/state.hpp"
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

/// The same for a claim that was there before the matter was opened: what it brought until then is a receipt of the day
/// on which the claim was closed, or of today.
std::vector<Command> catch_up(State const&, claim::State const&, Date today);

} // namespace recourse::matter

#pragma once

#include "core/claim/state.hpp"
#include "core/escrow/book.hpp"

// What a buyer owes by a claim, as the book has it: a receivable from the buyer, and beside it what those have coming
// who lack the money until it is paid back. Both follow from what the events say the buyer owes, so logs of before
// there were such accounts make them, too.

namespace recourse::claim {

/// What the buyer owes by the claim from this event on; nothing: the event says nothing of it.
std::optional<Money> owed_in(Event const&);

/// The transfer by which the book follows the event, which happens to the claim as it stood before; none: what the
/// buyer owes stays the same.
std::vector<escrow::Transfer> transfers(State const& before, Event const&);

} // namespace recourse::claim

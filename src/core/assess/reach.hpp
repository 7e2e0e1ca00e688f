#pragma once

#include "core/assess/assess.hpp"

#include <span>

// Does every rule of a book have a case in which it speaks? Nobody notices a rule whose condition contradicts itself.

namespace recourse::assess {

/// A case to start from: its facts and the book's inputs, as `[[case]]` of a book gives them.
struct Start {
    casework::Facts const* facts;
    cover::Inputs inputs;
    Date as_of;
};

/// Tries the book's own cases and then, for every rule that held in none of them, a bounded number of cases made from
/// the facts that the rule names (through terms, too) and the constants that stand beside them. The same book and
/// starts give the same result. Problems, each at its rule:
/// - a rule that never held: its condition contradicts itself, or asks for more than the tries can meet;
/// - a cover that never held without an exclusion that takes all or this defect away;
/// - two transitions of one machine that left the same state on the same act for different states;
/// - two steps of a ladder with the same points and different measures.
Problems check_reach(casework::World const&, cover::Book const&, std::span<Start const>);

} // namespace recourse::assess

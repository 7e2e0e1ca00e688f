#pragma once

#include "app/domain.hpp"
#include "core/claim/viewer.hpp"

#include <string>
#include <vector>

// What somebody may do now, found by deciding: what the guards let through, the values of the command aside.

namespace recourse::app {

/// The commands of an order by their words ("release", "open-claim"), in the order of the variant.
std::vector<std::string> allowed(Id<Order>, order::State const&, std::vector<claim::Earlier> const&, act::Actor const&,
    RuleBooks const&, act::Moment);

/// What the actor sees of a claim. Pointers lead into the state. Empty where no book that the desk runs binds the
/// order.
claim::View view(
    Id<Claim>, claim::State const&, Id<Order>, order::State const&, act::Actor const&, RuleBooks const&, act::Moment);

} // namespace recourse::app

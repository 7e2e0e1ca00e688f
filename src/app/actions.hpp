#pragma once

#include "app/domain.hpp"
#include "core/claim/viewer.hpp"

#include <string>
#include <vector>

// What somebody may do now, found by deciding: what would be accepted with values that suit the state.

namespace recourse::app {

/// The commands of an order by their words ("release", "open-claim"), in the order of the variant: those of which one,
/// with the right values, would change something. Of a claim that would be opened the defects are not asked. `supplier`
/// is the standing of the order's supplier.
std::vector<std::string> allowed(Id<Order>, order::State const&, std::vector<claim::Earlier> const&,
    standing::State const& supplier, act::Actor const&, RuleBooks const&, act::Moment);

/// What the actor sees of a claim. Pointers lead into the state. Empty where no book that the desk runs binds the
/// order.
claim::View view(
    Id<Claim>, claim::State const&, Id<Order>, order::State const&, act::Actor const&, RuleBooks const&, act::Moment);

} // namespace recourse::app

#pragma once

#include "core/case/facts.hpp"
#include "core/claim/state.hpp"
#include "core/order/state.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace recourse::programme {

/// An order and the defects that are claimed for it: what a book is asked before there is a claim. No lines: nothing is
/// known of what is wrong.
casework::Facts facts_of(order::State const&, Id<Order>, std::string_view platform, std::span<claim::Line const> lines);

/// The order, the claim and what was shown for it, as a case file would tell them. A line's loss is what the buyer
/// states, else its share of the price; where an inspector has reported, what can be verified counts for no more than
/// the share that the report found, and for nothing where the goods passed. Of the exhibits, those count that were not
/// withdrawn and that are admissible or acknowledged. A decision of this claim itself is no fact of it. `coverable`:
/// what is left of the supplier's limit, with what is held and what the supplier has with the desk.
casework::Facts facts_of(
    claim::State const&, order::State const&, std::string_view platform, std::optional<Money> coverable = std::nullopt);

/// The last day of which the claim knows anything: on it the rules are asked.
Date last_day(claim::State const&);

} // namespace recourse::programme

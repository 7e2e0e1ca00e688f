#pragma once

#include "app/rule_books.hpp"
#include "core/act/decision.hpp"
#include "core/standing/state.hpp"

namespace recourse::app {

/// What is left of a supplier's limit for one more claim: the limit less what the pool has paid for it and wants back,
/// in that currency. amount_minor_max where the programme limits nobody; nothing is left where it does and no limit is
/// set, or no rate is known.
Money limit_left(standing::State const&, RuleBooks const&, std::string const& programme, Currency, Date today);

/// What stands against offering or agreeing a new order of the supplier: it would have no cover. Orders that were
/// agreed before go on.
std::optional<act::Refusal> no_new_order(Id<Party> supplier, standing::State const&, RuleBooks const&, Date today);

} // namespace recourse::app

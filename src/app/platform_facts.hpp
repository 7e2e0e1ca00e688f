#pragma once

#include "app/rule_books.hpp"
#include "core/claim/state.hpp"
#include "core/matter/decide.hpp"
#include "core/order/state.hpp"

#include <optional>
#include <vector>

// What the desk knows of an order that decides something in its matter: the same for whoever decides and for whoever
// only looks.

namespace recourse::app {

/// The last day to open a claim on an order; nothing: the book knows none.
std::optional<Date> claim_until(RuleBooks const&, order::State const&);

/// The other track of a matter, from the order's claims; an empty order has none. No book of today says what a suit
/// does to a claim that is open, so whoever files is to have read that it may end it.
matter::Platform platform_of(
    RuleBooks const&, order::State const&, std::vector<claim::State const*> const& claims, Date today);

/// The sides of the order; nothing: there is no such order.
std::optional<matter::OrderFacts> order_facts(Id<Order>, order::State const&);

/// By which a matter's days are counted: the PRC's, as the data of the books have it.
time::Calendar const& chinese_calendar(RuleBooks const&);

} // namespace recourse::app

#pragma once

#include "app/rule_books.hpp"
#include "core/act/decision.hpp"
#include "core/order/state.hpp"
#include "core/standing/state.hpp"

namespace recourse::app {

// `wanted_of_linked`: what the pool wants back of the accounts to which the supplier has a confirmed link, in the
// currency of the limits. It takes of what is free, not of what is reserved.

/// What a claim on the order may draw from the pool: what is reserved for the order, and what is free (free_limit), in
/// that currency. What is reserved for others is theirs. amount_minor_max where the programme limits nobody; nothing
/// where it does and no limit is set, or no rate is known.
Money limit_left(standing::State const&, RuleBooks const&, std::string const& programme, Currency, Date today,
    Id<Order>, Money wanted_of_linked);

/// How much of an order's price the supplier's limit covers; the two add up to the price.
struct PriceCover {
    Money covered; ///< a claim can draw as much from the pool, whatever other orders do
    Money uncovered;
    friend bool operator==(PriceCover const&, PriceCover const&) = default;
};
BOOST_DESCRIBE_STRUCT(PriceCover, (), (covered, uncovered))
/// Of an order: what is reserved for it; of one that is not agreed: what it would be given now. Nothing: the order is
/// over, or the programme limits nobody.
std::optional<PriceCover> cover_of(
    Id<Order>, order::State const&, standing::State const&, RuleBooks const&, Date today, Money wanted_of_linked);
/// The same if these terms took the place of the order's own today.
std::optional<PriceCover> cover_with(
    Id<Order>, order::Terms const&, standing::State const&, RuleBooks const&, Date today, Money wanted_of_linked);

/// What stands against offering or agreeing a new order of the supplier: it would have no cover. Orders that were
/// agreed before go on.
std::optional<act::Refusal> no_new_order(Id<Party> supplier, standing::State const&, RuleBooks const&, Date today);

} // namespace recourse::app

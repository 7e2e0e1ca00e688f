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

/// Why a price is not covered in full.
enum class CoverBound : std::uint8_t {
    none, ///< it is
    limit, ///< the supplier's limit gives no more
    pool, ///< the guarantee pool has no more in the order's currency; it pays in no other
    rate, ///< no rate leads from the order's currency to that of the limits
};
BOOST_DESCRIBE_ENUM(CoverBound, none, limit, pool, rate)

/// How much of an order's price is covered; the two add up to the price.
struct PriceCover {
    Money covered; ///< a claim can draw as much from the pool as it is today
    Money uncovered;
    CoverBound bound = CoverBound::none;
    friend bool operator==(PriceCover const&, PriceCover const&) = default;
};
BOOST_DESCRIBE_STRUCT(PriceCover, (), (covered, uncovered, bound))
/// Of an order: what is reserved for it; of one that is not agreed: what it would be given now; at most what the pool
/// can pay now in the order's currency (`pool_left`, which other orders may draw, too). Nothing: the order is over, or
/// the programme limits nobody.
std::optional<PriceCover> cover_of(Id<Order>, order::State const&, standing::State const&, RuleBooks const&,
    Money pool_left, Date today, Money wanted_of_linked);
/// The same if these terms took the place of the order's own today.
std::optional<PriceCover> cover_with(Id<Order>, order::Terms const&, standing::State const&, RuleBooks const&,
    Money pool_left, Date today, Money wanted_of_linked);

/// What stands against offering or agreeing a new order of the supplier: it would have no cover. Orders that were
/// agreed before go on.
std::optional<act::Refusal> no_new_order(Id<Party> supplier, standing::State const&, RuleBooks const&, Date today);

} // namespace recourse::app

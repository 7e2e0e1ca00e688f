#pragma once

#include "core/escrow/book.hpp"

#include <cstdint>
#include <span>
#include <vector>

// From where a refund is paid, step by step (programmes.md section 20, point 15).

namespace recourse::escrow {

/// Where money for an award comes from, in the order that the book's `[[funding]]` tables give. Stored: don't renumber.
enum class Fund : std::uint8_t {
    held = 0, ///< what the order itself still holds
    supplier_balance = 1, ///< what the supplier may draw otherwise
    bond = 2, ///< the supplier's deposit
    guarantee_pool = 3, ///< the programme's fund, up to the supplier's limit, with recourse to the supplier
};

/// What one refund may draw on.
struct Sources {
    Id<Order> order;
    Id<Party> supplier;
    Money limit_left; ///< of the supplier's limit: the most that the pool pays for it
    std::vector<Fund> funds; ///< in the order in which they are drawn on
};

struct Funded {
    std::vector<Transfer> transfers; ///< into refund-payable of the order
    Money paid; ///< by all funds together
    Money by_pool; ///< of it, by the pool: this is owed by the supplier and uses up its limit
    Money unfunded; ///< what no fund had: the buyer's shortfall, left to the legal track
};

/// The free part of the pool: what it holds less what it has paid for suppliers and not got back.
Money pool_free(Book const&, Money all_recourse);

/// Draws `award` (not negative) from the funds in turn, each as far as it goes; no account goes below zero by it.
/// `pool_left` is the free part of the pool in the currency of the award.
Funded fund(Money award, Sources const&, Book const&, Money pool_left);

} // namespace recourse::escrow

#pragma once

#include "app/domain.hpp"
#include "codec/stored.hpp"
#include "core/escrow/book.hpp"
#include "store/store.hpp"

#include <span>
#include <vector>

// Which money an event moves; the log says it, and whoever reports on it reads the log.

namespace recourse::app {

/// The transfers that stand in an event; none for one that moves nothing. They live as long as the event.
std::span<escrow::Transfer const> transfers_of(codec::Happening const&);
/// Those of an event of a claim, which follow from what the buyer owed before it and owes by it; none for any other.
std::vector<escrow::Transfer> owed_on(AnyAggregate const& before, codec::Happening const&);

/// One side of what was posted, in minor units of the account's currency; one of the two is zero.
struct Leg {
    escrow::Account account;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
/// What an event of the log posts, in the order of its transfers, the debit of each before its credit; what is only
/// announced, or comes to nothing, is not among them. Of a claim it reads what was before. `stored` is the event's
/// body.
store::Read<std::vector<Leg>> legs_of(store::Store&, store::Event const& event, codec::Stored const& stored);

/// Whether a transfer moves money now and not only announces it or takes the announcement back.
constexpr bool is_posted(escrow::Transfer const& transfer)
{
    return transfer.phase == escrow::Phase::post || transfer.phase == escrow::Phase::post_pending;
}

} // namespace recourse::app

#pragma once

#include "codec/stored.hpp"
#include "core/escrow/book.hpp"

#include <span>
#include <vector>

// Which money an event moves; the log says it, and whoever reports on it reads the log.

namespace recourse::app {

/// The transfers of an event; none for one that moves nothing. They live as long as the event.
std::span<escrow::Transfer const> transfers_of(codec::Happening const&);

/// One side of what was posted, in minor units of the account's currency; one of the two is zero.
struct Leg {
    escrow::Account account;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
};
/// What the event posts, in the order of its transfers, the debit of each before its credit; what is only announced, or
/// comes to nothing, is not among them.
std::vector<Leg> legs_of(codec::Happening const&);

/// Whether a transfer moves money now and not only announces it or takes the announcement back.
constexpr bool is_posted(escrow::Transfer const& transfer)
{
    return transfer.phase == escrow::Phase::post || transfer.phase == escrow::Phase::post_pending;
}

} // namespace recourse::app

#pragma once

#include "core/claim/state.hpp"
#include "core/order/state.hpp"

#include <span>
#include <string_view>
#include <vector>

// What is true of a claim and its order whatever command ran: checked before a batch is written, by code that does not
// know the command. A breach is a bug of ours.

namespace recourse::claim {

/// A claim and its order, before and after the events of one batch, with all transfers that the batch makes.
struct Batch {
    Id<Claim> claim;
    Id<Order> number;
    State const& before;
    State const& after;
    order::State const& order_before;
    order::State const& order_after;
    std::span<escrow::Transfer const> transfers;
};

/// Which phase may follow which, a batch being able to go two steps:
///   none -> negotiation
///   negotiation -> review, returning, replacing, agreed, decided, closed
///   review -> returning, replacing, agreed, decided, closed
///   returning -> replacing, agreed, decided, reopened, closed
///   replacing -> review, agreed, closed
///   agreed -> closed
///   decided -> reopened, closed
///   reopened -> returning, decided, closed
///   closed -> reopened
/// and every phase itself.
bool may_follow(Phase from, Phase to);

struct PhasesFollowTheGraph {
    static constexpr std::string_view name = "claim.phases_follow_the_graph";
    bool holds(Batch const&) const;
};
/// What is due is carried out once: a batch carries out one thing at most, and each is newer than the one before.
struct CarriedOutOnce {
    static constexpr std::string_view name = "claim.carried_out_once";
    bool holds(Batch const&) const;
};
/// What the claim says it paid is what the transfers bring to the buyer, and it pays nothing without being carried out.
struct PaidWhatWasMoved {
    static constexpr std::string_view name = "claim.paid_what_was_moved";
    bool holds(Batch const&) const;
};
/// A frozen hold pays only what a claim carries out, or what the holder of the funds took back.
struct FrozenHoldStays {
    static constexpr std::string_view name = "claim.frozen_hold_stays";
    bool holds(Batch const&) const;
};
/// Releases, fees and refunds out of the hold are never more than was received, and a claim never pays the buyer more
/// than it had paid and not got back.
struct NoMoreThanReceived {
    static constexpr std::string_view name = "claim.no_more_than_received";
    bool holds(Batch const&) const;
};
/// No sum of a claim is below zero (but the fee's effect on what is due), and what is due is not more than is claimed.
struct NothingBelowZero {
    static constexpr std::string_view name = "claim.nothing_below_zero";
    bool holds(Batch const&) const;
};
/// An open claim has its order frozen; a closed one does not.
struct OpenMeansFrozen {
    static constexpr std::string_view name = "claim.open_means_frozen";
    bool holds(Batch const&) const;
};

/// The names of those that do not hold; none in a good program.
std::vector<std::string_view> breaches(Batch const&);

} // namespace recourse::claim

#pragma once

#include "core/act/four_eyes.hpp"
#include "core/claim/commands.hpp"
#include "core/claim/rules.hpp"
#include "core/order/events.hpp"

#include <span>

namespace recourse::claim {

/// What a decision sees beside the claim and the command.
struct Context {
    act::Actor actor;
    act::Moment moment;
    Rules const& rules; ///< of the edition and the reading that bind the order
    Id<Claim> claim; ///< its number, also where it does not exist yet
    Id<Order> number; ///< of the order
    order::State const& order;
    escrow::Book const& book;
    Money limit_left; ///< of the supplier's limit, in the order's currency
    Money pool_left; ///< the free part of the guarantee pool, in the order's currency
    std::span<Earlier const> earlier; ///< the order's other claims
    std::span<Id<Party> const> linked {}; ///< accounts that are linked to the order's buyer or supplier
    act::Behind behind {};
};

/// The most that the desk can cover of this claim: what is left of the supplier's limit, with what is held for the
/// order and what the supplier has with the desk, as far as claims are paid from it. Nothing: no limit is set, or the
/// desk covers nothing of its own.
std::optional<Money> coverable(State const&, order::State const&, Rules const&, escrow::Book const&, Money limit_left);

/// What the buyer gives up by the offer: what it claims beside it; where it is full and final, all of the price that it
/// has not got back, for then no other defect of the order can be claimed either.
Money given_up(State const&, order::State const&, Offer const&);

/// What comes of a command: events of the claim and of its order, written in one batch or not at all. None: it is so
/// already.
struct Outcome {
    std::vector<Event> claim;
    std::vector<order::Event> order;
};
using Decision = std::expected<Outcome, act::Refusal>;

/// Events, or the first guard that stands against the command: is there such a claim, may this actor do it, does the
/// phase allow it, do the values fit (refusals with status 404, 403, 409 and 422, in this order). What the programme's
/// rules forbid is a matter of phase, the window to open a claim included. Pure: the same arguments give the same
/// decision for ever.
Decision decide(State const&, Command const&, Context const&);

} // namespace recourse::claim

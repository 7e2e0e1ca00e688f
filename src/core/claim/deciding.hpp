#pragma once

#include "core/claim/decide.hpp"
#include "core/claim/refusals.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Inside core/claim: what the decisions have in common. One overload of decide_one for each command.

namespace recourse::claim {

using act::refuse;
using act::Role;
using Guard = std::expected<void, act::Refusal>;

/// One claim, one command.
struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }
    Role role() const { return context.actor.role; }
    Currency currency() const { return context.order.terms.price_goods.currency; }
    Money nothing() const { return { 0, currency() }; }
    std::vector<std::pair<std::string, std::string>> role_value() const;

    /// There is such a claim.
    Guard exists() const;
    /// ... and the actor is the order's buyer, or its supplier.
    Guard only(Role side) const;
    /// ... either of the two.
    Guard party() const;
    /// ... an officer, by name.
    Guard officer() const;
    /// ... whoever takes part: the parties, their counsel, an officer, the inspector that was named.
    Guard participant() const;

    /// The claim is neither closed nor suspended, and the parties may still agree.
    Guard talks() const;
    /// ... or it is reopened: facts may still be established.
    Guard examined() const;
    /// An officer may decide.
    Guard in_review() const;
    Guard not_suspended() const;
    /// The rule that allows it.
    std::expected<std::string, act::Refusal> may(Act) const;

    /// A sum that belongs here: in the order's currency, not below zero.
    Guard sum(Money) const;
    Guard text(std::string_view field, std::string const&) const;
    Guard text_if_any(std::string_view field, std::string const&) const;
    /// A day that somebody names to act by: not over, and near enough for all that is counted from it.
    Guard day_to_come(Date) const;
    /// Whoever gives something up has said so, to the last cent. What is offered is not more than is claimed.
    Guard waiver(Offer const&, std::optional<Money> acknowledged) const;

    /// The clocks that start with an event, by the state after it.
    std::vector<Clock> clocks(Start, State const& after) const;
};

/// The side for which the role acts: counsel stand beside their party.
Role side_of(Role);
Role other_side(Role);
/// The share in lowest terms, as it is stored; refused outside 0 to 1.
std::expected<Ratio, act::Refusal> share_of_goods(Ratio);
/// A word as the wire writes it: "platform-chat".
inline std::string text_of(std::string_view word)
{
    std::string text { word };
    std::ranges::replace(text, '_', '-');
    return text;
}

inline Outcome only_claim(Event event)
{
    Outcome outcome;
    outcome.claim.push_back(std::move(event));
    return outcome;
}

/// The event, its clocks filled in by the state after it.
template <class Of>
Of with_clocks(Deciding const& d, Of event, Start start)
{
    auto after = d.state;
    evolve(after, event);
    event.clocks = d.clocks(start, after);
    return event;
}
/// The same for what becomes due: clocks only where something has to go back or to come first.
template <class Of>
Of with_leg_clocks(Deciding const& d, Of event)
{
    auto after = d.state;
    evolve(after, event);
    if (after.phase == Phase::returning)
        event.clocks = d.clocks(after.return_shipped_on ? Start::return_shipped : Start::return_due, after);
    if (after.phase == Phase::replacing)
        event.clocks
            = d.clocks(after.replacement_shipped_on ? Start::replacement_shipped : Start::replacement_due, after);
    return event;
}

/// Closed, and the order moves again.
void close(Deciding const&, Outcome&, events::Closed);
/// Carries out what is due by `d.state`: pays, closes and unfreezes.
void carry_out(Deciding const&, Outcome&);
/// Returned by chargebacks since the amount that is due was fixed: no double recovery. Below zero where what had been
/// returned before was taken from the buyer again.
Money deducted(State const&);
/// The amount that is due in all, the inspection's fee taken off where the buyer bears what the supplier advanced.
Money amount_due(State const&);
/// What a buyer who was paid has twice, with what chargebacks have returned.
Money owed_by_buyer(State const&);
/// What the transfers take from the account.
Money debited(std::vector<escrow::Transfer> const&, escrow::Account const&);
/// The hold comes first: what the buyer's own money covers is asked of nobody else. A settlement draws nothing from the
/// guarantee pool.
std::vector<escrow::Fund> funds(Deciding const&);
/// What the report comes to by the acceptance terms of the order; without any, what the inspector says. Refused with
/// the first fault and, among its values, all of them, each under the pointer of its place.
std::expected<Report, act::Refusal> judged(Deciding const&, Stated const&);
/// The inspection's fee when this side is at fault: added to what the buyer gets, below zero taken off.
Money fee_effect(State const&, Role at_fault, Money nothing);

Decision decide_one(Deciding const&, Open const&);
Decision decide_one(Deciding const&, AddExhibit const&);
Decision decide_one(Deciding const&, WithdrawExhibit const&);
Decision decide_one(Deciding const&, AcknowledgeExhibit const&);
Decision decide_one(Deciding const&, AskEvidence const&);
Decision decide_one(Deciding const&, Answer const&);
Decision decide_one(Deciding const&, MakeOffer const&);
Decision decide_one(Deciding const&, AcceptOffer const&);
Decision decide_one(Deciding const&, RejectOffer const&);
Decision decide_one(Deciding const&, WithdrawOffer const&);
Decision decide_one(Deciding const&, Escalate const&);
Decision decide_one(Deciding const&, Withdraw const&);
Decision decide_one(Deciding const&, OrderInspection const&);
Decision decide_one(Deciding const&, ReportInspection const&);
Decision decide_one(Deciding const&, Determine const&);
Decision decide_one(Deciding const&, ConfirmDetermination const&);
Decision decide_one(Deciding const&, WithdrawDetermination const&);
Decision decide_one(Deciding const&, Execute const&);
Decision decide_one(Deciding const&, ShipReturn const&);
Decision decide_one(Deciding const&, ConfirmReturn const&);
Decision decide_one(Deciding const&, RequestReview const&);
Decision decide_one(Deciding const&, AdmitReview const&);
Decision decide_one(Deciding const&, RefuseReview const&);
Decision decide_one(Deciding const&, NoteChargeback const&);
Decision decide_one(Deciding const&, Resume const&);
Decision decide_one(Deciding const&, PassTimer const&);
Decision decide_one(Deciding const&, TakeBack const&);
Decision decide_one(Deciding const&, ShipReplacement const&);
Decision decide_one(Deciding const&, ConfirmReplacement const&);
Decision decide_one(Deciding const&, EndLeg const&);

} // namespace recourse::claim

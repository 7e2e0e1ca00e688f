#pragma once

#include "core/claim/state.hpp"
#include "core/escrow/waterfall.hpp"
#include "core/order/state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::claim {

/// When a claim can be opened, both days included.
struct Window {
    std::optional<Given> first; ///< nothing: from the start
    std::optional<Given> last; ///< nothing: no end is known
};

/// An earlier claim on the same order.
struct Earlier {
    Id<Claim> claim;
    Ending ending = Ending::none;
    bool final = false; ///< it was withdrawn for good
    std::vector<Problem> kinds;
    Money by_pool {}; ///< what the pool has paid for it
    bool full_and_final = true; ///< of a settlement; one that is not leaves other defects to be claimed
};
Earlier earlier_of(Id<Claim>, State const&);

/// What a chargeback does, and by which rule.
struct OnChargeback {
    ChargebackEffect effect = ChargebackEffect::deducts;
    std::string rule;
};

/// What the programme's book says of claims, in the edition and the reading that bind the order. Answers depend on the
/// arguments alone. Where a claim is being opened, the state already has its lines.
class Rules {
public:
    virtual ~Rules() = default;

    virtual std::string const& edition() const = 0;
    virtual std::string const& reading() const = 0;

    /// The id of the rule by which the role may do this now; nothing: it may not. Asked for: open (the state is that of
    /// no claim), escalate, withdraw, make_offer, accept_offer (also for an answer that accepts), order_inspection.
    virtual std::optional<std::string> may(Act, act::Role, State const&, order::State const&) const = 0;
    /// The window of a claim with these lines; with no lines, the widest that any line could have.
    virtual Window window(order::State const&, std::vector<Line> const&) const = 0;
    /// The rule that stands against a new claim because of an earlier one that was not withdrawn for good; nothing:
    /// none. With no lines: the rule that would stand against any claim.
    virtual std::optional<std::string> bars(Earlier const&, std::vector<Line> const&) const = 0;

    /// What each side has to show for these lines.
    virtual std::vector<Slot> evidence(State const&, Date opened, order::State const&) const = 0;
    /// The rule by which an exhibit of this kind, from this role, does not count by itself; nothing: it counts.
    virtual std::optional<std::string> inadmissible(ExhibitKind, act::Role, State const&) const = 0;
    /// The first day on which a party may escalate; nothing: none may.
    virtual std::optional<Given> escalation_from(State const&, order::State const&) const = 0;
    /// The steps that time takes by itself after this. The state is that after the event.
    virtual std::vector<Clock> clocks(Start, Date on, State const&, order::State const&) const = 0;

    /// What the rules make of the facts, where the desk can cover at most `coverable` (nothing: no limit is set).
    virtual Proposal proposal(State const&, order::State const&, std::optional<Money> coverable = std::nullopt) const
        = 0;
    /// Above this sum a second officer has to confirm; nothing: never.
    virtual std::optional<Money> four_eyes_above(Currency) const = 0;
    /// The first day on which what became due on that day may be carried out.
    virtual Date execute_from(Basis, Date on, State const&, order::State const&) const = 0;
    /// Until when and how often it may be looked at again on new facts; nothing: never.
    virtual std::optional<ReviewRight> review(Basis, Date on, State const&, order::State const&) const = 0;
    /// A withdrawn claim cannot be opened again.
    virtual bool withdrawal_is_final(State const&) const = 0;
    /// From which funds a refund is paid, in turn.
    virtual std::vector<escrow::Fund> funds(State const&) const = 0;
    virtual OnChargeback on_chargeback(Money amount, State const&) const = 0;
};

} // namespace recourse::claim

#pragma once

#include "core/claim/decide.hpp"

#include <optional>
#include <string>
#include <vector>

// What one viewer sees of a claim and may do now.

namespace recourse::claim {

/// What has to happen by a day, or cannot happen before it.
struct DueDay {
    std::string rule; ///< of the book, or the slot's id; "offer", "execution", "review", "escalation", "operator"
    std::string what; ///< word of an effect, "evidence", "execute", "request-review", "escalate", "end-leg"
    act::Role who = act::Role::platform; ///< whose act or silence it is
    std::uint32_t number = 0; ///< of the offer
    bool not_before = false; ///< the first day, not the last
    Date day;
    std::string counting;
};

/// An action that would be accepted now, with values that suit it.
struct Allowed {
    Act act = Act::open;
    std::uint32_t number = 0; ///< of the offer, the exhibit or the draft
    std::string name; ///< id of the slot or word of the compartment (add_exhibit), word of the stance (answer) or the
                      ///< outcome (end_leg)
    friend bool operator==(Allowed const&, Allowed const&) = default;
};
/// What the command is an instance of.
Allowed aim_of(Command const&);

/// Pointers lead into the claim's state.
struct View {
    bool visible = false; ///< false: the viewer has no part in the claim and sees nothing of it
    std::vector<act::Role> turn; ///< on whose act the claim waits; none: on nobody's
    std::vector<DueDay> due; ///< by day
    std::vector<DueDay> stopped; ///< by day: days that a chargeback has stopped, as they were given; they do not pass
    std::vector<Allowed> allowed;
    std::vector<ExhibitState const*> exhibits; ///< of the viewer's compartments, withdrawn ones too
    std::vector<Slot const*> slots; ///< not filled
    std::vector<OfferState const*> offers; ///< between the parties: not for an inspector
    Draft const* draft = nullptr; ///< officers and auditors alone see it before it takes effect
    Determination const* determination = nullptr; ///< the last
};

/// On whose act a claim waits on that day, each role once; none: on nobody's.
std::vector<act::Role> whose_turn(State const&, Date today);

/// For the context's actor on the context's day. Actions are found by deciding: one whose values are the actor's own
/// (an offer, a ruling, an exhibit) is allowed exactly when decide gives events or refuses with status 422; one that
/// has a single form (to accept, to confirm, to withdraw) exactly when decide gives events for it. The machinery's own
/// commands (timers, chargebacks) are not among them.
View view(State const&, Context const&);

} // namespace recourse::claim

#pragma once

#include "core/act/four_eyes.hpp"
#include "core/standing/commands.hpp"
#include "core/standing/rules.hpp"
#include "core/standing/state.hpp"

namespace recourse::standing {

/// What a decision sees beside the standing and the command.
struct Context {
    act::Actor actor;
    act::Moment moment;
    Rules const& rules; ///< of the edition in force today
    Id<Party> supplier; ///< whose standing it is
    State const* other = nullptr; ///< of the account at the other end of the link (see linked_to); asserted there
    act::Behind behind {};
    Money wanted_of_linked {}; ///< what the pool wants back of linked accounts, in the currency of the limits
};

/// Events, none where the command changes nothing that is not so already, or the first guard that stands against it:
/// may this actor do it, is there what it speaks of, does that stand as it must, do the values fit. Pure: the same
/// arguments give the same decision for ever.
///
/// Points that reach a rung of the ladder bring its measure in the same decision, taken or proposed; where they reach
/// several at once, the highest alone. A term counts its first day.
act::Decision<Event> decide(State const&, Command const&, Context const&);

/// The account at the other end of the link that the command confirms, or on whose appeal it decides; 0: of none.
Id<Party> linked_to(State const&, Command const&);

/// What the events that were decided for this account bring about at the other end of the link, `context.other`: it is
/// confirmed there too, with what comes over to it, or undone. None where it is so there already.
std::vector<Event> at_the_other_end(State const& before, std::vector<Event> const& decided, Context const&);

} // namespace recourse::standing

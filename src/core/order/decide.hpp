#pragma once

#include "core/act/decision.hpp"
#include "core/order/commands.hpp"
#include "core/order/rules.hpp"

namespace recourse::order {

/// What a decision sees beside the order and the command.
struct Context {
    act::Actor actor;
    act::Moment moment;
    Rules const& rules; ///< of the edition that binds the order; for an order not agreed yet, of the one in force today
    Id<Order> order; ///< its number, also where it does not exist yet
    Id<Payment> new_payment; ///< a number nobody has, for a payment that this command brings
    std::optional<Names> names {}; ///< of both sides today; asked when they agree
};

/// Events, none where the command changes nothing that is not so already, or the first guard that stands against it:
/// is there such an order, may this actor do it, does the order's phase allow it, do the values fit. Pure: the same
/// arguments give the same decision for ever.
act::Decision<Event> decide(State const&, Command const&, Context const&);

} // namespace recourse::order

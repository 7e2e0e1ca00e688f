#pragma once

#include "core/order/commands.hpp"
#include "core/order/state.hpp"

namespace recourse::order {

/// These terms promise more than those, or something else: a higher price, other goods, another standard or programme.
bool is_new_promise(Terms const& before, Terms const& after);

/// The command would have the programme stand for an order, or for more of it: offer, agree, and amendments to what is
/// a new promise, both when they are proposed and when they are accepted.
bool promises(State const&, Command const&);

} // namespace recourse::order

#pragma once

#include "core/order/decide.hpp"

// How an order goes on where enough is paid, and ends, and who gets what is held.

namespace recourse::order {

/// So much of what is held to the supplier, less the programme's fee.
events::Released release(State const&, Context const&, Money amount);

/// Over, and all that is held goes back to the buyer. `rule`: of the book, where time or a right to cancel closed it.
events::Closed close(State const&, Context const&, std::string reason, std::string rule);

/// Completed, and all that is held goes to the supplier. Begins with events::Completed.
std::vector<Event> finished(State const&, Context const&, std::string rule);

/// Over: so much of what is held to the supplier, the rest back to the buyer.
std::vector<Event> split(State const&, Context const&, Money to_supplier, std::string const& reason);

/// Adds what follows in `next`, the state that these events have made, where enough is paid by now: shipment is due, or
/// an order whose goods have come is complete.
void go_on(std::vector<Event>&, State const& next, Context const&);

} // namespace recourse::order

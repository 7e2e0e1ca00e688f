#pragma once

#include "core/order/decide.hpp"

// What a bank takes back of a payment, and what it pays again after all. Whether the payment has so much is the
// caller's to see to.

namespace recourse::order {

/// What is held goes first; what was released already the supplier owes, even below zero.
events::PaymentReversed taken_back(
    State const&, Context const&, PaymentState const&, Money amount, std::string const& reason);

/// The payment of the instalment of which at least so much was taken back and has not come again, the last where there
/// are several; null: there is none.
PaymentState const* taken_back_of(State const&, std::uint32_t instalment, Money at_least);

/// The other way round: what the supplier owes because of it is settled first, the rest is held again. Then the order
/// goes on where enough is paid by now. What comes for one that was cancelled meanwhile, and on which no claim was
/// opened, goes back to the buyer as what was held did.
std::vector<Event> paid_again(
    State const&, Context const&, PaymentState const&, Money amount, std::string const& reason);

} // namespace recourse::order

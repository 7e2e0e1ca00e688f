#pragma once

#include "core/order/rules.hpp"

namespace recourse::order {

/// The last day to pay what is left of an instalment: its own, else the book's period for payment, counted from the
/// last payment (or the agreement); where the goods came later, from then on. No day on which time acts by itself. The
/// order has the instalment, and is agreed.
Date pay_by(State const&, Rules const&, std::uint32_t instalment);

/// The days of the present phase as the terms that both sides have just agreed to give them. What was given before is
/// taken from nobody: where these terms give an earlier day, or none, it stays. One that would be over is counted from
/// today. Nothing: no day changes.
std::optional<events::DaysGiven> days_by(State const& amended, Rules const&, Date today);

} // namespace recourse::order

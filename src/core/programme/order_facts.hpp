#pragma once

#include "core/case/facts.hpp"
#include "core/order/state.hpp"

namespace recourse::programme {

/// What an order on the platform tells the rules: the facts of a case file, as far as the order knows them. Payments
/// are those into the hold, so each went through the platform.
casework::Facts facts_of(order::State const&, Id<Order>, std::string_view platform);

} // namespace recourse::programme

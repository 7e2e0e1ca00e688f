#pragma once

#include "core/act/decision.hpp"
#include "core/order/types.hpp"

#include <optional>
#include <string_view>

namespace recourse::order {

/// What is wrong with terms: the first guard of sums and parties, and every place that cannot stand as it is. A day
/// that stood in the terms `before` (null: there were none) may be over by now.
std::optional<act::Refusal> check(Terms const&, Terms const* before, Date today);

/// Words, of at most 4,096 bytes.
bool is_reason(std::string_view);

} // namespace recourse::order

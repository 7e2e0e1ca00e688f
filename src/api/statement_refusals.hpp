#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::api::statement_refusals {

inline constexpr act::RefusalKind not_made { "statement.not_made", 409, "The claim cannot be stated in figures yet.",
    "目前无法列明请求金额。" };
inline constexpr std::array all { &not_made };

} // namespace recourse::api::statement_refusals

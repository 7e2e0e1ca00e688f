#pragma once

#include "core/act/decision.hpp"

#include <span>
#include <string>
#include <string_view>

// Every reason for which something is not done, with its code: what programs look at, and what people are told.

namespace recourse::api {

/// All refusals of the program, by code.
std::span<act::RefusalKind const* const> refusal_kinds();
/// Null where the program knows none of that code.
act::RefusalKind const* refusal_kind(std::string_view code);

/// A page with an entry for each code, at which the `type` of a problem points.
std::string problems_page();
/// The same as docs/formats/refusals.md has it.
std::string refusals_markdown();

} // namespace recourse::api

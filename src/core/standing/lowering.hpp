#pragma once

#include "core/act/decision.hpp"
#include "core/standing/commands.hpp"
#include "core/standing/rules.hpp"
#include "core/standing/state.hpp"

#include <expected>
#include <optional>
#include <string_view>

namespace recourse::standing {

/// Minor units of one command.
inline constexpr std::int64_t sum_max = 1'000'000'000'000'000;

/// How far the measure lowers the limit, where the book says so; nothing: it does not say, or it lowers nothing.
std::optional<Lowering> said_by_book(Rules const&, std::string_view measure);

/// How far the measure that an officer takes lowers the limit: as the book says, else as he does. Nothing: it does not.
/// Refuses lowers_nothing, book_says_how_far, how_far, not_a_share, currencies, too_much, and no_formula where no
/// limits are set.
std::expected<std::optional<Lowering>, act::Refusal> lowering(State const&, TakeMeasure const&, Rules const&);

} // namespace recourse::standing

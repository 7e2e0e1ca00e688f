#pragma once

// Tokens to a tree, as CEL's grammar has it.

#include "core/rules/ast.hpp"
#include "core/rules/lexer.hpp"
#include "core/rules/rules.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace recourse::rules {

/// The tree, with macros expanded; or nothing, with what is wrong appended to `faults` (as many as can be told apart).
/// Texts of literals are kept in the arena.
std::optional<Ast> parse(std::string_view text, Limits const&, Arena&, std::vector<Fault>& faults);

} // namespace recourse::rules

#pragma once

// The static check: the type of every part of an expression, and what cannot work.

#include "core/rules/ast.hpp"
#include "core/rules/lexer.hpp"
#include "core/rules/rules.hpp"

#include <vector>

namespace recourse::rules {

/// Sets the type of every node of a resolved tree and returns that of the whole. Reports operators and functions that
/// have no meaning for what they are given, fields that do not exist, and (where `exact_enums`) words that a fact never
/// has.
Type check(Ast&, Schema const&, bool exact_enums, std::vector<Fault>& faults);

} // namespace recourse::rules

#pragma once

// What the names of an expression stand for: variables of macros, variables of the schema (also with points in their
// names, and in the container), types, functions.

#include "core/rules/ast.hpp"
#include "core/rules/lexer.hpp"
#include "core/rules/rules.hpp"

#include <vector>

namespace recourse::rules {

/// Sets slot, local, denotes_type and function of the nodes; a chain of selects that is one variable's name becomes one
/// name. Names without meaning are reported with the nearest right one. Returns how many variables of macros are alive
/// at one time at most.
std::uint32_t resolve(Ast&, Schema const&, std::string_view container, std::vector<Fault>& faults);

} // namespace recourse::rules

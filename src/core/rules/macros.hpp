#pragma once

// The macros of CEL: calls that the parser turns into forms of their own.

#include "core/rules/ast.hpp"
#include "core/rules/lexer.hpp"

#include <vector>

namespace recourse::rules {

/// Turns the call at `id` into what it means if it is a macro. A macro with wrong arguments is reported and becomes a
/// bad node.
void expand_macro(Ast&, NodeId id, std::vector<Fault>& faults);

} // namespace recourse::rules

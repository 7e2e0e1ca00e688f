#pragma once

// A resolved and checked tree to code.

#include "core/rules/ast.hpp"
#include "core/rules/lexer.hpp"
#include "core/rules/program.hpp"

#include <vector>

namespace recourse::rules {

/// Fills code, constants, patterns and root. What has only literals below it is worked out here, once; where `report`,
/// a literal that cannot be read (money("12 Euros"), a wrong pattern) is a fault.
void generate(Ast const&, Program&, bool report, std::vector<Fault>& faults);

/// Fills paths and slots.
void collect_reads(Ast const&, Program&);

} // namespace recourse::rules

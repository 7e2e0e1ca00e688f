#pragma once

// Unknowns: what a result still hangs on.

#include "core/rules/value.hpp"

#include <initializer_list>
#include <span>

namespace recourse::rules {

/// An unknown that depends on what both depend on; paths sorted, each once.
Value merge_unknowns(Arena&, Value, Value);

/// The unknown merged from every unknown among the values; else the first error among them; else absent.
Value unknown_or_error(Arena&, std::span<Value const>);

} // namespace recourse::rules

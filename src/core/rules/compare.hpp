#pragma once

// Equality and order of values, as CEL has them: numbers stand on one line whatever their type.

#include "core/rules/budget.hpp"
#include "core/rules/value.hpp"

#include <compare>
#include <optional>

namespace recourse::rules {

constexpr bool is_number(Kind kind)
{
    return kind == Kind::integer || kind == Kind::uinteger || kind == Kind::real;
}

/// Of two numbers; an int or uint meets a double as the nearest double. Unordered where one is not a number.
std::partial_ordering compare_numbers(Value, Value);

/// True when two numbers of whatever types are exactly the same, as keys of a map are.
bool same_number(Value, Value);

/// Of two values of one ordered kind (or of two numbers). Nothing where `<` has no meaning for them; amounts in
/// different currencies are one such case.
std::optional<std::partial_ordering> compare_values(Value, Value);

/// a == b as CEL value: true, false, or, where parts of a list, map or record are unknown and the rest is equal, an
/// unknown that names them. An unknown or error operand is handed back. What it costs is taken from the budget: lists
/// may hold one list many times over.
Value equality(Value, Value, Arena&, Budget&);

/// True where nothing can tell the two apart, as 1 and 1.0, which are equal, can be. False for lists, maps and records,
/// which are not looked into.
bool indistinguishable(Value, Value);

} // namespace recourse::rules

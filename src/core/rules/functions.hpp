#pragma once

// The functions and operators of the language: one table, by name, with what each takes and how it is worked out.
// A new function is one row in the table of the file it belongs to (functions_*.cpp).

#include "core/rules/budget.hpp"
#include "core/rules/rules.hpp"
#include "core/rules/type.hpp"
#include "core/rules/value.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace recourse::rules {

/// The surroundings of one call.
struct Call {
    Arena& arena;
    Budget& budget;
    Exchange const* exchange = nullptr;
    Counting const* counting = nullptr;
    TypeKind element
        = TypeKind::dyn; ///< static element type of a list argument, where the result of an empty list needs it
    std::string_view name {}; ///< of the function, for messages

    /// True when that many bytes may still be used.
    bool may_use(std::size_t bytes) { return budget.allows(arena.used() + bytes); }
    Value error(std::string_view message) { return Value::error(arena, message); }
    /// "no such overload: size(int)".
    Value no_overload(std::span<Value const> arguments);
};

/// Arguments are known values without errors, in number between the function's bounds.
using Implementation = Value (*)(Call&, std::span<Value const> arguments);

struct Function {
    std::string_view name;
    bool method = false; ///< called as first.name(others)
    std::uint8_t arguments_min = 0; ///< with the receiver
    std::uint8_t arguments_max = 0; ///< 255: any number
    Implementation run = nullptr;
    /// "(list(A), int) -> A; (map(A, B), A) -> B"; "..." after the last argument: that one again, any number of times.
    std::string_view signatures;
    /// False where the result hangs on more than the arguments (rates, calendars).
    bool pure = true;
};

struct Signature {
    std::vector<Type> parameters;
    Type result;
    bool repeats = false; ///< the last parameter stands for any number of them
};

std::span<Function const> functions();
/// Position in functions(), or -1.
int find_function(std::string_view name, bool method, std::size_t arguments);
/// Some function of that name, called in whatever way; -1 where there is none.
int find_function_named(std::string_view name);
std::span<Signature const> signatures_of(int function);
/// Names a user may call, for suggestions.
std::span<std::string_view const> function_names(bool method);

/// The name of the value's type at run time.
std::string_view type_name(Value);

// The parts of the table.
std::span<Function const> operator_functions();
std::span<Function const> conversion_functions();
std::span<Function const> text_functions();
std::span<Function const> time_functions();
std::span<Function const> money_functions();
std::span<Function const> date_functions();
std::span<Function const> list_functions();

// Operators that the evaluator calls by name.
Value add(Call&, Value, Value);
Value subtract(Call&, Value, Value);
Value multiply(Call&, Value, Value);
Value divide(Call&, Value, Value);
Value remainder(Call&, Value, Value);
Value negate(Call&, Value);
/// 0: <, 1: <=, 2: >, 3: >=
enum class Relation : std::uint8_t { less, less_equal, greater, greater_equal };
Value relate(Call&, Relation, Value, Value);
Value item_at(Call&, Value list_or_map, Value index);
Value contained(Call&, Value item, Value list_or_map);
Value field_of(Call&, Value record_or_map, std::string_view field);
Value has_field(Call&, Value record_or_map, std::string_view field);

} // namespace recourse::rules

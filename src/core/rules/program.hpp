#pragma once

// The compiled form of an expression: one flat array in which every operation comes after what it needs.

#include "core/rules/patterns.hpp"
#include "core/rules/rules.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace recourse::rules {

enum class Op : std::uint8_t {
    constant, ///< a: constant
    slot, ///< a: slot of the schema
    local, ///< a: variable of a macro
    field, ///< a: record, b: index of the field, c: constant with its name (where the record is another one)
    select, ///< a: record or map, c: constant with the field's name
    has, ///< as select
    negation, ///< !a
    both, ///< &&: operands in arguments[a, a + count)
    either, ///< ||: the same
    choice, ///< a ? b : c; flag: cannot_fail
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    add,
    subtract,
    multiply,
    divide,
    remainder,
    item,
    contained, ///< a, b
    minus, ///< -a
    call, ///< function b with arguments[a, a + count); flag: static element type of its list
    matches, ///< a: text, b: pattern
    list, ///< arguments[a, a + count)
    map, ///< arguments: key, value, key, value
    all,
    exists,
    exists_one,
    transform,
    filter,
    transform_map,
    transform_map_entry,
    ///< arguments[a..]: range, (filter,) body; b: operations for each item; c: first variable; flag: two_variables,
    ///< cannot_fail
    bind, ///< a: value of variable c in b
    known, ///< a
    known_or, ///< a, b
};

/// Bits of a flag.
inline constexpr std::uint8_t two_variables = 1;
/// The condition of a choice, or the body of exists_one, has a value or is unknown, and whatever the unknown facts are
/// it has a value. Only then may a result be known without it: an error would have been the result.
inline constexpr std::uint8_t cannot_fail = 2;

struct Code {
    Op op = Op::constant;
    std::uint8_t flag = 0;
    std::uint16_t count = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
};
static_assert(sizeof(Code) == 16);

/// Where an operation stands in the text.
struct Extent {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

class Program {
public:
    std::string text;
    Type type;
    std::vector<Code> code;
    std::vector<Extent> extents; ///< of each operation
    std::uint32_t root = 0;
    std::vector<std::uint32_t> arguments;
    std::vector<Value> constants;
    std::vector<Pattern> patterns;
    std::uint32_t locals = 0;
    std::uint32_t slots_needed = 0; ///< one more than the largest slot
    std::vector<std::string> paths;
    std::vector<std::uint32_t> slots; ///< that it may read, in order
    std::vector<std::string> slot_names; ///< of each of them, for messages
    Arena memory; ///< of the constants
};

/// Evaluates one operation of a program under construction; it may not touch slots or variables of macros.
Value evaluate_constant(Program const&, std::uint32_t code, Arena&);

} // namespace recourse::rules

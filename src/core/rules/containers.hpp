#pragma once

// What Value's pointers lead to. Everything here lives in an arena (or in a program or in the facts) and never changes.

#include "core/rules/budget.hpp"
#include "core/rules/value.hpp"

#include <cstdint>
#include <span>

namespace recourse::rules {

/// Lists and maps nest at most so deep, so that whoever walks through a value may do it by recursion.
inline constexpr std::uint32_t value_depth_max = 256;

struct List {
    Value const* values = nullptr;
    std::size_t size = 0;
    std::uint32_t depth = 1; ///< of lists and maps, with this one

    std::span<Value const> items() const { return { values, size }; }
};

/// Keys and values side by side in the order they were written; a hash index where there are more than a few.
struct Map {
    Value const* keys = nullptr;
    Value const* values = nullptr;
    std::uint32_t size = 0;
    std::uint32_t mask = 0; ///< size of the index less one; 0: no index, look at every key
    std::uint32_t depth = 1; ///< as a list's
    std::uint32_t const* index = nullptr; ///< position + 1, 0 for a free place
    /// What looking up a key costs beside the step that does it: keys may be such that the index puts them in one row.
    std::uint32_t lookup_steps = 0;

    /// The value for an equal key (numbers compare across int, uint and double); null where there is none.
    Value const* find(Value key) const;
    /// The same for a key of text whose name_hash() is known (its low 32 bits).
    Value const* find_name(std::string_view name, std::uint32_t hash) const;
};

/// Hash of a key of text.
std::uint64_t name_hash(std::string_view);

/// True for bool, int, uint and string: what CEL allows as a key.
bool is_key(Value);

/// A list that takes the array over; nothing is copied but the header. Errors (as values): nested too deeply.
Value make_list(Arena&, std::span<Value const> items);

/// A map over these arrays, which it takes over. Takes from the budget what the index costs beyond one step a key.
/// Errors (as values): a key of another type, two equal keys, nested too deeply, the budget is spent.
Value make_map(Arena&, std::span<Value const> keys, std::span<Value const> values, Budget&);

/// A record value's layout: fields[-1] holds its type.
inline RecordType const* record_type_of(Value record)
{
    return static_cast<RecordType const*>(record.fields[-1].pointer);
}

/// An error whose text outlives everything, such as a literal.
inline Value fail(std::string_view literal)
{
    Value v = Value::string(literal);
    v.kind = Kind::error;
    return v;
}

} // namespace recourse::rules

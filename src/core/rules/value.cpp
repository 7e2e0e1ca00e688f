#include "core/rules/value.hpp"

#include "core/rules/compare.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/text_forms.hpp"
#include "core/rules/type.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <new>

namespace recourse::rules {

namespace {

constexpr std::uint32_t unindexed_max = 8;

/// The index uses the low bits: every bit of the key has to reach them. (The finaliser of SplitMix64.)
std::uint64_t mixed(std::uint64_t h)
{
    h = (h ^ (h >> 30)) * 0xBF58'476D'1CE4'E5B9u;
    h = (h ^ (h >> 27)) * 0x94D0'49BB'1331'11EBu;
    return h ^ (h >> 31);
}

/// So many places of an index may be looked at in one step.
constexpr std::uint32_t places_per_step = 16;

/// The longest row of taken places, which is the most that looking up a key can cost.
std::uint32_t longest_row(std::span<std::uint32_t const> index)
{
    // The index is a ring; at least half of it is free.
    auto const free = static_cast<std::size_t>(std::ranges::find(index, 0u) - index.begin());
    std::uint32_t row = 0, longest = 0;
    for (std::size_t i = 0; i < index.size(); ++i) {
        row = index[(free + i) & (index.size() - 1)] == 0 ? 0 : row + 1;
        longest = std::max(longest, row);
    }
    return longest;
}

/// Equal keys have equal hashes: a whole number hashes alike as int, uint and double.
std::uint64_t key_hash(Value key)
{
    switch (key.kind) {
    case Kind::integer:
    case Kind::uinteger:
        return mixed(key.uinteger);
    case Kind::boolean:
        return key.boolean ? 0x51 : 0x52;
    case Kind::string:
        return name_hash(key.as_text());
    case Kind::real:
        if (key.real >= -9223372036854775808.0 && key.real < 9223372036854775808.0)
            return mixed(static_cast<std::uint64_t>(static_cast<std::int64_t>(key.real)));
        if (key.real >= 0 && key.real < 18446744073709551616.0)
            return mixed(static_cast<std::uint64_t>(key.real));
        return 0;
    default:
        return 0;
    }
}

bool same_key(Value a, Value b)
{
    if (a.kind == b.kind) {
        switch (a.kind) {
        case Kind::string:
            return a.extra == b.extra && (a.extra == 0 || std::memcmp(a.text, b.text, a.extra) == 0);
        case Kind::boolean:
            return a.boolean == b.boolean;
        case Kind::integer:
        case Kind::uinteger:
            return a.integer == b.integer;
        default:
            return false;
        }
    }
    return is_number(a.kind) && is_number(b.kind) && same_number(a, b);
}

/// Messages may quote what they are about; an evaluation may fail a million times on the way to its result.
constexpr std::size_t message_max = 1000;
constexpr std::string_view too_deep = "lists and maps nest more than 256 levels deep";
static_assert(value_depth_max == 256);

std::uint32_t depth_over(std::span<Value const> items)
{
    std::uint32_t depth = 0;
    for (Value const item : items) {
        if (item.kind == Kind::list)
            depth = std::max(depth, item.list->depth);
        else if (item.kind == Kind::map)
            depth = std::max(depth, item.map->depth);
    }
    return depth + 1;
}

} // namespace

bool is_key(Value v)
{
    return v.is(Kind::boolean) || v.is(Kind::integer) || v.is(Kind::uinteger) || v.is(Kind::string);
}

std::uint64_t name_hash(std::string_view name)
{
    std::uint64_t h = 0xCBF2'9CE4'8422'2325u;
    for (char const c : name)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3u;
    return mixed(h);
}

Value const* Map::find_name(std::string_view name, std::uint32_t hash) const
{
    auto const is = [&](Value key) {
        return key.kind == Kind::string && key.extra == name.size()
            && std::memcmp(key.text, name.data(), name.size()) == 0;
    };
    if (mask == 0) {
        for (std::uint32_t i = 0; i < size; ++i) {
            if (is(keys[i]))
                return &values[i];
        }
        return nullptr;
    }
    for (auto place = hash & mask; index[place] != 0; place = (place + 1) & mask) {
        if (is(keys[index[place] - 1]))
            return &values[index[place] - 1];
    }
    return nullptr;
}

Value const* Map::find(Value key) const
{
    if (mask == 0) {
        for (std::uint32_t i = 0; i < size; ++i) {
            if (same_key(keys[i], key))
                return &values[i];
        }
        return nullptr;
    }
    for (auto place = static_cast<std::uint32_t>(key_hash(key)) & mask; index[place] != 0; place = (place + 1) & mask) {
        if (same_key(keys[index[place] - 1], key))
            return &values[index[place] - 1];
    }
    return nullptr;
}

Value make_list(Arena& arena, std::span<Value const> items)
{
    auto const depth = depth_over(items);
    if (depth > value_depth_max)
        return fail(too_deep);
    Value v;
    v.kind = Kind::list;
    v.list = new (arena.allocate(sizeof(List), alignof(List))) List { items.data(), items.size(), depth };
    return v;
}

Value make_map(Arena& arena, std::span<Value const> keys, std::span<Value const> values, Budget& budget)
{
    RECOURSE_ASSERT(keys.size() == values.size());
    if (!std::ranges::all_of(keys, is_key))
        return fail("unsupported key type: keys of a map are bool, int, uint or string");
    auto const depth = depth_over(values);
    if (depth > value_depth_max)
        return fail(too_deep);
    auto* map = new (arena.allocate(sizeof(Map), alignof(Map))) Map { keys.data(), values.data(), 0, 0, depth };
    Value v;
    v.kind = Kind::map;
    v.map = map;
    auto const repeated = [&](Value key) { return Value::error(arena, "repeated key " + to_string(key, said_max)); };
    if (keys.size() <= unindexed_max) {
        for (Value const key : keys) {
            if (map->find(key) != nullptr)
                return repeated(key);
            ++map->size;
        }
        return v;
    }
    auto const places = std::bit_ceil(keys.size() * 2);
    auto index = arena.array<std::uint32_t>(places);
    std::ranges::fill(index, 0u);
    map->mask = static_cast<std::uint32_t>(places - 1);
    map->index = index.data();
    for (Value const key : keys) {
        auto place = static_cast<std::uint32_t>(key_hash(key)) & map->mask;
        std::uint32_t passed = 0;
        for (; index[place] != 0; place = (place + 1) & map->mask, ++passed) {
            if (same_key(keys[index[place] - 1], key))
                return repeated(key);
        }
        index[place] = ++map->size;
        if (passed >= places_per_step && !budget.take(passed / places_per_step))
            return fail(too_long);
    }
    // A row of a few dozen happens among good keys too.
    if (auto const row = longest_row(index); row > 4 * places_per_step)
        map->lookup_steps = row / places_per_step;
    return v;
}

Value Value::list_of(Arena& arena, std::span<Value const> items)
{
    auto copy = arena.array<Value>(items.size());
    std::ranges::copy(items, copy.begin());
    return make_list(arena, copy);
}

Value Value::record_of(Arena& arena, RecordType const& type, std::span<Value const> fields)
{
    RECOURSE_ASSERT(fields.size() == type.fields.size());
    auto copy = arena.array<Value>(fields.size() + 1);
    copy[0] = Value {};
    copy[0].pointer = &type;
    std::ranges::copy(fields, copy.begin() + 1);
    Value v;
    v.kind = Kind::record;
    v.fields = copy.data() + 1;
    return v;
}

Value Value::error(Arena& arena, std::string_view message)
{
    if (message.size() <= message_max)
        return fail(arena.copy(message));
    auto end = message_max;
    while ((static_cast<unsigned char>(message[end]) & 0xC0) == 0x80)
        --end;
    return fail(arena.copy(std::string(message.substr(0, end)) + "..."));
}

std::span<Value const> Value::items() const
{
    RECOURSE_ASSERT(kind == Kind::list);
    return list->items();
}

RecordType const& Value::record_type() const
{
    RECOURSE_ASSERT(kind == Kind::record);
    return *record_type_of(*this);
}

Value Value::field(std::size_t at) const
{
    RECOURSE_ASSERT(kind == Kind::record && at < record_type_of(*this)->fields.size());
    return fields[at];
}

namespace {

/// Writes a value out until it has become too long: a few lists can hold one another many times over.
class Writer {
public:
    explicit Writer(std::size_t most) : most_(most) { }

    void write(Value v)
    {
        switch (v.kind) {
        case Kind::list:
            out_ += '[';
            all(v.list->size, [&](std::size_t i) { write(v.list->values[i]); });
            out_ += ']';
            return;
        case Kind::map:
            out_ += '{';
            all(v.map->size, [&](std::size_t i) {
                write(v.map->keys[i]);
                out_ += ": ";
                write(v.map->values[i]);
            });
            out_ += '}';
            return;
        case Kind::record: {
            auto const& type = v.record_type();
            out_ += type.name + '{';
            all(type.fields.size(), [&](std::size_t i) {
                out_ += type.fields[i].name + ": ";
                write(v.fields[i]);
            });
            out_ += '}';
            return;
        }
        default:
            out_ += single(v);
        }
    }

    std::string taken()
    {
        if (out_.size() <= most_)
            return std::move(out_);
        auto end = most_;
        while (end > 0 && (static_cast<unsigned char>(out_[end]) & 0xC0) == 0x80)
            --end;
        return out_.substr(0, end) + "...";
    }

private:
    void all(std::size_t size, auto&& one)
    {
        for (std::size_t i = 0; i < size && out_.size() <= most_; ++i) {
            out_ += i == 0 ? "" : ", ";
            one(i);
        }
    }

    /// A text that is cut anyway need not be quoted to its end.
    std::string_view seen(Value v) const { return v.as_text().substr(0, std::max(most_, std::size_t { 4 })); }

    std::string single(Value v) const
    {
        switch (v.kind) {
        case Kind::absent:
            return "absent";
        case Kind::null:
            return "null";
        case Kind::boolean:
            return v.boolean ? "true" : "false";
        case Kind::integer:
            return std::to_string(v.integer);
        case Kind::uinteger:
            return std::to_string(v.uinteger) + "u";
        case Kind::real:
            return real_literal(v.real);
        case Kind::string:
            return quoted(seen(v));
        case Kind::bytes:
            return quoted_bytes(seen(v));
        case Kind::timestamp:
            return timestamp_text(v);
        case Kind::duration:
            return duration_text(v);
        case Kind::type:
            return std::string(v.as_text());
        case Kind::money:
            return recourse::to_string(v.as_money());
        case Kind::date:
            return recourse::to_string(v.as_date());
        case Kind::unknown: {
            std::string text;
            for (auto const path : v.unknown_paths())
                text += (text.empty() ? "" : ", ") + std::string(path);
            return "not known (" + text + ")";
        }
        case Kind::error:
            return "error: " + std::string(v.as_text());
        case Kind::list:
        case Kind::map:
        case Kind::record:
            break;
        }
        RECOURSE_ASSERT(false);
    }

    std::size_t most_;
    std::string out_;
};

} // namespace

std::string to_string(Value v, std::size_t bytes_max)
{
    Writer writer { bytes_max };
    writer.write(v);
    return writer.taken();
}

} // namespace recourse::rules

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

std::uint64_t mixed(std::uint64_t h)
{
    h ^= h >> 32;
    h *= 0x9E37'79B9'7F4A'7C15u;
    return h ^ (h >> 29);
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
    Value v;
    v.kind = Kind::list;
    v.list = new (arena.allocate(sizeof(List), alignof(List))) List { items.data(), items.size() };
    return v;
}

Value make_map(Arena& arena, std::span<Value const> keys, std::span<Value const> values)
{
    RECOURSE_ASSERT(keys.size() == values.size());
    if (!std::ranges::all_of(keys, is_key))
        return fail("unsupported key type: keys of a map are bool, int, uint or string");
    auto* map = new (arena.allocate(sizeof(Map), alignof(Map))) Map { keys.data(), values.data(), 0, 0, nullptr };
    Value v;
    v.kind = Kind::map;
    v.map = map;
    auto const repeated = [&](Value key) { return Value::error(arena, "repeated key " + to_string(key)); };
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
        if (map->find(key) != nullptr)
            return repeated(key);
        auto place = static_cast<std::uint32_t>(key_hash(key)) & map->mask;
        while (index[place] != 0)
            place = (place + 1) & map->mask;
        index[place] = ++map->size;
    }
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
    return fail(arena.copy(message));
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

std::string to_string(Value v)
{
    auto const all = [](std::span<Value const> items) {
        std::string text;
        for (Value const item : items)
            text += (text.empty() ? "" : ", ") + to_string(item);
        return text;
    };
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
        return quoted(v.as_text());
    case Kind::bytes:
        return quoted_bytes(v.as_text());
    case Kind::list:
        return "[" + all(v.items()) + "]";
    case Kind::map: {
        std::string text;
        for (std::uint32_t i = 0; i < v.map->size; ++i)
            text += (i == 0 ? "" : ", ") + to_string(v.map->keys[i]) + ": " + to_string(v.map->values[i]);
        return "{" + text + "}";
    }
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
    case Kind::record: {
        auto const& type = v.record_type();
        std::string text;
        for (std::size_t i = 0; i < type.fields.size(); ++i)
            text += (i == 0 ? "" : ", ") + type.fields[i].name + ": " + to_string(v.fields[i]);
        return type.name + "{" + text + "}";
    }
    case Kind::unknown: {
        std::string text;
        for (auto const path : v.unknown_paths())
            text += (text.empty() ? "" : ", ") + std::string(path);
        return "not known (" + text + ")";
    }
    case Kind::error:
        return "error: " + std::string(v.as_text());
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse::rules

#include "codec/rule_value.hpp"

#include "base/base64.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/rules.hpp"
#include "core/rules/text_forms.hpp"
#include "core/rules/type.hpp"
#include "core/rules/unknown.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace recourse::codec {

using rules::Arena;
using rules::Kind;
using rules::Value;

namespace {

using Read = std::expected<Value, std::string>;

std::unexpected<std::string> wrong(std::string_view type, std::string_view expected)
{
    return std::unexpected(fmt::format("a value of type {} is {}", type, expected));
}

template <class Number>
std::optional<Number> whole(Node const& node)
{
    auto const& text = node.text;
    Number number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

Read read_int(Node const& node)
{
    if (node.is(NodeKind::integer))
        return Value::of(node.integer);
    auto const number = whole<std::int64_t>(node);
    return number ? Read(Value::of(*number)) : wrong("int", "a decimal number of 64 bits, in quotes");
}

Read read_uint(Node const& node)
{
    if (node.is(NodeKind::integer) && node.integer >= 0)
        return Value::of_uint(static_cast<std::uint64_t>(node.integer));
    auto const number = whole<std::uint64_t>(node);
    return number ? Read(Value::of_uint(*number))
                  : wrong("uint", "a decimal number of 64 bits without sign, in quotes");
}

Read read_double(Node const& node)
{
    if (node.is(NodeKind::integer))
        return Value::of(static_cast<double>(node.integer));
    if (node.is(NodeKind::decimal)) {
        if (auto const number = rules::read_real(node.text))
            return Value::of(*number);
    } else if (node.is_string() && (node.text == "NaN" || node.text == "Infinity" || node.text == "-Infinity"))
        return Value::of(*rules::read_real(node.text));
    return wrong("double", "a number, or \"NaN\", \"Infinity\" or \"-Infinity\"");
}

Read read_list(Node const& node, Arena& arena)
{
    if (!node.is_array())
        return wrong("list", "a list of values");
    auto items = arena.array<Value>(node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        auto item = read_rule_value(node.items[i], arena);
        if (!item)
            return std::unexpected(fmt::format("item {}: {}", i, item.error()));
        items[i] = *item;
    }
    return rules::make_list(arena, items);
}

Read read_map(Node const& node, Arena& arena)
{
    if (!node.is_array())
        return wrong("map", "a list of pairs of values");
    auto keys = arena.array<Value>(node.items.size());
    auto values = arena.array<Value>(node.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        auto const& pair = node.items[i];
        if (!pair.is_array() || pair.items.size() != 2)
            return std::unexpected(fmt::format("entry {} is a list of key and value", i));
        auto key = read_rule_value(pair.items[0], arena);
        auto value = key ? read_rule_value(pair.items[1], arena) : key;
        if (!value)
            return std::unexpected(fmt::format("entry {}: {}", i, value.error()));
        keys[i] = *key;
        values[i] = *value;
    }
    rules::Budget budget { .steps_left = rules::Limits {}.steps_max };
    auto const map = rules::make_map(arena, keys, values, budget);
    return map.is_error() ? Read(std::unexpected(std::string(map.as_text()))) : Read(map);
}

Read read_typed(std::string_view type, Node const& node, Arena& arena)
{
    if (type == "int")
        return read_int(node);
    if (type == "uint")
        return read_uint(node);
    if (type == "double")
        return read_double(node);
    if (type == "list")
        return read_list(node, arena);
    if (type == "map")
        return read_map(node, arena);
    if (type == "bool")
        return node.is(NodeKind::boolean) ? Read(Value::of(node.boolean)) : wrong(type, "true or false");
    if (type == "null" || type == "null_type")
        return node.is(NodeKind::null) ? Read(Value::null_value()) : wrong(type, "null");
    if (!node.is_string())
        return wrong(type, "text in quotes");
    auto const& text = node.text;
    if (type == "string")
        return Value::string(arena.copy(text));
    if (type == "bytes") {
        auto const bytes = from_base64(text);
        return bytes ? Read(Value::bytes(arena.copy(*bytes))) : wrong(type, "base64");
    }
    if (type == "timestamp" || type == "google.protobuf.Timestamp") {
        auto const moment = rules::read_timestamp(text);
        return moment ? Read(*moment) : wrong(type, "RFC 3339, such as \"2026-03-01T08:30:00Z\"");
    }
    if (type == "duration" || type == "google.protobuf.Duration") {
        auto const duration = rules::read_duration(text);
        return duration ? Read(*duration) : wrong(type, "seconds with \"s\", such as \"90s\"");
    }
    if (type == "type") {
        auto const named = rules::parse_type(text);
        auto name = Value::string(arena.copy(named ? rules::runtime_name(*named) : std::string_view(text)));
        name.kind = Kind::type;
        return name;
    }
    if (type == "money") {
        auto const amount = parse_money(text);
        return amount ? Read(Value::of(*amount)) : Read(std::unexpected(amount.error()));
    }
    if (type == "date") {
        auto const date = parse_date(text);
        return date ? Read(Value::of(*date)) : Read(std::unexpected(date.error()));
    }
    return std::unexpected(fmt::format("no value is of type '{}'", type));
}

Read read_unknown(Node const& node, Arena& arena)
{
    if (!node.is_array() || node.items.empty())
        return std::unexpected("\"unknown\" is a list of paths");
    std::optional<Value> all;
    for (auto const& path : node.items) {
        if (!path.is_string())
            return std::unexpected("\"unknown\" is a list of paths");
        auto const one = Value::unknown(arena, path.text);
        all = all ? rules::merge_unknowns(arena, *all, one) : one;
    }
    return *all;
}

/// Shortest digits that read back as the same double.
std::string digits(double number)
{
    std::array<char, 32> buffer;
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return { buffer.data(), end };
}

void write_content(Value v, JsonWriter& out)
{
    switch (v.kind) {
    case Kind::integer:
        return out.string(fmt::format("{}", v.integer));
    case Kind::uinteger:
        return out.string(fmt::format("{}", v.uinteger));
    case Kind::real:
        if (std::isnan(v.real))
            return out.string("NaN");
        if (std::isinf(v.real))
            return out.string(v.real < 0 ? "-Infinity" : "Infinity");
        return out.number(digits(v.real));
    case Kind::boolean:
        return out.boolean(v.boolean);
    case Kind::string:
    case Kind::type:
        return out.string(v.as_text());
    case Kind::bytes:
        return out.string(to_base64(v.as_text()));
    case Kind::timestamp:
        return out.string(rules::timestamp_text(v));
    case Kind::duration:
        return out.string(rules::duration_text(v));
    case Kind::money:
        return out.string(to_string(v.as_money()));
    case Kind::date:
        return out.string(to_string(v.as_date()));
    case Kind::list:
        out.begin_array();
        for (auto const item : v.items())
            write_rule_value(item, out);
        return out.end_array();
    case Kind::map:
        out.begin_array();
        for (std::uint32_t i = 0; i < v.map->size; ++i) {
            out.begin_array();
            write_rule_value(v.map->keys[i], out);
            write_rule_value(v.map->values[i], out);
            out.end_array();
        }
        return out.end_array();
    case Kind::record:
        out.begin_array();
        for (std::size_t i = 0; i < v.record_type().fields.size(); ++i) {
            out.begin_array();
            out.string(v.record_type().fields[i].name);
            write_rule_value(v.field(i), out);
            out.end_array();
        }
        return out.end_array();
    case Kind::null:
    case Kind::absent:
    case Kind::unknown:
    case Kind::error:
        return out.null();
    }
}

std::string_view type_word(Kind kind)
{
    switch (kind) {
    case Kind::null:
        return "null";
    case Kind::boolean:
        return "bool";
    case Kind::integer:
        return "int";
    case Kind::uinteger:
        return "uint";
    case Kind::real:
        return "double";
    case Kind::string:
        return "string";
    case Kind::bytes:
        return "bytes";
    case Kind::list:
        return "list";
    case Kind::map:
        return "map";
    case Kind::timestamp:
        return "timestamp";
    case Kind::duration:
        return "duration";
    case Kind::type:
        return "type";
    case Kind::money:
        return "money";
    case Kind::date:
        return "date";
    case Kind::record:
        return "record";
    case Kind::absent:
    case Kind::unknown:
    case Kind::error:
        break;
    }
    return "error";
}

} // namespace

Read read_rule_value(Node const& node, Arena& arena)
{
    if (!node.is_table())
        return std::unexpected(R"(a value is written {"value": ..., "type": "..."})");
    if (auto const* unknown = node.find("unknown"))
        return read_unknown(*unknown, arena);
    if (auto const* error = node.find("error"))
        return error->is_string() ? Read(Value::error(arena, error->text))
                                  : std::unexpected("\"error\" is text in quotes");
    auto const* type = node.find("type");
    auto const* value = node.find("value");
    if (type == nullptr || !type->is_string() || value == nullptr)
        return std::unexpected(R"(a value is written {"value": ..., "type": "..."})");
    return read_typed(type->text, *value, arena);
}

void write_rule_value(Value v, JsonWriter& out)
{
    out.begin_object();
    if (v.is_unknown()) {
        out.key("unknown");
        out.begin_array();
        for (auto const path : v.unknown_paths())
            out.string(path);
        out.end_array();
    } else if (v.is_error() || v.is(Kind::absent)) {
        out.key("error");
        out.string(v.is_error() ? v.as_text() : "no value");
    } else {
        out.key("value");
        write_content(v, out);
        out.key("type");
        out.string(type_word(v.kind));
    }
    out.end_object();
}

} // namespace recourse::codec

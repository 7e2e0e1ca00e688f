#include "base/text.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/text_forms.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace recourse::rules {

namespace {

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;
constexpr std::string_view int_range = "the number is outside the range of an int";
constexpr std::string_view uint_range = "the number is outside the range of a uint";

template <class Number>
std::optional<Number> read_whole(std::string_view text)
{
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-')
        text.remove_prefix(1);
    Number number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

Value cannot_read(Call& call, Value text, std::string_view type)
{
    return call.error(to_string(text, said_max) + " is not " + std::string(type));
}

Value to_int(Call& call, std::span<Value const> a)
{
    switch (a[0].kind) {
    case Kind::integer:
        return a[0];
    case Kind::uinteger:
        return a[0].uinteger > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
            ? fail(int_range)
            : Value::of(a[0].integer);
    case Kind::real:
        // The lowest int itself is refused: a double cannot tell it from its neighbours below.
        return a[0].real > -two_to_63 && a[0].real < two_to_63 ? Value::of(static_cast<std::int64_t>(a[0].real))
                                                               : fail(int_range);
    case Kind::string: {
        auto const number = read_whole<std::int64_t>(a[0].as_text());
        return number ? Value::of(*number) : cannot_read(call, a[0], "an int");
    }
    case Kind::timestamp:
        return Value::of(a[0].integer);
    default:
        return call.no_overload(a);
    }
}

Value to_uint(Call& call, std::span<Value const> a)
{
    switch (a[0].kind) {
    case Kind::integer:
        return a[0].integer < 0 ? fail(uint_range) : Value::of_uint(a[0].uinteger);
    case Kind::uinteger:
        return a[0];
    case Kind::real:
        return a[0].real >= 0 && a[0].real < two_to_64 ? Value::of_uint(static_cast<std::uint64_t>(a[0].real))
                                                       : fail(uint_range);
    case Kind::string: {
        auto const number = read_whole<std::uint64_t>(a[0].as_text());
        return number ? Value::of_uint(*number) : cannot_read(call, a[0], "a uint");
    }
    default:
        return call.no_overload(a);
    }
}

Value to_double(Call& call, std::span<Value const> a)
{
    switch (a[0].kind) {
    case Kind::integer:
        return Value::of(static_cast<double>(a[0].integer));
    case Kind::uinteger:
        return Value::of(static_cast<double>(a[0].uinteger));
    case Kind::real:
        return a[0];
    case Kind::string: {
        auto const number = read_real(a[0].as_text());
        return number ? Value::of(*number) : cannot_read(call, a[0], "a double");
    }
    default:
        return call.no_overload(a);
    }
}

Value to_bool(Call& call, std::span<Value const> a)
{
    if (a[0].is(Kind::boolean))
        return a[0];
    if (!a[0].is(Kind::string))
        return call.no_overload(a);
    auto const text = a[0].as_text();
    for (std::string_view const yes : { "true", "True", "TRUE", "t", "T", "1" }) {
        if (text == yes)
            return Value::of(true);
    }
    for (std::string_view const no : { "false", "False", "FALSE", "f", "F", "0" }) {
        if (text == no)
            return Value::of(false);
    }
    return cannot_read(call, a[0], "a bool");
}

Value to_text(Call& call, std::span<Value const> a)
{
    auto const keep = [&](std::string const& text) { return Value::string(call.arena.copy(text)); };
    switch (a[0].kind) {
    case Kind::string:
        return a[0];
    case Kind::boolean:
        return Value::string(a[0].boolean ? "true" : "false");
    case Kind::integer:
        return keep(std::to_string(a[0].integer));
    case Kind::uinteger:
        return keep(std::to_string(a[0].uinteger));
    case Kind::real:
        return keep(real_text(a[0].real));
    case Kind::bytes:
        return is_utf8(a[0].as_text()) ? Value::string(a[0].as_text()) : fail("the bytes are not valid UTF-8");
    case Kind::timestamp:
        return keep(timestamp_text(a[0]));
    case Kind::duration:
        return keep(duration_text(a[0]));
    case Kind::money:
        return keep(recourse::to_string(a[0].as_money()));
    case Kind::date:
        return keep(recourse::to_string(a[0].as_date()));
    default:
        return call.no_overload(a);
    }
}

Value to_bytes(Call& call, std::span<Value const> a)
{
    return a[0].is(Kind::bytes) ? a[0] : a[0].is(Kind::string) ? Value::bytes(a[0].as_text()) : call.no_overload(a);
}

Value to_timestamp(Call& call, std::span<Value const> a)
{
    if (a[0].is(Kind::timestamp))
        return a[0];
    if (a[0].is(Kind::integer)) {
        auto const moment = make_timestamp(a[0].integer, 0);
        return moment ? *moment : fail("the timestamp is outside the range of years 1 to 9999");
    }
    if (!a[0].is(Kind::string))
        return call.no_overload(a);
    auto const moment = read_timestamp(a[0].as_text());
    return moment
        ? *moment
        : cannot_read(call, a[0], "a timestamp such as \"2026-03-01T08:30:00Z\" in the range of years 1 to 9999");
}

Value to_duration(Call& call, std::span<Value const> a)
{
    if (a[0].is(Kind::duration))
        return a[0];
    if (!a[0].is(Kind::string))
        return call.no_overload(a);
    auto const duration = read_duration(a[0].as_text());
    return duration ? *duration : cannot_read(call, a[0], "a duration such as \"1h30m\" in the range of 292 years");
}

Value to_dyn(Call&, std::span<Value const> a)
{
    return a[0];
}

Value to_type(Call&, std::span<Value const> a)
{
    Value v = Value::string(type_name(a[0]));
    v.kind = Kind::type;
    return v;
}

constexpr std::array rows {
    Function { "int", false, 1, 1, to_int,
        "(int) -> int; (uint) -> int; (double) -> int; (string) -> int; (timestamp) -> int" },
    Function { "uint", false, 1, 1, to_uint, "(int) -> uint; (uint) -> uint; (double) -> uint; (string) -> uint" },
    Function {
        "double", false, 1, 1, to_double, "(int) -> double; (uint) -> double; (double) -> double; (string) -> double" },
    Function { "bool", false, 1, 1, to_bool, "(bool) -> bool; (string) -> bool" },
    Function { "string", false, 1, 1, to_text,
        "(string) -> string; (bool) -> string; (int) -> string; (uint) -> string; (double) -> string; (bytes) -> "
        "string;"
        "(timestamp) -> string; (duration) -> string; (money) -> string; (date) -> string" },
    Function { "bytes", false, 1, 1, to_bytes, "(bytes) -> bytes; (string) -> bytes" },
    Function {
        "timestamp", false, 1, 1, to_timestamp, "(string) -> timestamp; (int) -> timestamp; (timestamp) -> timestamp" },
    Function { "duration", false, 1, 1, to_duration, "(string) -> duration; (duration) -> duration" },
    Function { "dyn", false, 1, 1, to_dyn, "(A) -> dyn" },
    Function { "type", false, 1, 1, to_type, "(A) -> type(A)" },
};

} // namespace

std::span<Function const> conversion_functions()
{
    return rows;
}

} // namespace recourse::rules

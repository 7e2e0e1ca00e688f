#include "base/wide.hpp"
#include "core/rules/compare.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/text_forms.hpp"
#include "core/rules/unknown.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace recourse::rules {

namespace {

constexpr std::string_view int_range = "the result does not fit an int (overflow)";
constexpr std::string_view uint_range = "the result does not fit a uint (overflow)";
constexpr std::string_view timestamp_range = "the timestamp is outside the range of years 1 to 9999";
constexpr std::string_view duration_range = "the duration is outside its range (about 292 years)";
constexpr std::string_view money_range = "the amount does not fit 64 bits (overflow)";
constexpr std::int64_t int_min = std::numeric_limits<std::int64_t>::min();
constexpr Wide nanos_per_second = 1'000'000'000;

Value no_overload(Call& call, std::string_view name, Value a, Value b)
{
    call.name = name;
    return call.no_overload(std::array { a, b });
}

Value timestamp_plus(Value t, Wide nanos)
{
    Wide const total = total_nanos(t) + nanos;
    Wide seconds = total / nanos_per_second;
    Wide rest = total % nanos_per_second;
    if (rest < 0) {
        rest += nanos_per_second;
        seconds -= 1;
    }
    auto const whole = narrowed(seconds);
    auto const moved = whole ? make_timestamp(*whole, static_cast<std::int64_t>(rest)) : std::nullopt;
    return moved ? *moved : fail(timestamp_range);
}

Value duration_of(Wide nanos)
{
    auto const duration = make_duration(nanos);
    return duration ? *duration : fail(duration_range);
}

Value money_of(Call& call, Value a, Value b, std::optional<Money> result)
{
    if (result)
        return Value::of(*result);
    auto const left = a.as_money().currency;
    auto const right = b.as_money().currency;
    if (left == right)
        return fail(money_range);
    return call.error("currencies differ: " + std::string(left.code()) + " and " + std::string(right.code()));
}

Value joined_text(Call& call, Value a, Value b)
{
    auto const size = static_cast<std::uint64_t>(a.extra) + b.extra;
    if (size > std::numeric_limits<std::uint32_t>::max() || !call.may_use(size))
        return fail(too_large);
    auto* text = static_cast<char*>(call.arena.allocate(size, 1));
    if (a.extra != 0)
        std::memcpy(text, a.text, a.extra);
    if (b.extra != 0)
        std::memcpy(text + a.extra, b.text, b.extra);
    Value v = a;
    v.text = text;
    v.extra = static_cast<std::uint32_t>(size);
    return v;
}

Value joined_list(Call& call, Value a, Value b)
{
    if (a.list->size == 0)
        return b;
    if (b.list->size == 0)
        return a;
    auto const size = a.list->size + b.list->size;
    if (!call.budget.take(size) || !call.may_use(size * sizeof(Value)))
        return fail(too_large);
    auto items = call.arena.array<Value>(size);
    std::ranges::copy(b.items(), std::ranges::copy(a.items(), items.begin()).out);
    return make_list(call.arena, items);
}

Value run_negate(Call& call, std::span<Value const> a)
{
    return negate(call, a[0]);
}
Value run_not(Call& call, std::span<Value const> a)
{
    return a[0].is(Kind::boolean) ? Value::of(!a[0].boolean) : call.no_overload(a);
}
Value run_equal(Call& call, std::span<Value const> a)
{
    return equality(a[0], a[1], call.arena, call.budget);
}
Value run_not_equal(Call& call, std::span<Value const> a)
{
    Value const same = equality(a[0], a[1], call.arena, call.budget);
    return same.is(Kind::boolean) ? Value::of(!same.boolean) : same;
}
// &&, ||, ?: and what looks at unknowns are worked out by the evaluator; these rows give their types.
Value run_choice(Call& call, std::span<Value const> a)
{
    return call.no_overload(a);
}

template <Value (*binary)(Call&, Value, Value)>
Value run_binary(Call& call, std::span<Value const> a)
{
    return binary(call, a[0], a[1]);
}
template <Relation relation>
Value run_relate(Call& call, std::span<Value const> a)
{
    return relate(call, relation, a[0], a[1]);
}

constexpr std::string_view order_signatures
    = "(bool, bool) -> bool; (int, int) -> bool; (int, uint) -> bool; (int, double) -> bool; (uint, uint) -> bool;"
      "(uint, int) -> bool; (uint, double) -> bool; (double, double) -> bool; (double, int) -> bool; (double, uint) -> "
      "bool;"
      "(string, string) -> bool; (bytes, bytes) -> bool; (timestamp, timestamp) -> bool; (duration, duration) -> bool;"
      "(money, money) -> bool; (date, date) -> bool";

constexpr std::array rows {
    Function { "_+_", false, 2, 2, run_binary<add>,
        "(int, int) -> int; (uint, uint) -> uint; (double, double) -> double; (string, string) -> string; (bytes, "
        "bytes) -> bytes;"
        "(list(A), list(A)) -> list(A); (timestamp, duration) -> timestamp; (duration, timestamp) -> timestamp;"
        "(duration, duration) -> duration; (money, money) -> money" },
    Function { "_-_", false, 2, 2, run_binary<subtract>,
        "(int, int) -> int; (uint, uint) -> uint; (double, double) -> double; (timestamp, timestamp) -> duration;"
        "(timestamp, duration) -> timestamp; (duration, duration) -> duration; (money, money) -> money" },
    Function { "_*_", false, 2, 2, run_binary<multiply>,
        "(int, int) -> int; (uint, uint) -> uint; (double, double) -> double; (money, int) -> money; (int, money) -> "
        "money" },
    Function {
        "_/_", false, 2, 2, run_binary<divide>, "(int, int) -> int; (uint, uint) -> uint; (double, double) -> double" },
    Function { "_%_", false, 2, 2, run_binary<remainder>, "(int, int) -> int; (uint, uint) -> uint" },
    Function { "-_", false, 1, 1, run_negate, "(int) -> int; (double) -> double; (money) -> money" },
    Function { "!_", false, 1, 1, run_not, "(bool) -> bool" },
    Function { "_==_", false, 2, 2, run_equal, "(A, A) -> bool" },
    Function { "_!=_", false, 2, 2, run_not_equal, "(A, A) -> bool" },
    Function { "_<_", false, 2, 2, run_relate<Relation::less>, order_signatures },
    Function { "_<=_", false, 2, 2, run_relate<Relation::less_equal>, order_signatures },
    Function { "_>_", false, 2, 2, run_relate<Relation::greater>, order_signatures },
    Function { "_>=_", false, 2, 2, run_relate<Relation::greater_equal>, order_signatures },
    Function { "_in_", false, 2, 2, run_binary<contained>, "(A, list(A)) -> bool; (A, map(A, B)) -> bool" },
    Function { "_[_]", false, 2, 2, run_binary<item_at>, "(list(A), int) -> A; (map(A, B), A) -> B" },
    Function { "_&&_", false, 2, 255, run_choice, "(bool...) -> bool" },
    Function { "_||_", false, 2, 255, run_choice, "(bool...) -> bool" },
    Function { "_?_:_", false, 3, 3, run_choice, "(bool, A, A) -> A" },
    Function { "known", false, 1, 1, run_choice, "(A) -> bool" },
    Function { "known_or", false, 2, 2, run_choice, "(A, A) -> A" },
};

} // namespace

std::span<Function const> operator_functions()
{
    return rows;
}

Value add(Call& call, Value a, Value b)
{
    if (a.kind == b.kind) {
        switch (a.kind) {
        case Kind::integer: {
            std::int64_t sum;
            return __builtin_add_overflow(a.integer, b.integer, &sum) ? fail(int_range) : Value::of(sum);
        }
        case Kind::uinteger: {
            std::uint64_t sum;
            return __builtin_add_overflow(a.uinteger, b.uinteger, &sum) ? fail(uint_range) : Value::of_uint(sum);
        }
        case Kind::real:
            return Value::of(a.real + b.real);
        case Kind::string:
        case Kind::bytes:
            return joined_text(call, a, b);
        case Kind::list:
            return joined_list(call, a, b);
        case Kind::duration:
            return duration_of(total_nanos(a) + total_nanos(b));
        case Kind::money:
            return money_of(call, a, b, checked_add(a.as_money(), b.as_money()));
        default:
            break;
        }
    }
    if (a.is(Kind::timestamp) && b.is(Kind::duration))
        return timestamp_plus(a, total_nanos(b));
    if (a.is(Kind::duration) && b.is(Kind::timestamp))
        return timestamp_plus(b, total_nanos(a));
    return no_overload(call, "+", a, b);
}

Value subtract(Call& call, Value a, Value b)
{
    if (a.kind == b.kind) {
        switch (a.kind) {
        case Kind::integer: {
            std::int64_t difference;
            return __builtin_sub_overflow(a.integer, b.integer, &difference) ? fail(int_range) : Value::of(difference);
        }
        case Kind::uinteger:
            return a.uinteger < b.uinteger ? fail(uint_range) : Value::of_uint(a.uinteger - b.uinteger);
        case Kind::real:
            return Value::of(a.real - b.real);
        case Kind::timestamp:
        case Kind::duration:
            return duration_of(total_nanos(a) - total_nanos(b));
        case Kind::money:
            return money_of(call, a, b, checked_subtract(a.as_money(), b.as_money()));
        default:
            break;
        }
    }
    if (a.is(Kind::timestamp) && b.is(Kind::duration))
        return timestamp_plus(a, -total_nanos(b));
    return no_overload(call, "-", a, b);
}

Value multiply(Call& call, Value a, Value b)
{
    if (a.is(Kind::integer) && b.is(Kind::integer)) {
        std::int64_t product;
        return __builtin_mul_overflow(a.integer, b.integer, &product) ? fail(int_range) : Value::of(product);
    }
    if (a.is(Kind::uinteger) && b.is(Kind::uinteger)) {
        std::uint64_t product;
        return __builtin_mul_overflow(a.uinteger, b.uinteger, &product) ? fail(uint_range) : Value::of_uint(product);
    }
    if (a.is(Kind::real) && b.is(Kind::real))
        return Value::of(a.real * b.real);
    if (a.is(Kind::integer) && b.is(Kind::money))
        std::swap(a, b);
    if (a.is(Kind::money) && b.is(Kind::integer)) {
        auto const product = checked_multiply(a.as_money(), b.integer);
        return product ? Value::of(*product) : fail(money_range);
    }
    return no_overload(call, "*", a, b);
}

Value divide(Call& call, Value a, Value b)
{
    if (a.kind == b.kind) {
        switch (a.kind) {
        case Kind::integer:
            if (b.integer == 0)
                return fail("divide by zero");
            return a.integer == int_min && b.integer == -1 ? fail(int_range) : Value::of(a.integer / b.integer);
        case Kind::uinteger:
            return b.uinteger == 0 ? fail("divide by zero") : Value::of_uint(a.uinteger / b.uinteger);
        case Kind::real:
            return Value::of(a.real / b.real);
        default:
            break;
        }
    }
    return no_overload(call, "/", a, b);
}

Value remainder(Call& call, Value a, Value b)
{
    if (a.is(Kind::integer) && b.is(Kind::integer)) {
        if (b.integer == 0)
            return fail("modulus by zero");
        return a.integer == int_min && b.integer == -1 ? fail(int_range) : Value::of(a.integer % b.integer);
    }
    if (a.is(Kind::uinteger) && b.is(Kind::uinteger))
        return b.uinteger == 0 ? fail("modulus by zero") : Value::of_uint(a.uinteger % b.uinteger);
    return no_overload(call, "%", a, b);
}

Value negate(Call& call, Value a)
{
    switch (a.kind) {
    case Kind::integer:
        return a.integer == int_min ? fail(int_range) : Value::of(-a.integer);
    case Kind::real:
        return Value::of(-a.real);
    case Kind::money:
        if (a.integer == int_min)
            return fail(money_range);
        a.integer = -a.integer;
        return a;
    default:
        call.name = "-";
        return call.no_overload(std::span(&a, 1));
    }
}

Value relate(Call& call, Relation relation, Value a, Value b)
{
    static constexpr std::array<std::string_view, 4> names { "<", "<=", ">", ">=" };
    if ((a.is(Kind::string) || a.is(Kind::bytes)) && !call.budget.take_text(std::min(a.extra, b.extra)))
        return fail(too_long);
    auto const order = compare_values(a, b);
    if (!order) {
        if (a.is(Kind::money) && b.is(Kind::money))
            return money_of(call, a, b, std::nullopt);
        return no_overload(call, names[static_cast<std::size_t>(relation)], a, b);
    }
    switch (relation) {
    case Relation::less:
        return Value::of(*order < 0);
    case Relation::less_equal:
        return Value::of(*order <= 0);
    case Relation::greater:
        return Value::of(*order > 0);
    case Relation::greater_equal:
        return Value::of(*order >= 0);
    }
    return fail("no such relation");
}

namespace {

/// Takes what it costs to look up a key, a text of so many bytes or none.
bool may_look_up(Call& call, Value map, std::size_t bytes)
{
    auto const steps = map.map->lookup_steps;
    return call.budget.take_text(bytes) && (steps == 0 || call.budget.take(steps));
}

} // namespace

Value item_at(Call& call, Value range, Value index)
{
    if (range.is(Kind::list)) {
        if (!is_number(index.kind))
            return no_overload(call, "_[_]", range, index);
        auto const size = range.list->size;
        // A whole double or a uint finds its place like the int it equals.
        if (index.is(Kind::real) && std::trunc(index.real) != index.real)
            return call.error("a list has no item " + to_string(index, said_max));
        if (!(compare_numbers(index, Value::of_uint(0)) >= 0 && compare_numbers(index, Value::of_uint(size)) < 0))
            return call.error("index out of bounds: " + to_string(index) + " in a list of " + std::to_string(size));
        auto const at = index.is(Kind::real) ? static_cast<std::uint64_t>(index.real) : index.uinteger;
        return range.list->values[at];
    }
    if (range.is(Kind::map)) {
        if (!may_look_up(call, range, index.is(Kind::string) ? index.extra : 0))
            return fail(too_long);
        auto const* found = range.map->find(index);
        return found != nullptr ? *found : call.error("no such key: " + to_string(index, said_max));
    }
    if (range.is(Kind::record) && index.is(Kind::string))
        return field_of(call, range, index.as_text());
    return no_overload(call, "_[_]", range, index);
}

Value contained(Call& call, Value item, Value range)
{
    if (range.is(Kind::map)) {
        if (!may_look_up(call, range, item.is(Kind::string) ? item.extra : 0))
            return fail(too_long);
        return Value::of(range.map->find(item) != nullptr);
    }
    if (!range.is(Kind::list))
        return no_overload(call, "in", item, range);
    if (!call.budget.take(range.list->size))
        return fail(too_long);
    // As a chain of ||: one equal item decides, else an unknown item leaves it open, else an error.
    Value open = Value::of(false);
    for (Value const candidate : range.items()) {
        Value const same = equality(item, candidate, call.arena, call.budget);
        if (same.is_true())
            return same;
        if (same.is_unknown())
            open = open.is_unknown() ? merge_unknowns(call.arena, open, same) : same;
        else if (same.is_error() && !open.is_unknown())
            open = same;
    }
    return open;
}

Value field_of(Call& call, Value target, std::string_view field)
{
    if (target.is(Kind::record)) {
        int const at = target.record_type().find(field);
        return at >= 0 ? target.fields[at]
                       : call.error("no such field: " + std::string(field) + " in " + target.record_type().name);
    }
    if (target.is(Kind::map)) {
        if (!may_look_up(call, target, 0))
            return fail(too_long);
        auto const* found = target.map->find(Value::string(field));
        return found != nullptr ? *found : call.error("no such key: " + quoted(field));
    }
    return call.error("a value of type " + std::string(type_name(target)) + " has no fields");
}

Value has_field(Call& call, Value target, std::string_view field)
{
    if (target.is(Kind::map)) {
        if (!may_look_up(call, target, 0))
            return fail(too_long);
        return Value::of(target.map->find(Value::string(field)) != nullptr);
    }
    Value const value = field_of(call, target, field);
    return value.is_unknown() || value.is_error() ? value : Value::of(!value.is(Kind::null));
}

} // namespace recourse::rules

#include "base/check.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/machine.hpp"
#include "core/rules/unknown.hpp"

#include <algorithm>

namespace recourse::rules {

template <bool traced>
Value Machine<traced>::run(std::uint32_t at)
{
    Value const result = evaluate(at);
    if (budget_.spent || result.kind == Kind::list || result.kind == Kind::map) [[unlikely]]
        return within_bounds(result);
    return result;
}

template <bool traced>
Value Machine<traced>::within_bounds(Value result)
{
    // Whatever absorbed the failure, an evaluation that ran out of its bounds has no result.
    if (budget_.spent)
        return fail(budget_.steps_left == 0 ? too_long : too_large);
    return can_be_written(result) ? result : fail(too_large);
}

template <bool traced>
bool Machine<traced>::can_be_written(Value v)
{
    switch (v.kind) {
    case Kind::list:
        return budget_.take(v.list->size)
            && std::ranges::all_of(v.list->items(), [&](Value item) { return can_be_written(item); });
    case Kind::map: {
        std::span const values { v.map->values, v.map->size };
        return budget_.take(2 * values.size())
            && std::ranges::all_of(values, [&](Value item) { return can_be_written(item); });
    }
    case Kind::string:
    case Kind::bytes:
        return budget_.take_text(v.extra);
    default:
        return true;
    }
}

template <bool traced>
Value Machine<traced>::step(Code const& code)
{
    switch (code.op) {
    case Op::constant:
        return constants_[code.a];
    case Op::slot: {
        Value const v = slots_[code.a];
        return v.kind != Kind::absent ? v : missing(code.a);
    }
    case Op::local:
        return locals_[code.a];
    case Op::field: {
        Value const target = evaluate(code.a);
        if (target.kind == Kind::record) [[likely]]
            return field(target, code);
        return select(target, code.c);
    }
    case Op::select: {
        Value const target = evaluate(code.a);
        if (target.kind == Kind::map && target.map->lookup_steps == 0) [[likely]] {
            Value const name = constants_[code.c];
            if (auto const* found = target.map->find_name({ name.text, name.extra }, code.b))
                return *found;
        }
        return select(target, code.c);
    }
    case Op::has:
        return has(evaluate(code.a), code.c);
    case Op::negation: {
        Value const v = evaluate(code.a);
        if (v.kind == Kind::boolean) [[likely]]
            return Value::of(!v.boolean);
        return one_operand(v, code);
    }
    case Op::both:
        return logic<false>(code);
    case Op::either:
        return logic<true>(code);
    case Op::choice: {
        Value const condition = evaluate(code.a);
        if (condition.kind == Kind::boolean) [[likely]]
            return evaluate(condition.boolean ? code.b : code.c);
        return open_choice(condition, code);
    }
    case Op::equal:
    case Op::not_equal: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        bool const wanted = code.op == Op::equal;
        if (both(a, b, Kind::string) && a.extra < long_text)
            return Value::of(
                (a.extra == b.extra && (a.extra == 0 || std::memcmp(a.text, b.text, a.extra) == 0)) == wanted);
        if (both(a, b, Kind::integer))
            return Value::of((a.integer == b.integer) == wanted);
        return equality_of(a, b, wanted);
    }
    case Op::less: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (both(a, b, Kind::integer))
            return Value::of(a.integer < b.integer);
        return relation(Relation::less, a, b);
    }
    case Op::less_equal: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (both(a, b, Kind::integer))
            return Value::of(a.integer <= b.integer);
        return relation(Relation::less_equal, a, b);
    }
    case Op::greater: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (both(a, b, Kind::integer))
            return Value::of(a.integer > b.integer);
        return relation(Relation::greater, a, b);
    }
    case Op::greater_equal: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (both(a, b, Kind::integer))
            return Value::of(a.integer >= b.integer);
        return relation(Relation::greater_equal, a, b);
    }
    case Op::add: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        std::int64_t sum;
        if (both(a, b, Kind::integer) && !__builtin_add_overflow(a.integer, b.integer, &sum))
            return Value::of(sum);
        return operation(&add, a, b);
    }
    case Op::subtract: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        std::int64_t difference;
        if (both(a, b, Kind::integer) && !__builtin_sub_overflow(a.integer, b.integer, &difference))
            return Value::of(difference);
        return operation(&subtract, a, b);
    }
    case Op::multiply: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        std::int64_t product;
        if (both(a, b, Kind::integer) && !__builtin_mul_overflow(a.integer, b.integer, &product))
            return Value::of(product);
        return operation(&multiply, a, b);
    }
    case Op::divide: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (both(a, b, Kind::integer) && b.integer > 0)
            return Value::of(a.integer / b.integer);
        return operation(&divide, a, b);
    }
    case Op::remainder: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (both(a, b, Kind::integer) && b.integer > 0)
            return Value::of(a.integer % b.integer);
        return operation(&remainder, a, b);
    }
    case Op::item: {
        Value const a = evaluate(code.a);
        Value const b = evaluate(code.b);
        if (a.kind == Kind::list && b.kind == Kind::integer && static_cast<std::uint64_t>(b.integer) < a.list->size)
            [[likely]]
            return a.list->values[b.integer];
        return operation(&item_at, a, b);
    }
    case Op::contained: {
        Value const a = evaluate(code.a);
        return operation(&contained, a, evaluate(code.b));
    }
    case Op::minus: {
        Value const v = evaluate(code.a);
        return one_operand(v, code);
    }
    case Op::call:
        return call(code);
    case Op::matches: {
        Value const text = evaluate(code.a);
        if (text.kind == Kind::string) [[likely]]
            return matches(text, code);
        return one_operand(text, code);
    }
    case Op::list:
        return list(code);
    case Op::map:
        return map(code);
    case Op::all:
        return quantified<false>(code);
    case Op::exists:
        return quantified<true>(code);
    case Op::exists_one:
        return exists_one(code);
    case Op::transform:
        return transform(code);
    case Op::filter:
        return filter(code);
    case Op::transform_map:
    case Op::transform_map_entry:
        return transform_map(code);
    case Op::bind:
        locals_[code.c] = evaluate(code.a);
        return evaluate(code.b);
    case Op::known: {
        Value const v = evaluate(code.a);
        return v.is_error() ? v : Value::of(!v.is_unknown());
    }
    case Op::known_or: {
        Value const v = evaluate(code.a);
        return v.is_unknown() ? evaluate(code.b) : v;
    }
    }
    RECOURSE_ASSERT(false);
}

// One operand that decides makes the result whatever the others are; else an unknown, else an error.
template <bool traced>
template <bool decisive>
Value Machine<traced>::logic(Code const& code)
{
    auto const* operand = program_.arguments.data() + code.a;
    for (std::uint32_t i = 0; i < code.count; ++i) {
        Value const v = evaluate(operand[i]);
        if (v.kind != Kind::boolean) [[unlikely]]
            return open_logic<decisive>(code, i, v);
        if (v.boolean == decisive)
            return v;
    }
    return Value::of(!decisive);
}

template <bool traced>
Value Machine<traced>::matches(Value text, Code const& code)
{
    auto const& pattern = program_.patterns[code.b];
    if (!budget_.take(pattern.match_steps(text.extra)))
        return fail(too_long);
    return Value::of(pattern.found_in(text.as_text()));
}

template <bool traced>
Value Machine<traced>::call(Code const& code)
{
    if (code.count > inline_arguments)
        return call_with(code, arena_.array<Value>(code.count));
    alignas(Value) std::byte room[inline_arguments * sizeof(Value)]; // not worth clearing for every call
    return call_with(code, std::span(reinterpret_cast<Value*>(room), code.count));
}

template <bool traced>
Value Machine<traced>::call_with(Code const& code, std::span<Value> arguments)
{
    bool open = false;
    std::uint32_t extra = 0;
    for (std::uint32_t i = 0; i < code.count; ++i) {
        arguments[i] = evaluate(program_.arguments[code.a + i]);
        open |= is_open(arguments[i]);
        extra |= arguments[i].extra;
    }
    if (open)
        return unknown_or_error(arena_, arguments);
    if (extra >= long_text && !take_texts(arguments)) [[unlikely]]
        return fail(too_long);
    auto const& function = functions_[code.b];
    auto surround = surroundings();
    surround.element = static_cast<TypeKind>(code.flag);
    surround.name = function.name;
    return function.run(surround, arguments);
}

template <bool traced>
bool Machine<traced>::take_texts(std::span<Value const> arguments)
{
    return std::ranges::all_of(arguments,
        [&](Value v) { return (v.kind != Kind::string && v.kind != Kind::bytes) || budget_.take_text(v.extra); });
}

template <bool traced>
Value Machine<traced>::list(Code const& code)
{
    auto items = arena_.array<Value>(code.count);
    bool open = false;
    for (std::uint32_t i = 0; i < code.count; ++i) {
        items[i] = evaluate(program_.arguments[code.a + i]);
        open |= is_open(items[i]);
    }
    return open ? unknown_or_error(arena_, items) : make_list(arena_, items);
}

template <bool traced>
Value Machine<traced>::map(Code const& code)
{
    auto const size = code.count / 2u;
    auto both_parts = arena_.array<Value>(code.count);
    auto const keys = both_parts.first(size);
    auto const values = both_parts.last(size);
    bool open = false;
    for (std::uint32_t i = 0; i < code.count; ++i) {
        Value const v = evaluate(program_.arguments[code.a + i]);
        (i % 2 == 0 ? keys : values)[i / 2] = v;
        open |= is_open(v);
    }
    return open ? unknown_or_error(arena_, both_parts) : make_map(arena_, keys, values, budget_);
}

Value evaluate(Program const& program, Activation& activation, Arena& arena, Trace* trace, Limits const& limits)
{
    RECOURSE_ASSERT(activation.slots.size() >= program.slots_needed);
    if (trace == nullptr)
        return Machine<false>(program, activation, arena, limits, nullptr).run(program.root);
    Recorder recorder(program, *trace);
    Value const result = Machine<true>(program, activation, arena, limits, &recorder).run(program.root);
    recorder.finish();
    return result;
}

Value evaluate_constant(Program const& program, std::uint32_t code, Arena& arena)
{
    Activation activation;
    return Machine<false>(program, activation, arena, Limits {}, nullptr).run(code);
}

} // namespace recourse::rules

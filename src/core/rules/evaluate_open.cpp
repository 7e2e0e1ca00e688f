#include "core/rules/compare.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/machine.hpp"
#include "core/rules/unknown.hpp"

#include <algorithm>
#include <array>

namespace recourse::rules {

template <bool traced>
Value Machine<traced>::missing(std::uint32_t slot)
{
    if (activation_.lazy != nullptr && *activation_.lazy) {
        Value const v = (*activation_.lazy)(slot);
        activation_.slots[slot] = v;
        if (v.kind != Kind::absent)
            return v;
    }
    auto const found = std::ranges::lower_bound(program_.slots, slot);
    auto const& name = program_.slot_names[static_cast<std::size_t>(found - program_.slots.begin())];
    return Value::error(arena_, "undeclared reference to '" + name + "'");
}

template <bool traced>
Value Machine<traced>::select(Value target, std::uint32_t name)
{
    if (is_open(target))
        return target;
    auto call = surroundings();
    return field_of(call, target, constants_[name].as_text());
}

template <bool traced>
Value Machine<traced>::has(Value target, std::uint32_t name)
{
    if (is_open(target))
        return target;
    auto call = surroundings();
    return has_field(call, target, constants_[name].as_text());
}

template <bool traced>
Value Machine<traced>::one_operand(Value v, Code const& code)
{
    if (is_open(v))
        return v;
    auto call = surroundings();
    if (code.op == Op::minus)
        return negate(call, v);
    call.name = code.op == Op::matches ? "matches" : "!";
    return call.no_overload(std::span(&v, 1));
}

template <bool traced>
Value Machine<traced>::operation(Value (*run)(Call&, Value, Value), Value a, Value b)
{
    if (is_open(a) || is_open(b))
        return unknown_or_error(arena_, std::array { a, b });
    auto call = surroundings();
    return run(call, a, b);
}

template <bool traced>
Value Machine<traced>::relation(Relation which, Value a, Value b)
{
    if (is_open(a) || is_open(b))
        return unknown_or_error(arena_, std::array { a, b });
    auto call = surroundings();
    return relate(call, which, a, b);
}

template <bool traced>
Value Machine<traced>::equality_of(Value a, Value b, bool wanted)
{
    if (is_open(a) || is_open(b))
        return unknown_or_error(arena_, std::array { a, b });
    Value const same = equality(a, b, arena_, budget_);
    return same.kind == Kind::boolean ? Value::of(same.boolean == wanted) : same;
}

template <bool traced>
template <bool decisive>
Value Machine<traced>::open_logic(Code const& code, std::uint32_t at, Value first)
{
    Value open;
    note_open(open, first, decisive ? "||" : "&&");
    for (auto i = at + 1; i < code.count; ++i) {
        Value const v = evaluate(program_.arguments[code.a + i]);
        if (v.kind != Kind::boolean)
            note_open(open, v, decisive ? "||" : "&&");
        else if (v.boolean == decisive)
            return v;
    }
    return open;
}

template <bool traced>
void Machine<traced>::note_open(Value& open, Value v, std::string_view name)
{
    if (v.is_unknown())
        open = open.is_unknown() ? merge_unknowns(arena_, open, v) : v;
    else if (open.kind == Kind::absent) {
        if (v.is_error())
            open = v;
        else {
            auto call = surroundings();
            call.name = name;
            open = call.no_overload(std::span(&v, 1));
        }
    }
}

template <bool traced>
Value Machine<traced>::open_choice(Value condition, Code const& code)
{
    if (condition.is_unknown()) {
        if ((code.flag & cannot_fail) == 0)
            return condition;
        Value const yes = evaluate(code.b);
        Value const no = evaluate(code.c);
        return indistinguishable(yes, no) ? yes : condition;
    }
    if (condition.is_error())
        return condition;
    auto call = surroundings();
    call.name = "?:";
    return call.no_overload(std::span(&condition, 1));
}

template Value Machine<false>::missing(std::uint32_t);
template Value Machine<true>::missing(std::uint32_t);
template Value Machine<false>::select(Value, std::uint32_t);
template Value Machine<true>::select(Value, std::uint32_t);
template Value Machine<false>::has(Value, std::uint32_t);
template Value Machine<true>::has(Value, std::uint32_t);
template Value Machine<false>::one_operand(Value, Code const&);
template Value Machine<true>::one_operand(Value, Code const&);
template Value Machine<false>::operation(Value (*)(Call&, Value, Value), Value, Value);
template Value Machine<true>::operation(Value (*)(Call&, Value, Value), Value, Value);
template Value Machine<false>::relation(Relation, Value, Value);
template Value Machine<true>::relation(Relation, Value, Value);
template Value Machine<false>::equality_of(Value, Value, bool);
template Value Machine<true>::equality_of(Value, Value, bool);
template Value Machine<false>::open_logic<true>(Code const&, std::uint32_t, Value);
template Value Machine<true>::open_logic<true>(Code const&, std::uint32_t, Value);
template Value Machine<false>::open_logic<false>(Code const&, std::uint32_t, Value);
template Value Machine<true>::open_logic<false>(Code const&, std::uint32_t, Value);
template Value Machine<false>::open_choice(Value, Code const&);
template Value Machine<true>::open_choice(Value, Code const&);
template void Machine<false>::note_open(Value&, Value, std::string_view);
template void Machine<true>::note_open(Value&, Value, std::string_view);

} // namespace recourse::rules

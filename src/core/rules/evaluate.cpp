#include "base/check.hpp"
#include "core/rules/compare.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/program.hpp"
#include "core/rules/recorder.hpp"
#include "core/rules/unknown.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace recourse::rules {

namespace {

constexpr std::size_t inline_locals = 12;
constexpr std::size_t inline_arguments = 8;

[[gnu::always_inline]] inline bool both(Value a, Value b, Kind kind)
{
    return a.kind == kind && b.kind == kind;
}
/// Unknown or error: what no ordinary operation looks into.
[[gnu::always_inline]] inline bool is_open(Value v)
{
    return v.kind >= Kind::unknown;
}

template <bool traced>
class Machine {
public:
    Machine(Program const& program, Activation& activation, Arena& arena, Limits const& limits, Recorder* recorder)
        : code_(program.code.data())
        , constants_(program.constants.data())
        , slots_(activation.slots.data())
        , program_(program)
        , activation_(activation)
        , arena_(arena)
        , budget_ { limits.steps_max, arena.used() + limits.arena_bytes_max }
        , recorder_(recorder)
    {
        if (program.locals > inline_locals)
            locals_ = arena.array<Value>(program.locals).data();
    }

    Value run(std::uint32_t at)
    {
        Value const result = evaluate(at);
        // Whatever absorbed the failure, an evaluation that ran out of its bounds has no result.
        if (budget_.spent) [[unlikely]]
            return fail(budget_.steps_left == 0 ? too_long : too_large);
        return result;
    }

private:
    [[gnu::always_inline]] Value evaluate(std::uint32_t at)
    {
        auto const& code = code_[at];
        if constexpr (traced) {
            recorder_->enter(at);
            Value const v = step(code);
            recorder_->leave(v);
            return v;
        }
        // Most operands are leaves: they need no call.
        if (code.op == Op::constant)
            return constants_[code.a];
        if (code.op == Op::local)
            return locals_[code.a];
        if (code.op == Op::slot && slots_[code.a].kind != Kind::absent)
            return slots_[code.a];
        return step(code);
    }

    Value step(Code const& code)
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
            if (target.kind == Kind::map) [[likely]] {
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
            if (both(a, b, Kind::string))
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

    Call surroundings() { return { arena_, budget_, activation_.exchange, activation_.counting }; }

    // Slow paths stay out of line so that the switch above keeps a small frame: expressions nest as deep as they are
    // written.

    [[gnu::noinline]] Value missing(std::uint32_t slot)
    {
        if (activation_.lazy != nullptr && *activation_.lazy) {
            Value const v = (*activation_.lazy)(slot);
            activation_.slots[slot] = v;
            if (v.kind != Kind::absent)
                return v;
        }
        return Value::error(arena_, "undeclared reference to '" + program_.slot_names[slot] + "'");
    }

    [[gnu::always_inline]] Value field(Value target, Code const& code)
    {
        auto const* type = record_type_of(target);
        if (code.b < type->fields.size() && type->fields[code.b].name.size() == constants_[code.c].extra
            && std::memcmp(type->fields[code.b].name.data(), constants_[code.c].text, constants_[code.c].extra) == 0)
            [[likely]]
            return target.fields[code.b];
        return select(target, code.c);
    }

    [[gnu::noinline]] Value select(Value target, std::uint32_t name)
    {
        if (is_open(target))
            return target;
        auto call = surroundings();
        return field_of(call, target, constants_[name].as_text());
    }

    [[gnu::noinline]] Value has(Value target, std::uint32_t name)
    {
        if (is_open(target))
            return target;
        auto call = surroundings();
        return has_field(call, target, constants_[name].as_text());
    }

    [[gnu::noinline]] Value one_operand(Value v, Code const& code)
    {
        if (is_open(v))
            return v;
        auto call = surroundings();
        if (code.op == Op::minus)
            return negate(call, v);
        call.name = code.op == Op::matches ? "matches" : "!";
        return call.no_overload(std::span(&v, 1));
    }

    [[gnu::noinline]] Value open_operands(Value a, Value b) { return unknown_or_error(arena_, std::array { a, b }); }

    [[gnu::noinline]] Value operation(Value (*run)(Call&, Value, Value), Value a, Value b)
    {
        if (is_open(a) || is_open(b))
            return open_operands(a, b);
        auto call = surroundings();
        return run(call, a, b);
    }

    [[gnu::noinline]] Value relation(Relation which, Value a, Value b)
    {
        if (is_open(a) || is_open(b))
            return open_operands(a, b);
        auto call = surroundings();
        return relate(call, which, a, b);
    }

    [[gnu::noinline]] Value equality_of(Value a, Value b, bool wanted)
    {
        if (is_open(a) || is_open(b))
            return open_operands(a, b);
        Value const same = equality(a, b, arena_);
        return same.kind == Kind::boolean ? Value::of(same.boolean == wanted) : same;
    }

    [[gnu::noinline]] Value matches(Value text, Code const& code)
    {
        if (!budget_.take(1 + text.extra / 64))
            return fail(too_long);
        return Value::of(program_.patterns[code.b].found_in(text.as_text()));
    }

    // Logic. One operand that decides makes the result whatever the others are; else an unknown, else an error.

    template <bool decisive>
    Value logic(Code const& code)
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

    template <bool decisive>
    [[gnu::noinline]] Value open_logic(Code const& code, std::uint32_t at, Value first)
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

    /// Collects what keeps a result open: unknowns add up and outweigh errors, of which the first is kept.
    void note_open(Value& open, Value v, std::string_view name)
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

    [[gnu::noinline]] Value open_choice(Value condition, Code const& code)
    {
        if (condition.is_unknown()) {
            Value const yes = evaluate(code.b);
            Value const no = evaluate(code.c);
            if (!is_open(yes) && !is_open(no) && equality(yes, no, arena_).is_true())
                return yes;
            return condition;
        }
        if (condition.is_error())
            return condition;
        auto call = surroundings();
        call.name = "?:";
        return call.no_overload(std::span(&condition, 1));
    }

    // Calls and literals

    [[gnu::noinline]] Value call(Code const& code)
    {
        if (code.count > inline_arguments)
            return call_with(code, arena_.array<Value>(code.count));
        alignas(Value) std::byte room[inline_arguments * sizeof(Value)]; // not worth clearing for every call
        return call_with(code, std::span(reinterpret_cast<Value*>(room), code.count));
    }

    Value call_with(Code const& code, std::span<Value> arguments)
    {
        bool open = false;
        for (std::uint32_t i = 0; i < code.count; ++i) {
            arguments[i] = evaluate(program_.arguments[code.a + i]);
            open |= is_open(arguments[i]);
        }
        if (open)
            return unknown_or_error(arena_, arguments);
        auto const& function = functions_[code.b];
        auto surround = surroundings();
        surround.element = static_cast<TypeKind>(code.flag);
        surround.name = function.name;
        return function.run(surround, arguments);
    }

    [[gnu::noinline]] Value list(Code const& code)
    {
        auto items = arena_.array<Value>(code.count);
        bool open = false;
        for (std::uint32_t i = 0; i < code.count; ++i) {
            items[i] = evaluate(program_.arguments[code.a + i]);
            open |= is_open(items[i]);
        }
        return open ? unknown_or_error(arena_, items) : make_list(arena_, items);
    }

    [[gnu::noinline]] Value map(Code const& code)
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
        return open ? unknown_or_error(arena_, both_parts) : make_map(arena_, keys, values);
    }

    // Macros over a range

    /// The items of a list or the keys of a map, and what the variables stand for at each.
    struct Range {
        Value value; ///< unknown or error where there is nothing to go over
        std::size_t size = 0;
        bool is_map = false;

        Value key(std::size_t i) const { return is_map ? value.map->keys[i] : Value::of(static_cast<std::int64_t>(i)); }
        Value item(std::size_t i) const { return is_map ? value.map->values[i] : value.list->values[i]; }
    };

    Range range_of(Code const& code)
    {
        Range range { evaluate(program_.arguments[code.a]), 0, false };
        if (range.value.kind == Kind::list)
            range.size = range.value.list->size;
        else if (range.value.kind == Kind::map) {
            range.size = range.value.map->size;
            range.is_map = true;
        } else if (!is_open(range.value)) {
            auto call = surroundings();
            call.name = "a macro over a range";
            range.value = call.no_overload(std::span(&range.value, 1));
        }
        return range;
    }

    bool enter(Code const& code, Range const& range, std::size_t i)
    {
        if (code.flag != 0) {
            locals_[code.c] = range.key(i);
            locals_[code.c + 1] = range.item(i);
        } else
            locals_[code.c] = range.is_map ? range.key(i) : range.item(i);
        if constexpr (traced)
            recorder_->enter_item(program_.arguments[code.a], i, range.is_map ? range.key(i) : Value {});
        return budget_.take(code.b);
    }

    Value body(Code const& code, std::uint32_t which) { return evaluate(program_.arguments[code.a + which]); }

    void leave(Value v)
    {
        if constexpr (traced)
            recorder_->leave_item(v);
    }

    template <bool decisive>
    [[gnu::noinline]] Value quantified(Code const& code)
    {
        auto const range = range_of(code);
        if (is_open(range.value))
            return range.value;
        Value open;
        for (std::size_t i = 0; i < range.size; ++i) {
            bool const may = enter(code, range, i);
            Value const v = may ? body(code, 1) : fail(too_long);
            leave(v);
            if (!may || budget_.spent)
                return v;
            if (v.kind != Kind::boolean)
                note_open(open, v, decisive ? "exists" : "all");
            else if (v.boolean == decisive)
                return v;
        }
        return open.kind != Kind::absent ? open : Value::of(!decisive);
    }

    [[gnu::noinline]] Value exists_one(Code const& code)
    {
        auto const range = range_of(code);
        if (is_open(range.value))
            return range.value;
        Value open;
        std::size_t found = 0;
        for (std::size_t i = 0; i < range.size; ++i) {
            bool const may = enter(code, range, i);
            Value const v = may ? body(code, 1) : fail(too_long);
            leave(v);
            if (!may || budget_.spent)
                return v;
            if (v.kind != Kind::boolean)
                note_open(open, v, "exists_one");
            else
                found += v.boolean ? 1 : 0;
        }
        // Two that are found cannot become one by what is not known yet; an error spoils it either way.
        if (open.is_unknown() && found > 1)
            return Value::of(false);
        return open.kind != Kind::absent ? open : Value::of(found == 1);
    }

    /// False where the filter leaves the item out or leaves it open.
    bool passes(Code const& code, Value& open)
    {
        Value const v = body(code, 1);
        if (v.kind != Kind::boolean)
            note_open(open, v, "filter");
        return v.is_true();
    }

    [[gnu::noinline]] Value transform(Code const& code)
    {
        auto const range = range_of(code);
        if (is_open(range.value))
            return range.value;
        auto surround = surroundings();
        if (!surround.may_use(range.size * sizeof(Value)))
            return fail(too_large);
        auto results = arena_.array<Value>(range.size);
        std::size_t size = 0;
        Value open;
        for (std::size_t i = 0; i < range.size; ++i) {
            if (!enter(code, range, i)) {
                leave(fail(too_long));
                return fail(too_long);
            }
            Value v;
            if (code.count == 2 || passes(code, open)) {
                v = body(code, code.count - 1u);
                if (is_open(v))
                    note_open(open, v, "map");
                else
                    results[size++] = v;
            }
            leave(v);
            if (budget_.spent)
                return fail(too_long);
        }
        return open.kind != Kind::absent ? open : make_list(arena_, results.first(size));
    }

    [[gnu::noinline]] Value filter(Code const& code)
    {
        auto const range = range_of(code);
        if (is_open(range.value))
            return range.value;
        auto surround = surroundings();
        if (!surround.may_use(range.size * sizeof(Value)))
            return fail(too_large);
        auto kept = arena_.array<Value>(range.size);
        std::size_t size = 0;
        Value open;
        for (std::size_t i = 0; i < range.size; ++i) {
            if (!enter(code, range, i)) {
                leave(fail(too_long));
                return fail(too_long);
            }
            bool const keep = passes(code, open);
            leave(Value::of(keep));
            if (budget_.spent)
                return fail(too_long);
            if (!keep)
                continue;
            Value const item = range.is_map ? range.key(i) : range.item(i);
            if (is_open(item))
                note_open(open, item, "filter");
            else
                kept[size++] = item;
        }
        return open.kind != Kind::absent ? open : make_list(arena_, kept.first(size));
    }

    [[gnu::noinline]] Value transform_map(Code const& code)
    {
        auto const range = range_of(code);
        if (is_open(range.value))
            return range.value;
        std::vector<Value> keys;
        std::vector<Value> values;
        Value open;
        auto surround = surroundings();
        for (std::size_t i = 0; i < range.size; ++i) {
            if (!enter(code, range, i)) {
                leave(fail(too_long));
                return fail(too_long);
            }
            Value v;
            if (code.count == 2 || passes(code, open)) {
                v = body(code, code.count - 1u);
                if (!is_open(v) && code.op == Op::transform_map_entry && v.kind != Kind::map) {
                    surround.name = "transformMapEntry";
                    v = surround.no_overload(std::span(&v, 1));
                }
                if (is_open(v))
                    note_open(open, v, "transformMap");
                else if (code.op == Op::transform_map) {
                    keys.push_back(range.key(i));
                    values.push_back(v);
                } else {
                    keys.insert(keys.end(), v.map->keys, v.map->keys + v.map->size);
                    values.insert(values.end(), v.map->values, v.map->values + v.map->size);
                }
            }
            leave(v);
            if (budget_.spent || !budget_.take(1) || !surround.may_use((keys.size() + values.size()) * sizeof(Value)))
                return fail(too_long);
        }
        if (open.kind != Kind::absent)
            return open;
        auto const copy = [&](std::vector<Value> const& from) {
            auto to = arena_.array<Value>(from.size());
            std::ranges::copy(from, to.begin());
            return to;
        };
        return make_map(arena_, copy(keys), copy(values));
    }

    Code const* code_;
    Value const* constants_;
    Value* slots_;
    Value* locals_ = reinterpret_cast<Value*>(inline_);
    Program const& program_;
    Activation& activation_;
    Arena& arena_;
    Budget budget_;
    Recorder* recorder_;
    Function const* functions_ = functions().data();
    alignas(Value) std::byte inline_[inline_locals * sizeof(Value)];
};

} // namespace

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

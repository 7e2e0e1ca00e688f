#pragma once

// The machine that evaluates a compiled expression. evaluate.cpp is the way of an expression whose operands are all
// known; evaluate_open.cpp what happens to unknowns, errors and operands of unexpected kinds; evaluate_range.cpp the
// macros over a range. It comes twice, with and without a trace.

#include "core/rules/functions.hpp"
#include "core/rules/program.hpp"
#include "core/rules/recorder.hpp"

#include <cstddef>
#include <cstring>

namespace recourse::rules {

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
    static constexpr std::size_t inline_locals = 12;
    static constexpr std::size_t inline_arguments = 8;

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

    Value run(std::uint32_t at);

private:
    [[gnu::noinline]] Value within_bounds(Value result);
    /// False where writing the value out would cost more than the rest of the budget.
    bool can_be_written(Value);

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

    Value step(Code const&);

    Call surroundings() { return { arena_, budget_, activation_.exchange, activation_.counting }; }

    [[gnu::always_inline]] Value field(Value target, Code const& code)
    {
        auto const* type = record_type_of(target);
        if (code.b < type->fields.size() && type->fields[code.b].name.size() == constants_[code.c].extra
            && std::memcmp(type->fields[code.b].name.data(), constants_[code.c].text, constants_[code.c].extra) == 0)
            [[likely]]
            return target.fields[code.b];
        return select(target, code.c);
    }

    // evaluate.cpp

    template <bool decisive>
    Value logic(Code const&);
    [[gnu::noinline]] Value matches(Value text, Code const&);
    [[gnu::noinline]] Value call(Code const&);
    Value call_with(Code const&, std::span<Value> arguments);
    [[gnu::noinline]] bool take_texts(std::span<Value const> arguments);
    [[gnu::noinline]] Value list(Code const&);
    [[gnu::noinline]] Value map(Code const&);

    // evaluate_open.cpp. Slow paths stay out of line so that step() keeps a small frame: expressions nest as deep as
    // they are written.

    Value missing(std::uint32_t slot);
    Value select(Value target, std::uint32_t name);
    Value has(Value target, std::uint32_t name);
    Value one_operand(Value, Code const&);
    Value operation(Value (*run)(Call&, Value, Value), Value a, Value b);
    Value relation(Relation, Value a, Value b);
    Value equality_of(Value a, Value b, bool wanted);
    template <bool decisive>
    Value open_logic(Code const&, std::uint32_t at, Value first);
    Value open_choice(Value condition, Code const&);
    /// Collects what keeps a result open: unknowns add up and outweigh errors, of which the first is kept.
    void note_open(Value& open, Value, std::string_view name);

    // evaluate_range.cpp

    /// The items of a list or the keys of a map, and what the variables stand for at each.
    struct Range {
        Value value; ///< unknown or error where there is nothing to go over
        std::size_t size = 0;
        bool is_map = false;

        Value key(std::size_t i) const { return is_map ? value.map->keys[i] : Value::of(static_cast<std::int64_t>(i)); }
        Value item(std::size_t i) const { return is_map ? value.map->values[i] : value.list->values[i]; }
    };
    Range range_of(Code const&);
    bool passes(Code const&, Value& open);
    template <bool decisive>
    Value quantified(Code const&);
    Value exists_one(Code const&);
    Value transform(Code const&);
    Value filter(Code const&);
    Value transform_map(Code const&);

    bool enter(Code const& code, Range const& range, std::size_t i)
    {
        if ((code.flag & two_variables) != 0) {
            locals_[code.c] = range.key(i);
            locals_[code.c + 1] = range.item(i);
        } else
            locals_[code.c] = range.is_map ? range.key(i) : range.item(i);
        if constexpr (traced)
            recorder_->enter_item(program_.arguments[code.a], i, range.is_map ? range.key(i) : Value {});
        return budget_.take(code.b) && budget_.allows(arena_.used());
    }

    Value body(Code const& code, std::uint32_t which) { return evaluate(program_.arguments[code.a + which]); }

    void leave(Value v)
    {
        if constexpr (traced)
            recorder_->leave_item(v);
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

} // namespace recourse::rules

#include "core/rules/containers.hpp"
#include "core/rules/machine.hpp"

#include <algorithm>
#include <vector>

namespace recourse::rules {

template <bool traced>
typename Machine<traced>::Range Machine<traced>::range_of(Code const& code)
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

template <bool traced>
template <bool decisive>
Value Machine<traced>::quantified(Code const& code)
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

template <bool traced>
Value Machine<traced>::exists_one(Code const& code)
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
    // Two that are found cannot become one by what is not known yet, unless that is an error.
    if (open.is_unknown() && found > 1 && (code.flag & cannot_fail) != 0)
        return Value::of(false);
    return open.kind != Kind::absent ? open : Value::of(found == 1);
}

/// False where the filter leaves the item out or leaves it open.
template <bool traced>
bool Machine<traced>::passes(Code const& code, Value& open)
{
    Value const v = body(code, 1);
    if (v.kind != Kind::boolean)
        note_open(open, v, "filter");
    return v.is_true();
}

template <bool traced>
Value Machine<traced>::transform(Code const& code)
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

template <bool traced>
Value Machine<traced>::filter(Code const& code)
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

template <bool traced>
Value Machine<traced>::transform_map(Code const& code)
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
    return make_map(arena_, copy(keys), copy(values), budget_);
}

template Value Machine<false>::quantified<true>(Code const&);
template Value Machine<true>::quantified<true>(Code const&);
template Value Machine<false>::quantified<false>(Code const&);
template Value Machine<true>::quantified<false>(Code const&);
template Value Machine<false>::exists_one(Code const&);
template Value Machine<true>::exists_one(Code const&);
template Value Machine<false>::transform(Code const&);
template Value Machine<true>::transform(Code const&);
template Value Machine<false>::filter(Code const&);
template Value Machine<true>::filter(Code const&);
template Value Machine<false>::transform_map(Code const&);
template Value Machine<true>::transform_map(Code const&);

} // namespace recourse::rules

#include "core/rules/compare.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/unknown.hpp"

#include <array>

namespace recourse::rules {

namespace {

/// The arguments themselves, or the items of the one list that was given.
std::span<Value const> operands(std::span<Value const> a)
{
    return a.size() == 1 && a[0].is(Kind::list) ? a[0].items() : a;
}

bool has_extremes(Kind kind)
{
    return is_number(kind) || kind == Kind::money || kind == Kind::date;
}

/// The first of the smallest or largest operands.
template <bool smallest>
Value extreme(Call& call, std::span<Value const> a)
{
    auto const items = operands(a);
    if (items.empty())
        return call.error(std::string(call.name) + " of an empty list");
    if (!call.budget.take(items.size()))
        return fail(too_long);
    if (Value const open = unknown_or_error(call.arena, items); !open.is(Kind::absent))
        return open;
    Value best = items[0];
    for (Value const item : items) {
        if (!has_extremes(item.kind))
            return call.no_overload(a);
        auto const order = compare_values(item, best);
        if (!order)
            return relate(call, Relation::less, best, item);
        if (smallest ? *order < 0 : *order > 0)
            best = item;
        else if (item.is(Kind::real) && item.real != item.real)
            return item; // not a number, and neither is the extreme
    }
    // Zero of no currency takes the currency of what it was compared with.
    if (best.is(Kind::money) && best.currency == 0) {
        for (Value const item : items)
            best.currency = best.currency == 0 ? item.currency : best.currency;
    }
    return best;
}

template <bool smallest>
Value date_extreme(Call& call, std::span<Value const> a)
{
    for (Value const item : operands(a)) {
        if (!item.is(Kind::date) && !item.is_unknown())
            return call.no_overload(a);
    }
    return extreme<smallest>(call, a);
}

Value sum(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::list))
        return call.no_overload(a);
    auto const items = a[0].items();
    if (!call.budget.take(items.size()))
        return fail(too_long);
    if (Value const open = unknown_or_error(call.arena, items); !open.is(Kind::absent))
        return open;
    if (items.empty())
        return call.element == TypeKind::money   ? Value::of(Money {})
            : call.element == TypeKind::real     ? Value::of(0.0)
            : call.element == TypeKind::uinteger ? Value::of_uint(0)
                                                 : Value::of(std::int64_t { 0 });
    Value total = items[0];
    if (!is_number(total.kind) && !total.is(Kind::money))
        return call.no_overload(a);
    for (Value const item : items.subspan(1)) {
        total = add(call, total, item);
        if (total.is_error())
            return total;
    }
    return total;
}

constexpr std::string_view extreme_signatures = "(money, money...) -> money; (date, date...) -> date; (int, int...) -> "
                                                "int; (uint, uint...) -> uint; (double, double...) -> double;"
                                                "(list(money)) -> money; (list(date)) -> date; (list(int)) -> int; "
                                                "(list(uint)) -> uint; (list(double)) -> double";
constexpr std::string_view date_signatures = "(list(date)) -> date; (date, date...) -> date";

constexpr std::array rows {
    Function { "min", false, 1, 6, extreme<true>, extreme_signatures },
    Function { "max", false, 1, 6, extreme<false>, extreme_signatures },
    Function { "earliest", false, 1, 6, date_extreme<true>, date_signatures },
    Function { "latest", false, 1, 6, date_extreme<false>, date_signatures },
    Function { "sum", false, 1, 1, sum,
        "(list(money)) -> money; (list(int)) -> int; (list(uint)) -> uint; (list(double)) -> double" },
};

} // namespace

std::span<Function const> list_functions()
{
    return rows;
}

} // namespace recourse::rules

#include "core/rules/compare.hpp"

#include "core/rules/containers.hpp"
#include "core/rules/rules.hpp"
#include "core/rules/type.hpp"
#include "core/rules/unknown.hpp"

#include <cmath>
#include <cstring>
#include <utility>

namespace recourse::rules {

namespace {

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

/// CEL turns the whole number into a double where the double is within its range, so that neighbours a double cannot
/// tell apart compare equal.
std::partial_ordering compare_mixed(std::int64_t i, double d)
{
    if (d > two_to_63)
        return std::partial_ordering::less;
    if (d < -two_to_63)
        return std::partial_ordering::greater;
    return static_cast<double>(i) <=> d;
}

std::partial_ordering compare_mixed(std::uint64_t u, double d)
{
    if (d > two_to_64)
        return std::partial_ordering::less;
    if (d < 0)
        return std::partial_ordering::greater;
    return static_cast<double>(u) <=> d;
}

std::partial_ordering compare_mixed(std::int64_t i, std::uint64_t u)
{
    return i < 0 ? std::partial_ordering::less : std::partial_ordering(static_cast<std::uint64_t>(i) <=> u);
}

std::partial_ordering reversed(std::partial_ordering order)
{
    return 0 <=> order;
}

std::strong_ordering compare_text(Value a, Value b)
{
    // UTF-8 keeps the order of code points, so bytes decide for strings too.
    auto const common = std::min(a.extra, b.extra);
    int const order = common == 0 ? 0 : std::memcmp(a.text, b.text, common);
    return order != 0 ? order <=> 0 : a.extra <=> b.extra;
}

bool same_text(Value a, Value b)
{
    return a.extra == b.extra && (a.extra == 0 || std::memcmp(a.text, b.text, a.extra) == 0);
}

/// Combines the answers about the parts: one false decides, else an unknown part leaves it open.
class Parts {
public:
    explicit Parts(Arena& arena) : arena_(arena) { }

    bool decided_by(Value part)
    {
        if (part.is_unknown())
            open_ = open_.is_unknown() ? merge_unknowns(arena_, open_, part) : part;
        else if (part.is_error() && !open_.is_unknown())
            open_ = part;
        return part.is_false();
    }
    Value answer() const { return open_; }

private:
    Arena& arena_;
    Value open_ = Value::of(true);
};

Value list_equality(Value a, Value b, Arena& arena, Budget& budget)
{
    if (a.list->size != b.list->size)
        return Value::of(false);
    if (!budget.take(a.list->size))
        return fail(too_long);
    Parts parts { arena };
    for (std::size_t i = 0; i < a.list->size && !budget.spent; ++i) {
        if (parts.decided_by(equality(a.list->values[i], b.list->values[i], arena, budget)))
            return Value::of(false);
    }
    return parts.answer();
}

Value map_equality(Value a, Value b, Arena& arena, Budget& budget)
{
    if (a.map->size != b.map->size)
        return Value::of(false);
    if (!budget.take(a.map->size * (1 + std::uint64_t { b.map->lookup_steps })))
        return fail(too_long);
    Parts parts { arena };
    for (std::uint32_t i = 0; i < a.map->size && !budget.spent; ++i) {
        auto const* other = b.map->find(a.map->keys[i]);
        if (other == nullptr || parts.decided_by(equality(a.map->values[i], *other, arena, budget)))
            return Value::of(false);
    }
    return parts.answer();
}

Value record_equality(Value a, Value b, Arena& arena, Budget& budget)
{
    auto const& type = a.record_type();
    if (record_type_of(a) != record_type_of(b) && type.name != b.record_type().name)
        return Value::of(false);
    if (!budget.take(type.fields.size()))
        return fail(too_long);
    Parts parts { arena };
    for (std::size_t i = 0; i < type.fields.size() && !budget.spent; ++i) {
        if (parts.decided_by(equality(a.fields[i], b.fields[i], arena, budget)))
            return Value::of(false);
    }
    return parts.answer();
}

} // namespace

std::partial_ordering compare_numbers(Value a, Value b)
{
    switch (a.kind) {
    case Kind::integer:
        return b.kind == Kind::integer ? a.integer <=> b.integer
            : b.kind == Kind::uinteger ? compare_mixed(a.integer, b.uinteger)
                                       : compare_mixed(a.integer, b.real);
    case Kind::uinteger:
        return b.kind == Kind::integer ? reversed(compare_mixed(b.integer, a.uinteger))
            : b.kind == Kind::uinteger ? a.uinteger <=> b.uinteger
                                       : compare_mixed(a.uinteger, b.real);
    default:
        return b.kind == Kind::integer ? reversed(compare_mixed(b.integer, a.real))
            : b.kind == Kind::uinteger ? reversed(compare_mixed(b.uinteger, a.real))
                                       : a.real <=> b.real;
    }
}

bool same_number(Value a, Value b)
{
    if (a.kind != Kind::real && b.kind != Kind::real)
        return compare_numbers(a, b) == std::partial_ordering::equivalent;
    if (a.kind != Kind::real)
        std::swap(a, b);
    double const d = a.real;
    if (b.kind == Kind::real)
        return d == b.real;
    if (b.kind == Kind::integer)
        return d >= -two_to_63 && d < two_to_63 && std::trunc(d) == d && static_cast<std::int64_t>(d) == b.integer;
    return d >= 0 && d < two_to_64 && std::trunc(d) == d && static_cast<std::uint64_t>(d) == b.uinteger;
}

std::optional<std::partial_ordering> compare_values(Value a, Value b)
{
    if (is_number(a.kind) && is_number(b.kind))
        return compare_numbers(a, b);
    if (a.kind != b.kind)
        return std::nullopt;
    switch (a.kind) {
    case Kind::boolean:
        return static_cast<int>(a.boolean) <=> static_cast<int>(b.boolean);
    case Kind::string:
    case Kind::bytes:
        return compare_text(a, b);
    case Kind::timestamp:
    case Kind::duration:
        return a.integer != b.integer ? a.integer <=> b.integer : a.extra <=> b.extra;
    case Kind::date:
        return a.integer <=> b.integer;
    case Kind::money:
        if (!comparable(a.as_money(), b.as_money()))
            return std::nullopt;
        return a.integer <=> b.integer;
    default:
        return std::nullopt;
    }
}

Value equality(Value a, Value b, Arena& arena, Budget& budget)
{
    if (a.is_unknown() || b.is_unknown())
        return a.is_unknown() && b.is_unknown() ? merge_unknowns(arena, a, b) : a.is_unknown() ? a : b;
    if (a.is_error() || b.is_error())
        return a.is_error() ? a : b;
    if (a.kind != b.kind)
        return Value::of(
            is_number(a.kind) && is_number(b.kind) && compare_numbers(a, b) == std::partial_ordering::equivalent);
    switch (a.kind) {
    case Kind::boolean:
        return Value::of(a.boolean == b.boolean);
    case Kind::integer:
    case Kind::uinteger:
    case Kind::date:
        return Value::of(a.integer == b.integer);
    case Kind::real:
        return Value::of(a.real == b.real);
    case Kind::string:
    case Kind::bytes:
    case Kind::type:
        return budget.take_text(a.extra) ? Value::of(same_text(a, b)) : fail(too_long);
    case Kind::timestamp:
    case Kind::duration:
        return Value::of(a.integer == b.integer && a.extra == b.extra);
    case Kind::money:
        return Value::of(a.integer == b.integer && comparable(a.as_money(), b.as_money()));
    case Kind::list:
        return list_equality(a, b, arena, budget);
    case Kind::map:
        return map_equality(a, b, arena, budget);
    case Kind::record:
        return record_equality(a, b, arena, budget);
    default:
        return Value::of(a.kind == Kind::null || a.kind == Kind::absent);
    }
}

bool indistinguishable(Value a, Value b)
{
    if (a.kind != b.kind || a.currency != b.currency || a.extra != b.extra)
        return false;
    switch (a.kind) {
    case Kind::null:
        return true;
    case Kind::boolean:
        return a.boolean == b.boolean;
    case Kind::string:
    case Kind::bytes:
    case Kind::type:
        return same_text(a, b);
    case Kind::integer:
    case Kind::uinteger:
    case Kind::real: // bit by bit: 0.0 and -0.0 are two values
    case Kind::timestamp:
    case Kind::duration:
    case Kind::money:
    case Kind::date:
        return a.integer == b.integer;
    default:
        return false;
    }
}

bool equal(Value a, Value b)
{
    LocalArena arena;
    Budget budget { Limits {}.steps_max };
    return equality(a, b, arena, budget).is_true();
}

} // namespace recourse::rules

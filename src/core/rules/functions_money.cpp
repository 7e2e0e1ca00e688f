#include "base/wide.hpp"
#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/text_forms.hpp"

#include <array>
#include <optional>

namespace recourse::rules {

namespace {

constexpr std::string_view money_range = "the amount does not fit 64 bits (overflow)";

Value to_money(Call& call, std::span<Value const> a)
{
    if (a[0].is(Kind::money))
        return a[0];
    if (!a[0].is(Kind::string))
        return call.no_overload(a);
    auto const amount = parse_money(a[0].as_text());
    return amount ? Value::of(*amount) : call.error(amount.error());
}

Value currency(Call& call, std::span<Value const> a)
{
    return a[0].is(Kind::money) ? Value::string(call.arena.copy(a[0].as_money().currency.code())) : call.no_overload(a);
}

Value minor(Call& call, std::span<Value const> a)
{
    return a[0].is(Kind::money) ? Value::of(a[0].integer) : call.no_overload(a);
}

std::optional<Rounding> read_rounding(std::string_view name)
{
    if (name == "down")
        return Rounding::down;
    if (name == "up")
        return Rounding::up;
    if (name == "half_up")
        return Rounding::half_up;
    if (name == "half_even")
        return Rounding::half_even;
    if (name == "floor")
        return Rounding::floor;
    if (name == "ceiling")
        return Rounding::ceiling;
    return std::nullopt;
}

Value share(Value money, Wide numerator, Wide denominator, Rounding rounding)
{
    // 63 bits of amount and at most 60 of numerator stay below 128.
    auto const result = narrowed(rounded_quotient(money.integer * numerator, denominator, rounding));
    if (!result)
        return fail(money_range);
    money.integer = *result;
    return money;
}

Value times(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::money) || !a[1].is(Kind::string) || (a.size() == 3 && !a[2].is(Kind::string)))
        return call.no_overload(a);
    auto const ratio = parse_ratio(a[1].as_text());
    if (!ratio)
        return call.error(to_string(a[1], said_max) + " is not a share: " + ratio.error());
    auto const rounding = a.size() == 3 ? read_rounding(a[2].as_text()) : Rounding::half_even;
    if (!rounding)
        return call.error(
            to_string(a[2], said_max) + " is not a rounding: down, up, half_up, half_even, floor or ceiling");
    return share(a[0], ratio->numerator, ratio->denominator, *rounding);
}

Value percent(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::money))
        return call.no_overload(a);
    if (a[1].is(Kind::integer))
        return share(a[0], a[1].integer, 100, Rounding::half_even);
    if (!a[1].is(Kind::string))
        return call.no_overload(a);
    auto const ratio = parse_ratio(a[1].as_text());
    if (!ratio)
        return call.error(to_string(a[1], said_max) + " is not a percentage: " + ratio.error());
    return share(a[0], ratio->numerator, Wide { ratio->denominator } * 100, Rounding::half_even);
}

Value divided_by(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::money) || !a[1].is(Kind::integer))
        return call.no_overload(a);
    if (a[1].integer == 0)
        return fail("divide by zero");
    Wide const divisor = a[1].integer;
    return share(a[0], divisor < 0 ? -1 : 1, divisor < 0 ? -divisor : divisor, Rounding::half_even);
}

Value convert(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::money) || !a[1].is(Kind::string))
        return call.no_overload(a);
    auto const to = Currency::from_code(a[1].as_text());
    if (!to)
        return call.error(to_string(a[1], said_max) + " is not the code of a currency");
    auto const from = a[0].as_money();
    if (from.currency == *to)
        return a[0];
    if (from == Money {})
        return Value::of(Money { 0, *to });
    if (auto const converted = call.exchange != nullptr ? call.exchange->convert(from, *to) : std::nullopt)
        return Value::of(*converted);
    return Value::unknown(call.arena, "rates." + std::string(from.currency.code()) + "-" + std::string(to->code()));
}

Value ratio_less(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::string) || !a[1].is(Kind::string))
        return call.no_overload(a);
    auto const left = parse_ratio(a[0].as_text());
    auto const right = parse_ratio(a[1].as_text());
    if (!left || !right)
        return call.error(to_string(a[left ? 1 : 0], said_max) + " is not a share: " + (left ? right : left).error());
    return Value::of(*left < *right);
}

constexpr std::array rows {
    Function { "money", false, 1, 1, to_money, "(string) -> money; (money) -> money" },
    Function { "currency", true, 1, 1, currency, "(money) -> string" },
    Function { "minor", true, 1, 1, minor, "(money) -> int" },
    Function { "times", true, 2, 3, times, "(money, string) -> money; (money, string, string) -> money" },
    Function { "percent", true, 2, 2, percent, "(money, int) -> money; (money, string) -> money" },
    Function { "divided_by", true, 2, 2, divided_by, "(money, int) -> money" },
    Function { "convert", false, 2, 2, convert, "(money, string) -> money", false },
    Function { "ratio_less", false, 2, 2, ratio_less, "(string, string) -> bool" },
};

} // namespace

std::span<Function const> money_functions()
{
    return rows;
}

} // namespace recourse::rules

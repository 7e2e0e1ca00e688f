#include "core/rules/worked_test.hpp"

namespace recourse::rules {

TEST(Operators, arithmetic_never_wraps)
{
    std::string_view const int_range = "error: the result does not fit an int (overflow)";
    std::string_view const uint_range = "error: the result does not fit a uint (overflow)";
    expect({
        { "1 + 2 * 3 - 4", "3" },
        { "9223372036854775806 + 1", "9223372036854775807" },
        { "9223372036854775807 + 1", int_range },
        { "-9223372036854775808 - 1", int_range },
        { "-(-9223372036854775808)", int_range },
        { "-9223372036854775808 * -1", int_range },
        { "-9223372036854775808 / -1", int_range },
        { "-9223372036854775808 % -1", int_range },
        { "4294967296 * 4294967296", int_range },
        { "18446744073709551614u + 1u", "18446744073709551615u" },
        { "18446744073709551615u + 1u", uint_range },
        { "0u - 1u", uint_range },
        { "4294967296u * 4294967296u", uint_range },
        { "7 / 2", "3" },
        { "-7 / 2", "-3" },
        { "-7 % 2", "-1" },
        { "7 % -2", "1" },
        { "7 / 0", "error: divide by zero" },
        { "7 % 0", "error: modulus by zero" },
        { "7u / 0u", "error: divide by zero" },
        { "1.5 + 0.25", "1.75" },
        { "1.0 / 0.0", "+Inf" },
        { "-1.0 / 0.0", "-Inf" },
        { "0.0 / 0.0 == 0.0 / 0.0", "false" },
        { "x + 1", "8" },
        { "x - 10", "-3" },
        { "x * x", "49" },
    });
}

TEST(Operators, order_of_binding)
{
    expect({
        { "2 + 3 * 4", "14" },
        { "(2 + 3) * 4", "20" },
        { "10 - 4 - 3", "3" },
        { "100 / 10 / 2", "5" },
        { "true || false && false", "true" },
        { "!true == false", "true" },
        { "-2 * -3", "6" },
        { "1 + 1 == 2 && 2 < 3", "true" },
        { "false ? 1 : true ? 2 : 3", "2" },
        { "1 in [1, 2] == true", "true" },
        { "-items[0] + 5", "4" },
        { "!!flag", "true" },
    });
}

TEST(Operators, equality_and_order_over_the_kinds)
{
    expect({
        { "'a' < 'b' && 'a' < 'aa' && 'Z' < 'a'", "true" },
        { "'\\u00e9' > 'z'", "true" },
        { "b'\\x01' < b'\\xff'", "true" },
        { "false < true", "true" },
        { "1 < 1u || 1 > 0.5 && 2u >= 2", "true" },
        { "1 == dyn(1u) && dyn(1.0) == 1u", "true" },
        { "dyn(1) == '1'", "false" },
        { "-1 < 18446744073709551615u", "true" },
        { "9223372036854775807 < 9223372036854775808.0", "false" },
        { "[1, 2] == [1, 2] && [1, 2] != [2, 1]", "true" },
        { "[1] == [dyn(1.0)]", "true" },
        { "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "true" },
        { "{'a': 1} == {'a': 2}", "false" },
        { "null == null", "true" },
        { "money('1.00 USD') < money('1.01 USD')", "true" },
        { "money('1.00 USD') == money('1.00 EUR')", "false" },
        { "money('1.00 USD') < money('1.00 EUR')", "error: currencies differ: USD and EUR" },
        { "date('2026-02-28') < date('2026-03-01')", "true" },
        { "type(1) == int && type(type(1)) == type && type(null) == null_type", "true" },
        { "order.value > money('479.99 USD')", "true" },
    });
    expect_unchecked({
        { "1 < '1'", "error: no such overload: <(int, string)" },
        { "[1] < [2]", "error: no such overload: <(list, list)" },
        { "null < null", "error: no such overload: <(null_type, null_type)" },
        { "1 + 1u", "error: no such overload: +(int, uint)" },
        { "-1u", "error: no such overload: -(uint)" },
        { "1.5 % 1.0", "error: no such overload: %(double, double)" },
    });
}

TEST(Operators, lists_and_maps)
{
    expect({
        { "[1, 2] + [3]", "[1, 2, 3]" },
        { "[] + [1]", "[1]" },
        { "items[2]", "3" },
        { "items[3]", "error: index out of bounds: 3 in a list of 3" },
        { "items[-1]", "error: index out of bounds: -1 in a list of 3" },
        { "items[dyn(1.0)] + items[dyn(0u)]", "3" },
        { "items[dyn(0.5)]", "error: a list has no item 0.5" },
        { "{'a': 1}['a'] + {'a': 1}.a", "2" },
        { "{1: 'x'}[dyn(1u)] + {1: 'x'}[dyn(1.0)]", "\"xx\"" },
        { "{1: 'x'}[2]", "error: no such key: 2" },
        { "{'a': 1}.b", "error: no such key: \"b\"" },
        { "{'a': 1, 'a': 2}", "error: repeated key \"a\"" },
        { "{1: 1, dyn(1u): 2}", "error: repeated key 1u" },
        { "2 in items", "true" },
        { "4 in items", "false" },
        { "'a' in {'a': 1}", "true" },
        { "dyn(1.0) in {1: 'x'}", "true" },
        { "has({'a': 1}.a)", "true" },
        { "has({'a': 1}.b)", "false" },
        { "has(order.value)", "true" },
        { "has(order.note)", "false" },
        { "{0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9}[9]", "9" },
        { "size({0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 0: 9})", "error: repeated key 0" },
    });
    expect_unchecked({
        { "{1.5: 1}", "error: unsupported key type: keys of a map are bool, int, uint or string" },
        { "{null: 1}", "error: unsupported key type: keys of a map are bool, int, uint or string" },
        { "items['a']", "error: no such overload: _[_](list, string)" },
        { "order.nothing", "error: no such field: nothing in order" },
        { "order['count']", "3" },
        { "x.y", "error: a value of type int has no fields" },
    });
}

TEST(Operators, money_and_dates)
{
    expect({
        { "order.value + money('20.00 USD')", "500.00 USD" },
        { "order.value - money('500.00 USD')", "-20.00 USD" },
        { "order.value * 2 == 2 * order.value", "true" },
        { "-money('1.00 USD')", "-1.00 USD" },
        { "money('92233720368547758.07 USD') + money('0.01 USD')",
            "error: the amount does not fit 64 bits (overflow)" },
        { "money('92233720368547758.07 USD') * 2", "error: the amount does not fit 64 bits (overflow)" },
        { "money('1.00 USD') + money('1.00 EUR')", "error: currencies differ: USD and EUR" },
        { "money('10.00 USD').percent(15)", "1.50 USD" },
        { "money('0.05 USD').percent(50)", "0.02 USD" },
        { "money('0.15 USD').percent(50)", "0.08 USD" },
        { "money('10.00 USD').times('0.3333', 'up')", "3.34 USD" },
        { "money('10.00 USD').divided_by(0)", "error: divide by zero" },
        { "money('10.00 USD').currency() + string(money('10.00 USD').minor())", "\"USD1000\"" },
        { "date('2026-01-31').plus_months(1)", "2026-02-28" },
        { "date('2024-02-29').plus_years(1)", "2025-02-28" },
        { "date('2026-12-31').plus_days(1)", "2027-01-01" },
        { "date('9999-12-31').plus_days(1)", "error: the date is outside the years 1 to 9999" },
        { "days_between(date('2026-03-01'), date('2026-02-01'))", "-28" },
        { "date(timestamp('2026-03-01T23:30:00Z'), 'Asia/Shanghai')", "2026-03-02" },
        { "min(3, 1, 2) + max([3, 1, 2])", "4" },
        { "earliest(date('2026-03-01'), date('2026-02-01'))", "2026-02-01" },
        { "sum([1, 2, 3])", "6" },
        { "sum(payments.map(p, p.amount))", "30" },
    });
}

} // namespace recourse::rules

#include "core/rules/worked_test.hpp"

#include <array>

namespace recourse::rules {

namespace {

/// Every problem of the text, each with its excerpt and remedy.
std::string problems(std::string_view text, CompileOptions const& options = {})
{
    World world;
    auto const program = compile(text, world.schema, options);
    if (program)
        return "none";
    std::string all;
    for (auto const& problem : program.error())
        all += (all.empty() ? "" : "\n") + to_string(problem);
    return all;
}

} // namespace

TEST(Messages, say_where_with_a_caret_and_the_nearest_right_name)
{
    EXPECT_EQ(problems("order.cuont > 1"),
        "1:7: there is no field 'cuont' in order\n"
        "    order.cuont > 1\n"
        "          ^ (did you mean 'count'?)");
    EXPECT_EQ(problems("itmes.size() > 1"),
        "1:1: there is no 'itmes' here\n"
        "    itmes.size() > 1\n"
        "    ^ (did you mean 'items'?)");
    EXPECT_EQ(problems("name.startWith('A')"),
        "1:6: there is no function 'startWith'\n"
        "    name.startWith('A')\n"
        "         ^ (did you mean 'startsWith'?)");
    EXPECT_EQ(problems("order.state == 'payd'"),
        "1:16: \"payd\" is never the value here\n"
        "    order.state == 'payd'\n"
        "                   ^ (did you mean 'paid'?)");
    EXPECT_EQ(problems("x = 7"),
        "1:3: '=' has no meaning here\n"
        "    x = 7\n"
        "      ^ (write '==' to compare)");
    EXPECT_EQ(problems("x == 'seven'"),
        "1:3: '==' has no meaning for int and string\n"
        "    x == 'seven'\n"
        "      ^ (both sides must have one type; convert one of them, or write dyn(x) to compare anyway)");
}

TEST(Messages, lines_and_columns_count_from_the_place_of_the_text)
{
    CompileOptions options;
    options.place = { "book.toml", 10, 9 };
    EXPECT_EQ(problems("flag &&\n  \u00e9x", options).substr(0, 16), "book.toml:11:3: ");
    EXPECT_EQ(problems("1 +* 2", options),
        "book.toml:10:12: expected a value, found '*'\n"
        "    1 +* 2\n"
        "       ^");
    EXPECT_EQ(problems("'\u00e9\u00e9' == nam").substr(0, 28), "1:9: there is no 'nam' here\n");
}

TEST(Messages, every_problem_is_reported_once)
{
    EXPECT_EQ(problems("foo && bar"),
        "1:1: there is no 'foo' here\n"
        "    foo && bar\n"
        "    ^\n"
        "1:8: there is no 'bar' here\n"
        "    foo && bar\n"
        "           ^");
    EXPECT_EQ(problems("size(1 +, [2"),
        "1:9: expected a value, found ','\n"
        "    size(1 +, [2\n"
        "            ^\n"
        "1:11: the bracket opened here is not closed with ']'\n"
        "    size(1 +, [2\n"
        "              ^");
}

TEST(Messages, of_the_syntax)
{
    expect({
        { "", "1:1: the expression is empty" },
        { "1 = 2", "1:3: '=' has no meaning here" },
        { "flag & flag", "1:6: '&' has no meaning here" },
        { "1 2", "1:3: '2' stands after the end of the expression" },
        { "(1", "1:1: the bracket opened here is not closed with ')'" },
        { "flag ? 1", "1:9: expected ':' and the other choice, found the end of the expression" },
        { "1x", "1:2: 'x' runs into a number" },
        { "9223372036854775808", "1:1: the number does not fit an int (64 bits with sign)" },
        { "while", "1:1: 'while' is a reserved word and cannot be a name" },
        { "Order{value: 1}",
            "1:6: messages are not part of this language: only lists [...] and maps {...} can be built" },
        { "items[?0]", "1:7: optional access ([?) is not part of this language" },
    });
    EXPECT_TRUE(worked("money('1.00')").starts_with("1:7: "));
    EXPECT_TRUE(worked("x == 'seven").starts_with("1:6: a text that does not end"));
}

TEST(Messages, of_the_check)
{
    expect({
        { "1 + 1.0", "1:3: '+' has no meaning for int and double" },
        { "x && true", "1:3: '&&' has no meaning for int and bool" },
        { "flag ? 1 : 'a'", "1:6: '?:' has no meaning for bool, int and string" },
        { "size(1)", "1:1: size() has no meaning for int" },
        { "size(items, items)", "1:1: size() does not take 2 arguments" },
        { "{1.5: 2}", "1:2: a value of type double cannot be a key" },
        { "x.y", "1:3: a value of type int has no fields" },
        { "items['a']", "1:6: '[]' has no meaning for list(int) and string" },
        { "[1, 'a'][0] == 1", "true" },
        { "order.state in ['paid', 'gone']", "1:25: \"gone\" is never the value here" },
    });
}

TEST(Traces, name_what_decided)
{
    EXPECT_EQ(traced("order.value > money('1.00 USD')"),
        "order.value > money('1.00 USD') is true\n"
        "  order.value is 480.00 USD");
    EXPECT_EQ(traced("flag && x > 10"),
        "flag && x > 10 is false\n"
        "  x > 10 is false\n"
        "    x is 7");
    EXPECT_EQ(traced("flag && x > 5"),
        "flag && x > 5 is true\n"
        "  flag is true\n"
        "  x > 5 is true\n"
        "    x is 7");
    EXPECT_EQ(traced("order.late || x > 10"),
        "order.late || x > 10 is not known (order.late)\n"
        "  order.late is not known");
    EXPECT_EQ(traced("x / 0 == 1"),
        "x / 0 == 1 cannot be worked out: divide by zero\n"
        "  x is 7");
    EXPECT_EQ(traced("items.exists(i, i == 2)"),
        "items.exists(i, i == 2) is true\n"
        "  items[1]: i == 2 is true\n"
        "    i is 2");
    EXPECT_EQ(traced("flag ? name : 'none'"),
        "flag ? name : 'none' is \"Ada\"\n"
        "  flag is true\n"
        "  name is \"Ada\"");
}

} // namespace recourse::rules

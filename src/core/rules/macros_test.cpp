#include "core/rules/worked_test.hpp"

#include <array>

namespace recourse::rules {

TEST(Macros, one_variable)
{
    expect({
        { "items.all(i, i > 0)", "true" },
        { "items.all(i, i > 1)", "false" },
        { "[].all(i, i > 1)", "true" },
        { "items.exists(i, i == 2)", "true" },
        { "[].exists(i, true)", "false" },
        { "items.exists_one(i, i > 2) && !items.existsOne(i, i > 1)", "true" },
        { "items.map(i, i * i)", "[1, 4, 9]" },
        { "items.map(i, i > 1, i * i)", "[4, 9]" },
        { "items.filter(i, i % 2 == 1)", "[1, 3]" },
        { "{'a': 1, 'b': 2}.filter(k, k != 'a')", "[\"b\"]" },
        { "{'a': 1, 'b': 2}.map(k, k + '!')", "[\"a!\", \"b!\"]" },
        { "{1: 'a'}.all(k, k == 1)", "true" },
        { "items.map(i, items.map(j, i * j))", "[[1, 2, 3], [2, 4, 6], [3, 6, 9]]" },
        { "items.exists(i, items.exists(i, i == 3) && i == 1)", "true" },
        { "items.map(x, x) + [x]", "[1, 2, 3, 7]" },
        { "payments.filter(p, p.amount > 10).size()", "1" },
        { "cel.bind(a, x + 1, a * a)", "64" },
        { "cel.bind(a, x, cel.bind(a, a + 1, a) + a)", "15" },
    });
}

TEST(Macros, two_variables)
{
    expect({
        { "[1, 2, 3].all(i, v, v == i + 1)", "true" },
        { "{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true" },
        { "[5, 6, 5].exists_one(i, v, v == 5 && i == 0)", "true" },
        { "[5, 6].transformList(i, v, v - i)", "[5, 5]" },
        { "[5, 6, 7].transformList(i, v, i > 0, v)", "[6, 7]" },
        { "{'a': 1, 'b': 2}.transformMap(k, v, v * 10)", "{\"a\": 10, \"b\": 20}" },
        { "{'a': 1, 'b': 2}.transformMap(k, v, k == 'b', v)", "{\"b\": 2}" },
        { "['p', 'q'].transformMap(i, v, v + v)", "{0: \"pp\", 1: \"qq\"}" },
        { "{'a': 'b'}.transformMapEntry(k, v, {v: k})", "{\"b\": \"a\"}" },
        { "['x', 'x'].transformMapEntry(i, v, {v: i})", "error: repeated key \"x\"" },
        { "[1].all(i, i, true)", "1:5: all() names both variables 'i'" },
    });
}

TEST(Macros, what_is_not_a_macro_is_refused)
{
    expect({
        { "items.all(i.j, true)", "1:11: all() first names the variable that stands for an item" },
        { "items.filter(i, i)", "1:17: filter() needs a condition, this is int" },
        { "x.all(i, true)", "1:1: all() goes over a list or a map, not over int" },
        { "has(x)", "1:5: has() asks for a field" },
        { "items.all(i)", "1:7: there is no function 'all'" },
    });
}

// && and || and their macros take whatever decides, wherever it stands; an error counts only when nothing decides.
TEST(Errors, what_decides_outweighs_them)
{
    std::string_view const zero = "error: divide by zero";
    expect({
        { "false && 1 / 0 == 1", "false" },
        { "1 / 0 == 1 && false", "false" },
        { "true && 1 / 0 == 1", zero },
        { "1 / 0 == 1 || true", "true" },
        { "1 / 0 == 1 || false", zero },
        { "1 / 0 == 1 || 1 % 0 == 1", zero },
        { "true ? 1 : 1 / 0", "1" },
        { "false ? 1 : 1 / 0", zero },
        { "1 / 0 == 1 ? 1 : 1", zero },
        { "[0, 1].exists(i, 1 / i == 1)", "true" },
        { "[0, 2].exists(i, 1 / i == 1)", zero },
        { "[0, 2].all(i, 1 / i == 1)", "false" },
        { "[0, 1].all(i, 1 / i == 1)", zero },
        { "[1, 1, 0].exists_one(i, 1 / i == 1)", zero },
        { "[1, 0].map(i, 1 / i)", zero },
        { "[1, 0].filter(i, 1 / i == 1)", zero },
        { "[1 / 0]", zero },
        { "{'a': 1 / 0}", zero },
        { "size([1 / 0])", zero },
        { "1 / 0 in [1]", zero },
    });
    expect_unchecked({
        { "'a' || true", "true" },
        { "'a' && true", "error: no such overload: &&(string)" },
        { "1 ? 2 : 3", "error: no such overload: ?:(int)" },
        { "nothing == 1 || true", "true" },
        { "nothing", "error: undeclared reference to 'nothing'" },
        { "nothing(1)", "error: unbound function 'nothing'" },
        { "[1, 'a', 3].all(i, i % 2 == 1)", "error: no such overload: %(string, int)" },
        { "1.all(i, true)", "error: no such overload: a macro over a range(int)" },
    });
}

TEST(Errors, an_item_that_is_an_error_does_not_mean_that_nothing_is_there)
{
    World world;
    std::array const items { Value::error(world.arena, "broken"), Value::of(std::int64_t { 2 }) };
    world.slots[static_cast<std::size_t>(world.schema.slot("items"))] = Value::list_of(world.arena, items);
    Activation activation { .slots = world.slots };
    auto const answer
        = [&](char const* text) { return to_string(evaluate(**compile(text, world.schema), activation, world.arena)); };
    EXPECT_EQ(answer("2 in items"), "true");
    EXPECT_EQ(answer("1 in items"), "error: broken");
}

} // namespace recourse::rules

#include "core/rules/worked_test.hpp"

namespace recourse::rules {

namespace {

std::string repeated(std::string_view text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

/// Each xN is made of two of the one before it; the body sees the last.
std::string doubling(std::string_view first, std::string_view both, int times, std::string_view body)
{
    std::string text = "cel.bind(x0, " + std::string(first);
    for (int n = 1; n <= times; ++n) {
        auto const before = "x" + std::to_string(n - 1);
        auto step = std::string(both);
        for (auto at = step.find('?'); at != std::string::npos; at = step.find('?'))
            step.replace(at, 1, before);
        text += ", cel.bind(x" + std::to_string(n) + ", " + step;
    }
    return text + ", " + std::string(body) + repeated(")", times + 1);
}

std::string hundred()
{
    std::string list = "[0";
    for (int i = 1; i < 100; ++i)
        list += ", " + std::to_string(i);
    return list + "]";
}

std::string_view const too_much = "error: evaluation too long";

} // namespace

TEST(Limits, a_text_that_is_too_large_or_too_deep_is_refused)
{
    CompileOptions options;
    options.limits.source_bytes_max = 10;
    EXPECT_EQ(worked("1 + 1 + 1 + 1", options), "1:1: the expression has 13 bytes, more than 10 (split it into terms)");
    options = {};
    options.limits.nesting_max = 20;
    EXPECT_EQ(worked(repeated("(", 19) + "1" + repeated(")", 19), options), "1");
    EXPECT_EQ(worked(repeated("(", 20) + "1" + repeated(")", 20), options),
        "1:21: more than 20 levels of brackets and choices");
    EXPECT_EQ(
        worked(repeated("[", 21) + repeated("]", 21), options), "1:21: more than 20 levels of brackets and choices");
    EXPECT_EQ(worked("1" + repeated("+1", 200), options), "1:160: the expression is more than 80 levels deep");
    EXPECT_EQ(worked(repeated("!", 200) + "true", options), "1:121: the expression is more than 80 levels deep");
    options = {};
    options.limits.nodes_max = 10;
    EXPECT_EQ(worked("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", options), "1:33: the expression has more than 10 parts");
}

TEST(Limits, chains_of_conditions_may_be_as_long_as_the_text)
{
    EXPECT_EQ(worked("false" + repeated(" || false", 1000) + " || flag"), "true");
    EXPECT_EQ(worked("true" + repeated(" && true", 1000) + " && w"), "not known (w)");
}

TEST(Limits, an_evaluation_that_takes_too_long_ends)
{
    auto const list = hundred();
    Limits limits;
    limits.steps_max = 10'000;
    for (auto const& text : {
             list + ".all(a, " + list + ".all(b, " + list + ".all(c, a + b + c >= 0)))",
             list + ".map(a, " + list + ".map(b, " + list + ".map(c, c)))",
             list + ".filter(a, " + list + ".exists(b, " + list + ".exists_one(c, c == a)))",
             // Nothing can absorb it.
             "true || " + list + ".all(a, " + list + ".all(b, " + list + ".all(c, true)))",
             list + ".exists(a, " + list + ".all(b, " + list + ".all(c, true))) || x > 0",
             "cel.bind(l, " + list + ", l.all(a, l.all(b, l == l)))",
             "cel.bind(l, " + list + ", l.map(a, sum(l)).size() + l.map(a, sum(l)).size()) > 0",
             doubling("[1, 2]", "? + ?", 30, "x30.size()"),
         }) {
        auto const expected = text.starts_with("true ||") ? "true" : too_much;
        EXPECT_EQ(worked(text, {}, limits), expected) << text.substr(0, 60);
    }
}

TEST(Limits, a_list_within_itself_many_times_is_not_walked_through)
{
    CompileOptions unchecked;
    unchecked.check = false;
    EXPECT_EQ(worked(doubling("[1]", "[?, ?]", 60, "x60 == x60"), unchecked), too_much);
    EXPECT_EQ(worked(doubling("{'a': 1}", "{'a': ?, 'b': ?}", 60, "x60 == x60"), unchecked), too_much);
    EXPECT_EQ(worked(doubling("[1]", "[?, ?]", 60, "x60"), unchecked), "error: evaluation needs too much memory");
    auto const message = worked(doubling("[1]", "[?, ?]", 60, "{1: 1}[x60]"), unchecked);
    EXPECT_TRUE(message.starts_with("error: no such key: [[[[[[[") && message.ends_with("...") && message.size() < 200)
        << message;
}

TEST(Limits, lists_and_maps_nest_only_so_deep)
{
    CompileOptions unchecked;
    unchecked.check = false;
    auto const nested = [](int times, std::string_view body) {
        return doubling("[1]", repeated("[", 10) + "?" + repeated("]", 10), times, body);
    };
    EXPECT_EQ(worked(nested(25, "x25 == x25"), unchecked), "true");
    EXPECT_EQ(worked(nested(26, "x26 == x26"), unchecked), "error: lists and maps nest more than 256 levels deep");
    EXPECT_EQ(worked(doubling("{}", repeated("{'a': ", 10) + "?" + repeated("}", 10), 26, "x26"), unchecked),
        "error: lists and maps nest more than 256 levels deep");
}

TEST(Limits, long_texts_cost_their_length)
{
    auto const list = hundred();
    Limits limits;
    limits.steps_max = 1'000'000;
    // Sixty-five thousand letters, looked at 10,000 times: a tenth of the steps without their length.
    for (std::string_view const body :
        { "size(y) > 0", "y == z", "y <= z", "bytes(y) == bytes(z)", "y.startsWith(z)", "!y.contains('b')",
            "!(y in {'a': 1})", "{'a': 1}[y] == 1 || true", "int(y) > 0 || true", "!y.matches('b')" }) {
        auto const text = doubling("'a'", "? + ?", 16,
            "cel.bind(y, x16 + 'a', cel.bind(z, x16 + 'a', " + list + ".all(a, " + list + ".all(b, " + std::string(body)
                + "))))");
        EXPECT_EQ(worked(text, {}, limits), too_much) << body;
    }
    // Half a million letters, and a search whose simple form takes the product of the two lengths.
    EXPECT_EQ(worked(doubling("'a'", "? + ?", 19, "x19.contains(x18 + 'b')")), "false");
}

TEST(Limits, a_pattern_costs_what_it_takes_to_compile_and_to_run)
{
    auto const list = hundred();
    // A class of hundreds of ranges a thousand times, worked out at run time; and computed anew for each of 10,000.
    EXPECT_EQ(worked(list + ".all(a, !name.matches(string(a) + '\\\\pL{1000}') || true)"), too_much);
    EXPECT_EQ(
        worked(list + ".all(a, " + list + ".all(b, !name.matches('x' + string(a) + '{30}(a{20}){20}')))"), too_much);
    EXPECT_EQ(worked("name.matches(name + '" + repeated("\\\\pL", 15'000) + "')"), too_much);
    EXPECT_EQ(worked("name.matches(name + '" + repeated("x{0,1000}", 6'000) + "')"), too_much);
    // Every instruction alive at every byte of half a million.
    EXPECT_EQ(worked(doubling("'ab'", "? + ?", 18, "x18.matches('(a|b)*a(a|b){500}c')")), too_much);
    EXPECT_EQ(worked(list + ".all(a, " + list + ".all(b, !name.matches('^[A-Z]{2}[0-9]{4}' + 'x$')))"), "true");
    EXPECT_EQ(worked(list + ".all(a, name.matches('^A' + 'd?[^0-9]+' + string(a) + '*')) || flag"), "true");
}

TEST(Limits, the_patterns_of_one_expression_are_compiled_only_up_to_a_size)
{
    std::string text = "flag";
    for (int i = 0; i < 400; ++i)
        text += " || name.matches('\\\\pL{1000}" + std::to_string(i) + "')";
    World const world;
    auto const program = compile(text, world.schema);
    ASSERT_FALSE(program);
    EXPECT_LT(program.error().size(), 30u);
    EXPECT_NE(program.error().back().message.find("together too large to compile"), std::string::npos);
    CompileOptions unchecked;
    unchecked.check = false;
    EXPECT_EQ(worked(text.substr(8), unchecked),
        "error: the pattern is not a regular expression: pattern too large - compile failed");
    text = "flag";
    for (int i = 0; i < 100; ++i)
        text += " && !name.matches('(?i)guarantee|insur[^0-9]+" + std::to_string(i) + "$')";
    EXPECT_EQ(worked(text), "true");
}

TEST(Limits, keys_made_to_meet_in_the_index_of_a_map_cost_what_they_take)
{
    auto const list = hundred();
    // Low bits all zero.
    EXPECT_EQ(worked("cel.bind(m, " + list + ".map(a, " + list
                  + ").map(l, l).transformMapEntry(i, l, {i * 8796093024256: 1}), m.size())"),
        "100");
    // 3,000 whole numbers whose hashes share their low 16 bits, found by turning the hash around.
    auto const turned = [](std::uint64_t h) {
        auto const inverse = [](std::uint64_t odd) {
            std::uint64_t x = odd;
            for (int i = 0; i < 6; ++i)
                x *= 2 - odd * x;
            return x;
        };
        auto const unshifted = [](std::uint64_t y, int by) {
            std::uint64_t x = y;
            for (int i = 0; i < 3; ++i)
                x = y ^ (x >> by);
            return x;
        };
        h = unshifted(h, 31) * inverse(0x94D0'49BB'1331'11EBu);
        h = unshifted(h, 27) * inverse(0xBF58'476D'1CE4'E5B9u);
        return unshifted(h, 30);
    };
    std::string map = "{";
    for (std::uint64_t i = 0; i < 2'600; ++i)
        map += (i == 0 ? "" : ",") + std::to_string(turned(i << 16)) + "u:1";
    map += "}";
    Limits limits;
    limits.steps_max = 1'000'000;
    EXPECT_EQ(worked(map + ".size() + x", {}, limits), "2607");
    EXPECT_EQ(worked("cel.bind(m, " + map + ", " + list + ".all(a, " + list + ".all(b, !(" + std::to_string(turned(1))
                      + "u in m))))",
                  {}, limits),
        too_much);
    limits.steps_max = 100'000;
    EXPECT_EQ(worked("{uint(x):0," + map.substr(1) + ".size() > 0", {}, limits), too_much);
}

TEST(Limits, a_wrong_name_of_a_zone_is_not_compared_with_all_others_each_time)
{
    EXPECT_EQ(worked("timestamp('2026-03-01T08:30:00Z').getHours('Asia/Shangai')"),
        "error: no time zone is called \"Asia/Shangai\"");
    EXPECT_EQ(worked("date(timestamp('2026-03-01T08:30:00Z'), 'Asia/Shangai')"),
        "1:6: no time zone is called \"Asia/Shangai\"");
    auto const list = hundred();
    EXPECT_EQ(worked(list + ".exists(a, " + list + ".exists(b, "
                  + "timestamp('2026-03-01T08:30:00Z').getHours('Asia/Shangai' + string(a)) == b)) || flag"),
        "true");
}

TEST(Limits, sixty_thousand_stray_letters_are_not_sixty_thousand_messages)
{
    World const world;
    for (auto const& text : { repeated("$", 60'000), repeated("nothing+", 8'000) + "1", repeated("1+'a',", 9'000),
             repeated("[].map(1,2)+", 5'000) + "[]" }) {
        auto const program = compile(text, world.schema);
        ASSERT_FALSE(program);
        EXPECT_LE(program.error().size(), 50u) << text.substr(0, 20);
    }
}

TEST(Limits, memory)
{
    Limits limits;
    limits.arena_bytes_max = 1 << 20;
    std::string_view const too_large = "error: evaluation needs too much memory";
    EXPECT_EQ(worked(doubling("'a'", "? + ?", 40, "x40.size()"), {}, limits), too_large);
    EXPECT_EQ(worked(doubling("[1]", "? + ?", 40, "x40.size()"), {}, limits), too_large);
    limits.arena_bytes_max = 100'000;
    // Each error and each merged unknown that is absorbed leaves its text behind.
    auto const list = hundred();
    EXPECT_EQ(worked(list + ".exists(a, " + list + ".exists(b, {1: 1}[a + b + 2] == 1 || {'a': 1}[string(a)] == b))",
                  {}, limits),
        too_large);
}

TEST(Limits, a_message_quotes_no_more_than_a_line)
{
    auto const message = worked(doubling("'abcdefghij'", "? + ?", 10, "int(x10)"));
    EXPECT_TRUE(message.starts_with("error: \"abcdefghij") && message.ends_with("... is not an int")) << message;
    EXPECT_LT(message.size(), 120u);
}

} // namespace recourse::rules

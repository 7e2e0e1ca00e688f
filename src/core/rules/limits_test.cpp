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

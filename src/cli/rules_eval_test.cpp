#include "cli/calling_test.hpp"
#include "cli/rules_eval.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace recourse::cli {

namespace {

/// The answer to an expression of the text, with x = true, y unknown as order.value.
std::string answered_to(std::string const& expression)
{
    std::string quoted;
    for (char const c : expression) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return answer_line(R"({"expr": ")" + quoted
        + R"(", "bindings": {"x": {"value": true, "type": "bool"}, "y": {"unknown": ["order.value"]}},)"
        + R"( "types": {"x": "bool", "y": "int"}})");
}

struct Row {
    std::string expression;
    std::string answer; ///< the value as JSON; "error"; or "unknown"
};

} // namespace

TEST(RulesEval, every_kind_of_value_and_operator)
{
    std::vector<Row> const rows {
        { "1 + 1", R"("2")" },
        { "1u + 2u", R"("3")" },
        { "1.5 * 2.0", "3" },
        { "'a' + 'b'", R"("ab")" },
        { "size([1, 2, 3])", R"("3")" },
        { "[1, 2, 3].map(x, x * 2)[2]", R"("6")" },
        { "'abc'.matches('a.c')", "true" },
        { "timestamp('2009-02-13T23:31:30Z').getHours('-08:00')", R"("15")" },
        { "duration('1h30m') + duration('30m')", R"("7200s")" },
        { "9223372036854775807 + 1", "error" },
        { "1 / 0", "error" },
        { "true || 1 / 0 == 1", "true" },
        { "1 / 0 == 1 || true", "true" },
        { "false && 1 / 0 == 1", "false" },
        { "type(1) == int", "true" },
        { "dyn(1) == 1.0", "true" },
        { "1 == 1.0", "error" },
        { "int('42')", R"("42")" },
        { "bytes('abc')", R"("YWJj")" },
        { "[1, 2].exists(i, i > 1)", "true" },
        { "[1, 2].all(i, i > 1)", "false" },
        { "[1, 2, 2].exists_one(i, i == 1)", "true" },
        { "has({'a': 1}.b)", "false" },
        { "'h\xC3\xA9llo'.size()", R"("5")" },
        { "-(-9223372036854775808)", "error" },
        { "uint(-1)", "error" },
        { "int(-1.9)", R"("-1")" },
        { "1.0 / 0.0", R"("Infinity")" },
        { "0.0 / 0.0", R"("NaN")" },
        { "5 % -3", R"("2")" },
        { "-5 / 2", R"("-2")" },
        { "x ? 1 : 2", R"("1")" },
        { "y > 1", "unknown" },
        { "y > 1 && false", "false" },
        { "y > 1 || x", "true" },
        { "known_or(y, 7)", R"("7")" },
        { "money('480.00 USD') + money('20.00 USD')", R"("500.00 USD")" },
        { "money('1.00 USD') + money('1.00 EUR')", "error" },
        { "date('2026-01-31').plus_months(1)", R"("2026-02-28")" },
    };
    for (auto const& [expression, answer] : rows) {
        auto const line = answered_to(expression);
        if (answer == "error" || answer == "unknown")
            EXPECT_THAT(line, testing::StartsWith("{\"" + answer + "\"")) << expression;
        else
            EXPECT_THAT(line, testing::StartsWith("{\"value\":" + answer + ",")) << expression;
    }
}

/// Written from the specification of CEL, line by line: expression, what it speaks of, what it gives.
TEST(RulesEval, what_the_specification_says)
{
    std::ifstream file { RECOURSE_SOURCE_DIR "/tests/scenarios/expressions.jsonl" };
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        auto request = boost::json::parse(line).as_object();
        auto const wanted = request.at("gives");
        request.erase("gives");
        auto const came = boost::json::parse(answer_line(boost::json::serialize(request)));
        if (wanted.is_string())
            EXPECT_TRUE(came.as_object().contains("error")) << number << ": " << line << " came " << came;
        else
            EXPECT_EQ(came, wanted) << number << ": " << line;
    }
    EXPECT_GT(number, 400);
}

TEST(RulesEval, an_unknown_result_names_its_paths)
{
    EXPECT_EQ(answered_to("y > 1"), R"({"unknown":["order.value"]})");
}

TEST(RulesEval, a_line_and_an_answer_have_an_end)
{
    std::istringstream in { "{\"expr\": \"1\"}\n" + std::string(2U << 20U, ' ')
        + "{\"expr\": \"2\"}\n{\"expr\": \"3\"}" };
    std::ostringstream out;
    EXPECT_EQ(run_eval_lines(in, out), 0);
    EXPECT_THAT(
        out.str(), testing::HasSubstr("}\n{\"error\":\"the line has more than 1048576 bytes\"}\n{\"value\":\"3\""));
    // A text of 900,000 bytes, twenty times.
    std::string many = "s";
    for (int i = 1; i < 20; ++i)
        many += " + s";
    EXPECT_EQ(answer_line(R"({"expr": ")" + many + R"(", "bindings": {"s": {"type": "string", "value": ")"
                  + std::string(900'000, 'x') + R"("}}})"),
        R"({"error":"the answer would have more than 16777216 bytes"})");
}

TEST(RulesEval, the_mark_of_an_editor_is_no_part_of_a_request)
{
    EXPECT_EQ(answer_line("\xEF\xBB\xBF{\"expr\": \"1\"}"), answer_line("{\"expr\": \"1\"}"));
}

TEST(RulesEval, lines_take_no_other_words)
{
    auto const called = call({ "rules", "eval", "1 + 1", "--lines", "--facts", "x.toml" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, testing::HasSubstr("--lines takes no EXPR"));
    EXPECT_THAT(called.err, testing::HasSubstr("--lines takes no --facts"));
}

TEST(RulesEval, a_line_that_is_no_request_is_answered_with_an_error)
{
    EXPECT_THAT(answer_line("{"), testing::StartsWith("{\"error\""));
    EXPECT_THAT(answer_line(""), testing::StartsWith("{\"error\""));
    EXPECT_THAT(answer_line(R"({"expr": "1 +"})"), testing::StartsWith("{\"error\""));
}

} // namespace recourse::cli

#include "cli/calling_test.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::cli {

using testing::HasSubstr;

TEST(Rules, the_cases_of_every_book_come_out_as_they_say)
{
    auto const called = call({ "rules", "test" });
    EXPECT_EQ(called.status, answered) << called.out << called.err;
    EXPECT_THAT(called.out, HasSubstr(", 0 differ"));
}

TEST(Rules, a_broken_book_gives_every_mistake_with_its_place)
{
    auto const called = call({ "rules", "check", source("tests/scenarios/broken-book") });
    EXPECT_EQ(called.status, input_wrong);
    expect_golden("cli/broken-book.txt", called.err);
}

TEST(Rules, a_folder_without_books_is_a_mistake_not_a_clean_check)
{
    auto const called = call({ "rules", "check", source("programmes") });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_NE(called.err.find("holds no rule book or forum"), std::string::npos) << called.err;
    EXPECT_EQ(called.out.find("nothing wrong"), std::string::npos);
}

TEST(Rules, a_rule_is_shown_with_its_condition_and_source)
{
    auto const called = call({ "rules", "show", "alibaba-trade-assurance", "paid-outside" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("exclusion paid-outside"));
    EXPECT_THAT(called.out, HasSubstr("How wire transfers are covered"));
    EXPECT_EQ(call({ "rules", "show", "cietak" }).status, input_wrong);
    EXPECT_THAT(call({ "rules", "show", "cietak" }).err, HasSubstr("did you mean 'cietac'"));
}

TEST(Rules, an_expression_is_worked_out_with_what_decided_it)
{
    auto const called = call({ "rules", "eval", "order.value > money(\"1.00 USD\")" });
    EXPECT_EQ(called.status, answered);
    EXPECT_THAT(called.out, HasSubstr("not known (order.value)"));
}

TEST(Rules, what_shows_only_when_a_book_is_run_is_found)
{
    auto const called = call({ "rules", "check", source("tests/scenarios/idle-book") });
    EXPECT_EQ(called.status, input_wrong);
    expect_golden("cli/idle-book.txt", called.err);
}

TEST(Rules, diff_tells_what_a_reading_changes_for_a_portfolio)
{
    auto const called = call({ "rules", "diff", "alibaba-trade-assurance:current-help",
        "alibaba-trade-assurance:strict-scope", "--cases", source("tests/scenarios/portfolio.jsonl") });
    EXPECT_EQ(called.status, answered) << called.err;
    expect_golden("cli/rules-diff.txt", called.out);
}

TEST(Rules, diff_of_a_book_with_itself_is_nothing)
{
    auto const called = call({ "rules", "diff", "visa-disputes", "visa-disputes", "--to-folder", source("."), "--cases",
        source("tests/scenarios/portfolio.jsonl") });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("Rules: none differs"));
    EXPECT_THAT(called.out, HasSubstr("Cases: 0 of 4 differ"));
}

TEST(Rules, diff_names_what_it_does_not_know)
{
    auto const called
        = call({ "rules", "diff", "visa-dispute", "alibaba-trade-assurance@2020-01-01", "--as-of", "soon" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("did you mean 'visa-disputes'"));
    EXPECT_THAT(called.err, HasSubstr("no edition '2020-01-01'"));
    EXPECT_THAT(called.err, HasSubstr("--as-of"));
}

} // namespace recourse::cli

#include "cli/calling_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::cli {

using testing::HasSubstr;

TEST(InterestCommand, follows_the_loan_prime_rate)
{
    auto const called = call({ "interest", "1000000.00 CNY", "--from", "2024-07-01", "--until", "2025-07-01" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("91 days at 5.025 % a year = CNY 12,528.08"));
    EXPECT_THAT(called.out, HasSubstr("Together  CNY 47,564.38"));
    EXPECT_THAT(called.out, HasSubstr("(unverified)"));
    EXPECT_THAT(called.out, testing::Not(HasSubstr("·"))); // the other language of the source's name
}

TEST(InterestCommand, doubles_for_late_performance)
{
    auto const called
        = call({ "interest", "500000.00 CNY", "--from", "2026-01-01", "--until", "2026-04-11", "--mode", "delay" });
    EXPECT_THAT(called.out, HasSubstr("100 days at 0.0175 % a day = CNY 8,750.00"));
}

TEST(InterestCommand, names_every_mistake)
{
    auto const called = call({ "interest", "a lot", "--from", "soon", "--until", "2026-13-01", "--mode", "lpr",
        "--uplift", "150", "--year", "366" });
    EXPECT_EQ(called.status, input_wrong);
    for (auto const part : { "AMOUNT", "--from", "--until", "--mode", "--uplift", "--year" })
        EXPECT_THAT(called.err, HasSubstr(part));
    EXPECT_EQ(call({ "interest", "1.00 CNY", "--from", "2001-01-01", "--until", "2002-01-01" }).status, input_wrong);
}

TEST(InterestCommand, refuses_what_its_rule_does_not_reach)
{
    auto const delay = [](std::vector<std::string> more) {
        std::vector<std::string> words { "interest", "100.00 CNY", "--until", "2020-01-01", "--mode", "delay" };
        words.insert(words.end(), more.begin(), more.end());
        return call(words);
    };
    EXPECT_THAT(delay({ "--from", "2014-07-31" }).err, HasSubstr("holds from 2014-08-01"));
    EXPECT_EQ(delay({ "--from", "2014-08-01" }).status, answered);
    EXPECT_THAT(delay({ "--from", "2015-01-01", "--uplift", "30" }).err, HasSubstr("--uplift has no meaning"));
    EXPECT_THAT(delay({ "--from", "2015-01-01", "--year", "360" }).err, HasSubstr("--year has no meaning"));
    EXPECT_THAT(call({ "interest", "1.00 CNY", "--from", "2019-08-19", "--until", "2020-01-01" }).err,
        HasSubstr("4.35 % for one year from 2015-10-24"));
    EXPECT_THAT(call({ "interest", "1.00 CNY", "--from", "2020-01-01", "--until", "2999-01-01" }).err,
        HasSubstr("more than 100 years"));
}

TEST(InterestCommand, marks_what_is_not_settled)
{
    auto const dollars = call({ "interest", "USD 1,000.00", "--from", "2025-01-01", "--until", "2026-01-01" });
    EXPECT_EQ(dollars.status, answered) << dollars.err;
    EXPECT_THAT(dollars.out, HasSubstr("rate for the renminbi"));
    EXPECT_THAT(call({ "interest", "1.00 CNY", "--from", "2025-01-01", "--until", "2099-01-01" }).out,
        HasSubstr("still to come"));
}

} // namespace recourse::cli

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

} // namespace recourse::cli

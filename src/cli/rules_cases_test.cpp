#include "cli/calling_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::cli {

using testing::HasSubstr;
using testing::Not;

TEST(RulesCases, a_case_may_state_what_a_rule_says_and_which_transitions_hold)
{
    auto const called = call({ "rules", "test", source("tests/scenarios/said-book") });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.out, Not(HasSubstr("all that it says is so")));
    EXPECT_THAT(called.out, Not(HasSubstr("its other sentence")));
    EXPECT_THAT(called.out, HasSubstr("another figure: the rule 'row-speed' does not say '3 to 12 weeks'"));
    EXPECT_THAT(called.out, HasSubstr("a rule that does not speak: the rule 'broken-goods' says nothing"));
    EXPECT_THAT(called.out, HasSubstr("the transition 'seller-silent' does not hold"));
    EXPECT_THAT(called.out, HasSubstr("the book has no transition 'row-speed'"));
}

} // namespace recourse::cli

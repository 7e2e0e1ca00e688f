#include "time/period.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace recourse::time {
namespace {

TEST(Period, ParsesTheWordsOfRules)
{
    struct Row {
        std::string_view text;
        Period period;
        std::string_view en;
        std::string_view zh;
    };
    for (auto const& row : {
             Row { "15 days", { 15, Unit::days }, "15 days", "15日" },
             Row { "1 day", { 1, Unit::days }, "1 day", "1日" },
             Row { "30 calendar days", { 30, Unit::days }, "30 days", "30日" },
             Row { "30 natural days", { 30, Unit::days }, "30 days", "30日" },
             Row { "7 working days", { 7, Unit::working_days }, "7 working days", "7个工作日" },
             Row { "1 business day", { 1, Unit::working_days }, "1 working day", "1个工作日" },
             Row { "48 hours", { 48, Unit::hours }, "48 hours", "48小时" },
             Row { "6 weeks", { 6, Unit::weeks }, "6 weeks", "6周" },
             Row { "3 months", { 3, Unit::months }, "3 months", "3个月" },
             Row { "2 years", { 2, Unit::years }, "2 years", "2年" },
             Row { "0 days", { 0, Unit::days }, "0 days", "0日" },
         }) {
        auto const parsed = parse_period(row.text);
        ASSERT_TRUE(parsed.has_value()) << parsed.error();
        EXPECT_EQ(*parsed, row.period);
        EXPECT_EQ(say(*parsed, Language::en), row.en);
        EXPECT_EQ(say(*parsed, Language::zh), row.zh);
    }
}

TEST(Period, RefusesWithTheReason)
{
    struct Row {
        std::string_view text;
        std::string_view reason;
    };
    for (auto const& row : {
             Row { "", "is not a period" },
             Row { "15", "is not a period" },
             Row { "days", "is not a period" },
             Row { "-3 days", "is not a period" },
             Row { "1.5 months", "is not a period" },
             Row { "99999999 days", "is not a period" },
             Row { "3 dyas", "did you mean 'days'?" },
             Row { "3 workin days", "did you mean 'working days'?" },
             Row { "3  days", "which is not a unit of time" },
             Row { "3 fortnights", "which is not a unit of time" },
             Row { "101 years", "is longer than 100 years" },
             Row { "1201 months", "is longer than 100 years" },
             Row { "9999999 hours", "is longer than 100 years" },
         }) {
        auto const parsed = parse_period(row.text);
        ASSERT_FALSE(parsed.has_value()) << row.text;
        EXPECT_NE(parsed.error().find(row.reason), std::string::npos) << parsed.error();
    }
}

TEST(Period, PrintingAndParsingAreInverse)
{
    EXPECT_TRUE(rc::check("parse_period(to_string(p)) is p", [] {
        auto const unit = static_cast<Unit>(*rc::gen::inRange(0, 6));
        Period const period { *rc::gen::inRange(0, count_max(unit) + 1), unit };
        RC_ASSERT(parse_period(to_string(period)).value() == period);
    }));
}

} // namespace
} // namespace recourse::time

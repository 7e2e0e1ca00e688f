#include "core/quantum/counsel.hpp"

#include "core/quantum/statement_test.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

Engagement engaged(std::string_view on, FeeModel model, Subject subject = Subject::commercial)
{
    return { day(on), subject, std::move(model) };
}

std::expected<CounselFee, Faults> fee_of(Engagement const& engagement, Money realised)
{
    return counsel_fee(engagement, realised, day("2026-11-30"), contingency_tiers(), exchange_rates());
}

} // namespace

TEST(Counsel, both_ceilings_are_shown_and_the_day_of_the_engagement_decides)
{
    auto const of = [](std::string_view on) { return *ceilings(yuan(2'000'000), day(on), contingency_tiers()); };
    auto const now = of("2026-01-05");
    EXPECT_EQ(now.by_tiers, yuan(330'000));
    EXPECT_EQ(now.by_thirty_percent, yuan(600'000));
    EXPECT_EQ(now.most, yuan(330'000));
    EXPECT_EQ(now.tiers_source.mark, "secondary");
    EXPECT_EQ(now.older_source.mark, "contested");
    EXPECT_EQ(of("2020-12-31").most, yuan(600'000));
    EXPECT_EQ(of("2020-12-31").binding, Binding::thirty_percent);
    // The day of the notice within 2021 is not known.
    EXPECT_EQ(of("2021-01-01").binding, Binding::lesser);
    EXPECT_EQ(of("2021-12-31").most, yuan(330'000));
    EXPECT_EQ(of("2022-01-01").binding, Binding::tiers);
    EXPECT_EQ(now.says.en,
        "notice of 2021, tiers from 18 % down: CNY 330,000.00; measures of 2006, 30 %: CNY 600,000.00; engaged on "
        "2026-01-05: the tiers bind");
    auto const old = ceilings(dollars(1), day("2006-05-01"), contingency_tiers());
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().size(), 2U);
}

TEST(Counsel, a_share_of_what_is_realised_within_the_ceiling)
{
    auto fee
        = fee_of(engaged("2026-01-05", ContingencyFee { Ratio::percent(15), yuan(10'000), true }), yuan(2'000'000));
    ASSERT_TRUE(fee);
    EXPECT_EQ(fee->fee, yuan(310'000));
    EXPECT_FALSE(fee->cut);
    EXPECT_TRUE(fee->warnings.empty());
    fee = fee_of(engaged("2026-01-05", ContingencyFee { Ratio::percent(25), yuan(0), false }), yuan(2'000'000));
    EXPECT_EQ(fee->fee, yuan(330'000));
    EXPECT_TRUE(fee->cut);
    EXPECT_EQ(fee->warnings.size(), 2U);
    // USD 100,000 are CNY 700,000: 18 % of it are USD 18,000.
    fee = fee_of(engaged("2026-01-05", ContingencyFee { Ratio::percent(30), {}, true }), dollars(100'000));
    EXPECT_EQ(fee->fee, dollars(18'000));
    fee = fee_of(engaged("2020-01-05", ContingencyFee { Ratio::percent(30), {}, true }), dollars(100'000));
    EXPECT_EQ(fee->fee, dollars(30'000));
}

TEST(Counsel, fixed_and_by_the_hour)
{
    EXPECT_EQ(fee_of(engaged("2026-01-05", FixedFee { yuan(50'000) }), yuan(0))->fee, yuan(50'000));
    auto const hourly = fee_of(engaged("2026-01-05", HourlyFee { yuan(3'000), 95, {} }), yuan(0));
    EXPECT_EQ(hourly->fee, yuan(4'750));
    EXPECT_EQ(hourly->formula.en, "1:35 hours x CNY 3,000.00 = CNY 4,750.00");
    EXPECT_EQ(fee_of(engaged("2026-01-05", HourlyFee { yuan(3'000), 95, yuan(4'000) }), yuan(0))->fee, yuan(4'000));
}

TEST(Counsel, a_share_is_refused_where_it_is_forbidden_and_the_refusal_says_how_sure_that_is)
{
    for (auto const subject : { Subject::criminal, Subject::administrative, Subject::state_compensation,
             Subject::group_action, Subject::marriage_or_inheritance, Subject::labour_pay, Subject::support }) {
        auto const refused
            = fee_of(engaged("2026-01-05", ContingencyFee { Ratio::percent(10), {}, true }, subject), yuan(1));
        ASSERT_FALSE(refused);
        EXPECT_THAT(refused.error()[0].says.en, testing::HasSubstr("[the list is not sourced: verify]"));
        EXPECT_TRUE(fee_of(engaged("2026-01-05", FixedFee { yuan(1) }, subject), yuan(1)));
    }
    auto const wrong = fee_of(
        engaged("2026-01-05", ContingencyFee { Ratio::whole(2), yuan(1), true }, Subject::criminal), dollars(-1));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().size(), 4U);
}

TEST(Counsel, budget_against_what_was_spent)
{
    BudgetLine fees { "fees", { "Fees", "费用" }, yuan(30'000),
        { { day("2026-01-05"), yuan(20'000), "E1" }, { day("2026-05-05"), yuan(15'000), "E2" } } };
    BudgetLine experts { "experts", {}, yuan(8'000), { { day("2025-12-02"), dollars(1'000), "" } } };
    auto report = budget_report({ fees, experts }, day("2026-03-01"), exchange_rates());
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows[0].left, yuan(10'000));
    EXPECT_EQ(report->rows[1].actual, yuan(7'050));
    EXPECT_EQ(report->totals[0].left, yuan(10'950));
    report = budget_report({ fees, experts }, day("2026-06-01"), exchange_rates());
    EXPECT_EQ(report->rows[0].left, yuan(-5'000));
    EXPECT_FALSE(budget_report({ experts }, day("2026-03-01"), {}));
}

RC_GTEST_PROP(Counsel, a_fee_is_never_above_its_ceiling_and_never_falls_as_more_comes_in, ())
{
    auto const share = Ratio::of(*rc::gen::inRange(0, 1'001), 1'000);
    auto const engagement = engaged(*rc::gen::element("2015-03-01", "2021-06-01", "2026-01-05"),
        ContingencyFee { share, yuan(*rc::gen::inRange(0, 50'000)), true });
    auto const realised = Money { *rc::gen::inRange<std::int64_t>(0, 80'000'000'00), cny };
    auto const fee = *fee_of(engagement, realised);
    RC_ASSERT(fee.fee.minor <= fee.ceilings->most.minor);
    auto const more = realised + Money { *rc::gen::inRange<std::int64_t>(0, 1'000'000'00), cny };
    RC_ASSERT(fee.fee.minor <= fee_of(engagement, more)->fee.minor);
}

} // namespace recourse::quantum

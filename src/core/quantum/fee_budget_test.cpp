#include "core/quantum/fee_budget.hpp"

#include "core/quantum/statement_test.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

std::vector<route::Schedule> shipped()
{
    auto hkiac = schedule_of("hkiac_admin_2024", "hkiac_admin_2024", hkd);
    hkiac.registration = Money { 8'000'00, hkd };
    law::SourceRef contested;
    contested.clause = "range";
    contested.mark = "contested";
    hkiac.marks.push_back(contested);
    hkiac.from = day("2024-06-01");
    auto hong_kong = schedule_of("cietac_hk_III", "cietac_hk_III_administrative", hkd);
    hong_kong.registration = Money { 8'000'00, hkd };
    return { court_acceptance(), court_acceptance_half(), preservation(), enforcement(), cietac(), hkiac, hong_kong,
        schedule_of("cietac_hk_III", "cietac_hk_III_arbitrator", hkd, 4, 6),
        schedule_of("cietac_I_2005", "shiac_foreign_2015", cny) };
}

FeeAsk ask(Forum forum, Money amount)
{
    FeeAsk result;
    result.forum = forum;
    result.amount = amount;
    result.on = day("2026-11-30");
    return result;
}

std::vector<std::string> lines_of(FeeBudget const& budget)
{
    std::vector<std::string> lines;
    for (auto const& line : budget.lines)
        lines.push_back(fmt::format("{} {} {}{} [{}]", line.id, line.low ? to_string(*line.low) : "unknown",
            line.high && line.high != line.low ? "to " + to_string(*line.high) + " " : std::string {},
            line.advanced ? "advanced" : "later", line.source.mark));
    return lines;
}

std::vector<std::string> advance_of(FeeBudget const& budget)
{
    std::vector<std::string> sums;
    for (auto const& [low, high] : budget.advance)
        sums.push_back(to_string(low) + (low == high ? "" : " to " + to_string(high)));
    return sums;
}

} // namespace

TEST(FeeBudgets, a_court_with_freeze_and_enforcement)
{
    auto asked = ask(Forum::prc_court, yuan(1'000'000));
    asked.freeze = yuan(896'000);
    asked.enforce = yuan(1'000'000);
    auto budget = fee_budget(asked, shipped(), {});
    ASSERT_TRUE(budget);
    EXPECT_THAT(lines_of(*budget),
        testing::ElementsAre("acceptance 13800.00 CNY advanced [primary]",
            "preservation 5000.00 CNY advanced [primary]", "enforcement 12400.00 CNY later [primary]"));
    EXPECT_THAT(advance_of(*budget), testing::ElementsAre("18800.00 CNY"));
    EXPECT_TRUE(budget->complete);
    asked.halved = true;
    asked.foreign_title = true;
    budget = fee_budget(asked, shipped(), {});
    EXPECT_THAT(lines_of(*budget),
        testing::ElementsAre("acceptance 6900.00 CNY advanced [primary]", "preservation 5000.00 CNY advanced [primary]",
            "enforcement 12400.00 CNY advanced [primary]"));
    for (auto const& line : budget->lines)
        EXPECT_FALSE(line.due.zh.empty() || line.bears.zh.empty() || line.formula.en.empty()) << line.id;
}

TEST(FeeBudgets, institutions_with_what_is_not_known_of_them)
{
    auto asked = ask(Forum::cietac, dollars(100'000));
    asked.emergency = true;
    auto budget = fee_budget(asked, shipped(), exchange_rates());
    EXPECT_THAT(lines_of(*budget),
        testing::ElementsAre("acceptance 28000.00 CNY advanced [secondary]",
            "registration 10000.00 CNY advanced [secondary]", "emergency 30000.00 CNY advanced [secondary]"));
    EXPECT_EQ(budget->lines[0].marks.back().mark, "unverified");
    EXPECT_EQ(budget->rates.size(), 1U);

    auto const hkiac = *fee_budget(ask(Forum::hkiac, { 1'000'000'00, hkd }), shipped(), {});
    EXPECT_THAT(lines_of(hkiac),
        testing::ElementsAre("acceptance 27000.00 HKD advanced [primary]",
            "registration 8000.00 HKD advanced [contested]", "tribunal unknown advanced [unverified]"));
    EXPECT_FALSE(hkiac.complete);

    asked = ask(Forum::cietac_hk, { 1'000'000'00, hkd });
    asked.arbitrators = 3;
    EXPECT_THAT(advance_of(*fee_budget(asked, shipped(), {})), testing::ElementsAre("107400.00 HKD to 335400.00 HKD"));
    for (auto const forum : { Forum::scia, Forum::icc, Forum::other })
        EXPECT_FALSE(fee_budget(ask(forum, yuan(1)), shipped(), {})->complete);
}

TEST(FeeBudgets, faults_come_all_at_once)
{
    auto asked = ask(Forum::cietac, yuan(-1));
    asked.arbitrators = 2;
    asked.freeze = Money {};
    auto const wrong = fee_budget(asked, shipped(), {});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().size(), 3U);
    asked = ask(Forum::cietac, dollars(1));
    asked.freeze = dollars(1);
    asked.on = day("2014-01-01");
    auto const none = fee_budget(asked, shipped(), {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error()[0].says.en, "no schedule 'cietac_I' is in force on 2014-01-01");
    EXPECT_EQ(none.error()[1].says.en, "no exchange rate leads from USD to CNY");
}

TEST(FeeBudgets, who_bears_a_fee_and_what_comes_back)
{
    auto const shared = split(yuan(13'800), yuan(600'000), yuan(1'000'000));
    EXPECT_EQ(shared.other_side, yuan(8'280));
    EXPECT_EQ(shared.own, yuan(5'520));
    EXPECT_EQ(split(yuan(100), yuan(3), yuan(1)).own, yuan(0));
    EXPECT_EQ(refund(Ending::court_refuses, yuan(50)).low, yuan(50));
    EXPECT_EQ(to_string(refund(Ending::court_withdrawn, money("50.01 CNY")).low), "25.00 CNY");
    EXPECT_EQ(refund(Ending::court_withdrawn, yuan(50), true).high, yuan(0));
    EXPECT_EQ(refund(Ending::tribunal_not_formed, yuan(10'000)).low, yuan(10'000));
    EXPECT_EQ(refund(Ending::tribunal_formed, yuan(10'000)).low, yuan(0));
    EXPECT_EQ(refund(Ending::tribunal_formed, yuan(10'000)).high, yuan(10'000));
    EXPECT_EQ(*refund_on_change(court_acceptance(), yuan(1'000'000), yuan(500'000)), yuan(5'000));
    EXPECT_EQ(*refund_on_change(court_acceptance(), yuan(500'000), yuan(1'000'000)), yuan(-5'000));
}

RC_GTEST_PROP(FeeBudgets, a_split_loses_nothing_and_more_success_never_costs_more, ())
{
    auto const amount = [] { return Money { *rc::gen::inRange<std::int64_t>(0, 1'000'000'00), cny }; };
    auto const fee = amount();
    auto const claimed = amount() + yuan(1);
    auto const awarded = amount();
    auto const result = split(fee, awarded, claimed);
    RC_ASSERT(result.own + result.other_side == fee);
    RC_ASSERT(result.own.minor >= 0);
    RC_ASSERT(split(fee, awarded + amount(), claimed).own.minor <= result.own.minor);
}

} // namespace recourse::quantum

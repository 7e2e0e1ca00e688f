#include "core/quantum/judgment.hpp"

#include "base/wide.hpp"
#include "core/quantum/vectors_test.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

Judgment of(Money principal, std::string_view performance_ends)
{
    Judgment judgment;
    Adjudged debt;
    debt.id = "price";
    debt.amount = principal;
    debt.performance_ends = day(performance_ends);
    judgment.debts.push_back(std::move(debt));
    return judgment;
}

/// Doubled interest by the day, each receipt straight off the principal; for judgments of one debt.
Money twin_delay(Judgment const& judgment, Date as_of)
{
    Wide tenths = 0; // of a millionth of a fen
    auto open = judgment.debts[0].amount.minor;
    for (auto on = *judgment.debts[0].performance_ends; on < as_of; on = on.plus_days(1)) {
        for (auto const& receipt : judgment.receipts)
            if (receipt.date == on)
                open -= std::min(open, receipt.amount.minor);
        bool stayed = false;
        for (auto const& stay : judgment.stays)
            stayed = stayed || (!stay.debtor_asked && stay.days.from <= on && on < stay.days.until);
        if (!stayed)
            tenths += static_cast<Wide>(open) * 1'750;
    }
    return { static_cast<std::int64_t>((tenths + 5'000'000) / 10'000'000), judgment.debts[0].amount.currency };
}

std::vector<std::string> faults_of(std::expected<JudgmentStatement, Faults> const& result)
{
    std::vector<std::string> lines;
    if (!result)
        for (auto const& fault : result.error())
            lines.push_back(fault.at + ": " + fault.says.en);
    return lines;
}

} // namespace

TEST(JudgmentSums, the_published_vectors)
{
    auto const half = open_on(of(yuan(500'000), "2026-01-01"), day("2026-04-11"));
    EXPECT_EQ(to_string(half->sums.delay), "8750.00 CNY");
    EXPECT_EQ(to_string(half->sums.delay_a_day), "87.50 CNY");
    auto const year = open_on(of(yuan(1'000'000), "2026-01-01"), day("2027-01-01"));
    EXPECT_EQ(to_string(year->sums.delay), "63875.00 CNY");
    EXPECT_EQ(to_string(year->sums.open), "1063875.00 CNY");
}

TEST(JudgmentSums, a_full_one_with_costs_interest_part_payments_and_stays)
{
    auto judgment = of(yuan(1'000'000), "2026-01-01");
    auto& price = judgment.debts[0];
    price.fixed_interest = yuan(40'000); // up to the judgment
    price.interest = quantum::Run { Part::interest, day("2025-12-01"),
        { { day("2025-12-01"), *parse_ratio("0.0365") } }, 365, {} };
    Adjudged costs;
    costs.id = "costs";
    costs.cost = true;
    costs.amount = yuan(20'000);
    costs.performance_ends = day("2026-01-01");
    judgment.debts.push_back(costs);
    judgment.stays
        = { { { day("2026-02-01"), day("2026-02-11") }, false }, { { day("2026-03-01"), day("2026-03-11") }, true } };
    judgment.receipts = { { "taken", day("2026-04-11"), yuan(173'100), {}, {} } };
    auto const stated = open_on(judgment, day("2026-04-21"));
    ASSERT_TRUE(stated);
    // To 11 April: 131 days at 100.00 of ordinary interest = 13,100; costs 20,000 and fixed interest 40,000 go first,
    // so 100,000 of the principal is paid. Doubled interest: 100 days less 10 of the stay nobody asked for.
    EXPECT_EQ(to_string(stated->sums.costs), "0.00 CNY");
    EXPECT_EQ(to_string(stated->sums.principal), "900000.00 CNY");
    EXPECT_EQ(to_string(stated->sums.interest), "900.00 CNY");
    // 1,020,000 x 0.000175 x 90 = 16,065; then 900,000 x 0.000175 x 10 = 1,575.
    EXPECT_EQ(to_string(stated->sums.delay), "17640.00 CNY");
    EXPECT_EQ(to_string(stated->sums.open), "918540.00 CNY");
    EXPECT_EQ(to_string(stated->interest_in_all), "54000.00 CNY");
    EXPECT_EQ(to_string(stated->sums.interest_a_day), "90.00 CNY");
    EXPECT_EQ(to_string(stated->sums.delay_a_day), "157.50 CNY");

    std::vector<std::string> formulas;
    for (auto const& line : stated->lines)
        if (line.part == Part::delay)
            formulas.push_back(line.formula.en);
    EXPECT_THAT(formulas,
        testing::ElementsAre(
            "CNY 1,000,000.00 x 0.0175 % a day x 90 days = CNY 15,750.00 (2026-01-01 to 2026-04-11, the last day not "
            "counted); CNY 900,000.00 x 0.0175 % a day x 10 days = CNY 1,575.00 (2026-04-11 to 2026-04-21, the last "
            "day not counted); together, rounded once: CNY 17,325.00",
            "CNY 20,000.00 x 0.0175 % a day x 90 days = CNY 315.00 (2026-01-01 to 2026-04-11, the last day not "
            "counted)"));

    judgment.receipts.push_back({ "rest", day("2026-04-21"), yuan(918'541), {}, {} });
    auto const paid = open_on(judgment, day("2026-06-01"));
    EXPECT_EQ(to_string(paid->sums.open), "0.00 CNY");
    EXPECT_EQ(to_string(paid->sums.over), "1.00 CNY");
    EXPECT_EQ(to_string(paid->sums.delay_a_day), "0.00 CNY");
}

TEST(JudgmentSums, instalments_run_each_from_its_own_day)
{
    auto judgment = of(yuan(100'000), "2026-01-01");
    auto second = judgment.debts[0];
    second.id = "second";
    second.performance_ends = day("2026-02-01");
    judgment.debts.push_back(second);
    auto third = second;
    third.id = "third";
    third.performance_ends.reset();
    judgment.debts.push_back(third);
    // 41 and 10 days at 17.50.
    EXPECT_EQ(to_string(open_on(judgment, day("2026-02-11"))->sums.delay), "892.50 CNY");
}

TEST(JudgmentSums, in_renminbi_at_the_parity_of_the_first_day)
{
    auto judgment = of(dollars(10'000), "2026-01-05");
    judgment.receipts = { { "r1", day("2026-02-02"), dollars(1'000), {}, {} } };
    time::RateTable parity;
    ASSERT_TRUE(parity.add({ usd, cny, *parse_ratio("7.0100"), day("2026-01-05"), "CFETS" }));
    auto const missing = in_renminbi(judgment, parity);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error()[0].says.en, "no central parity of USD is recorded for 2026-02-02");
    ASSERT_TRUE(parity.add({ usd, cny, *parse_ratio("7.0000"), day("2026-02-02"), "CFETS" }));
    auto const rmb = in_renminbi(judgment, parity);
    ASSERT_TRUE(rmb);
    auto const stated = open_on(*rmb, day("2026-02-02"));
    EXPECT_EQ(to_string(stated->sums.principal), "63100.00 CNY");
    EXPECT_EQ(to_string(stated->sums.delay), "343.49 CNY"); // 70,100 x 0.000175 x 28
    EXPECT_EQ(to_string(open_on(judgment, day("2026-02-02"))->sums.delay), "49.00 USD");
}

TEST(JudgmentSums, faults_come_all_at_once)
{
    auto judgment = of(yuan(-1), "2014-07-31");
    judgment.debts.push_back(judgment.debts[0]);
    judgment.debts[1].amount = dollars(1);
    judgment.debts[1].interest = quantum::Run { Part::delay, {}, {}, 365, {} };
    judgment.receipts = { { "", day("2026-01-01"), yuan(0), "nothing", {} } };
    judgment.stays = { { { day("2026-02-01"), day("2026-01-01") }, false } };
    EXPECT_THAT(faults_of(open_on(judgment, day("2026-02-11"))),
        testing::ElementsAre("debts[0].amount: no amount from zero up in the one currency",
            "debts[0].performance_ends: the rule on doubled interest holds from 2014-08-01",
            "debts[1].id: the id is empty or used twice", "debts[1].amount: no amount from zero up in the one currency",
            "debts[1].performance_ends: the rule on doubled interest holds from 2014-08-01",
            "debts[1].interest: only ordinary interest belongs here", "receipts[0].id: the id is empty or used twice",
            "receipts[0].amount: no amount above zero in the currency of the judgment",
            "receipts[0].on: there is no debt 'nothing'", "stays[0]: it ends before it begins"));
    EXPECT_THAT(faults_of(open_on({}, day("2026-02-11"))), testing::ElementsAre("debts: nothing is adjudged"));
}

RC_GTEST_PROP(JudgmentSums, doubled_interest_agrees_with_a_sum_over_the_days, ())
{
    auto judgment = of({ *rc::gen::inRange<std::int64_t>(0, 900'000'00), cny }, "2024-01-10");
    auto const in_days = [&] { return day("2024-01-01").plus_days(*rc::gen::inRange(0, 500)); };
    auto const receipts = *rc::gen::inRange(0, 5);
    for (int i = 0; i < receipts; ++i)
        judgment.receipts.push_back(
            { fmt::format("r{}", i), in_days(), { *rc::gen::inRange<std::int64_t>(1, 300'000'00), cny }, {}, {} });
    // Days before the period ends: the twin begins with what is open then.
    for (auto& receipt : judgment.receipts)
        receipt.date = std::max(receipt.date, day("2024-01-10"));
    auto const stays = *rc::gen::inRange(0, 4);
    for (int i = 0; i < stays; ++i) {
        auto const from = in_days();
        judgment.stays.push_back({ { from, from.plus_days(*rc::gen::inRange(0, 90)) }, *rc::gen::arbitrary<bool>() });
    }
    auto const as_of = day("2024-01-10").plus_days(*rc::gen::inRange(0, 700));
    auto const stated = open_on(judgment, as_of);
    RC_ASSERT(stated.has_value());
    RC_ASSERT(stated->delay_in_all == twin_delay(judgment, as_of));
}

RC_GTEST_PROP(JudgmentSums, a_later_day_and_a_smaller_payment_never_make_it_less, ())
{
    auto judgment = of({ *rc::gen::inRange<std::int64_t>(0, 900'000'00), cny }, "2024-01-10");
    judgment.receipts
        = { { "r1", day("2024-03-01"), { *rc::gen::inRange<std::int64_t>(2, 400'000'00), cny }, {}, {} } };
    auto const as_of = day("2024-03-01").plus_days(*rc::gen::inRange(0, 700));
    auto const open = open_on(judgment, as_of)->sums.open;
    RC_ASSERT(open.minor <= open_on(judgment, as_of.plus_days(*rc::gen::inRange(0, 50)))->sums.open.minor);
    judgment.receipts[0].amount.minor -= 1;
    RC_ASSERT(open.minor <= open_on(judgment, as_of)->sums.open.minor);
}

} // namespace recourse::quantum

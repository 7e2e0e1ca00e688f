#include "core/quantum/distribution.hpp"

#include "core/quantum/statement_test.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

Recovery recovery(std::string id, Via via, std::string_view on, Money amount)
{
    return { std::move(id), via, {}, day(on), amount };
}

Due due(std::string id, Rank rank, Payee to, Money amount)
{
    return { std::move(id), rank, to, {}, amount };
}

Accounting accounting(Money claim, std::vector<Recovery> recoveries, std::vector<Due> dues)
{
    return { claim, std::move(recoveries), std::move(dues), day("2026-11-30"), exchange_rates() };
}

std::string_view word(Entry entry)
{
    switch (entry) {
    case Entry::recovery:
        return "in";
    case Entry::give_back:
        return "back";
    case Entry::exchange:
        return "exchange";
    case Entry::payment:
        return "paid";
    case Entry::client:
        return "rest";
    }
    return {};
}

std::vector<std::string> told(FinalAccount const& account)
{
    std::vector<std::string> lines;
    for (auto const& line : account.lines)
        lines.push_back(fmt::format("{} {} {}", word(line.entry), line.id, to_string(line.amount)));
    return lines;
}

} // namespace

TEST(Distribution, by_rank_and_the_rest_is_the_clients)
{
    auto const account = final_account(accounting(dollars(60'000),
        { recovery("platform", Via::platform_refund, "2025-12-01", dollars(10'000)),
            recovery("taken", Via::enforcement, "2026-11-03", money("140000.00 CNY")) },
        { due("success", Rank::success_fee, Payee::counsel, dollars(4'500)),
            due("bailiff", Rank::enforcement_cost, Payee::court, money("2000.00 CNY")),
            due("advance", Rank::advanced_fee, Payee::funder, dollars(7'500)) }));
    ASSERT_TRUE(account);
    EXPECT_THAT(told(*account),
        testing::ElementsAre("in platform 10000.00 USD", "in taken 140000.00 CNY", "paid bailiff -2000.00 CNY",
            "paid advance -7500.00 USD", "exchange success -14000.00 CNY", "exchange success 2000.00 USD",
            "paid success -4500.00 USD", "rest client -124000.00 CNY"));
    EXPECT_EQ(to_string(account->recovered), "30000.00 USD");
    EXPECT_EQ(to_string(account->open), "30000.00 USD");
    EXPECT_EQ(account->routes.size(), 2U);
    EXPECT_EQ(to_string(account->to_client[0]), "124000.00 CNY");
}

TEST(Distribution, what_came_last_goes_back_when_all_routes_bring_more_than_is_owed)
{
    auto const account = final_account(accounting(dollars(48'000),
        { recovery("award", Via::enforcement, "2026-11-03", dollars(40'000)),
            recovery("platform", Via::platform_refund, "2025-12-01", dollars(10'000)),
            recovery("card", Via::chargeback, "2026-11-04", money("7000.00 CNY")) },
        {}));
    ASSERT_TRUE(account);
    EXPECT_THAT(told(*account),
        testing::ElementsAre("in platform 10000.00 USD", "in award 40000.00 USD", "in card 7000.00 CNY",
            "back card -7000.00 CNY", "back award -2000.00 USD", "rest client -48000.00 USD"));
    ASSERT_EQ(account->give_back.size(), 2U);
    EXPECT_EQ(account->give_back[0].to.en, "Chargeback");
    EXPECT_EQ(account->open, dollars(0));
}

TEST(Distribution, what_is_not_reached_is_named)
{
    auto const account
        = final_account(accounting(yuan(100), { recovery("r", Via::part_payment, "2026-01-05", yuan(30)) },
            { due("a", Rank::enforcement_cost, Payee::client, yuan(20)),
                due("b", Rank::advanced_fee, Payee::client, yuan(50)),
                due("c", Rank::success_fee, Payee::counsel, yuan(5)) }));
    EXPECT_THAT(told(*account), testing::ElementsAre("in r 30.00 CNY", "paid a -20.00 CNY", "paid b -10.00 CNY"));
    ASSERT_EQ(account->unpaid.size(), 2U);
    EXPECT_EQ(account->unpaid[0].amount, yuan(40));
    EXPECT_EQ(account->unpaid[1].amount, yuan(5));
}

TEST(Distribution, faults_come_all_at_once)
{
    auto const wrong = final_account(accounting({}, { recovery("r", Via::part_payment, "2027-01-05", yuan(0)) },
        { due("r", Rank::advanced_fee, Payee::client, yuan(-1)) }));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().size(), 5U);
    auto none = accounting(yuan(100), { recovery("r", Via::part_payment, "2026-01-05", dollars(30)) }, {});
    none.rates = {};
    EXPECT_EQ(final_account(none).error()[0].says.en, "no exchange rate leads from USD to CNY");
}

RC_GTEST_PROP(Distribution, every_currency_balances_and_no_more_than_the_claim_is_kept, ())
{
    auto const amount = [](bool nothing) {
        auto const minor = *rc::gen::inRange<std::int64_t>(nothing ? 0 : 1, 30'000'00);
        return *rc::gen::arbitrary<bool>() ? Money { minor, usd } : Money { minor * 7, cny };
    };
    std::vector<Recovery> recoveries;
    auto const came = *rc::gen::inRange(0, 6);
    for (int i = 0; i < came; ++i) {
        recoveries.push_back(recovery(fmt::format("r{}", i),
            *rc::gen::element(Via::platform_refund, Via::chargeback, Via::enforcement), "2025-01-01", amount(false)));
        recoveries.back().date = day("2025-01-01").plus_days(*rc::gen::inRange(0, 690));
    }
    std::vector<Due> dues;
    auto const asked = *rc::gen::inRange(0, 6);
    for (int i = 0; i < asked; ++i)
        dues.push_back(
            due(fmt::format("d{}", i), *rc::gen::element(Rank::enforcement_cost, Rank::advanced_fee, Rank::success_fee),
                Payee::counsel, amount(true)));
    auto const given = accounting({ *rc::gen::inRange<std::int64_t>(0, 60'000'00), usd }, recoveries, dues);
    auto const account = *final_account(given);

    Money sum_usd { 0, usd }, sum_cny { 0, cny };
    for (auto const& line : account.lines) {
        auto& sum = line.amount.currency == usd ? sum_usd : sum_cny;
        sum = sum + line.amount;
    }
    RC_ASSERT(sum_usd.is_zero());
    RC_ASSERT(sum_cny.is_zero());
    // Routes add up to what was recovered.
    Money routes { 0, usd };
    for (auto const& route : account.routes)
        routes = routes + route.sum;
    RC_ASSERT(routes == account.recovered);
    // Every due is paid, or named with what is missing.
    for (auto const& each : dues) {
        Money paid { 0, each.amount.currency };
        for (auto const& line : account.lines)
            if (line.entry == Entry::payment && line.id == each.id)
                paid = paid - line.amount;
        for (auto const& missing : account.unpaid)
            if (missing.due == each.id)
                paid = paid + missing.amount;
        RC_ASSERT(paid == each.amount);
    }
    for (auto const& rest : account.to_client)
        RC_ASSERT(rest.minor > 0);
    // Nothing goes back unless more came than is owed.
    RC_ASSERT(account.give_back.empty() || account.recovered.minor > given.claim.minor);
}

} // namespace recourse::quantum

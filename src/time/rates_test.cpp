#include "time/rates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace recourse::time {
namespace {

Currency currency(std::string_view code)
{
    return *Currency::from_code(code);
}
Money amount(std::string_view text)
{
    return *parse_money(text);
}
Date day(std::string_view text)
{
    return *parse_date(text);
}
Rate rate(std::string_view from, std::string_view to, std::string_view digits, std::string_view date)
{
    return { currency(from), currency(to), *parse_ratio(digits), day(date), "test" };
}
RateTable table(std::vector<Rate> rates)
{
    RateTable made;
    for (auto& one : rates)
        EXPECT_TRUE(made.add(std::move(one)).has_value());
    return made;
}

TEST(RateTable, TakesTheLastRateOnOrBeforeTheDay)
{
    auto const rates = table({ rate("EUR", "USD", "1.10", "2026-03-02"), rate("EUR", "USD", "1.20", "2026-03-05") });
    auto const on
        = [&](std::string_view date) { return *rates.convert(amount("100.00 EUR"), currency("USD"), day(date)); };
    EXPECT_EQ(on("2026-03-02").amount, amount("110.00 USD"));
    EXPECT_EQ(on("2026-03-04").amount, amount("110.00 USD"));
    EXPECT_EQ(on("2026-03-05").amount, amount("120.00 USD"));
    EXPECT_EQ(on("2030-01-01").amount, amount("120.00 USD"));
    EXPECT_FALSE(on("2026-03-02").used[0].later);
    // Nothing recorded yet: the first one after it, and it says so.
    EXPECT_EQ(on("2026-03-01").amount, amount("110.00 USD"));
    EXPECT_TRUE(on("2026-03-01").used[0].later);
}

TEST(RateTable, InvertsAndCrossesExactly)
{
    auto const rates = table({ rate("EUR", "USD", "1.1186", "2026-10-08"), rate("EUR", "CNY", "7.4972", "2026-10-08"),
        rate("EUR", "JPY", "177.05", "2026-10-08") });
    auto const to = [&](std::string_view from, std::string_view code) {
        return *rates.convert(amount(from), currency(code), day("2026-10-10"));
    };
    // 100000 / 1.1186 = 89397.4611...
    auto const inverted = to("100000.00 USD", "EUR");
    EXPECT_EQ(inverted.amount, amount("89397.46 EUR"));
    EXPECT_TRUE(inverted.used[0].inverted);
    // 100000 * 7.4972 / 1.1186 = 670230.6454...
    auto const crossed = to("100000.00 USD", "CNY");
    EXPECT_EQ(crossed.amount, amount("670230.65 CNY"));
    ASSERT_EQ(crossed.used.size(), 2U);
    EXPECT_TRUE(crossed.used[0].inverted);
    EXPECT_FALSE(crossed.used[1].inverted);
    EXPECT_EQ(to_string(crossed.used[0].rate), "1 EUR = 1.1186 USD on 2026-10-08 (test)");
    // 1000 * 1.1186 / 177.05 = 6.31799...
    EXPECT_EQ(to("1000 JPY", "USD").amount, amount("6.32 USD"));
    EXPECT_EQ(rates.convert(amount("1000 JPY"), currency("USD"), day("2026-10-10"), Rounding::down)->amount,
        amount("6.31 USD"));
    EXPECT_EQ(to("5.00 USD", "USD").amount, amount("5.00 USD"));
    EXPECT_TRUE(to("5.00 USD", "USD").used.empty());
    EXPECT_EQ(to("0.00 CHF", "USD").amount, amount("0.00 USD"));
    EXPECT_EQ(rates.convert(amount("1.00 CHF"), currency("USD"), day("2026-10-10")).error(), NoRate::not_recorded);
    EXPECT_EQ(
        rates.convert({ std::numeric_limits<std::int64_t>::max(), currency("EUR") }, currency("CNY"), day("2026-10-10"))
            .error(),
        NoRate::out_of_range);
}

TEST(RateTable, ARateOfThePairItselfGoesBeforeACrossedOne)
{
    auto const rates = table({ rate("EUR", "USD", "1.10", "2026-10-08"), rate("EUR", "CNY", "7.70", "2026-10-08"),
        rate("CNY", "USD", "0.15", "2026-01-05") });
    EXPECT_EQ(rates.convert(amount("700.00 CNY"), currency("USD"), day("2026-10-08"))->amount, amount("105.00 USD"));
    // Of the two directions the nearer day counts.
    auto const both = table({ rate("CNY", "USD", "0.15", "2026-01-05"), rate("USD", "CNY", "7.00", "2026-02-05") });
    EXPECT_EQ(both.convert(amount("700.00 CNY"), currency("USD"), day("2026-10-08"))->amount, amount("100.00 USD"));
    EXPECT_EQ(both.convert(amount("700.00 CNY"), currency("USD"), day("2026-01-31"))->amount, amount("105.00 USD"));
}

TEST(RateTable, RefusesWhatIsNoRate)
{
    RateTable rates;
    EXPECT_FALSE(rates.add(rate("EUR", "USD", "0", "2026-10-08")).has_value());
    EXPECT_FALSE(rates.add(rate("EUR", "USD", "-1.1", "2026-10-08")).has_value());
    EXPECT_FALSE(rates.add(rate("EUR", "EUR", "1.1", "2026-10-08")).has_value());
    EXPECT_FALSE(rates.add(rate("EUR", "XXX", "1.1", "2026-10-08")).has_value());
    EXPECT_EQ(rates.size(), 0U);
    EXPECT_TRUE(rates.add(rate("EUR", "USD", "1.1", "2026-10-08")).has_value());
    EXPECT_TRUE(rates.add(rate("EUR", "USD", "1.2", "2026-10-08")).has_value()); // replaces
    EXPECT_EQ(rates.size(), 1U);
    EXPECT_EQ(rates.all()[0].rate, *parse_ratio("1.2"));
}

TEST(RateTable, ThereAndBackLosesLessThanAUnitOfEach)
{
    EXPECT_TRUE(rc::check("a sum converted and back differs by what one minor unit is worth", [] {
        auto const thousandths = *rc::gen::inRange<std::int64_t>(
            1'001, 20'000); // 1 EUR is more than 1 USD, so cents of USD are the finer ones
        RateTable rates;
        RC_ASSERT(rates.add({ currency("EUR"), currency("USD"), Ratio::of(thousandths, 1000), day("2026-10-08"), "" })
                .has_value());
        Money const euros { *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000), currency("EUR") };
        auto const dollars = rates.convert(euros, currency("USD"), day("2026-10-08"));
        RC_ASSERT(rates.convert(dollars->amount, currency("EUR"), day("2026-10-08"))->amount == euros);
    }));
}

} // namespace
} // namespace recourse::time

#include "base/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <numeric>

namespace recourse {
namespace {

constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
constexpr auto largest = std::numeric_limits<std::int64_t>::max();

Currency currency(std::string_view code)
{
    return *Currency::from_code(code);
}
Money amount(std::string_view text)
{
    return *parse_money(text);
}

rc::Gen<Currency> any_currency()
{
    return rc::gen::map(rc::gen::inRange<int>(1, Currency::count()),
        [](int row) { return Currency::from_index(static_cast<std::uint16_t>(row)); });
}
rc::Gen<Money> any_money()
{
    return rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::int64_t>(), any_currency()),
        [](auto const& pair) { return Money { pair.first, pair.second }; });
}

TEST(Money, ParsesByTheCurrencysExponent)
{
    struct Row {
        std::string_view text;
        std::int64_t minor;
        std::string_view printed;
        std::string_view shown;
    };
    for (auto const& row : {
             Row { "48000.00 USD", 4'800'000, "48000.00 USD", "USD 48,000.00" },
             Row { "48000 USD", 4'800'000, "48000.00 USD", "USD 48,000.00" },
             Row { "0.5 USD", 50, "0.50 USD", "USD 0.50" },
             Row { "-0.05 USD", -5, "-0.05 USD", "USD -0.05" },
             Row { "999 JPY", 999, "999 JPY", "JPY 999" },
             Row { "1234567 JPY", 1'234'567, "1234567 JPY", "JPY 1,234,567" },
             Row { "1.234 KWD", 1'234, "1.234 KWD", "KWD 1.234" },
             Row { "1.2345 CLF", 12'345, "1.2345 CLF", "CLF 1.2345" },
             Row { "92233720368547758.07 USD", largest, "92233720368547758.07 USD", "USD 92,233,720,368,547,758.07" },
             Row {
                 "-92233720368547758.08 USD", smallest, "-92233720368547758.08 USD", "USD -92,233,720,368,547,758.08" },
             Row { "0 XXX", 0, "0 XXX", "XXX 0" },
         }) {
        auto const parsed = parse_money(row.text);
        ASSERT_TRUE(parsed.has_value()) << row.text << ": " << parsed.error();
        EXPECT_EQ(parsed->minor, row.minor) << row.text;
        EXPECT_EQ(to_string(*parsed), row.printed);
        EXPECT_EQ(display(*parsed), row.shown);
    }
}

TEST(Money, RefusesWithTheReason)
{
    struct Row {
        std::string_view text;
        std::string_view reason;
    };
    for (auto const& row : {
             Row { "48,000.00 USD", "has a thousands separator or a decimal comma" },
             Row { "480.001 USD", "more than the 2 digits" },
             Row { "1.0 JPY", "JPY has no smaller unit" },
             Row { "1.2345 KWD", "more than the 3 digits" },
             Row { "480.00 usd", "names 'usd'" },
             Row { "480.00 US", "names 'US'" },
             Row { "480.00 XAU", "names 'XAU'" },
             Row { "480.00  USD", "names ' USD'" },
             Row { "480.00", "is not an amount with its currency" },
             Row { "480. USD", "is not an amount with its currency" },
             Row { ".50 USD", "is not an amount with its currency" },
             Row { "+1 USD", "is not an amount with its currency" },
             Row { "--1 USD", "is not an amount with its currency" },
             Row { " USD", "is not an amount with its currency" },
             Row { "92233720368547758.08 USD", "larger than any amount" },
             Row { "-92233720368547758.09 USD", "larger than any amount" },
             Row { "1 XXX", "names no currency" },
         }) {
        auto const parsed = parse_money(row.text);
        ASSERT_FALSE(parsed.has_value()) << row.text;
        EXPECT_NE(parsed.error().find(row.reason), std::string::npos) << parsed.error();
    }
}

TEST(Money, PrintingAndParsingAreInverse)
{
    EXPECT_TRUE(rc::check("parse_money(to_string(m)) is m", [] {
        auto const money = *any_money();
        RC_ASSERT(parse_money(to_string(money)).value() == money);
    }));
}

TEST(Money, NeutralZeroTakesTheOtherCurrency)
{
    EXPECT_EQ(Money {} + amount("5.00 USD"), amount("5.00 USD"));
    EXPECT_EQ(amount("5.00 USD") - Money {}, amount("5.00 USD"));
    EXPECT_EQ(max(Money {}, amount("-5.00 USD")), Money {});
    EXPECT_FALSE(
        checked_add(amount("0.00 CNY"), amount("5.00 USD")).has_value()); // a zero of a real currency is no neutral one
    EXPECT_FALSE(comparable(amount("1.00 CNY"), amount("1.00 USD")));
    EXPECT_FALSE(checked_add({ largest, currency("USD") }, { 1, currency("USD") }).has_value());
    EXPECT_FALSE(checked_subtract({ smallest, currency("USD") }, { 1, currency("USD") }).has_value());
    EXPECT_FALSE(checked_multiply({ smallest, currency("USD") }, -1).has_value());
}

TEST(Money, PlainOperatorsStopAtMixedCurrencies)
{
    EXPECT_DEATH((void)(amount("1.00 CNY") + amount("1.00 USD")), "a check failed");
    EXPECT_DEATH((void)compare(amount("1.00 CNY"), amount("1.00 USD")), "a check failed");
    EXPECT_DEATH((void)(-Money { smallest, currency("USD") }), "a check failed");
}

TEST(Money, PortionRoundsAsNamed)
{
    struct Row {
        std::int64_t minor;
        Ratio share;
        std::int64_t down, up, half_up, half_even, floor, ceiling;
    };
    for (auto const& row : {
             Row { 5, { 1, 2 }, 2, 3, 3, 2, 2, 3 },
             Row { 15, { 1, 2 }, 7, 8, 8, 8, 7, 8 },
             Row { -5, { 1, 2 }, -2, -3, -3, -2, -3, -2 },
             Row { -15, { 1, 2 }, -7, -8, -8, -8, -8, -7 },
             Row { 10, { 1, 3 }, 3, 4, 3, 3, 3, 4 },
             Row { 20, { 1, 3 }, 6, 7, 7, 7, 6, 7 },
             Row { 1, { 1, 3 }, 0, 1, 0, 0, 0, 1 },
             Row { -1, { 1, 3 }, 0, -1, 0, 0, -1, 0 },
             Row { 10, { -1, 3 }, -3, -4, -3, -3, -4, -3 },
             Row { 12, { 1, 4 }, 3, 3, 3, 3, 3, 3 },
         }) {
        Money const whole { row.minor, currency("USD") };
        EXPECT_EQ(portion(whole, row.share, Rounding::down).minor, row.down) << row.minor;
        EXPECT_EQ(portion(whole, row.share, Rounding::up).minor, row.up) << row.minor;
        EXPECT_EQ(portion(whole, row.share, Rounding::half_up).minor, row.half_up) << row.minor;
        EXPECT_EQ(portion(whole, row.share, Rounding::half_even).minor, row.half_even) << row.minor;
        EXPECT_EQ(portion(whole, row.share, Rounding::floor).minor, row.floor) << row.minor;
        EXPECT_EQ(portion(whole, row.share, Rounding::ceiling).minor, row.ceiling) << row.minor;
    }
    // 2^63 - 1 times (2^63 - 1) / (2^63 - 1): only a 128-bit product holds it.
    EXPECT_EQ(portion({ largest, currency("USD") }, { largest, largest }, Rounding::half_even).minor, largest);
}

TEST(Money, AllocateGivesTheLargestRemaindersFirst)
{
    auto const split = [](std::string_view whole, std::vector<std::int64_t> weights) {
        std::vector<std::int64_t> parts;
        for (auto const& part : allocate(amount(whole), weights))
            parts.push_back(part.minor);
        return parts;
    };
    using Parts = std::vector<std::int64_t>;
    EXPECT_EQ(split("1.00 USD", { 1, 1, 1 }), (Parts { 34, 33, 33 }));
    EXPECT_EQ(split("-1.00 USD", { 1, 1, 1 }), (Parts { -34, -33, -33 }));
    EXPECT_EQ(split("1.00 USD", { 1, 0, 2 }), (Parts { 33, 0, 67 }));
    EXPECT_EQ(split("0.05 USD", { 3, 7 }), (Parts { 2, 3 })); // 1.5 and 3.5: one cent left, a tie, the earlier part
    EXPECT_EQ(split("0.00 USD", { 5, 3 }), (Parts { 0, 0 }));
}

TEST(Money, AllocateAddsUpAndStaysWithinACentOfTheShare)
{
    EXPECT_TRUE(rc::check("parts add up and lie next to the exact share", [] {
        auto const whole = *any_money();
        auto const weights = *rc::gen::suchThat(
            rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000)),
            [](auto const& w) { return std::accumulate(w.begin(), w.end(), std::int64_t { 0 }) > 0; });
        auto const sum = std::accumulate(weights.begin(), weights.end(), std::int64_t { 0 });
        auto const parts = allocate(whole, weights);
        RC_ASSERT(parts.size() == weights.size());
        __extension__ __int128 total = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            total += parts[i].minor;
            RC_ASSERT(parts[i].currency == whole.currency);
            __extension__ __int128 const distance
                = static_cast<__int128>(parts[i].minor) * sum - static_cast<__int128>(whole.minor) * weights[i];
            RC_ASSERT((distance < 0 ? -distance : distance) < sum);
        }
        RC_ASSERT(total == whole.minor);
    }));
}

TEST(Money, ExchangeBridgesTheExponents)
{
    auto const usd = currency("USD");
    auto const jpy = currency("JPY");
    auto const kwd = currency("KWD");
    EXPECT_EQ(exchange(amount("100.00 USD"), jpy, *parse_ratio("158.28"), Rounding::half_even), amount("15828 JPY"));
    EXPECT_EQ(exchange(amount("10000 JPY"), usd, *parse_ratio("0.0063"), Rounding::half_even), amount("63.00 USD"));
    EXPECT_EQ(exchange(amount("1.00 USD"), kwd, *parse_ratio("0.3075"), Rounding::half_even), amount("0.308 KWD"));
    EXPECT_EQ(exchange(amount("1.00 USD"), kwd, *parse_ratio("0.3065"), Rounding::half_even), amount("0.306 KWD"));
    EXPECT_EQ(exchange(amount("3 JPY"), usd, { 1, 3 }, Rounding::half_even), amount("1.00 USD"));
    EXPECT_EQ(exchange({ largest, jpy }, usd, Ratio::whole(1), Rounding::half_even), std::nullopt);
    EXPECT_EQ(exchange({ largest, jpy }, currency("CLF"), Ratio::whole(largest), Rounding::half_even), std::nullopt);
    EXPECT_EQ(exchange({ largest, jpy }, currency("KRW"), { largest, largest - 1 }, Rounding::down), std::nullopt);
}

} // namespace
} // namespace recourse

#include "base/check.hpp"
#include "base/currency.hpp"
#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/place.hpp"
#include "base/ratio.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace recourse {
namespace {

TEST(Currency, EveryRowIsReachedByItsCodeAndItsIndex)
{
    std::set<std::string_view> codes;
    std::set<int> numbers;
    for (std::uint16_t row = 0; row < Currency::count(); ++row) {
        auto const currency = Currency::from_index(row);
        EXPECT_EQ(Currency::from_code(currency.code()), currency);
        EXPECT_TRUE(codes.insert(currency.code()).second) << currency.code();
        EXPECT_TRUE(numbers.insert(currency.numeric()).second) << currency.code();
        EXPECT_FALSE(currency.name().empty());
        EXPECT_TRUE(is_utf8(currency.name()));
    }
    // List one of 2026-01-01 has 178 codes; twelve beside XXX, which is row 0, have no minor unit.
    EXPECT_EQ(codes.size(), 166U);
    EXPECT_EQ(Currency {}.code(), "XXX");
}

TEST(Currency, ExponentsOfTheStandard)
{
    struct Row {
        std::string_view code;
        int exponent;
        int numeric;
    };
    for (auto const& row : { Row { "JPY", 0, 392 }, Row { "KRW", 0, 410 }, Row { "VND", 0, 704 }, Row { "UYI", 0, 940 },
             Row { "USD", 2, 840 }, Row { "CNY", 2, 156 }, Row { "MGA", 2, 969 }, Row { "XCG", 2, 532 },
             Row { "ZWG", 2, 924 }, Row { "KWD", 3, 414 }, Row { "TND", 3, 788 }, Row { "CLF", 4, 990 },
             Row { "UYW", 4, 927 } }) {
        auto const currency = Currency::from_code(row.code);
        ASSERT_TRUE(currency.has_value()) << row.code;
        EXPECT_EQ(currency->exponent(), row.exponent) << row.code;
        EXPECT_EQ(currency->numeric(), row.numeric) << row.code;
    }
    for (auto const code : { "HRK", "BGN", "ZWL", "XAU", "XDR", "XTS", "usd", "US", "USDX", "", "U D" })
        EXPECT_FALSE(Currency::from_code(code).has_value()) << code;
    EXPECT_DEATH((void)Currency::from_index(Currency::count()), "a check failed");
}

TEST(Ratio, ParsesExactly)
{
    EXPECT_EQ(*parse_ratio("0.35"), (Ratio { 35, 100 }));
    EXPECT_EQ(parse_ratio("0.35")->denominator, 20); // lowest terms
    EXPECT_EQ(*parse_ratio("-1.50"), (Ratio { -3, 2 }));
    EXPECT_EQ(*parse_ratio("007"), (Ratio { 7, 1 }));
    EXPECT_EQ(to_string(*parse_ratio("999999999999999999")), "999999999999999999");
    EXPECT_EQ(to_string(*parse_ratio("0.00000000000000001")), "0.00000000000000001");
    EXPECT_TRUE(*parse_ratio("0.1") < *parse_ratio("0.35"));
    EXPECT_FALSE((Ratio { 1, 2 } < Ratio { 2, 4 }));
    struct Row {
        std::string_view text;
        std::string_view reason;
    };
    for (auto const& row : { Row { "", "no digits" }, Row { "-", "no digits" }, Row { ".5", "on both sides" },
             Row { "5.", "on both sides" }, Row { "1.2.3", "two decimal points" }, Row { "1,5", "a comma" },
             Row { "1e3", "not a decimal number" }, Row { " 1", "not a decimal number" },
             Row { "1234567890.123456789", "more than 18 digits" } }) {
        auto const parsed = parse_ratio(row.text);
        ASSERT_FALSE(parsed.has_value()) << row.text;
        EXPECT_NE(parsed.error().find(row.reason), std::string::npos) << parsed.error();
    }
}

TEST(Ratio, PrintsDecimalsOrFractions)
{
    EXPECT_EQ(to_string(Ratio { 1, 3 }), "1/3");
    EXPECT_EQ(to_string(Ratio { -2, 6 }), "-1/3");
    EXPECT_EQ(to_string(Ratio { 7, 8 }), "0.875");
    EXPECT_EQ(to_string(Ratio { -1, 20 }), "-0.05");
    EXPECT_EQ(to_string(Ratio { 40, 20 }), "2");
    EXPECT_EQ(to_string(Ratio { 0, 7 }), "0");
    EXPECT_TRUE(rc::check("parse_ratio(to_string(r)) is r for decimals of up to 17 digits", [] {
        auto const digits = *rc::gen::inRange<std::int64_t>(-99'999'999'999'999'999, 99'999'999'999'999'999);
        auto const places = *rc::gen::inRange(0, 17);
        std::int64_t power = 1;
        for (int i = 0; i < places; ++i)
            power *= 10;
        auto const ratio = Ratio::of(digits, power);
        RC_ASSERT(parse_ratio(to_string(ratio)).value() == ratio);
    }));
}

TEST(Date, ParsesOnlyRealDays)
{
    EXPECT_EQ(*parse_date("1970-01-01"), Date {});
    EXPECT_EQ(*parse_date("2024-02-29"), Date::of(2024, 2, 29));
    EXPECT_EQ(*parse_date("0001-01-01"), Date::of(1, 1, 1));
    EXPECT_EQ(*parse_date("9999-12-31"), Date::of(9999, 12, 31));
    EXPECT_EQ(parse_date("2026-02-30").error(), "2026-02-30 is not a day of the calendar");
    for (auto const text : { "2023-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01" })
        EXPECT_NE(parse_date(text).error().find("is not a day of the calendar"), std::string::npos) << text;
    for (auto const text : { "2026-3-01", "26-03-01", "2026/03/01", "2026-03-01 ", "", "2026-03-0x", "01-03-2026" })
        EXPECT_NE(parse_date(text).error().find("YYYY-MM-DD"), std::string::npos) << text;
}

TEST(Date, CountsByTheCalendar)
{
    EXPECT_EQ(Date::of(2026, 1, 31).plus_months(1), Date::of(2026, 2, 28));
    EXPECT_EQ(Date::of(2024, 1, 31).plus_months(1), Date::of(2024, 2, 29));
    EXPECT_EQ(Date::of(2024, 2, 29).plus_years(1), Date::of(2025, 2, 28));
    EXPECT_EQ(Date::of(2026, 3, 31).plus_months(-1), Date::of(2026, 2, 28));
    EXPECT_EQ(Date::of(2026, 1, 15).plus_months(-13), Date::of(2024, 12, 15));
    EXPECT_EQ(Date::of(2026, 12, 31).plus_days(1), Date::of(2027, 1, 1));
    EXPECT_EQ(Date::of(2026, 11, 24).weekday(), 2U); // a Tuesday
    EXPECT_EQ(Date::of(2000, 1, 1).weekday(), 6U); // a Saturday
    EXPECT_EQ(days_between(Date::of(2024, 1, 1), Date::of(2025, 1, 1)), 366);
    EXPECT_DEATH((void)Date::of(9999, 12, 31).plus_days(1), "a check failed");
    EXPECT_DEATH((void)Date::of(2026, 2, 30), "a check failed");
    EXPECT_DEATH((void)Date::of(9999, 6, 1).plus_months(7), "a check failed");
}

TEST(Date, PrintingAndParsingAreInverse)
{
    EXPECT_TRUE(rc::check("parse_date(to_string(d)) is d", [] {
        auto const date = Date::from_days(*rc::gen::inRange(-719'162, 2'932'897));
        RC_ASSERT(parse_date(to_string(date)).value() == date);
        RC_ASSERT(Date::of(date.year(), date.month(), date.day()) == date);
    }));
}

TEST(Instant, PrintsAsRfc3339)
{
    EXPECT_EQ(to_string(Instant { 0 }), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_string(Instant { 1'772'353'800'000'000 }), "2026-03-01T08:30:00Z");
    EXPECT_EQ(to_string(Instant { 1'772'353'800'250'000 }), "2026-03-01T08:30:00.25Z");
    EXPECT_EQ(to_string(Instant { -1 }), "1969-12-31T23:59:59.999999Z");
}

TEST(Problem, LeavesOutWhatIsNotKnown)
{
    EXPECT_EQ(to_string(Problem { { "cases/a.toml", 12, 3 }, "no such field", "did you mean 'value'?" }),
        "cases/a.toml:12:3: no such field (did you mean 'value'?)");
    EXPECT_EQ(to_string(Problem { { "cases/a.toml", 12, 0 }, "no such field", "" }), "cases/a.toml:12: no such field");
    EXPECT_EQ(to_string(Problem { { "", 0, 0 }, "no such field", "" }), "no such field");
    EXPECT_EQ(to_string(Problem { { "a.toml", 0, 5 }, "empty", "" }), "a.toml: empty");
}

TEST(Text, NearestIsNearEnoughToBeMeant)
{
    std::vector<std::string_view> const fields { "order.value", "order.date", "order.goods", "payments", "supplier" };
    EXPECT_EQ(nearest("order.vlaue", fields), "order.value"); // letters swapped
    EXPECT_EQ(nearest("Order-Value", std::vector<std::string_view> { "order_value" }), "order_value");
    EXPECT_EQ(nearest("ordr.date", fields), "order.date");
    EXPECT_EQ(nearest("suplier", fields), "supplier");
    EXPECT_EQ(nearest("weather", fields), std::nullopt);
    EXPECT_EQ(nearest("", fields), std::nullopt);
    EXPECT_EQ(
        nearest("ab", std::vector<std::string_view> { "ac", "aa" }), std::nullopt); // one of two letters is too much
    EXPECT_EQ(nearest("abc", std::vector<std::string_view> { "abd", "abe" }), "abd"); // a tie goes to the earlier
    EXPECT_EQ(did_you_mean("order.vlaue", fields), "did you mean 'order.value'?");
    EXPECT_EQ(did_you_mean("weather", fields), "");
}

TEST(Text, Utf8IsCheckedStrictly)
{
    for (auto const text : { "", "plain", "é", "国庆节", "\xF0\x9F\x8D\x8E", "\xF4\x8F\xBF\xBF" })
        EXPECT_TRUE(is_utf8(text)) << text;
    for (auto const bytes : { "\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF",
             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE5\x9B", "a\xFFz" })
        EXPECT_FALSE(is_utf8(bytes)) << bytes;
    EXPECT_EQ(code_points("国庆节 é"), 5U);
}

TEST(Text, JoinsAsOneSays)
{
    EXPECT_EQ(join_and(std::vector<std::string> {}), "");
    EXPECT_EQ(join_and(std::vector<std::string> { "a" }), "a");
    EXPECT_EQ(join_and(std::vector<std::string> { "a", "b" }), "a and b");
    EXPECT_EQ(join_and(std::vector<std::string> { "a", "b", "c" }), "a, b and c");
}

std::expected<int, std::string> half(int n)
{
    if (n % 2 != 0)
        return std::unexpected(std::string { "odd" });
    return n / 2;
}
std::expected<int, std::string> quarter(int n)
{
    auto const halved = RECOURSE_TRY(half(n));
    return RECOURSE_TRY(half(halved));
}

TEST(Try, HandsTheErrorOn)
{
    EXPECT_EQ(quarter(12), 3);
    EXPECT_EQ(quarter(6).error(), "odd");
}

} // namespace
} // namespace recourse

#include "core/route/interest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::route {

namespace {

Money yuan(std::int64_t whole)
{
    return { whole * 100, *Currency::from_code("CNY") };
}

Date day(std::string_view text)
{
    return *parse_date(text);
}

std::vector<YearlyRate> const lpr {
    { day("2024-02-20"), Ratio::of(345, 10'000) },
    { day("2024-07-22"), Ratio::of(335, 10'000) },
    { day("2024-10-21"), Ratio::of(310, 10'000) },
    { day("2025-05-20"), Ratio::of(300, 10'000) },
};

} // namespace

// The published vectors of reference data, each to the cent.

TEST(Interest, delay_is_0_000175_a_day)
{
    EXPECT_EQ(to_string(delay_interest(yuan(500'000), day("2026-01-01"), day("2026-04-11"))->total), "8750.00 CNY");
    EXPECT_EQ(to_string(delay_interest(yuan(1'000'000), day("2026-01-01"), day("2027-01-01"))->total), "63875.00 CNY");
}

TEST(Interest, at_the_rate_of_the_breach)
{
    auto const interest = interest_at_breach(
        yuan(1'000'000), day("2024-07-01"), day("2025-07-01"), lpr, Ratio::percent(50), YearDays::d365);
    ASSERT_TRUE(interest);
    EXPECT_EQ(to_string(interest->total), "51750.00 CNY");
    EXPECT_EQ(interest->parts.size(), 1U);
}

TEST(Interest, by_segment_with_every_change_of_the_rate)
{
    auto const interest = interest_by_segment(
        yuan(1'000'000), day("2024-07-01"), day("2025-07-01"), lpr, Ratio::percent(50), YearDays::d365);
    ASSERT_TRUE(interest);
    EXPECT_EQ(to_string(interest->total), "47564.38 CNY");
    std::vector<std::string> parts;
    std::vector<int> days;
    for (auto const& part : interest->parts) {
        parts.push_back(to_string(part.sum));
        days.push_back(part.days);
    }
    EXPECT_EQ(parts, (std::vector<std::string> { "2977.40 CNY", "12528.08 CNY", "26880.82 CNY", "5178.08 CNY" }));
    EXPECT_EQ(days, (std::vector { 21, 91, 211, 42 }));
    auto const short_year = interest_by_segment(
        yuan(1'000'000), day("2024-07-01"), day("2025-07-01"), lpr, Ratio::percent(50), YearDays::d360);
    EXPECT_EQ(to_string(short_year->total), "48225.00 CNY");
}

TEST(Interest, what_cannot_be_worked_out_says_why)
{
    auto const backwards = delay_interest(yuan(1), day("2026-02-01"), day("2026-01-01"));
    ASSERT_FALSE(backwards);
    EXPECT_EQ(backwards.error(), "the last day is before the first");
    auto const early
        = interest_by_segment(yuan(1), day("2019-01-01"), day("2026-01-01"), lpr, Ratio::whole(0), YearDays::d365);
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error(), "no rate is recorded for 2019-01-01");
    EXPECT_EQ(delay_interest(yuan(5), day("2026-01-01"), day("2026-01-01"))->total.minor, 0);
}

TEST(Interest, rates_of_many_digits_are_an_error_and_not_an_overflow)
{
    std::vector<YearlyRate> const rates { { day("2020-01-01"), *parse_ratio("0.12345678901234567") },
        { day("2021-01-01"), *parse_ratio("0.76543210987654321") } };
    auto const with = [&](std::string_view uplift) {
        return interest_by_segment(
            yuan(1), day("2020-02-01"), day("2022-01-01"), rates, *parse_ratio(uplift), YearDays::d365)
            .error();
    };
    EXPECT_EQ(with("0"), "a rate has too many digits");
    EXPECT_EQ(with("0.12345678901234567"), "a rate has too many digits");
    std::vector<YearlyRate> const high { { day("2020-01-01"), *parse_ratio("999999999999999999") } };
    EXPECT_EQ(interest_at_breach(yuan(90'000'000'000'000'000), day("2020-02-01"), day("2022-01-01"), high,
                  Ratio::whole(0), YearDays::d365)
                  .error(),
        "the sum is too large");
    EXPECT_EQ(interest_at_breach(
                  yuan(1), day("2020-02-01"), day("2022-01-01"), high, Ratio::whole(1'000'000'000), YearDays::d365)
                  .error(),
        "a rate has too many digits");
}

RC_GTEST_PROP(Interest, splitting_the_days_changes_the_total_by_less_than_a_cent_a_part, ())
{
    auto const start = day("2024-03-01");
    auto const all = *rc::gen::inRange(2, 700);
    auto const cut = *rc::gen::inRange(1, all);
    auto const principal = yuan(*rc::gen::inRange<std::int64_t>(1, 50'000'000));
    auto const sum = [&](int from, int until) {
        return interest_by_segment(
            principal, start.plus_days(from), start.plus_days(until), lpr, Ratio::percent(30), YearDays::d365)
            ->total.minor;
    };
    RC_ASSERT(std::abs(sum(0, all) - sum(0, cut) - sum(cut, all)) <= 1);
}

} // namespace recourse::route

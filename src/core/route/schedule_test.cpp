#include "core/route/schedule.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace recourse::route {

namespace {

Currency const cny = *Currency::from_code("CNY");

Money yuan(std::int64_t whole)
{
    return { whole * 100, cny };
}

/// The acceptance fee of the State Council's Decree 481, art. 13(1): the first rows.
Schedule acceptance()
{
    Schedule schedule;
    schedule.id = "acceptance";
    schedule.currency = cny;
    schedule.brackets = {
        { yuan(0), yuan(10'000), yuan(50), Ratio::whole(0), {}, {} },
        { yuan(10'000), yuan(100'000), yuan(50), Ratio::of(25, 1000), {}, {} },
        { yuan(100'000), yuan(200'000), yuan(2'300), Ratio::of(2, 100), {}, {} },
        { yuan(200'000), {}, yuan(4'300), Ratio::of(15, 1000), {}, {} },
    };
    return schedule;
}

/// The same scale as the decree words it: each slice of the sum at its own rate, the first ten thousand for 50 yuan.
Money slice_by_slice(Money amount)
{
    struct Slice {
        std::int64_t from, to;
        Ratio rate;
    };
    Money sum = yuan(50);
    for (auto const& slice : { Slice { 10'000, 100'000, Ratio::of(25, 1000) },
             Slice { 100'000, 200'000, Ratio::of(2, 100) }, Slice { 200'000, 1'000'000'000, Ratio::of(15, 1000) } }) {
        auto const end = min(amount, yuan(slice.to));
        if (compare(end, yuan(slice.from)) > 0)
            sum = sum + portion(end - yuan(slice.from), slice.rate, Rounding::half_up);
    }
    return sum;
}

} // namespace

TEST(Schedule, a_border_belongs_to_the_bracket_below_it)
{
    EXPECT_EQ(fee(acceptance(), yuan(10'000))->low, yuan(50));
    EXPECT_EQ(fee(acceptance(), yuan(0))->low, yuan(50));
    EXPECT_EQ(fee(acceptance(), yuan(100'000))->low, yuan(2'300));
    EXPECT_EQ(to_string(fee(acceptance(), *parse_money("10000.01 CNY"))->low), "50.00 CNY");
    EXPECT_EQ(to_string(fee(acceptance(), *parse_money("250000.00 CNY"))->low), "5050.00 CNY");
}

TEST(Schedule, minimum_and_cap_bound_the_fee_and_the_working_says_so)
{
    auto schedule = acceptance();
    schedule.minimum = yuan(100);
    schedule.cap = yuan(5'000);
    EXPECT_EQ(fee(schedule, yuan(10))->low, yuan(100));
    EXPECT_EQ(fee(schedule, yuan(10))->working.back(), "at least CNY 100.00");
    EXPECT_EQ(fee(schedule, yuan(10'000'000))->low, yuan(5'000));
    EXPECT_EQ(fee(schedule, yuan(10'000'000))->working.back(), "at most CNY 5,000.00");
}

TEST(Schedule, a_range_has_two_ends)
{
    Schedule schedule;
    schedule.currency = cny;
    schedule.brackets = { { yuan(0), {}, yuan(15), Ratio::of(1, 100), yuan(60), Ratio::of(3, 100) } };
    auto const result = fee(schedule, yuan(1'000));
    EXPECT_EQ(result->low, yuan(25));
    EXPECT_EQ(result->high, yuan(90));
}

TEST(Schedule, a_fee_beyond_all_amounts_is_nothing_and_not_an_abort)
{
    Schedule schedule;
    schedule.currency = cny;
    schedule.brackets = { { yuan(0), {}, yuan(50), Ratio::whole(999'999'999'999), {}, {} } };
    EXPECT_FALSE(fee(schedule, yuan(90'000'000'000'000'000)));
    schedule.brackets[0].rate = Ratio::whole(1);
    EXPECT_FALSE(fee(schedule, { std::numeric_limits<std::int64_t>::max(), cny }));
}

TEST(Schedule, a_rate_of_seventeen_digits_is_shown_in_percent)
{
    Schedule schedule;
    schedule.currency = cny;
    schedule.brackets = { { yuan(0), {}, yuan(50), *parse_ratio("0.99999999999999999"), {}, {} } };
    EXPECT_EQ(fee(schedule, yuan(100))->working.front(),
        "CNY 50.00 + 99.999999999999999 % of the CNY 100.00 above CNY 0.00 = CNY 150.00");
    schedule.brackets[0].rate = *parse_ratio("999999999999999999");
    EXPECT_FALSE(fee(schedule, yuan(100)));
}

RC_GTEST_PROP(Schedule, base_and_rate_agree_with_the_slices_of_the_decree, ())
{
    // Whole yuan, so that no slice rounds on its own.
    auto const amount = yuan(*rc::gen::inRange<std::int64_t>(0, 50'000'000));
    RC_ASSERT(fee(acceptance(), amount)->low == slice_by_slice(amount));
}

RC_GTEST_PROP(Schedule, more_money_never_costs_less, ())
{
    auto const a = *rc::gen::inRange<std::int64_t>(0, 5'000'000'000);
    auto const b = *rc::gen::inRange<std::int64_t>(0, 5'000'000'000);
    auto const less = fee(acceptance(), { std::min(a, b), cny })->low;
    auto const more = fee(acceptance(), { std::max(a, b), cny })->low;
    RC_ASSERT(less.minor <= more.minor);
}

} // namespace recourse::route

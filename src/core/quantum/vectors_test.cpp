#include "core/quantum/vectors_test.hpp"

#include "base/wide.hpp"
#include "core/quantum/counsel.hpp"
#include "core/quantum/item.hpp"
#include "core/quantum/statement.hpp"
#include "time/deadline.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

/// A scale as its text reads: the first bracket's base whole, then each thousand at the rate of the bracket in which
/// it lies (each million above ten millions); the cumulative bases of the table are not looked at. Exact for whole
/// units and rates of five digits.
Money walked(route::Schedule const& schedule, std::int64_t whole, bool most = false)
{
    constexpr std::int64_t digits = 100'000;
    auto const rate_of = [&](std::int64_t upto) {
        for (auto const& bracket : schedule.brackets)
            if (!bracket.up_to || upto * 100 <= bracket.up_to->minor) {
                auto const& rate = most ? *bracket.rate_max : bracket.rate;
                return rate.numerator * (digits / rate.denominator);
            }
        return std::int64_t { 0 };
    };
    auto const& first = schedule.brackets.front();
    Wide sum = static_cast<Wide>((most ? first.base_max->minor : first.base.minor) / 100) * digits;
    std::int64_t at = 0;
    while (at < whole) {
        auto const step = std::min<std::int64_t>(at < 10'000'000 ? 1'000 : 1'000'000, whole - at);
        sum += static_cast<Wide>(step) * rate_of(at + step);
        at += step;
    }
    Money fee { static_cast<std::int64_t>((sum * 100 + digits / 2) / digits), schedule.currency };
    if (schedule.minimum)
        fee = max(fee, *schedule.minimum);
    if (schedule.cap)
        fee = min(fee, *schedule.cap);
    return fee;
}

/// Interest day by day: the rate of each day is looked up from the start of the table.
Money day_by_day(Money principal, Date from, Date until, std::vector<route::YearlyRate> const& rates, int uplift,
    std::int64_t year, bool at_breach)
{
    constexpr std::int64_t digits = 10'000;
    Wide sum = 0;
    for (auto on = from; on < until; on = on.plus_days(1)) {
        std::int64_t rate = 0;
        for (auto const& row : rates)
            if (row.from <= (at_breach ? from : on))
                rate = row.rate.numerator * (digits / row.rate.denominator);
        sum += static_cast<Wide>(principal.minor) * rate * (100 + uplift);
    }
    Wide const whole = static_cast<Wide>(digits) * 100 * year;
    return { static_cast<std::int64_t>((2 * sum + whole) / (2 * whole)), principal.currency };
}

std::vector<route::Schedule> all_scales()
{
    std::vector<route::Schedule> scales { court_acceptance(), court_acceptance_half(), preservation(), enforcement(),
        cietac(), contingency_tiers() };
    auto older = schedule_of("cietac_I_2005", "cietac_I_2005", cny);
    older.minimum = yuan(10'000);
    scales.push_back(older);
    scales.push_back(schedule_of("hkiac_admin_2024", "hkiac_admin_2024", hkd));
    scales.push_back(schedule_of("hkiac_admin_2013", "hkiac_admin_2013", hkd));
    scales.push_back(schedule_of("cietac_hk_III", "cietac_hk_III_administrative", hkd));
    scales.push_back(schedule_of("cietac_hk_III", "cietac_hk_III_arbitrator", hkd, 4, 6));
    scales.push_back(schedule_of("cmac_domestic", "acceptance", cny, 2, 0, "acceptance"));
    scales.push_back(schedule_of("cmac_domestic", "handling", cny, 2, 0, "handling"));
    return scales;
}

std::string whole_text(Money money)
{
    auto text = amount_text(money);
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

} // namespace

TEST(Vectors, every_fee_of_the_published_table)
{
    auto const rows = rows_of("fees");
    EXPECT_EQ(rows.size(), 18U);
    auto const total = [](route::Fee const& fee) { return fee.low + *fee.registration; };
    for (auto const& row : rows) {
        auto const amount = yuan(std::stoll(row[0]));
        auto const arbitration = *route::fee(cietac(), amount);
        EXPECT_THAT(
            (Row { whole_text(route::fee(court_acceptance(), amount)->low),
                whole_text(route::fee(court_acceptance_half(), amount)->low),
                whole_text(route::fee(preservation(), amount)->low), whole_text(route::fee(enforcement(), amount)->low),
                whole_text(arbitration.low), whole_text(total(arbitration)) }),
            testing::ElementsAre(row[1], row[2], row[3], row[4], row[5], row[6]))
            << row[0];
    }
}

TEST(Vectors, every_other_one)
{
    auto const rates = loan_prime_rate();
    auto const from = day("2024-07-01");
    auto const until = day("2025-07-01");
    auto const after = [](std::string_view date, std::string_view period, bool before = false) {
        time::Counting counting;
        if (before)
            counting.direction = time::Direction::before;
        return to_string(time::deadline(day(date), *time::parse_period(period), counting, {})->date);
    };
    auto const parts = [&] {
        return route::interest_by_segment(
            yuan(1'000'000), from, until, rates, Ratio::percent(50), route::YearDays::d365)
            ->parts;
    };
    std::vector<std::string> seen;
    for (auto const& row : rows_of("other")) {
        auto const& name = row[0];
        seen.push_back(name);
        if (name == "hkiac_admin_2024") {
            auto const amount = Money { std::stoll(row[1].substr(4)) * 100, hkd };
            EXPECT_EQ(whole_text(route::fee(schedule_of(name, name, hkd), amount)->low), row[2]);
        } else if (name == "delay_interest") {
            std::istringstream words { row[1] };
            std::int64_t sum = 0, days = 0;
            std::string currency;
            words >> sum >> currency >> days;
            auto const start = day("2026-01-01");
            EXPECT_EQ(amount_text(route::delay_interest(yuan(sum), start, start.plus_days(days))->total), row[2]);
        } else if (name == "lpr_at_breach") {
            EXPECT_EQ(amount_text(route::interest_at_breach(
                          yuan(1'000'000), from, until, rates, Ratio::percent(50), route::YearDays::d365)
                              ->total),
                row[2]);
        } else if (name == "lpr_segmented") {
            auto const sum = [&](route::YearDays year) {
                return amount_text(
                    route::interest_by_segment(yuan(1'000'000), from, until, rates, Ratio::percent(50), year)->total);
            };
            EXPECT_EQ(sum(route::YearDays::d365) + " (act/365) ; " + sum(route::YearDays::d360) + " (act/360)", row[2]);
        } else if (name == "lpr_segmented_parts") {
            std::string days, sums;
            for (auto const& part : parts()) {
                // The vector names the rate before the uplift of a half.
                auto const plain = Ratio::of(part.rate.numerator * 2, part.rate.denominator * 3);
                auto rate = route::percent(plain);
                rate = rate.substr(0, rate.find(' '));
                if (rate.find('.') == std::string::npos)
                    rate += '.';
                rate.resize(4, '0');
                days += (days.empty() ? "" : " ") + std::to_string(part.days) + "d@" + rate;
                sums += (sums.empty() ? "" : "+") + amount_text(part.sum);
            }
            EXPECT_EQ(days, row[1]);
            EXPECT_EQ(sums, row[2]);
        } else if (name == "contingency_cap") {
            EXPECT_EQ(whole_text(ceilings(yuan(std::stoll(row[1])), day("2026-01-05"), contingency_tiers())->by_tiers),
                row[2]);
        } else if (name == "penalty_excess") {
            EXPECT_EQ(row[1] + row[2], "loss 100000 agreed 130000not excessive ; 130001 excessive (general rule)");
            EXPECT_FALSE(excessive(yuan(130'000), yuan(100'000)));
            EXPECT_TRUE(excessive(yuan(130'001), yuan(100'000)));
        } else if (name == "preservation_days") {
            EXPECT_EQ("file by " + after("2026-03-02", "30 days"), row[2]);
        } else if (name == "freeze_renewal") {
            EXPECT_EQ("renewal request by " + after("2027-03-01", "7 days", true), row[2]);
        } else if (name == "set_aside") {
            EXPECT_EQ("by " + after("2026-04-10", "3 months"), row[2]);
        } else if (name == "appeal_foreign") {
            EXPECT_EQ("by " + after("2026-05-04", "30 days"), row[2]);
        } else if (name != "contract_fraud_threshold") { // no sum of a claim: it stands with the police report's route
            ADD_FAILURE() << "nothing checks the vector " << name;
        }
    }
    EXPECT_EQ(seen.size(), 17U);
}

TEST(Vectors, the_quick_form_of_the_fee_tables_agrees)
{
    for (auto const& [file, scale] : { std::pair { "prc_court_acceptance", court_acceptance() },
             std::pair { "prc_preservation_fee", preservation() }, std::pair { "prc_enforcement_fee", enforcement() } })
        for (auto const& row : rows_of(file)) {
            // amount * rate + quick_add, at the upper end of each bracket or well inside the last
            auto const amount = row[1].empty() ? std::stoll(row[0]) * 3 : std::stoll(row[1]);
            auto quick = portion(yuan(amount), *parse_ratio(row[3]), Rounding::half_up) + yuan(std::stoll(row[4]));
            if (scale.cap)
                quick = min(quick, *scale.cap);
            EXPECT_EQ(route::fee(scale, yuan(amount))->low, quick) << file << " " << amount;
        }
}

TEST(Vectors, every_scale_agrees_with_a_walk_through_its_thousands_at_all_borders)
{
    for (auto const& scale : all_scales())
        for (auto const& bracket : scale.brackets)
            for (auto const beside :
                { std::int64_t { -1 }, std::int64_t { 0 }, std::int64_t { 1 }, std::int64_t { 777 } }) {
                auto const whole = bracket.over.minor / 100 + beside;
                if (whole < 0)
                    continue;
                Money const amount { whole * 100, scale.currency };
                auto const fee = *route::fee(scale, amount);
                EXPECT_EQ(fee.low, walked(scale, whole)) << scale.id << " " << whole;
                if (bracket.base_max)
                    EXPECT_EQ(fee.high, walked(scale, whole, true)) << scale.id << " " << whole;
            }
}

RC_GTEST_PROP(Vectors, every_scale_agrees_with_a_walk_through_its_thousands, ())
{
    auto const scales = all_scales();
    auto const& scale = scales[*rc::gen::inRange<std::size_t>(0, scales.size())];
    auto const whole
        = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 300'000), rc::gen::inRange<std::int64_t>(0, 90'000'000));
    RC_ASSERT(route::fee(scale, { whole * 100, scale.currency })->low == walked(scale, whole));
}

RC_GTEST_PROP(Vectors, no_fee_falls_as_the_claim_grows, ())
{
    auto const scales = all_scales();
    auto const& scale = scales[*rc::gen::inRange<std::size_t>(0, scales.size())];
    auto const a = *rc::gen::inRange<std::int64_t>(0, 600'000'000'00);
    auto const more = *rc::gen::inRange<std::int64_t>(0, 100'000'000'00);
    auto const less_fee = *route::fee(scale, { a, scale.currency });
    auto const more_fee = *route::fee(scale, { a + more, scale.currency });
    RC_ASSERT(less_fee.low.minor <= more_fee.low.minor);
    RC_ASSERT(less_fee.high.minor <= more_fee.high.minor);
}

RC_GTEST_PROP(Vectors, interest_in_both_modes_agrees_with_a_sum_over_the_days, ())
{
    auto const rates = loan_prime_rate();
    auto const from = rates.front().from.plus_days(*rc::gen::inRange(0, 2'400));
    auto const until = from.plus_days(*rc::gen::inRange(0, 900));
    auto const principal = Money { *rc::gen::inRange<std::int64_t>(0, 900'000'000'00), cny };
    auto const uplift = *rc::gen::inRange(0, 100);
    auto const year = *rc::gen::element(route::YearDays::d365, route::YearDays::d360);
    auto const days = static_cast<std::int64_t>(year);
    RC_ASSERT(route::interest_by_segment(principal, from, until, rates, Ratio::percent(uplift), year)->total
        == day_by_day(principal, from, until, rates, uplift, days, false));
    RC_ASSERT(route::interest_at_breach(principal, from, until, rates, Ratio::percent(uplift), year)->total
        == day_by_day(principal, from, until, rates, uplift, days, true));
}

} // namespace recourse::quantum

#include "core/quantum/ledger.hpp"

#include "base/wide.hpp"
#include "core/quantum/vectors_test.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

Run at(std::string_view from, std::string_view rate, std::int64_t per = 365)
{
    return { Part::interest, day(from), { { day(from), *parse_ratio(rate) } }, per, {} };
}

std::vector<std::string> told(Ledger const& ledger)
{
    std::vector<std::string> lines;
    for (auto const& each : ledger.postings)
        lines.push_back(fmt::format("{} {} {} {} {}", to_string(each.date), each.payment, each.debt, word(each.part).en,
            amount_text(each.amount)));
    return lines;
}

/// The same ledger by the day: each day adds its interest in parts of a fen, payments go round by hand.
Money twin_open(std::vector<Debt> const& debts, std::vector<Payment> payments, Date as_of)
{
    constexpr std::int64_t unit = 10'000 * 365; // rates of whole basis points
    struct Twin {
        std::int64_t open = 0, paid_interest = 0;
        Wide exact = 0;
        std::int64_t interest() const
        {
            return static_cast<std::int64_t>((2 * exact + unit) / (2 * unit)) - paid_interest;
        }
    };
    std::vector<Twin> twins;
    for (auto const& debt : debts)
        twins.push_back({ debt.amount.minor, 0, 0 });
    std::vector<std::size_t> order(debts.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // No two debts of a part begin on one day in these trials.
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        bool const bears_a = !debts[a].runs.empty(), bears_b = !debts[b].runs.empty();
        if (bears_a != bears_b)
            return bears_a;
        return bears_a && debts[a].runs[0].from < debts[b].runs[0].from;
    });
    std::ranges::stable_sort(payments, {}, &Payment::date);
    std::int64_t over = 0;
    for (auto on = day("2024-01-01"); on <= as_of; on = on.plus_days(1)) {
        for (auto const& payment : payments) {
            if (payment.date != on)
                continue;
            auto left = payment.amount.minor;
            for (auto const i : order)
                if (debts[i].part == Part::cost) {
                    auto const piece = std::min(left, twins[i].open);
                    twins[i].open -= piece;
                    left -= piece;
                }
            for (auto const i : order) {
                auto const piece = std::min(left, twins[i].interest());
                twins[i].paid_interest += piece;
                left -= piece;
            }
            for (auto const i : order)
                if (debts[i].part == Part::principal) {
                    auto const piece = std::min(left, twins[i].open);
                    twins[i].open -= piece;
                    left -= piece;
                }
            over += left;
        }
        if (on == as_of)
            break;
        for (std::size_t i = 0; i < debts.size(); ++i)
            for (auto const& each : debts[i].runs)
                if (each.from <= on) {
                    auto const& rate = each.rates[0].rate;
                    twins[i].exact += static_cast<Wide>(twins[i].open) * rate.numerator * (10'000 / rate.denominator);
                }
    }
    std::int64_t open = -over;
    for (auto const& twin : twins)
        open += twin.open + twin.interest();
    return { open, cny };
}

struct Trial {
    std::vector<Debt> debts;
    std::vector<Payment> payments;
};

Trial any_trial()
{
    Trial trial;
    auto const count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
        Debt debt { fmt::format("d{}", i), *rc::gen::element(Part::principal, Part::cost),
            { *rc::gen::inRange<std::int64_t>(0, 50'000'00), cny }, {}, {}, {} };
        if (i == 0 || *rc::gen::arbitrary<bool>()) {
            auto const from = day("2024-01-01").plus_days(*rc::gen::inRange(0, 40) * 5 + i);
            debt.runs.push_back(
                { Part::interest, from, { { from, Ratio::of(*rc::gen::inRange(1, 2'000), 10'000) } }, 365, {} });
        } else if (std::ranges::any_of(trial.debts, [](Debt const& other) { return other.runs.empty(); })) {
            continue;
        }
        trial.debts.push_back(std::move(debt));
    }
    auto const paid = *rc::gen::inRange(0, 6);
    for (int i = 0; i < paid; ++i)
        trial.payments.push_back({ fmt::format("p{}", i), day("2024-01-01").plus_days(*rc::gen::inRange(0, 700)),
            { *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 100), rc::gen::inRange<std::int64_t>(1, 40'000'00)),
                cny },
            {}, {} });
    return trial;
}

Money owed(Ledger const& ledger)
{
    return ledger.open() - ledger.over;
}

} // namespace

TEST(Ledger, a_payment_goes_against_costs_then_interest_then_principal)
{
    std::vector<Debt> const debts {
        { "goods", Part::principal, yuan(100'000), {}, { at("2025-01-01", "0.0365") }, {} },
        { "fee", Part::cost, yuan(500), day("2025-02-01"), {}, {} },
    };
    // 90 days at 10.00 a day.
    std::vector<Payment> const payments { { "p1", day("2025-04-01"), yuan(2'000), {}, {} } };
    auto const ledger = run(debts, payments, day("2025-04-11"));
    ASSERT_TRUE(ledger);
    EXPECT_THAT(told(*ledger),
        testing::ElementsAre("2025-04-01 p1 fee costs 500.00", "2025-04-01 p1 goods interest 900.00",
            "2025-04-01 p1 goods principal 600.00"));
    EXPECT_EQ(amount_text(ledger->balances[0].open), "99400.00");
    // Ten days more on 99,400: 99.40.
    EXPECT_EQ(amount_text(ledger->balances[0].interest_open), "99.40");
    EXPECT_EQ(amount_text(ledger->balances[0].interest), "999.40");
    EXPECT_EQ(amount_text(ledger->interest_a_day), "9.94");
}

TEST(Ledger, a_debt_that_was_named_is_served_first_and_in_its_own_order)
{
    std::vector<Debt> const debts {
        { "older", Part::principal, yuan(1'000), {}, { at("2025-01-01", "0.0365") }, {} },
        { "newer", Part::principal, yuan(1'000), {}, { at("2025-02-01", "0.0365") }, {} },
    };
    std::vector<Payment> payments { { "p1", day("2025-02-11"), yuan(1'500), "newer", {} } };
    EXPECT_THAT(told(*run(debts, payments, day("2025-02-11"))),
        testing::ElementsAre("2025-02-11 p1 newer interest 1.00", "2025-02-11 p1 newer principal 1000.00",
            "2025-02-11 p1 older interest 4.10", "2025-02-11 p1 older principal 494.90"));
    payments[0].debt.clear();
    payments[0].agreed = Part::principal;
    EXPECT_THAT(told(*run(debts, payments, day("2025-02-11"))),
        testing::ElementsAre("2025-02-11 p1 older principal 1000.00", "2025-02-11 p1 newer principal 500.00"));
}

TEST(Ledger, debts_of_one_day_are_served_in_proportion_and_those_with_interest_before_those_without)
{
    std::vector<Debt> const debts {
        { "bare", Part::principal, yuan(1'000), {}, {}, {} },
        { "a", Part::principal, yuan(3'000), {}, { at("2025-01-01", "0.0001") }, {} },
        { "b", Part::principal, yuan(1'000), {}, { at("2025-01-01", "0.0001") }, {} },
    };
    std::vector<Payment> const payments { { "p1", day("2025-01-01"), yuan(1'000), {}, {} },
        { "p2", day("2025-01-01"), yuan(3'500), {}, {} } };
    EXPECT_THAT(told(*run(debts, payments, day("2025-01-01"))),
        testing::ElementsAre("2025-01-01 p1 a principal 750.00", "2025-01-01 p1 b principal 250.00",
            "2025-01-01 p2 a principal 2250.00", "2025-01-01 p2 b principal 750.00",
            "2025-01-01 p2 bare principal 500.00"));
}

TEST(Ledger, what_is_left_of_a_payment_waits_for_a_debt_that_arises_later)
{
    std::vector<Debt> const debts {
        { "goods", Part::principal, yuan(100), {}, {}, {} },
        { "fee", Part::cost, yuan(60), day("2025-03-01"), {}, {} },
    };
    std::vector<Payment> const payments { { "p1", day("2025-01-01"), yuan(170), {}, {} } };
    EXPECT_EQ(amount_text(run(debts, payments, day("2025-02-01"))->over), "70.00");
    auto const later = run(debts, payments, day("2025-03-02"));
    EXPECT_THAT(
        told(*later), testing::ElementsAre("2025-01-01 p1 goods principal 100.00", "2025-03-01 p1 fee costs 60.00"));
    EXPECT_EQ(amount_text(later->over), "10.00");
}

TEST(Ledger, days_of_a_stay_do_not_count_and_overlapping_stays_count_once)
{
    auto run_of = at("2025-01-01", "0.000175", 1);
    run_of.part = Part::delay;
    run_of.stays = { { day("2025-01-11"), day("2025-01-21") }, { day("2025-01-16"), day("2025-01-31") } };
    std::vector<Debt> const debts { { "goods", Part::principal, yuan(1'000'000), {}, { run_of }, {} } };
    auto const ledger = run(debts, {}, day("2025-02-10"));
    // 40 days less 20.
    EXPECT_EQ(amount_text(ledger->delay()), "3500.00");
    EXPECT_EQ(amount_text(ledger->delay_a_day), "175.00");
    EXPECT_EQ(amount_text(run(debts, {}, day("2025-01-20"))->delay_a_day), "0.00");
}

TEST(Ledger, what_cannot_be_counted_is_named_all_at_once)
{
    auto early = at("2025-01-01", "0.05");
    early.from = day("2024-12-31");
    std::vector<Debt> const debts {
        { "early", Part::principal, yuan(1), {}, { early }, {} },
        { "high", Part::principal, yuan(1), {}, { at("2025-01-01", "1.01") }, {} },
        { "digits", Part::principal, yuan(1), {}, { at("2025-01-01", "0.1234567890123") }, {} },
        { "old", Part::principal, { amount_minor_max, cny }, {}, { at("1900-01-01", "0.05") }, {} },
    };
    auto const ledger = run(debts, {}, day("2025-02-10"));
    ASSERT_FALSE(ledger);
    std::vector<std::string> lines;
    for (auto const& fault : ledger.error())
        lines.push_back(fault.at + ": " + fault.says.en);
    EXPECT_THAT(lines,
        testing::ElementsAre("debts: the sums are too large, or not in one currency",
            "old: interest runs for more than 100 years", "early: no rate is recorded for 2024-12-31",
            "high: the rate 1.01 from 2025-01-01 cannot be counted with",
            "digits: the rate 0.1234567890123 from 2025-01-01 cannot be counted with"));
}

RC_GTEST_PROP(Ledger, agrees_with_a_ledger_kept_by_the_day, ())
{
    auto const trial = any_trial();
    auto const as_of = day("2024-01-01").plus_days(*rc::gen::inRange(300, 800));
    auto const ledger = run(trial.debts, trial.payments, as_of);
    RC_ASSERT(ledger.has_value());
    RC_ASSERT(owed(*ledger) == twin_open(trial.debts, trial.payments, as_of));
}

RC_GTEST_PROP(Ledger, one_payment_more_never_raises_what_is_open, ())
{
    auto trial = any_trial();
    auto const as_of = day("2024-01-01").plus_days(*rc::gen::inRange(0, 900));
    auto const before = owed(*run(trial.debts, trial.payments, as_of));
    auto const name = *rc::gen::inRange<std::size_t>(0, trial.debts.size() + 1);
    trial.payments.push_back({ "more", day("2024-01-01").plus_days(*rc::gen::inRange(0, 900)),
        { *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 5), rc::gen::inRange<std::int64_t>(1, 90'000'00)), cny },
        name < trial.debts.size() ? trial.debts[name].id : std::string {}, {} });
    RC_ASSERT(owed(*run(trial.debts, trial.payments, as_of)).minor <= before.minor);
}

RC_GTEST_PROP(Ledger, every_payment_is_set_against_something_or_over, ())
{
    auto const trial = any_trial();
    auto const as_of = day("2026-06-01");
    auto const ledger = *run(trial.debts, trial.payments, as_of);
    Money set { 0, cny }, paid { 0, cny };
    for (auto const& posting : ledger.postings)
        set = set + posting.amount;
    for (auto const& payment : trial.payments)
        paid = paid + payment.amount;
    RC_ASSERT(set + ledger.over == paid);
}

} // namespace recourse::quantum

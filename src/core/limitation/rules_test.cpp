#include "core/limitation/clock.hpp"

#include "time/shipped_calendar.hpp"

// after gtest
#include <rapidcheck/gtest.h>

// Every period against days counted by hand with the calendar of the State Council's notices, and against src/time.

namespace recourse::limitation {

namespace {

Date day(std::string_view text)
{
    auto const date = parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date {});
}

struct Line {
    RuleId rule;
    std::string_view from;
    std::string_view due;
    int missing_year = 0;
};

} // namespace

TEST(LimitationRules, last_days_counted_by_hand)
{
    using enum RuleId;
    std::vector<Line> const lines {
        // 3 May 2026 lies in the Labour Day holiday of 1 to 5 May
        { limitation_three, "2023-05-03", "2026-05-06" },
        { limitation_three, "2023-10-01", "2026-10-08" },
        { limitation_three, "2024-02-29", "2027-02-28", 2027 }, // no such day, and no notice for the year
        { limitation_four, "2022-02-14", "2026-02-14" }, // a Saturday on which work is made up
        { limitation_four, "2022-02-15", "2026-02-24" }, // Spring Festival, 15 to 23
        { limitation_four, "2020-02-29", "2024-02-29" },
        { limitation_absolute, "2006-10-07", "2026-10-08" },
        { cisg_warning, "2026-04-20", "2026-05-04" },
        { cisg_notice, "2026-04-04", "2026-05-04" },
        { cisg_two_years, "2024-04-04", "2026-04-04" }, // the convention knows no holidays here
        { contract_notice, "2024-04-04", "2026-04-07" }, // Tomb-sweeping Day, 4 to 6
        { avoid_fraud, "2025-05-31", "2026-06-01" }, // a Sunday
        { avoid_mistake, "2026-01-05", "2026-04-07" }, // day 90 is 5 April
        { avoid_duress, "2025-02-17", "2026-02-24" },
        { avoid_at_latest, "2021-05-01", "2026-05-06" },
        { termination, "2025-02-16", "2026-02-24" },
        { undo_transfer, "2025-06-19", "2026-06-22" }, // Dragon Boat Festival, 19 to 21
        { undo_transfer_at_latest, "2021-06-21", "2026-06-22" },
        { fee_payment, "2026-02-12", "2026-02-24" },
        { answer_court, "2026-04-20", "2026-05-06" },
        { answer_court_abroad, "2026-04-20", "2026-05-20" },
        { answer_cietac, "2026-05-06", "2026-06-22" }, // day 45 is 20 June
        { answer_cietac_summary, "2026-09-11", "2026-10-08" },
        { appeal_judgment, "2026-09-16", "2026-10-08" },
        { appeal_ruling, "2026-02-05", "2026-02-24" },
        { appeal_abroad, "2026-05-04", "2026-06-03" }, // a vector of the reference
        { file_after_preservation, "2026-03-02", "2026-04-01" }, // a vector of the reference
        { file_after_preservation, "2026-03-05", "2026-04-07" },
        { freeze_bank, "2026-03-01", "2027-03-01" }, // a vector of the reference; never moves
        { freeze_account, "2025-05-03", "2026-05-03" },
        { freeze_movable, "2024-10-05", "2026-10-05" },
        { freeze_real, "2023-10-02", "2026-10-02" },
        { freeze_rights, "2023-02-28", "2026-02-28" },
        { freeze_renewal, "2027-03-01", "2027-02-22", 2027 }, // a vector of the reference
        { freeze_renewal, "2026-10-12", "2026-09-30" }, // seven days before is 5 October: back to the last open day
        { ruling_urgent, "2026-04-30", "2026-05-02" }, // hours run through holidays
        { ruling, "2026-04-30", "2026-05-05" },
        { preservation_review, "2026-04-30", "2026-05-06" },
        { enforcement_soon, "2026-06-14", "2026-06-22" },
        { set_aside, "2026-04-10", "2026-07-10" }, // a vector of the reference
        { set_aside, "2026-07-01", "2026-10-08" },
        { set_aside_before_2026, "2025-11-03", "2026-05-06" },
        { set_aside_before_2026, "2025-08-31", "2026-02-28" }, // no 31 February; a Saturday on which work is made up
        { enforcement_application, "2024-06-20", "2026-06-22" },
        { enforcement_stall, "2025-11-30", "2026-05-30" },
        { liquidation_notified, "2026-09-05", "2026-10-08" },
        { liquidation_announced, "2026-03-20", "2026-05-06" },
        { deregistration_objection, "2026-09-15", "2026-10-05" },
    };
    auto const calendar = time::shipped_cn();
    std::set<RuleId> seen;
    for (auto const& [id, from, due, missing] : lines) {
        EXPECT_EQ(to_string(last_day(rule(id), day(from), calendar).day), due) << rule(id).word << " " << from;
        EXPECT_EQ(last_day(rule(id), day(from), calendar).missing_year, missing) << rule(id).word << " " << from;
        seen.insert(id);
    }
    for (auto const& one : rules())
        EXPECT_TRUE(seen.contains(one.id) || one.period.count == 0) << one.word;
}

TEST(LimitationRules, every_rule_is_said_in_both_languages_with_its_source)
{
    for (auto const& one : rules()) {
        for (auto const& text : { one.what, one.from, one.if_missed }) {
            EXPECT_FALSE(text.en.empty()) << one.word;
            EXPECT_FALSE(text.zh.empty()) << one.word;
        }
        bool const given = one.confidence == Confidence::given || one.id == RuleId::limitation_foreign;
        EXPECT_EQ(one.document.empty(), given && one.id != RuleId::performance) << one.word;
        for (std::size_t i = 1; i < one.leads.size(); ++i)
            EXPECT_TRUE(one.leads[i] == 0 || one.leads[i] < one.leads[i - 1]) << one.word;
    }
}

RC_GTEST_PROP(LimitationRules, the_last_day_is_that_of_the_deadline_engine, ())
{
    static auto const calendar = time::shipped_cn();
    auto const from = Date::of(2019, 1, 1).plus_days(*rc::gen::inRange(0, 3'650));
    for (auto const& one : rules()) {
        if (one.period.count == 0)
            continue;
        auto const fast = last_day(one, from, calendar);
        auto const due = counted(one, from, calendar);
        RC_ASSERT(fast.day == due.date);
        RC_ASSERT((fast.missing_year != 0) == due.provisional);
    }
}

RC_GTEST_PROP(LimitationRules, a_later_start_never_ends_earlier, ())
{
    static auto const calendar = time::shipped_cn();
    auto const from = Date::of(2015, 1, 1).plus_days(*rc::gen::inRange(0, 4'500));
    auto const later = from.plus_days(*rc::gen::inRange(0, 40));
    for (auto const& one : rules())
        RC_ASSERT(last_day(one, from, calendar).day <= last_day(one, later, calendar).day);
}

} // namespace recourse::limitation

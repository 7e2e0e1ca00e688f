#include "notify/matter_notices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::notify {

namespace {

using limitation::RuleId;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Id<Matter> const matter_id { 17 };
Date const due = Date::of(2026, 12, 1);

/// A matter of an order, with one day that runs.
matter::State state_of(RuleId rule, std::uint32_t about = 0)
{
    matter::State state;
    state.phase = matter::Phase::open;
    state.client = { 3 };
    state.supplier = { 4 };
    state.order = { 17 };
    matter::Day day;
    day.row.rule = rule;
    day.row.about = about;
    day.row.stand = limitation::Stand::runs;
    day.row.due = due;
    state.days.push_back(day);
    return state;
}

std::vector<Notice> reminded(RuleId rule)
{
    return matter_notices(matter_id, state_of(rule), matter::events::Reminded { rule, 0, due.plus_days(-7), due, 7 });
}

std::vector<Notice> passed(RuleId rule)
{
    return matter_notices(matter_id, state_of(rule), matter::events::DayPassed { rule, 0, due.plus_days(1), due });
}

Text text_of_notice(Notice notice, Language language)
{
    notice.values.emplace_back("name", "Ada");
    auto const text = text_of(notice.kind, language, notice.values);
    EXPECT_TRUE(text) << text.error();
    return text.value_or(Text {});
}

} // namespace

TEST(MatterNotices, of_a_day_that_comes_near_go_to_the_client_and_its_counsel_alone)
{
    auto const told = reminded(RuleId::freeze_bank);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].kind, "matter-due");
    EXPECT_EQ(told[0].party, Id<Party> { 3 });
    EXPECT_EQ(told[0].roles, (std::vector { act::Role::buyer, act::Role::counsel }));
    EXPECT_EQ(told[0].order, Id<Order> { 17 });
    EXPECT_TRUE(find_kind(told[0].kind)->may_be_silenced);
    auto const en = text_of_notice(told[0], Language::en);
    EXPECT_THAT(en.subject, AllOf(HasSubstr("L-17"), HasSubstr("2026-12-01"), HasSubstr("freeze of bank deposits")));
    EXPECT_THAT(en.body, HasSubstr(std::string { limitation::rule(RuleId::freeze_bank).if_missed.en }));
    auto const zh = text_of_notice(told[0], Language::zh);
    EXPECT_THAT(zh.body,
        AllOf(HasSubstr(std::string { limitation::rule(RuleId::freeze_bank).if_missed.zh }), HasSubstr("2026-12-01"),
            Not(HasSubstr("freeze"))));
}

TEST(MatterNotices, of_a_day_that_was_missed_are_sent_where_something_is_lost)
{
    for (auto const rule : { RuleId::limitation_three, RuleId::freeze_real, RuleId::file_after_preservation,
             RuleId::enforcement_application, RuleId::liquidation_notified, RuleId::offer }) {
        auto const told = passed(rule);
        ASSERT_EQ(told.size(), 1u) << limitation::rule(rule).word;
        EXPECT_EQ(told[0].kind, "matter-missed");
        EXPECT_THAT(text_of_notice(told[0], Language::en).subject, HasSubstr("has passed"));
    }
    for (auto const rule : { RuleId::answer_court, RuleId::hearing, RuleId::ruling, RuleId::performance })
        EXPECT_TRUE(passed(rule).empty()) << limitation::rule(rule).word;
}

TEST(MatterNotices, of_nothing_else_that_happens_to_a_matter)
{
    auto const state = state_of(RuleId::limitation_three);
    EXPECT_TRUE(matter_notices(matter_id, state, matter::events::MeasureLapsed { 1, due, due }).empty());
    EXPECT_TRUE(matter_notices(matter_id, state, matter::events::Closed {}).empty());
}

TEST(MatterNotices, of_every_rule_fit_into_a_mail)
{
    for (auto const& rule : limitation::rules()) {
        for (auto const language : { Language::en, Language::zh }) {
            auto const body = text_of_notice(reminded(rule.id).at(0), language).body;
            EXPECT_THAT(body, HasSubstr(std::string { rule.what.in(language) })) << "cut: " << rule.word;
            EXPECT_THAT(body, HasSubstr(std::string { rule.if_missed.in(language) })) << "cut: " << rule.word;
        }
    }
}

TEST(MatterNotices, a_reminder_is_dropped_once_its_day_is_met_moved_or_over)
{
    auto const still = reminded(RuleId::freeze_bank).at(0).still;
    EXPECT_TRUE(day_runs(state_of(RuleId::freeze_bank), still));
    EXPECT_FALSE(day_runs(state_of(RuleId::freeze_bank, 2), still)) << "another measure";
    EXPECT_FALSE(day_runs(state_of(RuleId::limitation_three), still));
    auto moved = state_of(RuleId::freeze_bank);
    moved.days[0].row.due = due.plus_days(1);
    EXPECT_FALSE(day_runs(moved, still));
    auto met = state_of(RuleId::freeze_bank);
    met.days[0].row.done = due.plus_days(-2);
    EXPECT_FALSE(day_runs(met, still));
    auto over = state_of(RuleId::freeze_bank);
    over.days[0].passed = true;
    EXPECT_FALSE(day_runs(over, still));
    EXPECT_FALSE(day_runs({}, still));
}

} // namespace recourse::notify

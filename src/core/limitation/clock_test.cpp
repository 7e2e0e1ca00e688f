#include "core/limitation/clock.hpp"

#include "time/shipped_calendar.hpp"

#include <gmock/gmock.h>

// Which deadlines a record has, what meets them, and how they are said.

namespace recourse::limitation {

namespace {

Date day(std::string_view text)
{
    auto const date = parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date {});
}

time::Calendar const& cn()
{
    static auto const calendar = time::shipped_cn();
    return calendar;
}

/// "limitation 2026-05-06", "freeze-expiry#2 2027-03-01", "limitation stopped", "answer not-started".
std::vector<std::string> said(Record const& record)
{
    std::vector<std::string> lines;
    for (auto const& row : work_out(record, cn())) {
        std::string line { rule(row.rule).word };
        if (row.about != 0)
            line += "#" + std::to_string(row.about);
        line += " " + (row.due ? to_string(*row.due) : std::string { word(status(row, day("2026-01-05"))) });
        if (is_met(row))
            line += " met";
        lines.push_back(line);
    }
    return lines;
}

Record known(Law law, std::string_view on)
{
    Record record;
    record.footing.law = law;
    record.footing.known_on = day(on);
    return record;
}

Act act(ActKind kind, std::string_view on)
{
    Act made;
    made.kind = kind;
    made.on = day(on);
    made.proof = Proof::official;
    return made;
}

using testing::ElementsAre;
using testing::HasSubstr;

} // namespace

TEST(Clock, shows_both_periods_while_the_law_is_open)
{
    EXPECT_THAT(said(known(Law::open, "2022-05-03")), ElementsAre("limitation 2025-05-06", "limitation 2026-05-06"));
    EXPECT_THAT(said(known(Law::general, "2022-05-03")), ElementsAre("limitation 2025-05-06"));
    EXPECT_THAT(said(known(Law::international_sale, "2022-05-03")), ElementsAre("limitation 2026-05-06"));
    EXPECT_THAT(said(known(Law::foreign, "2022-05-03")), ElementsAre("limitation unknown"));
    EXPECT_THAT(said(Record {}), ElementsAre("limitation not-started", "limitation not-started"));
}

TEST(Clock, starts_with_the_last_instalment_and_ends_with_twenty_years)
{
    auto record = known(Law::general, "2022-05-03");
    record.footing.last_instalment_on = day("2022-06-10");
    EXPECT_THAT(said(record), ElementsAre("limitation 2025-06-10"));
    record.footing.harmed_on = day("2004-03-01");
    EXPECT_THAT(said(record), ElementsAre("limitation 2024-03-01", "limitation-absolute 2024-03-01"));
    auto const rows = work_out(record, cn());
    EXPECT_THAT(show(rows[0], record, cn(), Language::en).counting,
        testing::Contains(HasSubstr("may not go beyond 20 years from the harm, 2024-03-01")));
}

TEST(Clock, a_suit_under_way_stops_limitation_and_its_end_starts_it_anew)
{
    auto record = known(Law::general, "2022-05-03");
    record.acts.push_back(act(ActKind::filing, "2024-02-01"));
    record.filed_on = day("2024-02-01");
    EXPECT_THAT(said(record), ElementsAre("limitation stopped met"));
    record.acts[0].ended_on = day("2025-06-20");
    record.filed_on.reset();
    EXPECT_THAT(said(record), ElementsAre("limitation 2028-06-20"));
}

TEST(Clock, the_notice_of_a_defect)
{
    auto record = known(Law::international_sale, "2024-04-04");
    record.footing.defect_found_on = day("2024-04-20");
    record.footing.handed_over_on = day("2024-04-04");
    EXPECT_THAT(said(record), ElementsAre("limitation 2028-04-04", "contract-notice 2026-04-07"));
    record.footing.cisg = true;
    EXPECT_THAT(said(record),
        ElementsAre(
            "limitation 2028-04-04", "cisg-warning 2024-05-04", "cisg-notice 2024-05-20", "cisg-two-years 2026-04-04"));
    record.notified_on = day("2024-05-10");
    EXPECT_THAT(said(record),
        ElementsAre("limitation 2028-04-04", "cisg-warning 2024-05-04", "cisg-notice 2024-05-20 met",
            "cisg-two-years 2026-04-04 met"));
    record.footing.cisg = false;
    record.footing.inspection_until = day("2024-05-09");
    EXPECT_THAT(said(record), ElementsAre("limitation 2028-04-04", "agreed-inspection 2024-05-09"));
    EXPECT_EQ(status(work_out(record, cn())[1], day("2024-05-01")), Status::passed); // done too late, by a day
    record.footing.seller_knew = true;
    EXPECT_THAT(said(record), ElementsAre("limitation 2028-04-04"));
}

TEST(Clock, rights_that_nothing_interrupts)
{
    auto record = known(Law::foreign, "2024-01-01");
    record.avoidables = { { 1, Ground::mistake, day("2025-12-20"), day("2026-01-05"), {} },
        { 2, Ground::duress, day("2024-05-01"), {}, {} } };
    record.footing.termination_ground_on = day("2025-02-16");
    record.footing.transfer_known_on = day("2025-06-19");
    record.footing.transfer_on = day("2021-06-21");
    record.acts.push_back(act(ActKind::promise, "2025-12-01"));
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "avoidance#1 2026-04-07", "avoidance#2 not-started",
            "avoidance-at-latest#1 2030-12-20", "avoidance-at-latest#2 2029-05-01", "termination 2026-02-24",
            "undo-transfer 2026-06-22", "undo-transfer-at-latest 2026-06-22"));
}

TEST(Clock, answers_and_appeals_go_by_domicile)
{
    auto record = known(Law::foreign, "2024-01-01");
    record.answers = { { 1, Bench::court, day("2026-04-20"), true, {}, {} },
        { 2, Bench::court, day("2026-04-20"), false, {}, {} }, { 3, Bench::cietac, day("2026-05-06"), true, {}, {} },
        { 4, Bench::cietac_summary, day("2026-09-11"), true, {}, day("2026-09-30") },
        { 5, Bench::other, day("2026-05-01"), true, {}, {} }, { 6, Bench::other, {}, true, day("2026-05-20"), {} } };
    record.fees = { { 1, day("2026-02-12"), day("2026-02-20") } };
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "fee-payment#1 2026-02-24 met", "answer#1 2026-05-06", "answer#2 2026-05-20",
            "answer#3 2026-06-22", "answer#4 2026-10-08 met", "answer#6 2026-05-20"));
    record = known(Law::foreign, "2024-01-01");
    record.titles = { { 1, TitleKind::judgment, true, day("2026-05-04"), {}, {}, false, {}, {} },
        { 2, TitleKind::ruling, true, day("2026-05-04"), {}, {}, false, {}, {} },
        { 3, TitleKind::judgment, false, day("2026-05-04"), {}, {}, false, {}, {} } };
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "appeal#1 2026-06-03", "appeal#2 2026-06-03",
            "enforcement-application#1 not-started", "enforcement-application#3 not-started"));
    record.footing.domiciled = true;
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "appeal#1 2026-05-19", "appeal#2 2026-05-14",
            "enforcement-application#1 not-started", "enforcement-application#3 not-started"));
}

TEST(Clock, a_freeze_runs_out_by_kind_and_is_renewed_before)
{
    auto record = known(Law::foreign, "2024-01-01");
    record.freezes = { { 1, Asset::bank, day("2026-03-01"), {}, {} },
        { 2, Asset::movable, day("2024-10-12"), day("2026-10-12"), {} },
        { 3, Asset::real, day("2026-03-01"), day("2027-06-30"), day("2027-06-01") },
        { 4, Asset::rights, day("2023-03-01"), day("2027-03-01"), {} } };
    record.pre_actions = { { 1, day("2026-03-02") }, { 2, {} } };
    record.rulings = { { 1, true, day("2026-04-28"), day("2026-04-30") }, { 2, false, day("2026-05-20"), {} } };
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "file-after-preservation#1 2026-04-01",
            "file-after-preservation#2 not-started", "freeze-expiry#1 2027-03-01", "freeze-expiry#2 2026-10-12",
            "freeze-expiry#3 2027-06-30", "freeze-expiry#4 2026-03-01", // the law's three years, whatever was said
            "freeze-renewal#1 2027-02-22", "freeze-renewal#2 2026-09-30", "freeze-renewal#3 2027-06-23 met",
            "freeze-renewal#4 2026-02-14", // seven days before is 22 February, in the Spring Festival: the 14th
            "preservation-review#1 2026-05-06", "ruling#1 2026-04-30 met", "ruling#2 2026-05-25"));
    record.closed = true;
    EXPECT_EQ(said(record).size(), 8); // the freezes alone
}

TEST(Clock, a_title_is_attacked_and_enforced)
{
    auto record = known(Law::foreign, "2020-01-01");
    record.titles = { { 1, TitleKind::award, true, day("2026-04-10"), day("2026-06-14"), {}, true, {}, {} },
        { 2, TitleKind::award, true, day("2025-11-03"), {}, day("2025-11-03"), false, day("2026-05-06"), {} },
        { 3, TitleKind::award, false, day("2024-06-01"), {}, day("2024-06-20"), false, {}, day("2025-11-30") } };
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "enforcement-after-freeze#1 2026-06-22", "set-aside#1 2026-07-10",
            "set-aside#2 2026-05-06 met", "enforcement-application#1 2028-06-14",
            "enforcement-application#2 2027-11-03", "enforcement-application#3 2026-06-22 met",
            "enforcement-stall#3 2026-05-30"));
    // A payment starts the two years anew, the suit before it does not stop them (CPL art. 250).
    record.acts = { act(ActKind::filing, "2023-01-05"), act(ActKind::part_payment, "2026-11-10") };
    EXPECT_EQ(work_out(record, cn())[5].due, day("2028-11-10"));
}

TEST(Clock, notices_of_the_registry_and_days_that_others_name)
{
    auto record = known(Law::foreign, "2024-01-01");
    record.companies = { { 1, day("2026-09-15"), {}, {}, {}, {} },
        { 2, {}, {}, day("2026-09-05"), day("2026-03-20"), day("2026-10-08") },
        { 3, {}, {}, {}, day("2026-03-20"), {} } };
    record.set_days = { { SetKind::hearing, 1, day("2026-10-03"), {} }, { SetKind::offer, 2, day("2026-10-04"), {} },
        { SetKind::performance, 3, day("2026-10-05"), {} } };
    EXPECT_THAT(said(record),
        ElementsAre("limitation unknown", "liquidation-claim#2 2026-10-08 met", "liquidation-claim#3 2026-05-06",
            "deregistration-objection#1 2026-10-05", "hearing#1 2026-10-03", "offer#2 2026-10-04",
            "performance#3 2026-10-05"));
}

TEST(Clock, where_a_deadline_stands_on_a_day)
{
    auto const row = work_out(known(Law::general, "2023-05-03"), cn()).front(); // until 6 May 2026
    std::vector<std::pair<std::string_view, Status>> const lines { { "2026-04-21", Status::later },
        { "2026-04-22", Status::soon }, { "2026-05-05", Status::soon }, { "2026-05-06", Status::today },
        { "2026-05-07", Status::passed } };
    for (auto const& [on, wanted] : lines)
        EXPECT_EQ(status(row, day(on)), wanted) << on;
    EXPECT_EQ(next_due(std::span { &row, 1 }, day("2026-05-06")), day("2026-05-06"));
    EXPECT_EQ(next_due(std::span { &row, 1 }, day("2026-05-07")), std::nullopt);
}

TEST(Clock, the_counting_is_shown_in_both_languages)
{
    auto record = known(Law::general, "2020-01-10");
    auto demand = act(ActKind::demand, "2022-06-20");
    demand.arrived_on = day("2022-06-23");
    auto claim = act(ActKind::platform_claim, "2022-07-01");
    claim.arrived_on = day("2022-07-01");
    record.acts = { demand, claim };
    auto const row = work_out(record, cn()).front();
    auto const en = show(row, record, cn(), Language::en);
    EXPECT_THAT(en.counting,
        testing::IsSupersetOf({ HasSubstr("starts from 2020-01-10"),
            HasSubstr("The demand of 2022-06-23 (Thursday) interrupts: the period runs anew from 2022-06-23"),
            HasSubstr("The platform claim of 2022-07-01 (Friday) is not counted."),
            HasSubstr("3 years later, on the day of the same number: 2025-06-23") }));
    EXPECT_THAT(en.counting[2], HasSubstr("inference"));
    EXPECT_EQ(en.confidence, "primary");
    auto const zh = show(row, record, cn(), Language::zh);
    EXPECT_EQ(zh.counting.size(), en.counting.size());
    EXPECT_THAT(zh.counting, testing::Contains(HasSubstr("2022年6月23日（星期四）的催告中断时效")));
    EXPECT_THAT(zh.what, HasSubstr("诉讼时效3年"));
    EXPECT_EQ(weigh(record, cn()).size(), 2);
}

TEST(Clock, an_obstacle_is_shown_with_what_it_does)
{
    auto record = known(Law::general, "2020-05-20");
    record.obstacles = { { ObstacleKind::force_majeure, day("2023-01-10"), day("2023-03-31") } };
    auto row = work_out(record, cn()).front();
    EXPECT_EQ(row.due, day("2023-10-07"));
    auto counting = show(row, record, cn(), Language::en).counting;
    EXPECT_THAT(counting,
        ElementsAre(HasSubstr("2020-05-20"), HasSubstr("six months from then it ends on 2023-09-30"),
            HasSubstr("moves to the next open day, 2023-10-07")));
    record.obstacles[0].until.reset();
    row = work_out(record, cn()).front();
    EXPECT_EQ(row.due, day("2023-05-22"));
    counting = show(row, record, cn(), Language::zh).counting;
    EXPECT_THAT(counting.back(), HasSubstr("障碍尚未消除：如持续至2022年11月20日"));
}

TEST(Clock, every_deadline_can_be_shown)
{
    Record record = known(Law::open, "2024-01-01");
    record.footing.harmed_on = day("2023-12-01");
    record.freezes = { { 1, Asset::real, day("2026-03-01"), day("2027-06-30"), {} } };
    record.titles = { { 1, TitleKind::award, true, day("2026-04-10"), day("2026-06-14"), {}, false, {}, {} } };
    record.set_days = { { SetKind::hearing, 1, day("2026-10-03"), {} } };
    for (auto const& row : work_out(record, cn())) {
        for (auto const language : { Language::en, Language::zh }) {
            auto const shown = show(row, record, cn(), language);
            EXPECT_FALSE(shown.counting.empty()) << shown.word;
            EXPECT_FALSE(shown.what.empty());
        }
    }
    auto const rows = work_out(record, cn());
    auto const freeze = std::ranges::find(rows, RuleId::freeze_real, &Row::rule);
    ASSERT_NE(freeze, rows.end());
    EXPECT_THAT(
        show(*freeze, record, cn(), Language::en).counting.back(), HasSubstr("named an earlier day: 2027-06-30"));
}

TEST(Clock, a_calendar_that_learns_a_year_settles_what_was_open)
{
    auto const record = known(Law::general, "2023-02-16"); // until 16 February 2026, Spring Festival
    time::CalendarBuilder builder("cn");
    for (int year = 2023; year <= 2025; ++year)
        builder.add(time::shipped_year(year).year);
    auto const before = builder.build();
    ASSERT_TRUE(before);
    auto const open = work_out(record, *before).front();
    EXPECT_EQ(open.due, day("2026-02-16"));
    EXPECT_TRUE(open.provisional);
    auto const settled = work_out(record, cn()).front();
    EXPECT_EQ(settled.due, day("2026-02-24"));
    EXPECT_FALSE(settled.provisional);
}

} // namespace recourse::limitation

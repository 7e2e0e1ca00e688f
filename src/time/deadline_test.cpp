#include "time/deadline.hpp"

#include "time/shipped_calendar.hpp"

#include <gtest/gtest.h>

namespace recourse::time {
namespace {

Date day(std::string_view text)
{
    return *parse_date(text);
}
Calendar const& cn()
{
    static Calendar const calendar = shipped_cn();
    return calendar;
}
Calendar const none = Calendar::natural();

constexpr Counting plain {};
constexpr Counting same_day { .first = CountFrom::same_day };
constexpr Counting moves { .last_day = WhenClosed::moves_to_next_open_day };
constexpr Counting moves_back { .last_day = WhenClosed::moves_to_previous_open_day };
constexpr Counting before { .direction = Direction::before };

/// "2026-10-13", with " provisional 2027" where it is; or "outside cn 2027".
std::string due(std::string_view event, std::string_view period, Counting const& counting, Calendar const& calendar)
{
    auto const result = deadline(day(event), *parse_period(period), counting, calendar);
    if (!result)
        return "outside " + result.error().calendar + " " + std::to_string(result.error().year);
    return to_string(result->date)
        + (result->provisional ? " provisional " + std::to_string(result->missing_year) : "");
}

Instant moment(std::string_view date, int hour, int minute, std::string_view zone = "Asia/Shanghai")
{
    return Zone::find(zone)->instant({ day(date), hour, minute }, Unclear::first);
}

struct Row {
    std::string_view event;
    std::string_view period;
    Counting counting;
    Calendar const& calendar;
    std::string_view expected;
};

TEST(Deadline, CountsNaturalDays)
{
    for (auto const& [event, period, counting, calendar, expected] :
        {
            // Monday 28 September is day 0; 2 days of September and 13 of October make 15. 13 October is an ordinary
            // Tuesday.
            Row { "2026-09-28", "15 days", plain, cn(), "2026-10-13" },
            Row { "2026-09-28", "15 days", moves, cn(), "2026-10-13" },
            Row { "2026-09-28", "15 days", same_day, cn(), "2026-10-12" },
            Row { "2026-09-28", "2 weeks", plain, cn(), "2026-10-12" },
            // Day 10 is Monday 5 October, within the National Day holiday of 1 to 7 October; Thursday the 8th is open.
            Row { "2026-09-25", "10 days", plain, cn(), "2026-10-05" },
            Row { "2026-09-25", "10 days", moves, cn(), "2026-10-08" },
            Row { "2026-09-25", "10 days", moves_back, cn(), "2026-09-30" },
            // Saturday 10 October is made up for the holiday, so it is open and the last day stays; Sunday the 11th
            // moves.
            Row { "2026-09-30", "10 days", moves, cn(), "2026-10-10" },
            Row { "2026-10-01", "10 days", moves, cn(), "2026-10-12" },
            // Saturday 30 December 2023 to New Year's Day are closed, over the end of the year: Tuesday 2 January 2024.
            Row { "2023-12-20", "10 days", moves, cn(), "2024-01-02" },
            Row { "2026-03-01", "0 days", plain, none, "2026-03-01" },
            Row { "2026-03-01", "0 days", same_day, none, "2026-03-01" },
            Row { "2024-02-28", "2 days", plain, none, "2024-03-01" },
            Row { "2024-12-31", "1 day", plain, none, "2025-01-01" },
        })
        EXPECT_EQ(due(event, period, counting, calendar), expected) << event << " + " << period;
}

TEST(Deadline, CountsWorkingDays)
{
    for (auto const& [event, period, counting, calendar, expected] : {
             // 29 and 30 September are 1 and 2; 1 to 7 October is closed; 8, 9 and Saturday the 10th (made up) are 3,
             // 4, 5;
             // Sunday the 11th is closed; 12 and 13 October are 6 and 7.
             Row { "2026-09-28", "7 working days", plain, cn(), "2026-10-13" },
             Row { "2026-09-28", "7 working days", same_day, cn(), "2026-10-12" },
             // Saturday 14 February is made up: 1; 15 to 23 February is closed; Tuesday the 24th is 2, the 25th 3.
             Row { "2026-02-13", "3 working days", plain, cn(), "2026-02-25" },
             Row { "2026-02-13", "1 working day", plain, cn(), "2026-02-14" },
             // Day 1 from a closed day on is the first open one.
             Row { "2026-10-01", "1 working day", same_day, cn(), "2026-10-08" },
             Row { "2026-10-01", "0 working days", plain, cn(), "2026-10-01" },
             Row { "2026-10-01", "0 working days", moves, cn(), "2026-10-08" },
             // 29, 30 and 31 December 2026 can be counted; the fourth day would lie in 2027.
             Row { "2026-12-28", "3 working days", plain, cn(), "2026-12-31" },
             Row { "2026-12-28", "4 working days", plain, cn(), "outside cn 2027" },
             Row { "2026-09-28", "7 working days", plain, none, "outside none 0" },
         })
        EXPECT_EQ(due(event, period, counting, calendar), expected) << event << " + " << period;
}

TEST(Deadline, CountsMonthsAndYearsByTheDaysNumber)
{
    for (auto const& [event, period, counting, calendar, expected] : {
             Row { "2026-01-15", "3 months", plain, none, "2026-04-15" },
             Row { "2026-01-31", "1 month", plain, none, "2026-02-28" },
             Row { "2024-01-31", "1 month", plain, none, "2024-02-29" },
             Row { "2026-05-31", "1 month", plain, none, "2026-06-30" },
             Row { "2024-02-29", "1 year", plain, none, "2025-02-28" },
             Row { "2024-02-29", "4 years", plain, none, "2028-02-29" },
             Row { "2026-11-24", "3 years", plain, none, "2029-11-24" },
             // From day 1 a month ends the day before: 1 March to 31 March, 15 January to 14 February.
             Row { "2026-03-01", "1 month", same_day, none, "2026-03-31" },
             Row { "2026-01-15", "1 month", same_day, none, "2026-02-14" },
             // 31 January to 28 February: there is no 31st to stop before.
             Row { "2026-01-31", "1 month", same_day, none, "2026-02-28" },
             Row { "2026-03-15", "0 months", same_day, none, "2026-03-15" },
             // Three months from 4 April 2026 end on Saturday 4 July: Monday the 6th.
             Row { "2026-04-04", "3 months", moves, cn(), "2026-07-06" },
         })
        EXPECT_EQ(due(event, period, counting, calendar), expected) << event << " + " << period;
}

TEST(Deadline, AYearWithoutNoticeLeavesOnlyTheMoveInDoubt)
{
    // 20 December 2026 and 15 days are 4 January 2027, a Monday of which nothing is known.
    EXPECT_EQ(due("2026-12-20", "15 days", moves, cn()), "2027-01-04 provisional 2027");
    EXPECT_EQ(due("2026-12-20", "15 days", plain, cn()), "2027-01-04");
    EXPECT_EQ(due("2026-12-20", "15 days", moves, none), "2027-01-04");
    // Going back from 2027 the search starts in the unknown year too.
    EXPECT_EQ(due("2026-12-20", "15 days", moves_back, cn()), "2027-01-04 provisional 2027");
    // Sunday 1 January 2023 is a holiday; the open day before it lies in 2022, of which nothing is known.
    EXPECT_EQ(due("2022-12-31", "1 day", moves_back, cn()), "2023-01-01 provisional 2022");
}

TEST(Deadline, CountsBackwards)
{
    EXPECT_EQ(due("2026-03-31", "1 month", before, none), "2026-02-28");
    EXPECT_EQ(due("2026-10-13", "7 working days", before, cn()), "2026-09-28"); // the same seven days, walked back
    auto counting = before;
    counting.last_day = WhenClosed::moves_to_previous_open_day;
    EXPECT_EQ(due("2026-10-12", "7 days", counting, cn()), "2026-09-30"); // 5 October is closed
}

TEST(Deadline, ReferenceVectors)
{
    // Preservation before an action, executed 2 March 2026: 30 days (CPL art. 104) end on Wednesday 1 April.
    EXPECT_EQ(due("2026-03-02", "30 days", moves, cn()), "2026-04-01");
    // A bank freeze to 1 March 2027: the request to renew it comes at least 7 days before.
    EXPECT_EQ(due("2027-03-01", "7 days", before, cn()), "2027-02-22");
    // Award received 10 April 2026: three months to set it aside end on Friday 10 July.
    EXPECT_EQ(due("2026-04-10", "3 months", moves, cn()), "2026-07-10");
    // Judgment served on 4 May 2026, a holiday, which does not matter for a first day: 30 days end on Wednesday 3 June.
    EXPECT_EQ(due("2026-05-04", "30 days", moves, cn()), "2026-06-03");
}

TEST(Deadline, ProgrammeChecks)
{
    // A refund asked on 1 March may be escalated from the 4th day on: the filing day is day 1, or it is day 0.
    EXPECT_EQ(from_the_nth_day(day("2026-03-01"), 4, same_day, none)->date, day("2026-03-04"));
    EXPECT_EQ(from_the_nth_day(day("2026-03-01"), 4, plain, none)->date, day("2026-03-05"));
    // Automatic escalation on day 7 or 8, a day later if the filing day is day 0.
    EXPECT_EQ(from_the_nth_day(day("2026-03-01"), 7, same_day, none)->date, day("2026-03-07"));
    EXPECT_EQ(from_the_nth_day(day("2026-03-01"), 8, same_day, none)->date, day("2026-03-08"));
    EXPECT_EQ(from_the_nth_day(day("2026-03-01"), 8, plain, none)->date, day("2026-03-09"));
    // Post: nine days have to pass, day 10 is allowed.
    EXPECT_EQ(once_over(day("2026-03-01"), { 9, Unit::days }, plain, none)->date, day("2026-03-11"));
    EXPECT_EQ(from_the_nth_day(day("2026-03-01"), 10, plain, none)->date, day("2026-03-11"));
    // Guaranteed delivery on 10 May: an ordinary buyer may ask for 30 days.
    EXPECT_EQ(due("2026-05-10", "30 days", plain, none), "2026-06-09");
    // No proof of arbitration after twice 14 days.
    EXPECT_EQ(due("2026-05-10", "28 days", plain, none), "2026-06-07");
}

TEST(Deadline, TheLastDayEndsAtMidnightOrAtCloseOfBusiness)
{
    // 24:00 in Beijing on 13 October is 16:00 UTC.
    auto const midnight = deadline(day("2026-09-28"), { 15, Unit::days }, plain, cn());
    EXPECT_EQ(to_string(*midnight->ends), "2026-10-13T16:00:00Z");
    Counting counting { .closes = ClockTime { 17, 30 } };
    EXPECT_EQ(
        to_string(*deadline(day("2026-09-28"), { 15, Unit::days }, counting, cn())->ends), "2026-10-13T09:30:00Z");
    counting = { .zone = *Zone::find("America/Los_Angeles") };
    EXPECT_EQ(
        to_string(*deadline(day("2026-09-28"), { 15, Unit::days }, counting, none)->ends), "2026-10-14T07:00:00Z");
    EXPECT_EQ(deadline(day("2026-09-28"), { 15, Unit::days }, plain, none)->ends, std::nullopt);
}

TEST(Deadline, HoursRunFromTheNamedHour)
{
    auto const due_48 = deadline(moment("2026-09-30", 15, 30), { 48, Unit::hours }, moves, cn());
    EXPECT_EQ(to_string(*due_48->ends), "2026-10-02T07:30:00Z"); // 15:30 in Beijing, holiday or not
    EXPECT_EQ(due_48->date, day("2026-10-02"));
    // The clocks of New York go forward in the night to 8 March 2026: 24 hours later they show an hour more.
    Counting const new_york { .zone = *Zone::find("America/New_York") };
    auto const over = deadline(moment("2026-03-07", 12, 0, "America/New_York"), { 24, Unit::hours }, new_york, none);
    EXPECT_EQ(to_string(new_york.zone->civil(*over->ends)), "2026-03-08 13:00");
    // Other units count from the day that the clocks show: 20:00 UTC is the next day in Beijing.
    auto const days = deadline(moment("2026-09-28", 20, 0, "UTC"), { 15, Unit::days }, plain, cn());
    EXPECT_EQ(days->date, day("2026-10-14"));
    // Without an hour: whole days are certain, a broken day is not counted in.
    EXPECT_EQ(due("2026-03-01", "48 hours", plain, none), "2026-03-03");
    EXPECT_EQ(due("2026-03-01", "72 hours", moves, cn()), "2026-03-04");
    EXPECT_EQ(due("2026-03-01", "36 hours", plain, none), "2026-03-02");
}

TEST(Deadline, DaysNearTheEndsOfTheCalendarAreOutside)
{
    EXPECT_EQ(due("9999-12-31", "1 day", plain, none), "outside none 9999");
    EXPECT_EQ(due("0001-01-01", "100 years", before, none), "outside none 1");
    // 100 years with 24 leap years (9800 is none) are 36,524 days; 76 more lead from 1 January to 18 March 9900.
    EXPECT_EQ(due("9800-01-01", "36600 days", plain, none), "9900-03-18");
}

TEST(Combinators, ChooseAndCap)
{
    auto const at = [](std::string_view event, std::string_view period) {
        return *deadline(day(event), *parse_period(period), moves, cn());
    };
    std::vector<Due> const dues { at("2026-03-01", "60 days"), at("2026-03-10", "30 days"),
        at("2026-01-01", "540 days") };
    EXPECT_EQ(dues[0].date, day("2026-04-30"));
    EXPECT_EQ(dues[1].date, day("2026-04-09"));
    EXPECT_EQ(earliest_of(dues).position, 1U);
    EXPECT_EQ(latest_of(dues).due.date, day("2027-06-25"));
    EXPECT_TRUE(latest_of(dues).due.provisional);
    EXPECT_FALSE(earliest_of(dues).due.provisional);

    EXPECT_EQ(not_beyond(dues[2], dues[0]).date, day("2026-04-30"));
    EXPECT_FALSE(not_beyond(dues[2], dues[0]).provisional);
    EXPECT_EQ(not_beyond(dues[1], dues[0]).date, day("2026-04-09"));

    // A provisional date that may still move past the other one leaves the choice open.
    std::vector<Due> const close { at("2026-12-21", "12 days"), at("2026-12-21", "10 days") };
    EXPECT_EQ(close[0].date, day("2027-01-02"));
    EXPECT_TRUE(earliest_of(close).due.provisional);
    EXPECT_EQ(earliest_of(close).due.date, day("2026-12-31"));
}

TEST(QuietHours, ARequestOfTheNightIsAnsweredInTheMorning)
{
    QuietHours const quiet { { 18, 0 }, { 9, 0 }, { 10, 0 }, { 12, 0 } };
    auto const beijing = *Zone::find("Asia/Shanghai");
    struct Case {
        int hour, minute;
        std::string_view from, until;
    };
    // 23 November 2026 is a Monday.
    for (auto const& [hour, minute, from, until] : {
             Case { 20, 0, "2026-11-24 10:00", "2026-11-24 12:00" },
             Case { 18, 0, "2026-11-24 10:00", "2026-11-24 12:00" },
             Case { 3, 0, "2026-11-23 10:00", "2026-11-23 12:00" },
             Case { 8, 59, "2026-11-23 10:00", "2026-11-23 12:00" },
             Case { 9, 0, "2026-11-23 09:00", "2026-11-23 11:00" },
             Case { 17, 59, "2026-11-23 17:59", "2026-11-23 19:59" },
         }) {
        auto const window = answer_window(moment("2026-11-23", hour, minute), 2, quiet, beijing);
        EXPECT_EQ(to_string(beijing.civil(window.from)), from);
        EXPECT_EQ(to_string(beijing.civil(window.until)), until);
        EXPECT_EQ(window.quiet, hour >= 18 || hour < 9);
    }
    // Quiet hours within one day.
    QuietHours const lunch { { 12, 0 }, { 14, 0 }, { 14, 0 }, { 15, 0 } };
    EXPECT_EQ(to_string(beijing.civil(answer_window(moment("2026-11-23", 12, 30), 2, lunch, beijing).until)),
        "2026-11-23 15:00");
}

TEST(Counting, IsExplainedInBothLanguages)
{
    auto const working = deadline(day("2026-09-28"), { 7, Unit::working_days }, plain, cn());
    EXPECT_EQ(explain(working->counting, Language::en),
        (std::vector<std::string> {
            "2026-09-28 (Monday) is the day of the event, day 0: it is not counted. Day 1 is 2026-09-29 (Tuesday).",
            "Not counted: 2026-10-01 (Thursday) to 2026-10-07 (Wednesday), National Day.",
            "Counted: 2026-10-10 (Saturday), a weekend day on which work is made up (National Day).",
            "Not counted: 1 weekend day.",
            "Working day 7 is reached on 2026-10-13 (Tuesday).",
            "The period ends on 2026-10-13 (Tuesday) at 24:00 Asia/Shanghai.",
        }));
    auto const moved = deadline(day("2026-09-25"), { 10, Unit::days }, moves, cn());
    EXPECT_EQ(explain(moved->counting, Language::zh),
        (std::vector<std::string> {
            "2026年9月25日（星期五）为事件发生当日，不计入；第1日为2026年9月26日（星期六）。",
            "每日均计入，包括休息日：10日届满于2026年10月5日（星期一）。",
            "2026年10月5日（星期一）为休息日（国庆节），最后一日顺延至2026年10月8日（星期四）。",
            "期间届满于2026年10月8日（星期四） 24:00 Asia/Shanghai。",
        }));
    auto const open = deadline(day("2026-12-20"), { 15, Unit::days }, moves, cn());
    EXPECT_EQ(explain(open->counting, Language::en)[2],
        "The calendar 'cn' has no official notice for 2027: whether the last day moves cannot be told, so 2027-01-04 "
        "(Monday) is provisional.");
}

TEST(Counting, EveryKindOfStepSpeaks)
{
    for (int kind = 0; kind <= static_cast<int>(StepKind::quiet); ++kind) {
        Step step;
        step.kind = static_cast<StepKind>(kind);
        step.count = 2;
        EXPECT_FALSE(say(step, Language::en).empty());
        EXPECT_TRUE(say(step, Language::zh).ends_with("。"));
        EXPECT_FALSE(word(step.kind).empty());
    }
}

} // namespace
} // namespace recourse::time

#include "time/calendar.hpp"

#include "time/shipped_calendar.hpp"

#include <gtest/gtest.h>

namespace recourse::time {
namespace {

Date day(std::string_view text)
{
    return *parse_date(text);
}

TEST(Calendar, KnowsTheShippedDays)
{
    auto const cn = shipped_cn();
    EXPECT_EQ(cn.years(), (std::vector { 2023, 2024, 2025, 2026 }));
    EXPECT_EQ(cn.kind(day("2026-10-01")), DayKind::holiday); // a Thursday
    EXPECT_EQ(cn.kind(day("2026-10-10")), DayKind::made_up); // a Saturday
    EXPECT_EQ(cn.kind(day("2026-10-11")), DayKind::weekend); // a Sunday
    EXPECT_EQ(cn.kind(day("2026-10-12")), DayKind::working);
    EXPECT_EQ(cn.kind(day("2026-02-15")), DayKind::holiday); // a Sunday that the notice names
    EXPECT_EQ(cn.named(day("2026-02-15"))->occasion_zh, "春节");
    EXPECT_EQ(cn.named(day("2026-10-11")), nullptr);
    EXPECT_EQ(cn.year(2026)->source.confidence, "secondary");
}

TEST(Calendar, AYearWithoutNoticeIsUnknown)
{
    auto const cn = shipped_cn();
    EXPECT_EQ(cn.kind(day("2027-03-01")), std::unexpected(OutsideCalendar { "cn", 2027 }));
    EXPECT_EQ(cn.kind(day("2022-12-31")), std::unexpected(OutsideCalendar { "cn", 2022 }));
    EXPECT_EQ(say(OutsideCalendar { "cn", 2027 }, Language::en), "the calendar 'cn' has no official notice for 2027");
    EXPECT_EQ(say(OutsideCalendar { "cn", 2027 }, Language::zh), "日历“cn”没有2027年的官方放假通知");
}

TEST(Calendar, NoneTellsNothingApart)
{
    auto const none = Calendar::natural();
    EXPECT_EQ(none.name(), "none");
    EXPECT_FALSE(none.tells_working_days());
    EXPECT_EQ(none.kind(day("2026-10-01")), std::unexpected(OutsideCalendar { "none", 0 }));
    EXPECT_EQ(say(OutsideCalendar { "none", 0 }, Language::en),
        "the calendar 'none' does not tell working days from other days");
}

TEST(CalendarBuilder, ReportsEveryFault)
{
    auto const built
        = CalendarBuilder("")
              .weekend({ 6, 8 })
              .add({ 2026, {},
                  { { day("2025-12-31"), "x", "" }, { day("2026-05-01"), "x", "" }, { day("2026-05-01"), "x", "" } },
                  { { day("2026-05-01"), "x", "" }, { day("2026-05-08"), "x", "" } } })
              .add({ 2026, {}, {}, {} })
              .build();
    ASSERT_FALSE(built.has_value());
    std::vector<std::string> messages;
    for (auto const& fault : built.error()) {
        messages.push_back(fault.message);
        EXPECT_FALSE(fault.remedy.empty());
    }
    EXPECT_EQ(messages,
        (std::vector<std::string> { "'' cannot name a calendar", "8 is not a day of the week",
            "the year 2026 is given twice", "2025-12-31 does not lie in 2026", "2026-05-01 is named twice",
            "2026-05-01 is both a holiday and a working day",
            "2026-05-08 is a Friday, a working day without being named" }));
    EXPECT_FALSE(CalendarBuilder("x").weekend({}).build().has_value());
    EXPECT_FALSE(CalendarBuilder("x").weekend({ 1, 2, 3, 4, 5, 6, 7 }).build().has_value());
    EXPECT_FALSE(CalendarBuilder("none").build().has_value());
}

TEST(Weekday, NamesInFilesAndInBothLanguages)
{
    EXPECT_EQ(parse_weekday("saturday"), 6U);
    EXPECT_EQ(parse_weekday("Saturday"), std::nullopt);
    EXPECT_EQ(weekday_name(7, Language::en), "Sunday");
    EXPECT_EQ(weekday_name(7, Language::zh), "星期日");
}

} // namespace
} // namespace recourse::time

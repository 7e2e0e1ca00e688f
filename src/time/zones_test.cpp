#include "time/zones.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace recourse::time {
namespace {

Zone zone(std::string_view name)
{
    return *Zone::find(name);
}
CivilTime at(int year, unsigned month, unsigned day, int hour, int minute)
{
    return { Date::of(year, month, day), hour, minute };
}

TEST(Zone, IsFoundByNameOrOffset)
{
    for (auto const name : { "Asia/Shanghai", "America/New_York", "UTC", "Europe/London", "Asia/Hong_Kong" }) {
        EXPECT_TRUE(is_known_zone(name)) << name;
        EXPECT_EQ(zone(name).name(), name);
    }
    EXPECT_EQ(zone("+08:00").name(), "+08:00");
    EXPECT_EQ(zone("08:00"), zone("+08:00"));
    EXPECT_EQ(zone("-02:30").offset_at(0), -9000);
    EXPECT_EQ(zone("+00:00"), Zone {});
    EXPECT_EQ(zone("Z").name(), "UTC");
    for (auto const name : { "", "Asia/Shangai", "Mars/Olympus", "+24:00", "+15:00", "+8:00", "08", "asia/shanghai" })
        EXPECT_FALSE(is_known_zone(name)) << name;
    EXPECT_EQ(Zone::find("Asia/Shangai").error(),
        "'Asia/Shangai' is not a time zone of the IANA database; did you mean 'Asia/Shanghai'?");
}

TEST(Zone, ShowsWhatTheClocksShow)
{
    Instant const instant { 1'772'353'800'250'000 }; // 2026-03-01T08:30:00.25Z
    EXPECT_EQ(to_string(zone("Asia/Shanghai").civil(instant)), "2026-03-01 16:30:00.25");
    EXPECT_EQ(to_string(zone("America/Los_Angeles").civil(instant)), "2026-03-01 00:30:00.25");
    EXPECT_EQ(to_string(zone("-09:00").civil(instant)), "2026-02-28 23:30:00.25");
    EXPECT_EQ(to_string(Zone {}.civil(Instant { -1 })), "1969-12-31 23:59:59.999999");
    EXPECT_EQ(to_string(Zone {}.civil_at_seconds(253'402'300'799)), "9999-12-31 23:59:59");
    EXPECT_EQ(to_string(Zone {}.civil_at_seconds(-62'135'596'800)), "0001-01-01 00:00");
}

TEST(Zone, SkippedAndRepeatedTimesAreNamed)
{
    auto const new_york = zone("America/New_York"); // forward on 8 March 2026 at 2:00, back on 1 November at 2:00
    EXPECT_EQ(new_york.occurrence(at(2026, 3, 8, 2, 30)), Occurrence::skipped);
    EXPECT_EQ(new_york.occurrence(at(2026, 3, 8, 3, 0)), Occurrence::once);
    EXPECT_EQ(new_york.occurrence(at(2026, 11, 1, 1, 30)), Occurrence::repeated);
    EXPECT_EQ(zone("Asia/Shanghai").occurrence(at(2026, 3, 8, 2, 30)), Occurrence::once);
    EXPECT_EQ(to_string(new_york.instant(at(2026, 3, 8, 2, 30), Unclear::first)), "2026-03-08T07:00:00Z");
    EXPECT_EQ(to_string(new_york.instant(at(2026, 3, 8, 2, 30), Unclear::second)), "2026-03-08T07:00:00Z");
    EXPECT_EQ(to_string(new_york.instant(at(2026, 11, 1, 1, 30), Unclear::first)), "2026-11-01T05:30:00Z");
    EXPECT_EQ(to_string(new_york.instant(at(2026, 11, 1, 1, 30), Unclear::second)), "2026-11-01T06:30:00Z");
    // China put its clocks forward in the summers of 1986 to 1991.
    EXPECT_EQ(zone("Asia/Shanghai").offset_at(Date::of(1988, 7, 1).days() * std::int64_t { 86'400 }), 9 * 3600);
}

TEST(Zone, ThereAndBack)
{
    EXPECT_TRUE(rc::check("a time that occurs once names its moment", [] {
        auto const name = *rc::gen::element(std::string { "Asia/Shanghai" }, std::string { "America/New_York" },
            std::string { "Europe/London" }, std::string { "Australia/Lord_Howe" }, std::string { "+05:45" });
        Instant const instant { *rc::gen::inRange<std::int64_t>(-2'000'000'000, 4'000'000'000) * 1'000'000
            + *rc::gen::inRange(0, 1'000'000) };
        auto const z = zone(name);
        auto const civil = z.civil(instant);
        if (z.occurrence(civil) == Occurrence::once)
            RC_ASSERT(z.instant(civil, Unclear::first) == instant);
        else
            RC_ASSERT(z.instant(civil, Unclear::first) == instant || z.instant(civil, Unclear::second) == instant);
    }));
}

TEST(ClockTime, ParsesHoursAndMinutes)
{
    EXPECT_EQ(*parse_clock("09:05"), (ClockTime { 9, 5 }));
    EXPECT_EQ(to_string(ClockTime { 9, 5 }), "09:05");
    EXPECT_EQ(parse_clock("24:00").error(), "24:00 is not a time of day");
    for (auto const text : { "9:05", "09:5", "0905", "", "09:05:00", "ab:cd", "09:60" })
        EXPECT_FALSE(parse_clock(text).has_value()) << text;
}

} // namespace
} // namespace recourse::time

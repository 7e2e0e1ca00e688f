#include "cli/deadline.hpp"

#include "base/wrap.hpp"
#include "time/shipped_calendar.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace recourse::cli {
namespace {

struct Run {
    int status;
    std::string out;
    std::string err;
};

Run run(DeadlineOptions const& options)
{
    static time::CalendarSet const calendars { { "cn", time::shipped_cn() } };
    std::ostringstream out, err;
    auto const status = run_deadline(options, calendars, out, err);
    return { status, out.str(), err.str() };
}

DeadlineOptions asked(std::string from, std::string period, std::string calendar)
{
    DeadlineOptions options;
    options.from = std::move(from);
    options.period = std::move(period);
    options.calendar = std::move(calendar);
    return options;
}

TEST(DeadlineCommand, ExplainsTheCountStepByStep)
{
    auto const ran = run(asked("2026-09-28", "15 days", "cn"));
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, R"(The last day is 2026-10-13 (Tuesday).

  Event       2026-09-28 (Monday)
  Period      15 days
  First day   the day after the event (--count same-day counts the event's day)
  Last day    moves off a closed day (--last-day stays keeps it)
  Calendar    cn, notices for 2023 to 2026

How it was counted
   1. 2026-09-28 (Monday) is the day of the event, day 0: it is not counted. Day
      1 is 2026-09-29 (Tuesday).
   2. Every day counts, rest days too: 15 days end on 2026-10-13 (Tuesday).
   3. 2026-10-13 (Tuesday) is a working day, so the last day stays.
   4. The period ends on 2026-10-13 (Tuesday) at 24:00 Asia/Shanghai.

What is known of the years
  2026  State Council notice on the arrangement of public holidays in 2026
        [secondary]
)");
}

TEST(DeadlineCommand, SaysWhatIsUnknown)
{
    auto const provisional = run(asked("2026-12-20", "15 days", "cn"));
    EXPECT_EQ(provisional.status, 0);
    EXPECT_TRUE(
        provisional.out.starts_with("The last day is 2027-01-04 (Monday), provisionally: nothing is known of 2027.\n"));
    EXPECT_NE(
        provisional.out.find("  2027  UNKNOWN: no official notice is recorded for this year.\n"), std::string::npos);

    auto const outside = run(asked("2026-12-28", "4 working days", "cn"));
    EXPECT_EQ(outside.status, 0);
    EXPECT_TRUE(outside.out.starts_with(
        "The deadline cannot be counted: the calendar 'cn' has no official notice for\n2027.\n"));
    EXPECT_EQ(outside.out.find("How it was counted"), std::string::npos);
}

TEST(DeadlineCommand, KeepsWithinEightyColumnsInBothLanguages)
{
    for (auto const* const language : { "en", "zh" })
        for (auto const* const period : { "15 days", "40 working days", "48 hours", "3 months", "90 working days" })
            for (auto const* const at : { "", "20:15" }) {
                auto options = asked("2026-09-25", period, "cn");
                options.language = language;
                options.at = at;
                std::istringstream lines(run(options).out);
                for (std::string line; std::getline(lines, line);)
                    EXPECT_LE(display_width(line), 80U) << line;
            }
}

TEST(DeadlineCommand, CountsHoursFromTheHour)
{
    auto options = asked("2026-09-30", "48 hours", "none");
    options.at = "15:30";
    EXPECT_EQ(
        run(options).err, "recourse deadline: --at: an hour needs a zone (add --zone, such as --zone Asia/Shanghai)\n");
    options.zone = "Asia/Shanghai";
    EXPECT_TRUE(run(options).out.starts_with("The last day is 2026-10-02 (Friday), at 15:30 Asia/Shanghai.\n"));
    options.language = "zh";
    EXPECT_TRUE(run(options).out.starts_with("最后一日为2026年10月2日（星期五）15:30（Asia/Shanghai）。\n"));
}

TEST(DeadlineCommand, CountsBack)
{
    auto options = asked("2027-03-01", "7 days", "none");
    options.direction = "before";
    EXPECT_TRUE(run(options).out.starts_with("The last day to act is 2027-02-22 (Monday).\n"));
}

TEST(DeadlineCommand, WritesJson)
{
    auto options = asked("2026-09-25", "10 days", "cn");
    options.format = "json";
    auto const ran = run(options);
    EXPECT_TRUE(ran.out.starts_with(
        R"({"from":"2026-09-25","period":"10 days","calendar":"cn","due":"2026-10-08","ends":"2026-10-08T16:00:00Z","provisional":false,"missing_year":null,"counting":[{"step":"event",)"))
        << ran.out;
    EXPECT_NE(
        ran.out.find(
            R"({"step":"moved","text":"2026-10-05 (Monday) is closed (National Day): the last day moves to the next open day, 2026-10-08 (Thursday)."})"),
        std::string::npos);
    options = asked("2026-12-28", "4 working days", "cn");
    options.format = "json";
    EXPECT_NE(
        run(options).out.find(
            R"("due":null,"ends":null,"provisional":false,"missing_year":2027,"counting":[],"why":"the calendar 'cn' has no official notice for 2027")"),
        std::string::npos);
    options = asked("2026-12-20", "15 days", "cn");
    options.format = "json";
    EXPECT_NE(run(options).out.find(R"("provisional":true,"missing_year":2027)"), std::string::npos);
}

TEST(DeadlineCommand, NamesEveryWrongOptionAtOnce)
{
    DeadlineOptions options;
    options.from = "2026-02-30";
    options.period = "15 dyas";
    options.calendar = "cm";
    options.count = "nextday";
    options.last_day = "move";
    options.direction = "back";
    options.at = "25:00";
    options.zone = "Asia/Shangai";
    options.language = "de";
    options.format = "yaml";
    auto const ran = run(options);
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err, R"(recourse deadline: --from: 2026-02-30 is not a day of the calendar
recourse deadline: --period: '15 dyas' names 'dyas', which is not a unit of time; did you mean 'days'?
recourse deadline: --calendar: there is no calendar 'cm' (there are: none, cn)
recourse deadline: --count: 'nextday' is neither next-day nor same-day (did you mean 'next-day'?)
recourse deadline: --direction: 'back' is neither after nor before
recourse deadline: --last-day: 'move' is neither stays nor moves (did you mean 'moves'?)
recourse deadline: --at: 25:00 is not a time of day
recourse deadline: --zone: 'Asia/Shangai' is not a time zone of the IANA database; did you mean 'Asia/Shanghai'?
recourse deadline: --language: 'de' is neither en nor zh
recourse deadline: --format: 'yaml' is neither text nor json
)");
    auto const empty = run({});
    EXPECT_EQ(empty.status, 2);
    EXPECT_NE(empty.err.find("--from: the day of the event is missing"), std::string::npos);
    EXPECT_NE(empty.err.find("--period: the period is missing"), std::string::npos);
}

} // namespace
} // namespace recourse::cli

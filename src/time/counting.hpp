#pragma once

#include "base/date.hpp"
#include "base/language.hpp"
#include "time/period.hpp"
#include "time/zones.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::time {

enum class StepKind : std::uint8_t {
    event, ///< the event's day, which is not counted
    event_is_first, ///< the event's day, which is day 1
    event_hour, ///< the moment from which hours run
    hour_unknown, ///< hours, but no hour is given
    every_day, ///< `count` days, all of them counted, up to `date`
    same_number, ///< months or years: the day of the same number
    month_end, ///< months or years: that month has no such day, its last one counts
    day_before, ///< months or years from day 1: the day before the one with the same number
    holidays_out, ///< `date` to `until` are closed (`name`) and not counted
    weekends_out, ///< `count` weekend days, not counted
    made_up, ///< a weekend day that counts
    working_days, ///< `count` working days, reached on `date`
    last_day_open, ///< the last day is open and stays
    last_day_kept, ///< the rule lets the last day stay, open or not
    moved, ///< from `date`, closed (`name`), to `until`, open
    no_closed_days, ///< the calendar closes no day, so nothing moves
    not_known, ///< `year` has no notice: whether the last day moves is open
    hours_run, ///< `count` hours later
    ends, ///< the end of the last day, with the hour and zone
    may_begin, ///< the first day after a waiting period
    nth_day, ///< the `count`-th day
    decides, ///< of several, this one
    capped, ///< not beyond this limit
    quiet, ///< asked in quiet hours
};

/// One step of a count, for people. `say` puts it into words.
struct Step {
    StepKind kind {};
    Date date;
    Date until;
    std::int32_t count = 0;
    Unit unit = Unit::days;
    int year = 0;
    bool backward = false;
    std::string name {}; ///< an occasion in English, or the calendar's name; empty: the weekend
    std::string name_zh {}; ///< the occasion in Chinese; empty: `name`
    std::optional<ClockTime> clock {};
    std::string zone {};
};

/// A word for the program that reads it: "event", "holidays_out", ...
std::string_view word(StepKind);
/// One sentence without line breaks.
std::string say(Step const&, Language);

/// "2026-10-13 (Tuesday)", "2026年10月13日（星期二）".
std::string say_day(Date, Language);

} // namespace recourse::time

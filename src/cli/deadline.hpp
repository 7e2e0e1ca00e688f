#pragma once

#include "time/calendar.hpp"

#include <iosfwd>
#include <string>

namespace recourse::cli {

/// `recourse deadline`: the options as they were typed; an empty text was not given.
struct DeadlineOptions {
    std::string from; ///< --from: the event's day, "2026-09-28"
    std::string period; ///< --period: "15 days", "7 working days", "48 hours", "3 months"
    std::string calendar = "none"; ///< --calendar: a shipped calendar, or none
    std::string count = "next-day"; ///< --count: next-day (the event's day is day 0) or same-day (it is day 1)
    std::string last_day; ///< --last-day: moves or stays; by default it moves where a calendar is named
    std::string direction = "after"; ///< --direction: after the event, or before it
    std::string at; ///< --at: the hour of the event, "15:30"; hours run from it
    std::string zone; ///< --zone: of that hour and of the end; by default the calendar's
    std::string language = "en"; ///< --language: en or zh
    std::string format = "text"; ///< --format: text or json
};

/// Counts the deadline and explains it on `out`, at most 80 columns wide in text. Returns 0 when the question was
/// answered, also where the answer is that a year without notice leaves it open; 2 when options are wrong, all of them
/// named on `err`.
int run_deadline(DeadlineOptions const&, time::CalendarSet const&, std::ostream& out, std::ostream& err);

} // namespace recourse::cli

#pragma once

#include "base/language.hpp"
#include "core/case/answer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::render {

/// The deadlines that have not passed and the dated steps of the plan as a calendar (RFC 5545): all-day events with
/// alarms seven days and one day before (where a right lapses after years, 90 and 30 days before as well), and in the
/// morning of a step that is due on the day of the answer. `which` tells this case from others and stays the same when
/// it is assessed again, so that a calendar moves an event instead of doubling it; the title where it is empty.
std::string render_ics(casework::Answer const&, std::string_view which = {});

/// One all-day event.
struct CalendarDay {
    std::string key; ///< what the event is, whenever it is: letters, digits, hyphens and dots
    Date day;
    std::string summary;
    std::vector<std::string> description; ///< paragraphs; empty ones are left out
    std::string category;
    std::string url; ///< left out where it is no web address
    bool tentative = false; ///< it may still move
    bool lapses = false; ///< a right of years ends: counsel wants months
};

struct CalendarHead {
    std::string product; ///< what the calendar is of: "Matter"
    std::string title;
    Date as_of; ///< alarms before it are left out
    Language language = Language::en;
};

/// Days as a calendar, with the same alarms. `which` tells this calendar's events from others' for ever.
std::string render_ics(std::span<CalendarDay const>, CalendarHead const&, std::string_view which);

} // namespace recourse::render

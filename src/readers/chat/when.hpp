#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::readers::chat {

/// A time as chat programs write it in many countries, before anybody decided which number is the day.
struct Written {
    std::size_t length = 0; ///< bytes of the text that are the time
    int year = 0;
    int first = 0, second = 0; ///< day and month in either order, unless `settled`: then month and day
    bool settled = false; ///< the form says which is which: the year stands first, or the month is a word
    int hour = 0, minute = 0, second_of_minute = 0;
    bool has_seconds = false;
    std::optional<int> offset_seconds; ///< where a zone stands behind it ("UTC+8", "+08:00", "Z")
};

/// At the beginning of the text: a date and a time of day. Nothing where there is none.
std::optional<Written> written_time(std::string_view);
/// A date alone ("2026-03-01", "2026年3月1日"), with the year first.
std::optional<Written> written_date(std::string_view);
/// A time of day alone.
std::optional<Written> written_clock(std::string_view);

} // namespace recourse::readers::chat

#pragma once

#include "base/date.hpp"
#include "base/instant.hpp"
#include "time/calendar.hpp"
#include "time/counting.hpp"
#include "time/period.hpp"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recourse::time {

/// Which day is day 1. Civil Code art. 201: the day on which a period begins is not counted.
enum class CountFrom : std::uint8_t { next_day, same_day };

/// What becomes of a last day that is closed. Civil Code art. 203, CPL art. 85: it moves to the day after the holiday;
/// the terms of a platform mostly let it stay. Moving back is for what has to be done *before* a day.
enum class WhenClosed : std::uint8_t { stays, moves_to_next_open_day, moves_to_previous_open_day };

enum class Direction : std::uint8_t { after, before };

/// How a rule counts. The defaults are those of a platform's terms: event day not counted, last day stays, to its end.
struct Counting {
    CountFrom first = CountFrom::next_day;
    WhenClosed last_day = WhenClosed::stays;
    Direction direction = Direction::after; ///< before: the last day on which there is still the whole period left
    std::optional<ClockTime> closes {}; ///< close of business on the last day (Civil Code art. 203); nothing: 24:00
    std::optional<Zone> zone {}; ///< of the clock; nothing: the calendar's
};

/// The answer to "until when", with everything that led to it.
struct Due {
    Date date; ///< the last day
    /// The moment at which the period ends; the first one that is too late. Nothing while no zone is known, and for
    /// hours that run from an hour nobody named.
    std::optional<Instant> ends;
    /// The last day may still move: it lies in, or would move into, a year without notice.
    bool provisional = false;
    int missing_year = 0; ///< where provisional
    std::vector<Step> counting;
};

/// The last day of a period that an event on this day starts (or, with Direction::before, that ends on it).
/// - days and weeks: every day counts;
/// - working days: only open days of the calendar count;
/// - months and years: the day of the same number, or the month's last day where it has none (Civil Code art. 202);
///   with CountFrom::same_day the day before it;
/// - hours: counted from an hour that is not given here, so 24 hours are one day and a broken day is not counted in.
/// A last day about which the calendar cannot tell whether it is open stays where it is, marked provisional.
/// Errors: OutsideCalendar when working days would have to be counted in a year without notice, or the event lies so
/// near the ends of the calendar (years 1 to 9999) that a period could leave it.
std::expected<Due, OutsideCalendar> deadline(Date event, Period const&, Counting const&, Calendar const&);

/// The same from a moment. Hours run from it to the moment so many hours later, through nights and holidays, and never
/// move; all other units count from the day which the clocks of the zone show (UTC where there is none).
std::expected<Due, OutsideCalendar> deadline(Instant event, Period const&, Counting const&, Calendar const&);

/// The first day on which something may be done "from the n-th day" on (n from 1): with CountFrom::same_day the event's
/// day is the 1st, otherwise it is day 0.
std::expected<Due, OutsideCalendar> from_the_nth_day(Date event, std::int32_t n, Counting const&, Calendar const&);

/// The first day after a waiting period, on which something may be done that may not be done before.
std::expected<Due, OutsideCalendar> once_over(Date event, Period const&, Counting const&, Calendar const&);

/// The earliest, the latest of several deadlines; `position` of the one that decides. Asserts that there is one.
/// A provisional one leaves the result provisional if its move could still decide (it lies within 31 days).
struct Chosen {
    Due due;
    std::size_t position = 0;
};
Chosen earliest_of(std::span<Due const>);
Chosen latest_of(std::span<Due const>);
/// The deadline, but not beyond the limit ("120 days, at most 540 from the payment").
Due not_beyond(Due, Due const& limit);

/// Hours in which a request is not answered at once: "requests of 18:00 to 09:00 are answered from 10:00 to 12:00".
struct QuietHours {
    ClockTime from; ///< inclusive
    ClockTime until; ///< exclusive; earlier than `from` where the hours run through midnight
    ClockTime answer_from;
    ClockTime answer_until;
};

/// When an answer is due: not before `from`, at the latest at `until`.
struct AnswerWindow {
    Instant from;
    Instant until;
    bool quiet = false; ///< the request fell into the quiet hours
    std::vector<Step> counting;
};

/// Outside the quiet hours the answer is due within `hours` of the request (through quiet hours, if they begin on the
/// way). Inside them it is due in the answering hours of the day on which the quiet hours end; for a request after
/// midnight that is the same day, the reading under which one night has one morning.
AnswerWindow answer_window(Instant asked, std::int32_t hours, QuietHours const&, Zone);

/// The counting in words, one sentence a step.
std::vector<std::string> explain(std::span<Step const>, Language);

} // namespace recourse::time

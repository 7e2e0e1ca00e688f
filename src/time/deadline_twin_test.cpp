// A slow and obvious twin of the deadline engine: it walks day by day with a calendar page in its hand, as somebody
// following the text of the law would, and has to agree on random cases.

#include "time/deadline.hpp"

#include "time/shipped_calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace recourse::time {
namespace {

struct Page {
    std::map<int, ShippedYear> years;
    Page()
    {
        for (int year = 2023; year <= 2026; ++year)
            years.emplace(year, shipped_year(year));
    }
    /// Nothing: nobody knows.
    std::optional<bool> open(Date day) const
    {
        auto const year = years.find(day.year());
        if (year == years.end())
            return std::nullopt;
        if (year->second.holidays.contains(day))
            return false;
        if (year->second.working_days.contains(day))
            return true;
        return day.weekday() != 6 && day.weekday() != 7;
    }
};

struct Walked {
    Date date;
    bool provisional = false;
    std::optional<int> outside;
};

Date neighbour(Date day, bool back)
{
    return day.plus_days(back ? -1 : 1);
}
bool is_month_end(Date day)
{
    return neighbour(day, false).month() != day.month();
}

/// Walks until the month is the n-th one and the day has the same number, or the month ends without one.
Date walk_months(Date event, int months, bool back)
{
    auto day = event;
    auto const months_from_event = [&](Date d) {
        return (d.year() - event.year()) * 12 + static_cast<int>(d.month()) - static_cast<int>(event.month());
    };
    while (months_from_event(day) != (back ? -months : months))
        day = neighbour(day, back);
    while (day.day() != 1)
        day = neighbour(day, true);
    while (day.day() != event.day() && !is_month_end(day))
        day = neighbour(day, false);
    return day;
}

Walked walk(Page const& page, Date event, Period const& period, Counting const& counting)
{
    bool const back = counting.direction == Direction::before;
    bool const same_day = counting.first == CountFrom::same_day;
    Walked walked { event, false, {} };
    int counted = 0;
    auto day = same_day ? event : neighbour(event, back);
    switch (period.unit) {
    case Unit::hours:
        for (int hours = period.count; hours >= 24; hours -= 24)
            walked.date = neighbour(walked.date, back);
        break;
    case Unit::days:
    case Unit::weeks:
        for (; counted < period.count * (period.unit == Unit::weeks ? 7 : 1); day = neighbour(day, back)) {
            ++counted;
            walked.date = day;
        }
        break;
    case Unit::months:
    case Unit::years: {
        auto const months = period.count * (period.unit == Unit::years ? 12 : 1);
        walked.date = walk_months(event, months, back);
        if (same_day && months > 0 && walked.date.day() == event.day())
            walked.date = neighbour(walked.date, !back);
        break;
    }
    case Unit::working_days:
        for (; counted < period.count; day = neighbour(day, back)) {
            auto const open = page.open(day);
            if (!open)
                return { {}, false, day.year() };
            if (*open) {
                ++counted;
                walked.date = day;
            }
        }
        break;
    }
    if (period.unit == Unit::hours || (period.unit == Unit::working_days && period.count > 0)
        || counting.last_day == WhenClosed::stays)
        return walked;
    for (auto last = walked.date;;
        last = neighbour(last, counting.last_day == WhenClosed::moves_to_previous_open_day)) {
        auto const open = page.open(last);
        if (!open) {
            walked.provisional = true;
            return walked;
        }
        if (*open) {
            walked.date = last;
            return walked;
        }
    }
}

TEST(DeadlineTwin, AgreesOnRandomCases)
{
    auto const cn = shipped_cn();
    Page const page;
    EXPECT_TRUE(rc::check("the engine and the walker name the same day", [&] {
        auto const event = Date::of(2022, 11, 1).plus_days(*rc::gen::inRange(0, 1600));
        auto const unit = static_cast<Unit>(*rc::gen::inRange(0, 6));
        Period const period { *rc::gen::inRange(0, unit == Unit::years ? 4 : unit == Unit::months ? 30 : 130), unit };
        Counting const counting {
            .first = *rc::gen::element(CountFrom::next_day, CountFrom::same_day),
            .last_day = *rc::gen::element(
                WhenClosed::stays, WhenClosed::moves_to_next_open_day, WhenClosed::moves_to_previous_open_day),
            .direction = *rc::gen::element(Direction::after, Direction::before),
            .closes = {},
            .zone = {},
        };
        auto const expected = walk(page, event, period, counting);
        auto const due = deadline(event, period, counting, cn);
        RC_LOG() << to_string(event) << ", " << to_string(period) << ", expected " << to_string(expected.date) << "\n";
        RC_ASSERT(due.has_value() == !expected.outside.has_value());
        if (!due) {
            RC_ASSERT(due.error().year == *expected.outside);
            return;
        }
        RC_ASSERT(due->date == expected.date);
        RC_ASSERT(due->provisional == expected.provisional);
    }));
}

TEST(DeadlineTwin, WorkingDaysThereAndBack)
{
    auto const cn = shipped_cn();
    EXPECT_TRUE(rc::check("the n-th working day after an open day has that day as its n-th before", [&] {
        auto const event = Date::of(2024, 1, 1).plus_days(*rc::gen::inRange(0, 900));
        Period const period { *rc::gen::inRange(1, 60), Unit::working_days };
        RC_PRE(is_open(cn.kind(event).value()));
        auto const there = deadline(event, period, {}, cn);
        RC_PRE(there.has_value());
        RC_ASSERT(deadline(there->date, period, { .direction = Direction::before }, cn)->date == event);
    }));
}

} // namespace
} // namespace recourse::time

#include "time/deadline.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <utility>

namespace recourse::time {

namespace {

Step step(StepKind kind, Date date)
{
    Step made;
    made.kind = kind;
    made.date = date;
    return made;
}

Step length_step(StepKind kind, Date date, Period const& period, bool backward)
{
    auto made = step(kind, date);
    made.count = period.count;
    made.unit = period.unit;
    made.backward = backward;
    return made;
}

/// Every date that a period can lead to from here, and the day after it, is a real one.
bool within_reach(Date event)
{
    return event.year() > period_years_max + 1 && event.year() < 9999 - period_years_max - 1;
}

/// One count in the making: where it stands and what was said on the way.
class Count {
public:
    Count(Date event, Period const& period, Counting const& counting, Calendar const& calendar)
        : event_(event)
        , period_(period)
        , counting_(counting)
        , calendar_(calendar)
    {
        due_.date = event;
    }

    std::expected<Due, OutsideCalendar> run()
    {
        switch (period_.unit) {
        case Unit::hours:
            count_hours();
            break;
        case Unit::days:
            count_days(period_.count);
            break;
        case Unit::weeks:
            count_days(7 * period_.count);
            break;
        case Unit::months:
            count_months(period_.count);
            break;
        case Unit::years:
            count_months(12 * period_.count);
            break;
        case Unit::working_days:
            if (auto const counted = count_working_days(); !counted)
                return std::unexpected(counted.error());
            break;
        }
        settle_last_day();
        settle_end();
        return std::move(due_);
    }

private:
    bool backward() const { return counting_.direction == Direction::before; }
    bool from_same_day() const { return counting_.first == CountFrom::same_day; }
    Date step_from(Date day, std::int64_t days) const { return day.plus_days(backward() ? -days : days); }

    void say_event()
    {
        if (from_same_day()) {
            due_.counting.push_back(step(StepKind::event_is_first, event_));
            return;
        }
        due_.counting.push_back(step(StepKind::event, event_));
        due_.counting.back().until = step_from(event_, 1);
    }

    void count_hours()
    {
        // The hour is not known. Whole days lead to the same hour of a certain day; what is left of a broken day may or
        // may not reach past midnight, so the earlier day is the safe one.
        due_.date = step_from(event_, period_.count / 24);
        due_.counting.push_back(length_step(StepKind::hour_unknown, event_, period_, backward()));
        due_.counting.back().until = due_.date;
    }

    void count_days(std::int32_t days)
    {
        say_event();
        due_.date = step_from(event_, from_same_day() && days > 0 ? days - 1 : days);
        due_.counting.push_back(length_step(StepKind::every_day, due_.date, period_, backward()));
    }

    void count_months(std::int32_t months)
    {
        say_event();
        due_.date = event_.plus_months(backward() ? -months : months);
        // Civil Code art. 202: a month without the day of that number ends the period with its last day.
        if (due_.date.day() != event_.day()) {
            due_.counting.push_back(length_step(StepKind::month_end, due_.date, period_, backward()));
            return;
        }
        if (from_same_day() && months > 0) {
            due_.date = step_from(due_.date, -1);
            due_.counting.push_back(length_step(StepKind::day_before, due_.date, period_, backward()));
            return;
        }
        due_.counting.push_back(length_step(StepKind::same_number, due_.date, period_, backward()));
    }

    std::expected<void, OutsideCalendar> count_working_days()
    {
        say_event();
        auto day = from_same_day() ? event_ : step_from(event_, 1);
        due_.date = event_;
        std::int32_t counted = 0;
        std::int32_t weekends = 0;
        std::vector<Step> named;
        for (; counted < period_.count; day = step_from(day, 1)) {
            auto const kind = calendar_.kind(day);
            if (!kind)
                return std::unexpected(kind.error());
            if (is_open(*kind)) {
                ++counted;
                due_.date = day;
            }
            switch (*kind) {
            case DayKind::working:
                break;
            case DayKind::weekend:
                ++weekends;
                break;
            case DayKind::holiday:
                note_holiday(named, day);
                break;
            case DayKind::made_up:
                named.push_back(named_step(StepKind::made_up, day));
                break;
            }
        }
        std::ranges::move(named, std::back_inserter(due_.counting));
        if (weekends > 0) {
            due_.counting.push_back(step(StepKind::weekends_out, due_.date));
            due_.counting.back().count = weekends;
        }
        due_.counting.push_back(length_step(StepKind::working_days, due_.date, period_, backward()));
        return {};
    }

    Step named_step(StepKind kind, Date day) const
    {
        auto made = step(kind, day);
        made.until = day;
        if (auto const* const known = calendar_.named(day)) {
            made.name = known->occasion;
            made.name_zh = known->occasion_zh;
        }
        return made;
    }

    /// Neighbouring days of one holiday are said in one breath.
    void note_holiday(std::vector<Step>& said, Date day) const
    {
        auto made = named_step(StepKind::holidays_out, day);
        if (!said.empty() && said.back().kind == StepKind::holidays_out && said.back().name == made.name) {
            auto& last = said.back();
            if (!backward() && last.until.plus_days(1) == day) {
                last.until = day;
                return;
            }
            if (backward() && last.date.plus_days(-1) == day) {
                last.date = day;
                return;
            }
        }
        said.push_back(std::move(made));
    }

    void settle_last_day()
    {
        // A working day is open by itself, and hours do not move.
        if (period_.unit == Unit::hours || (period_.unit == Unit::working_days && period_.count > 0))
            return;
        if (counting_.last_day == WhenClosed::stays) {
            if (calendar_.tells_working_days())
                due_.counting.push_back(step(StepKind::last_day_kept, due_.date));
            return;
        }
        if (!calendar_.tells_working_days()) {
            due_.counting.push_back(step(StepKind::no_closed_days, due_.date));
            due_.counting.back().name = calendar_.name();
            return;
        }
        bool const back = counting_.last_day == WhenClosed::moves_to_previous_open_day;
        auto const plain = due_.date;
        // A calendar in which a whole year is closed would be no calendar; the builder lets no such weekend in, but a
        // notice could name every day, and then the search ends in the next unknown year.
        for (auto day = plain;; day = day.plus_days(back ? -1 : 1)) {
            auto const kind = calendar_.kind(day);
            if (!kind) {
                due_.provisional = true;
                due_.missing_year = kind.error().year;
                due_.counting.push_back(step(StepKind::not_known, plain));
                due_.counting.back().name = calendar_.name();
                due_.counting.back().year = due_.missing_year;
                return;
            }
            if (!is_open(*kind))
                continue;
            if (day == plain) {
                due_.counting.push_back(step(StepKind::last_day_open, plain));
                return;
            }
            due_.counting.push_back(named_step(StepKind::moved, plain));
            due_.counting.back().until = day;
            due_.counting.back().backward = back;
            due_.date = day;
            return;
        }
    }

    void settle_end()
    {
        if (period_.unit == Unit::hours)
            return;
        auto said = step(StepKind::ends, due_.date);
        said.clock = counting_.closes;
        said.backward = backward();
        auto const zone = counting_.zone ? counting_.zone : calendar_.zone();
        if (zone) {
            said.zone = zone->name();
            // 24:00 is the first moment of the next day, which is the first one too late. Where clocks are put back at
            // midnight the later of the two counts: the day is not over before.
            due_.ends = counting_.closes
                ? zone->instant({ due_.date, counting_.closes->hour, counting_.closes->minute }, Unclear::second)
                : zone->instant({ due_.date.plus_days(1) }, Unclear::first);
        }
        due_.counting.push_back(std::move(said));
    }

    Date event_;
    Period const& period_;
    Counting const& counting_;
    Calendar const& calendar_;
    Due due_;
};

Step clock_step(StepKind kind, Instant at, Zone const& zone)
{
    auto const civil = zone.civil(at);
    auto made = step(kind, civil.date);
    made.clock = ClockTime { civil.hour, civil.minute };
    made.zone = zone.name();
    return made;
}

constexpr std::int64_t micros_per_hour = 3'600'000'000;

} // namespace

std::expected<Due, OutsideCalendar> deadline(
    Date event, Period const& period, Counting const& counting, Calendar const& calendar)
{
    RECOURSE_ASSERT(period.count >= 0 && period.count <= count_max(period.unit));
    if (!within_reach(event))
        return std::unexpected(OutsideCalendar { calendar.name(), event.year() });
    return Count(event, period, counting, calendar).run();
}

std::expected<Due, OutsideCalendar> deadline(
    Instant event, Period const& period, Counting const& counting, Calendar const& calendar)
{
    auto const zone = counting.zone.value_or(calendar.zone().value_or(Zone {}));
    auto in_zone = counting;
    in_zone.zone = zone;
    if (period.unit != Unit::hours)
        return deadline(zone.civil(event).date, period, in_zone, calendar);

    RECOURSE_ASSERT(period.count >= 0 && period.count <= count_max(Unit::hours));
    if (auto const day = zone.civil(event).date; !within_reach(day))
        return std::unexpected(OutsideCalendar { calendar.name(), day.year() });
    bool const backward = counting.direction == Direction::before;
    Due due;
    due.ends = Instant { event.micros + (backward ? -1 : 1) * period.count * micros_per_hour };
    due.date = zone.civil(*due.ends).date;
    due.counting.push_back(clock_step(StepKind::event_hour, event, zone));
    due.counting.push_back(clock_step(StepKind::hours_run, *due.ends, zone));
    due.counting.back().count = period.count;
    due.counting.back().unit = Unit::hours;
    due.counting.back().backward = backward;
    return due;
}

std::expected<Due, OutsideCalendar> from_the_nth_day(
    Date event, std::int32_t n, Counting const& counting, Calendar const& calendar)
{
    RECOURSE_ASSERT(n >= 1);
    auto due = deadline(event, { n, Unit::days }, counting, calendar);
    if (!due)
        return due;
    // The day is where something begins, not where it ends.
    std::erase_if(due->counting, [](Step const& said) {
        return said.kind == StepKind::every_day || said.kind == StepKind::ends || said.kind == StepKind::last_day_kept;
    });
    due->counting.push_back(step(StepKind::nth_day, due->date));
    due->counting.back().count = n;
    due->ends.reset();
    return due;
}

std::expected<Due, OutsideCalendar> once_over(
    Date event, Period const& period, Counting const& counting, Calendar const& calendar)
{
    auto due = deadline(event, period, counting, calendar);
    if (!due)
        return due;
    due->date = due->date.plus_days(1);
    due->ends.reset();
    due->counting.push_back(step(StepKind::may_begin, due->date));
    return due;
}

namespace {

/// By day, and on the same day by the moment where both have one.
bool is_before(Due const& a, Due const& b)
{
    if (a.date != b.date)
        return a.date < b.date;
    return a.ends && b.ends && *a.ends < *b.ends;
}

Chosen choose(std::span<Due const> dues, bool earliest)
{
    RECOURSE_ASSERT(!dues.empty());
    std::size_t best = 0;
    for (std::size_t i = 1; i < dues.size(); ++i)
        if (earliest ? is_before(dues[i], dues[best]) : is_before(dues[best], dues[i]))
            best = i;
    Chosen chosen { dues[best], best };
    for (auto const& other : dues) {
        auto const apart = days_between(chosen.due.date, other.date);
        if (!chosen.due.provisional && other.provisional && apart >= -31 && apart <= 31) {
            chosen.due.provisional = true;
            chosen.due.missing_year = other.missing_year;
        }
    }
    if (dues.size() > 1) {
        chosen.due.counting.push_back(step(StepKind::decides, chosen.due.date));
        chosen.due.counting.back().count = static_cast<std::int32_t>(dues.size());
        chosen.due.counting.back().backward = earliest;
    }
    return chosen;
}

} // namespace

Chosen earliest_of(std::span<Due const> dues)
{
    return choose(dues, true);
}
Chosen latest_of(std::span<Due const> dues)
{
    return choose(dues, false);
}

Due not_beyond(Due due, Due const& limit)
{
    if (!is_before(limit, due))
        return due;
    auto capped = step(StepKind::capped, limit.date);
    capped.until = due.date;
    due.date = limit.date;
    due.ends = limit.ends;
    due.provisional = limit.provisional;
    due.missing_year = limit.missing_year;
    due.counting.push_back(std::move(capped));
    return due;
}

AnswerWindow answer_window(Instant asked, std::int32_t hours, QuietHours const& quiet, Zone zone)
{
    RECOURSE_ASSERT(hours >= 0 && hours <= count_max(Unit::hours));
    auto const civil = zone.civil(asked);
    ClockTime const clock { civil.hour, civil.minute };
    bool const through_midnight = quiet.until < quiet.from;
    bool const in_evening = through_midnight && clock >= quiet.from;
    bool const inside
        = through_midnight ? in_evening || clock < quiet.until : clock >= quiet.from && clock < quiet.until;

    AnswerWindow window;
    window.counting.push_back(clock_step(StepKind::event_hour, asked, zone));
    if (!inside) {
        window.from = asked;
        window.until = { asked.micros + hours * micros_per_hour };
        window.counting.push_back(clock_step(StepKind::hours_run, window.until, zone));
        window.counting.back().count = hours;
        window.counting.back().unit = Unit::hours;
        return window;
    }
    auto const day = in_evening ? civil.date.plus_days(1) : civil.date;
    window.quiet = true;
    window.from = zone.instant({ day, quiet.answer_from.hour, quiet.answer_from.minute }, Unclear::first);
    window.until = zone.instant({ day, quiet.answer_until.hour, quiet.answer_until.minute }, Unclear::second);
    window.counting.push_back(clock_step(StepKind::quiet, window.from, zone));
    window.counting.push_back(clock_step(StepKind::ends, window.until, zone));
    return window;
}

std::vector<std::string> explain(std::span<Step const> steps, Language language)
{
    std::vector<std::string> sentences;
    sentences.reserve(steps.size());
    for (auto const& said : steps)
        sentences.push_back(say(said, language));
    return sentences;
}

} // namespace recourse::time

#include "time/counting.hpp"

#include "base/check.hpp"
#include "time/calendar.hpp"

#include <fmt/format.h>

namespace recourse::time {

namespace {

std::string ordinal(std::int32_t n)
{
    auto const tens = n % 100;
    auto const ones = n % 10;
    auto const ending = tens >= 11 && tens <= 13 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
    return fmt::format("{}{}", n, ending);
}

std::string clock_text(Step const& step)
{
    auto const clock = step.clock ? to_string(*step.clock) : std::string { "24:00" };
    return step.zone.empty() ? clock : clock + " " + step.zone;
}

std::string say_en(Step const& step)
{
    auto const day = say_day(step.date, Language::en);
    auto const until = say_day(step.until, Language::en);
    auto const closed = step.name.empty() ? std::string { "the weekend" } : step.name;
    auto const length = say(Period { step.count, step.unit }, Language::en);
    auto const side = step.backward ? "earlier" : "later";
    switch (step.kind) {
    case StepKind::event:
        return fmt::format("{} is the day of the event, day 0: it is not counted. Day 1 is {}.", day, until);
    case StepKind::event_is_first:
        return fmt::format("{} is the day of the event and counts as day 1.", day);
    case StepKind::event_hour:
        return fmt::format("The hours run from {} at {}.", day, clock_text(step));
    case StepKind::hour_unknown:
        return fmt::format(
            "Hours run from the named hour, which is not given: {} after {} is counted as {}, at the same hour.",
            length, day, until);
    case StepKind::every_day:
        return fmt::format(
            "Every day counts, rest days too: {} {} on {}.", length, step.count == 1 ? "ends" : "end", day);
    case StepKind::same_number:
        return fmt::format("{} {}, on the day of the same number: {}.", length, side, day);
    case StepKind::month_end:
        return fmt::format("{} {} the month has no day of that number; its last day counts: {}.", length, side, day);
    case StepKind::day_before:
        return fmt::format("The event's day being day 1, {} {} the day before the one of the same number: {}.", length,
            step.count == 1 ? "ends" : "end", day);
    case StepKind::holidays_out:
        return step.date == step.until ? fmt::format("Not counted: {}, {}.", day, closed)
                                       : fmt::format("Not counted: {} to {}, {}.", day, until, closed);
    case StepKind::weekends_out:
        return fmt::format("Not counted: {} weekend {}.", step.count, step.count == 1 ? "day" : "days");
    case StepKind::made_up:
        return fmt::format("Counted: {}, a weekend day on which work is made up ({}).", day, step.name);
    case StepKind::working_days:
        return fmt::format(
            "{} is reached on {}.", step.count == 1 ? "Working day 1" : fmt::format("Working day {}", step.count), day);
    case StepKind::last_day_open:
        return fmt::format("{} is a working day, so the last day stays.", day);
    case StepKind::last_day_kept:
        return fmt::format("{} stays the last day, whether it is a working day or not.", day);
    case StepKind::moved:
        return fmt::format("{} is closed ({}): the last day moves to the {} open day, {}.", day, closed,
            step.backward ? "previous" : "next", until);
    case StepKind::no_closed_days:
        return fmt::format("The calendar '{}' closes no day, so the last day stays.", step.name);
    case StepKind::not_known:
        return fmt::format("The calendar '{}' has no official notice for {}: whether the last day moves cannot be "
                           "told, so {} is provisional.",
            step.name, step.year, day);
    case StepKind::hours_run:
        return fmt::format("{} later it is {} at {}.", length, day, clock_text(step));
    case StepKind::ends:
        return fmt::format(
            "{} on {} at {}.", step.backward ? "The last moment is" : "The period ends", day, clock_text(step));
    case StepKind::may_begin:
        return fmt::format("It may be done from the day after, {}.", day);
    case StepKind::nth_day:
        return fmt::format("The {} day is {}.", ordinal(step.count), day);
    case StepKind::decides:
        return step.backward ? fmt::format("The earliest of {} dates decides: {}.", step.count, day)
                             : fmt::format("The latest of {} dates decides: {}.", step.count, day);
    case StepKind::capped:
        return fmt::format("It may not go beyond {}, so that day decides instead of {}.", day, until);
    case StepKind::quiet:
        return fmt::format(
            "The request falls into the quiet hours; it is answered on {} from {}.", day, clock_text(step));
    }
    RECOURSE_ASSERT(false);
}

std::string say_zh(Step const& step)
{
    auto const day = say_day(step.date, Language::zh);
    auto const until = say_day(step.until, Language::zh);
    auto const name = step.name_zh.empty() ? step.name : step.name_zh;
    auto const closed = name.empty() ? std::string { "周末" } : name;
    auto const length = say(Period { step.count, step.unit }, Language::zh);
    auto const side = step.backward ? "之前" : "之后";
    switch (step.kind) {
    case StepKind::event:
        return fmt::format("{}为事件发生当日，不计入；第1日为{}。", day, until);
    case StepKind::event_is_first:
        return fmt::format("{}为事件发生当日，计为第1日。", day);
    case StepKind::event_hour:
        return fmt::format("按小时计算，自{} {}起算。", day, clock_text(step));
    case StepKind::hour_unknown:
        return fmt::format(
            "按小时计算的期间自具体时刻起算，但该时刻未知：{}起{}，计至{}同一时刻。", day, length, until);
    case StepKind::every_day:
        return fmt::format("每日均计入，包括休息日：{}届满于{}。", length, day);
    case StepKind::same_number:
        return fmt::format("{}{}的对应日为{}。", length, side, day);
    case StepKind::month_end:
        return fmt::format("{}{}的月份没有对应日，以月末日为准：{}。", length, side, day);
    case StepKind::day_before:
        return fmt::format("事件发生当日计为第1日，{}届满于对应日的前一日：{}。", length, day);
    case StepKind::holidays_out:
        return step.date == step.until ? fmt::format("不计入：{}，{}。", day, closed)
                                       : fmt::format("不计入：{}至{}，{}。", day, until, closed);
    case StepKind::weekends_out:
        return fmt::format("不计入：{}个周末日。", step.count);
    case StepKind::made_up:
        return fmt::format("计入：{}，周末调休上班（{}）。", day, name);
    case StepKind::working_days:
        return fmt::format("第{}个工作日为{}。", step.count, day);
    case StepKind::last_day_open:
        return fmt::format("{}为工作日，最后一日不变。", day);
    case StepKind::last_day_kept:
        return fmt::format("无论是否为工作日，最后一日均为{}。", day);
    case StepKind::moved:
        return fmt::format("{}为休息日（{}），最后一日{}至{}。", day, closed, step.backward ? "提前" : "顺延", until);
    case StepKind::no_closed_days:
        return fmt::format("日历“{}”没有休息日，最后一日不变。", step.name);
    case StepKind::not_known:
        return fmt::format(
            "日历“{}”没有{}年的官方放假通知，无法判断最后一日是否变动，{}为暂定日期。", step.name, step.year, day);
    case StepKind::hours_run:
        return fmt::format("{}后为{} {}。", length, day, clock_text(step));
    case StepKind::ends:
        return fmt::format("{}{} {}。", step.backward ? "最迟时点为" : "期间届满于", day, clock_text(step));
    case StepKind::may_begin:
        return fmt::format("自次日即{}起方可进行。", day);
    case StepKind::nth_day:
        return fmt::format("第{}日为{}。", step.count, day);
    case StepKind::decides:
        return fmt::format("在{}个日期中以{}者为准：{}。", step.count, step.backward ? "最早" : "最晚", day);
    case StepKind::capped:
        return fmt::format("最迟不得超过{}，故以该日代替{}。", day, until);
    case StepKind::quiet:
        return fmt::format("请求在休息时段提出，于{} {}起答复。", day, clock_text(step));
    }
    RECOURSE_ASSERT(false);
}

} // namespace

std::string_view word(StepKind kind)
{
    switch (kind) {
    case StepKind::event:
        return "event";
    case StepKind::event_is_first:
        return "event_is_first";
    case StepKind::event_hour:
        return "event_hour";
    case StepKind::hour_unknown:
        return "hour_unknown";
    case StepKind::every_day:
        return "every_day";
    case StepKind::same_number:
        return "same_number";
    case StepKind::month_end:
        return "month_end";
    case StepKind::day_before:
        return "day_before";
    case StepKind::holidays_out:
        return "holidays_out";
    case StepKind::weekends_out:
        return "weekends_out";
    case StepKind::made_up:
        return "made_up";
    case StepKind::working_days:
        return "working_days";
    case StepKind::last_day_open:
        return "last_day_open";
    case StepKind::last_day_kept:
        return "last_day_kept";
    case StepKind::moved:
        return "moved";
    case StepKind::no_closed_days:
        return "no_closed_days";
    case StepKind::not_known:
        return "not_known";
    case StepKind::hours_run:
        return "hours_run";
    case StepKind::ends:
        return "ends";
    case StepKind::may_begin:
        return "may_begin";
    case StepKind::nth_day:
        return "nth_day";
    case StepKind::decides:
        return "decides";
    case StepKind::capped:
        return "capped";
    case StepKind::quiet:
        return "quiet";
    }
    RECOURSE_ASSERT(false);
}

std::string say(Step const& step, Language language)
{
    return language == Language::en ? say_en(step) : say_zh(step);
}

std::string say_day(Date date, Language language)
{
    auto const weekday = weekday_name(date.weekday(), language);
    if (language == Language::en)
        return fmt::format("{} ({})", to_string(date), weekday);
    return fmt::format("{}年{}月{}日（{}）", date.year(), date.month(), date.day(), weekday);
}

} // namespace recourse::time

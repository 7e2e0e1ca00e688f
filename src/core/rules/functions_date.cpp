#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/text_forms.hpp"
#include "time/zones.hpp"

#include <array>
#include <chrono>

namespace recourse::rules {

namespace {

constexpr std::int64_t days_min = timestamp_seconds_min / 86'400; // 0001-01-01
constexpr std::int64_t days_max = (timestamp_seconds_max + 1) / 86'400 - 1; // 9999-12-31
constexpr std::string_view date_range = "the date is outside the years 1 to 9999";

Value date_value(std::int64_t days)
{
    return days < days_min || days > days_max ? fail(date_range)
                                              : Value::of(Date::from_days(static_cast<std::int32_t>(days)));
}

Value to_date(Call& call, std::span<Value const> a)
{
    if (a.size() == 1) {
        if (a[0].is(Kind::date))
            return a[0];
        if (!a[0].is(Kind::string))
            return call.no_overload(a);
        auto const date = parse_date(a[0].as_text());
        return date ? Value::of(*date) : call.error(date.error());
    }
    // The civil day that a zone's calendars show at a moment.
    if (!a[0].is(Kind::timestamp) || !a[1].is(Kind::string))
        return call.no_overload(a);
    auto const zone = time::Zone::known(a[1].as_text());
    if (!zone)
        return call.error("no time zone is called " + to_string(a[1], said_max));
    auto const local = std::chrono::seconds { a[0].integer + zone->offset_at(a[0].integer) };
    return date_value(std::chrono::floor<std::chrono::days>(local).count());
}

Value plus_days(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::date) || !a[1].is(Kind::integer))
        return call.no_overload(a);
    std::int64_t days;
    return __builtin_add_overflow(a[0].integer, a[1].integer, &days) ? fail(date_range) : date_value(days);
}

template <int months_each>
Value plus_months(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::date) || !a[1].is(Kind::integer))
        return call.no_overload(a);
    auto const date = a[0].as_date();
    std::int64_t months;
    if (__builtin_mul_overflow(a[1].integer, std::int64_t { months_each }, &months) || months < -120'000
        || months > 120'000)
        return fail(date_range);
    auto const reached = std::int64_t { date.year() } * 12 + date.month() - 1 + months;
    if (reached < 12 || reached >= 10'000 * 12)
        return fail(date_range);
    return Value::of(date.plus_months(static_cast<int>(months)));
}

Value between(Call& call, std::span<Value const> a)
{
    return a[0].is(Kind::date) && a[1].is(Kind::date) ? Value::of(a[1].integer - a[0].integer) : call.no_overload(a);
}

template <auto part>
Value date_part(Call& call, std::span<Value const> a)
{
    return a[0].is(Kind::date) ? Value::of(static_cast<std::int64_t>((a[0].as_date().*part)())) : call.no_overload(a);
}

Value after(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::date) || !a[1].is(Kind::string) || !a[2].is(Kind::string))
        return call.no_overload(a);
    if (call.counting == nullptr)
        return Value::unknown(call.arena, "calendar." + std::string(a[2].as_text()));
    auto const reached = call.counting->after(a[0].as_date(), a[1].as_text(), a[2].as_text());
    if (reached)
        return Value::of(*reached);
    // A missing notice is something not known, named by its path; anything else is a mistake in the rule.
    return reached.error().starts_with("calendar.") ? Value::unknown(call.arena, reached.error())
                                                    : call.error(reached.error());
}

constexpr std::array rows {
    Function { "date", false, 1, 2, to_date, "(string) -> date; (date) -> date; (timestamp, string) -> date" },
    Function { "plus_days", true, 2, 2, plus_days, "(date, int) -> date" },
    Function { "plus_months", true, 2, 2, plus_months<1>, "(date, int) -> date" },
    Function { "plus_years", true, 2, 2, plus_months<12>, "(date, int) -> date" },
    Function { "days_between", false, 2, 2, between, "(date, date) -> int" },
    Function { "year", true, 1, 1, date_part<&Date::year>, "(date) -> int" },
    Function { "month", true, 1, 1, date_part<&Date::month>, "(date) -> int" },
    Function { "day", true, 1, 1, date_part<&Date::day>, "(date) -> int" },
    Function { "weekday", true, 1, 1, date_part<&Date::weekday>, "(date) -> int" },
    Function { "after", false, 3, 3, after, "(date, string, string) -> date", false },
};

} // namespace

std::span<Function const> date_functions()
{
    return rows;
}

} // namespace recourse::rules

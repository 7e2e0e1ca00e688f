#include "core/rules/containers.hpp"
#include "core/rules/functions.hpp"
#include "core/rules/text_forms.hpp"
#include "time/zones.hpp"

#include <array>
#include <chrono>
#include <limits>

namespace recourse::rules {

namespace {

/// What a calendar and a clock show at a moment.
struct Shown {
    std::chrono::year_month_day date;
    std::chrono::sys_days day;
    int seconds = 0; ///< since midnight
};

Shown shown(std::int64_t local_seconds)
{
    auto const days = std::chrono::floor<std::chrono::days>(std::chrono::seconds { local_seconds });
    std::chrono::sys_days const day { days };
    return { day, day, static_cast<int>(local_seconds - static_cast<std::int64_t>(days.count()) * 86'400) };
}

enum class Part { year, month, day_of_month, day_of_week, day_of_year, hours, minutes, seconds, milliseconds };

std::int64_t part_of(Part part, Shown const& at, std::uint32_t nanos)
{
    using namespace std::chrono;
    switch (part) {
    case Part::year:
        return static_cast<int>(at.date.year());
    case Part::month:
        return static_cast<unsigned>(at.date.month()) - 1;
    case Part::day_of_month:
        return static_cast<unsigned>(at.date.day()) - 1;
    case Part::day_of_week:
        return weekday { at.day }.c_encoding();
    case Part::day_of_year:
        return (at.day - sys_days { at.date.year() / January / 1 }).count();
    case Part::hours:
        return at.seconds / 3600;
    case Part::minutes:
        return at.seconds / 60 % 60;
    case Part::seconds:
        return at.seconds % 60;
    case Part::milliseconds:
        return nanos / 1'000'000;
    }
    return 0;
}

template <Part part, int first>
Value getter(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::timestamp))
        return call.no_overload(a);
    std::int64_t offset = 0;
    if (a.size() == 2) {
        if (!a[1].is(Kind::string))
            return call.no_overload(a);
        auto const zone = time::Zone::known(a[1].as_text());
        if (!zone)
            return call.error("no time zone is called " + to_string(a[1], said_max));
        offset = zone->offset_at(a[0].integer);
    }
    return Value::of(part_of(part, shown(a[0].integer + offset), a[0].extra) + first);
}

/// Of a duration: the whole of it in that unit, except the milliseconds, which are the part below a second.
template <Part part>
Value clock_getter(Call& call, std::span<Value const> a)
{
    if (!a[0].is(Kind::duration) || a.size() != 1)
        return getter<part, 0>(call, a);
    Wide const nanos = total_nanos(a[0]);
    constexpr Wide second = 1'000'000'000;
    Wide const unit = part == Part::hours ? 3600 * second
        : part == Part::minutes           ? 60 * second
        : part == Part::seconds           ? second
                                          : 1'000'000;
    Wide const whole = nanos / unit;
    return Value::of(static_cast<std::int64_t>(part == Part::milliseconds ? whole % 1000 : whole));
}

constexpr std::string_view date_getter = "(timestamp) -> int; (timestamp, string) -> int";
constexpr std::string_view time_getter = "(timestamp) -> int; (timestamp, string) -> int; (duration) -> int";

constexpr std::array rows {
    Function { "getFullYear", true, 1, 2, getter<Part::year, 0>, date_getter },
    Function { "getMonth", true, 1, 2, getter<Part::month, 0>, date_getter },
    Function { "getDate", true, 1, 2, getter<Part::day_of_month, 1>, date_getter },
    Function { "getDayOfMonth", true, 1, 2, getter<Part::day_of_month, 0>, date_getter },
    Function { "getDayOfWeek", true, 1, 2, getter<Part::day_of_week, 0>, date_getter },
    Function { "getDayOfYear", true, 1, 2, getter<Part::day_of_year, 0>, date_getter },
    Function { "getHours", true, 1, 2, clock_getter<Part::hours>, time_getter },
    Function { "getMinutes", true, 1, 2, clock_getter<Part::minutes>, time_getter },
    Function { "getSeconds", true, 1, 2, clock_getter<Part::seconds>, time_getter },
    Function { "getMilliseconds", true, 1, 2, clock_getter<Part::milliseconds>, time_getter },
};

} // namespace

std::span<Function const> time_functions()
{
    return rows;
}

} // namespace recourse::rules

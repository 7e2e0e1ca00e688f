#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace recourse {

/// A civil day of the Gregorian calendar, no zone, years 1 to 9999. Stored as days since 1970-01-01.
class Date {
public:
    constexpr Date() = default; ///< 1970-01-01
    constexpr explicit Date(std::chrono::sys_days days)
        : days_(static_cast<std::int32_t>(days.time_since_epoch().count()))
    {
    }
    /// Asserts a real day.
    static Date of(int year, unsigned month, unsigned day);
    static constexpr Date from_days(std::int32_t days)
    {
        Date d;
        d.days_ = days;
        return d;
    }

    constexpr std::int32_t days() const { return days_; } ///< since 1970-01-01
    constexpr std::chrono::sys_days sys() const { return std::chrono::sys_days { std::chrono::days { days_ } }; }
    int year() const;
    unsigned month() const;
    unsigned day() const;
    /// 1 = Monday ... 7 = Sunday (ISO 8601).
    unsigned weekday() const;

    Date plus_days(std::int64_t) const;
    /// Same day of the month; the month's last day where it has no such day (31 January + 1 month = 28 or 29 February).
    Date plus_months(int) const;
    Date plus_years(int years) const { return plus_months(12 * years); }

    friend constexpr auto operator<=>(Date, Date) = default;

private:
    std::int32_t days_ = 0;
};

/// b - a in days.
constexpr std::int32_t days_between(Date a, Date b)
{
    return b.days() - a.days();
}

/// Exactly "YYYY-MM-DD" and a real day. Errors: a clause for the user ("2026-02-30 is not a day of the calendar").
std::expected<Date, std::string> parse_date(std::string_view);
/// "2026-03-01".
std::string to_string(Date);

} // namespace recourse

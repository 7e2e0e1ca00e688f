#include "base/date.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

namespace recourse {

namespace {

std::chrono::year_month_day civil(Date date)
{
    return std::chrono::year_month_day { date.sys() };
}

constexpr std::int32_t first_day = -719'162; // 0001-01-01
constexpr std::int32_t last_day = 2'932'896; // 9999-12-31

} // namespace

Date Date::of(int year, unsigned month, unsigned day)
{
    std::chrono::year_month_day const civil_day { std::chrono::year { year }, std::chrono::month { month },
        std::chrono::day { day } };
    RECOURSE_ASSERT(year >= 1 && year <= 9999 && civil_day.ok());
    return Date { std::chrono::sys_days { civil_day } };
}

int Date::year() const
{
    return static_cast<int>(civil(*this).year());
}
unsigned Date::month() const
{
    return static_cast<unsigned>(civil(*this).month());
}
unsigned Date::day() const
{
    return static_cast<unsigned>(civil(*this).day());
}
unsigned Date::weekday() const
{
    return std::chrono::weekday { sys() }.iso_encoding();
}

Date Date::plus_days(std::int64_t days) const
{
    auto const moved = days_ + days;
    RECOURSE_ASSERT(moved >= first_day && moved <= last_day);
    return from_days(static_cast<std::int32_t>(moved));
}

Date Date::plus_months(int months) const
{
    auto const from = civil(*this);
    auto const month_count
        = std::int64_t { static_cast<int>(from.year()) } * 12 + static_cast<unsigned>(from.month()) - 1 + months;
    RECOURSE_ASSERT(month_count >= 12 && month_count < 12 * 10'000);
    auto const target = std::chrono::year { static_cast<int>(month_count / 12) }
        / std::chrono::month { static_cast<unsigned>(month_count % 12 + 1) };
    std::chrono::year_month_day const same_day = target / from.day();
    return Date { std::chrono::sys_days {
        same_day.ok() ? same_day : std::chrono::year_month_day { target / std::chrono::last } } };
}

std::expected<Date, std::string> parse_date(std::string_view text)
{
    auto const refuse = [&](std::string_view why) { return std::unexpected(fmt::format("'{}' {}", text, why)); };
    bool shaped = text.size() == 10;
    for (std::size_t i = 0; shaped && i < text.size(); ++i)
        shaped = (i == 4 || i == 7) ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    if (!shaped)
        return refuse("is not a date of the form YYYY-MM-DD");
    auto const number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (char const c : text.substr(at, length))
            value = value * 10 + (c - '0');
        return value;
    };
    std::chrono::year_month_day const civil_day { std::chrono::year { number(0, 4) },
        std::chrono::month { static_cast<unsigned>(number(5, 2)) },
        std::chrono::day { static_cast<unsigned>(number(8, 2)) } };
    if (number(0, 4) == 0 || !civil_day.ok())
        return std::unexpected(fmt::format("{} is not a day of the calendar", text));
    return Date { std::chrono::sys_days { civil_day } };
}

std::string to_string(Date date)
{
    return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

} // namespace recourse

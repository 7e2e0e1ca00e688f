#include "time/calendar.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::time {

namespace {

constexpr std::array<std::string_view, 7> weekdays_en { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday" };
constexpr std::array<std::string_view, 7> weekdays_zh { "星期一", "星期二", "星期三", "星期四", "星期五", "星期六",
    "星期日" };

NamedDay const* find(std::vector<NamedDay> const& days, Date date)
{
    auto const at = std::ranges::lower_bound(days, date, {}, &NamedDay::date);
    return at != days.end() && at->date == date ? &*at : nullptr;
}

} // namespace

struct Calendar::Years {
    std::uint8_t weekend = 0; ///< bit n: ISO weekday n
    std::vector<CalendarYear> years; ///< in order, their days in order

    bool is_weekend(Date date) const { return (weekend >> date.weekday() & 1U) != 0; }
};

std::string say(OutsideCalendar const& outside, Language language)
{
    bool const en = language == Language::en;
    if (outside.year == 0)
        return en ? fmt::format("the calendar '{}' does not tell working days from other days", outside.calendar)
                  : fmt::format("日历“{}”不区分工作日与其他日期", outside.calendar);
    return en ? fmt::format("the calendar '{}' has no official notice for {}", outside.calendar, outside.year)
              : fmt::format("日历“{}”没有{}年的官方放假通知", outside.calendar, outside.year);
}

Calendar Calendar::natural()
{
    return Calendar { "none" };
}

CalendarYear const* Calendar::year(int year) const
{
    if (years_ == nullptr)
        return nullptr;
    auto const& years = years_->years;
    auto const at = std::ranges::lower_bound(years, year, {}, &CalendarYear::year);
    return at != years.end() && at->year == year ? &*at : nullptr;
}

std::vector<int> Calendar::years() const
{
    std::vector<int> numbers;
    if (years_ != nullptr)
        for (auto const& known : years_->years)
            numbers.push_back(known.year);
    return numbers;
}

std::expected<DayKind, OutsideCalendar> Calendar::kind(Date date) const
{
    if (years_ == nullptr)
        return std::unexpected(OutsideCalendar { name_, 0 });
    auto const* const known = year(date.year());
    if (known == nullptr)
        return std::unexpected(OutsideCalendar { name_, date.year() });
    if (find(known->holidays, date) != nullptr)
        return DayKind::holiday;
    if (!years_->is_weekend(date))
        return DayKind::working;
    return find(known->working_days, date) != nullptr ? DayKind::made_up : DayKind::weekend;
}

NamedDay const* Calendar::named(Date date) const
{
    auto const* const known = year(date.year());
    if (known == nullptr)
        return nullptr;
    auto const* const holiday = find(known->holidays, date);
    return holiday != nullptr ? holiday : find(known->working_days, date);
}

std::expected<Calendar, std::vector<CalendarFault>> CalendarBuilder::build() const
{
    std::vector<CalendarFault> faults;
    if (name_.empty() || name_ == "none")
        faults.push_back({ 0, {}, fmt::format("'{}' cannot name a calendar", name_),
            "\"none\" is the calendar that closes no day; choose another id" });

    auto years = std::make_shared<Calendar::Years>();
    for (auto const day : weekend_) {
        if (day < 1 || day > 7) {
            faults.push_back({ 0, {}, fmt::format("{} is not a day of the week", day), "1 is Monday, 7 is Sunday" });
            continue;
        }
        years->weekend = static_cast<std::uint8_t>(years->weekend | 1U << day);
    }
    if (years->weekend == 0 || years->weekend == 0b1111'1110)
        faults.push_back({ 0, {}, "the weekend has to be at least one day of the week and not all seven",
            "name the weekly rest days, such as saturday and sunday" });

    years->years = years_;
    std::ranges::sort(years->years, {}, &CalendarYear::year);
    for (auto& year : years->years) {
        std::ranges::sort(year.holidays, {}, &NamedDay::date);
        std::ranges::sort(year.working_days, {}, &NamedDay::date);
    }
    for (std::size_t i = 1; i < years->years.size(); ++i)
        if (years->years[i].year == years->years[i - 1].year)
            faults.push_back({ years->years[i].year, {},
                fmt::format("the year {} is given twice", years->years[i].year), "keep one file for each year" });

    for (auto const& year : years->years) {
        auto const check = [&](std::vector<NamedDay> const& days) {
            for (std::size_t i = 0; i < days.size(); ++i) {
                auto const date = days[i].date;
                if (date.year() != year.year)
                    faults.push_back(
                        { year.year, date, fmt::format("{} does not lie in {}", to_string(date), year.year),
                            "put it in the file of its own year" });
                if (i > 0 && days[i - 1].date == date)
                    faults.push_back({ year.year, date, fmt::format("{} is named twice", to_string(date)),
                        "keep one of the two entries" });
            }
        };
        check(year.holidays);
        check(year.working_days);
        for (auto const& day : year.working_days) {
            if (find(year.holidays, day.date) != nullptr)
                faults.push_back(
                    { year.year, day.date, fmt::format("{} is both a holiday and a working day", to_string(day.date)),
                        "see which of the two the notice says" });
            else if (!years->is_weekend(day.date))
                faults.push_back({ year.year, day.date,
                    fmt::format("{} is a {}, a working day without being named", to_string(day.date),
                        weekday_name(day.date.weekday(), Language::en)),
                    "only weekend days on which work is made up are named" });
        }
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    Calendar calendar { name_ };
    calendar.zone_ = zone_;
    calendar.years_ = std::move(years);
    return calendar;
}

std::optional<unsigned> parse_weekday(std::string_view word)
{
    for (unsigned i = 0; i < weekdays_en.size(); ++i) {
        std::string lower { weekdays_en[i] };
        lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
        if (word == lower)
            return i + 1;
    }
    return std::nullopt;
}

std::string_view weekday_name(unsigned iso, Language language)
{
    RECOURSE_ASSERT(iso >= 1 && iso <= 7);
    return (language == Language::en ? weekdays_en : weekdays_zh)[iso - 1];
}

} // namespace recourse::time

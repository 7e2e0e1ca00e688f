#pragma once

#include "base/date.hpp"
#include "base/language.hpp"
#include "time/zones.hpp"

#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::time {

/// The official notice, or the copy of it, from which the days of one year were taken.
struct CalendarSource {
    std::string document;
    std::string url;
    std::string kind; ///< official, copy, ...
    std::string confidence; ///< primary, secondary, unverified
    std::optional<Date> read;
    std::string note;
    friend bool operator==(CalendarSource const&, CalendarSource const&) = default;
};

/// A day that the notice names, with the festival it belongs to.
struct NamedDay {
    Date date;
    std::string occasion; ///< "National Day"
    std::string occasion_zh; ///< "国庆节"; may be empty
    friend bool operator==(NamedDay const&, NamedDay const&) = default;
};

/// What is known of one year.
struct CalendarYear {
    int year = 0;
    CalendarSource source;
    std::vector<NamedDay> holidays; ///< closed, whichever day of the week
    std::vector<NamedDay> working_days; ///< open although they fall on the weekend
    friend bool operator==(CalendarYear const&, CalendarYear const&) = default;
};

/// A question about a year for which the calendar has no notice; year 0: the calendar tells no working days from
/// others in any year.
struct OutsideCalendar {
    std::string calendar;
    int year = 0;
    friend bool operator==(OutsideCalendar const&, OutsideCalendar const&) = default;
};
/// "the calendar 'cn' has no notice for 2027".
std::string say(OutsideCalendar const&, Language);

enum class DayKind : std::uint8_t {
    working,
    weekend,
    holiday,
    made_up, ///< a weekend day on which work is made up for a holiday: open
};
constexpr bool is_open(DayKind kind)
{
    return kind == DayKind::working || kind == DayKind::made_up;
}

/// Which days are working days in one country, by the notices of its years. A year without a notice is unknown, never
/// a year of ordinary weeks. Immutable; copies share the years.
class Calendar {
public:
    Calendar() : Calendar(natural()) { }
    /// "none": every day is like every other; it closes no day and cannot count working days.
    static Calendar natural();

    std::string const& name() const { return name_; }
    std::optional<Zone> const& zone() const { return zone_; }
    /// False for "none".
    bool tells_working_days() const { return years_ != nullptr; }

    /// Nothing for a year without notice.
    CalendarYear const* year(int) const;
    /// Years with a notice, in order.
    std::vector<int> years() const;

    std::expected<DayKind, OutsideCalendar> kind(Date) const;
    /// The entry of the notice that names this day, if one does.
    NamedDay const* named(Date) const;

private:
    friend class CalendarBuilder;
    struct Years;
    explicit Calendar(std::string name) : name_(std::move(name)) { }
    std::string name_;
    std::optional<Zone> zone_;
    std::shared_ptr<Years const> years_;
};

/// Something that cannot be true of a calendar: which year, which day if one is meant, what, and the remedy.
struct CalendarFault {
    int year = 0;
    std::optional<Date> date;
    std::string message;
    std::string remedy;
};

/// Collects what the files of one calendar say and checks that it fits together.
class CalendarBuilder {
public:
    explicit CalendarBuilder(std::string name) : name_(std::move(name)) { }
    CalendarBuilder& zone(Zone zone)
    {
        zone_ = zone;
        return *this;
    }
    /// ISO numbers, 1 = Monday ... 7 = Sunday.
    CalendarBuilder& weekend(std::vector<unsigned> days)
    {
        weekend_ = std::move(days);
        return *this;
    }
    CalendarBuilder& add(CalendarYear year)
    {
        years_.push_back(std::move(year));
        return *this;
    }

    /// Errors: every fault found: no name or the name "none", a weekend that is no set of one to six weekdays, a year
    /// given twice, a day outside its year, named twice, or made up although it is no weekend day.
    std::expected<Calendar, std::vector<CalendarFault>> build() const;

private:
    std::string name_;
    std::optional<Zone> zone_;
    std::vector<unsigned> weekend_ { 6, 7 };
    std::vector<CalendarYear> years_;
};

using CalendarSet = std::map<std::string, Calendar>;

/// "monday" ... "sunday" as 1 ... 7; nothing for another word.
std::optional<unsigned> parse_weekday(std::string_view);
/// "Monday" or "星期一".
std::string_view weekday_name(unsigned iso, Language);

} // namespace recourse::time

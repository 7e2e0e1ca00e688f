#include "time/zones.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <vector>

namespace recourse::time {

namespace {

constexpr std::int64_t seconds_per_day = 86'400;

date::time_zone const& zone_of(void const* entry)
{
    return *static_cast<date::time_zone const*>(entry);
}

/// The database throws for a name it does not have, and when the machine has no database at all.
date::time_zone const* located(std::string_view name)
{
    try {
#if USE_OS_TZDB
        // Every name of the machine's database is one of its zones, and they are sorted. The library's own search
        // throws where there is none of that name, which costs a hundred times as much.
        auto const& zones = date::get_tzdb().zones;
        auto const found = std::ranges::lower_bound(
            zones, name, {}, [](auto const& zone) -> std::string_view { return zone.name(); });
        return found != zones.end() && found->name() == name ? &*found : nullptr;
#else
        return date::locate_zone(name);
#endif
    } catch (std::exception const&) {
        return nullptr;
    }
}

std::vector<std::string_view> zone_names()
{
    std::vector<std::string_view> names;
    try {
        for (auto const& zone : date::get_tzdb().zones)
            names.emplace_back(zone.name());
    } catch (std::exception const&) {
        names.clear();
    }
    return names;
}

/// "+08:00", "-02:30" or "08:00" as seconds.
std::optional<std::int32_t> parse_offset(std::string_view text)
{
    bool const west = text.starts_with('-');
    if (west || text.starts_with('+'))
        text.remove_prefix(1);
    auto const clock = parse_clock(text);
    if (!clock)
        return std::nullopt;
    auto const minutes = clock->hour * 60 + clock->minute;
    if (minutes > 14 * 60) // the furthest zone from UTC, Kiribati, is 14 hours away
        return std::nullopt;
    return (west ? -60 : 60) * minutes;
}

date::local_seconds local_seconds(CivilTime const& time)
{
    auto const seconds = time.date.days() * seconds_per_day + time.hour * 3600 + time.minute * 60 + time.second;
    return date::local_seconds { std::chrono::seconds { seconds } };
}

} // namespace

std::string to_string(CivilTime const& time)
{
    auto text = fmt::format("{} {:02}:{:02}", to_string(time.date), time.hour, time.minute);
    if (time.second != 0 || time.micros != 0)
        text += fmt::format(":{:02}", time.second);
    if (time.micros != 0) {
        auto digits = fmt::format("{:06}", time.micros);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += "." + digits;
    }
    return text;
}

std::expected<ClockTime, std::string> parse_clock(std::string_view text)
{
    auto const is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4))
        return std::unexpected(fmt::format("'{}' is not a time of the form HH:MM", text));
    ClockTime const time { (text[0] - '0') * 10 + (text[1] - '0'), (text[3] - '0') * 10 + (text[4] - '0') };
    if (time.hour > 23 || time.minute > 59)
        return std::unexpected(fmt::format("{} is not a time of day", text));
    return time;
}

std::string to_string(ClockTime time)
{
    return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::optional<Zone> Zone::known(std::string_view name)
{
    if (name == "UTC" || name == "Z")
        return Zone {};
    if (auto const offset = parse_offset(name))
        return fixed(*offset);
    Zone zone;
    zone.entry_ = located(name);
    return zone.entry_ != nullptr ? std::optional { zone } : std::nullopt;
}

std::expected<Zone, std::string> Zone::find(std::string_view name)
{
    if (auto const zone = known(name))
        return *zone;
    auto const names = zone_names();
    if (names.empty())
        return std::unexpected(fmt::format(
            "the time zone '{}' cannot be looked up, because this machine has no time zone database", name));
    auto const hint = did_you_mean(name, names);
    return std::unexpected(
        fmt::format("'{}' is not a time zone of the IANA database{}{}", name, hint.empty() ? "" : "; ", hint));
}

Zone Zone::fixed(std::int32_t seconds)
{
    RECOURSE_ASSERT(seconds > -seconds_per_day && seconds < seconds_per_day);
    Zone zone;
    zone.offset_ = seconds;
    return zone;
}

std::string Zone::name() const
{
    if (entry_ != nullptr)
        return std::string { zone_of(entry_).name() };
    if (offset_ == 0)
        return "UTC";
    auto const minutes = (offset_ < 0 ? -offset_ : offset_) / 60;
    return fmt::format("{}{:02}:{:02}", offset_ < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::int32_t Zone::offset_at(std::int64_t utc_seconds) const
{
    if (entry_ == nullptr)
        return offset_;
    auto const found = zone_of(entry_).get_info(date::sys_seconds { std::chrono::seconds { utc_seconds } });
    return static_cast<std::int32_t>(found.offset.count());
}

CivilTime Zone::civil_at_seconds(std::int64_t utc_seconds) const
{
    auto const local = utc_seconds + offset_at(utc_seconds);
    auto days = local / seconds_per_day;
    auto rest = local % seconds_per_day;
    if (rest < 0) {
        rest += seconds_per_day;
        --days;
    }
    auto const of_day = static_cast<int>(rest);
    return { Date {}.plus_days(days), of_day / 3600, of_day / 60 % 60, of_day % 60, 0 };
}

CivilTime Zone::civil(Instant instant) const
{
    auto seconds = instant.micros / 1'000'000;
    auto micros = instant.micros % 1'000'000;
    if (micros < 0) {
        micros += 1'000'000;
        --seconds;
    }
    auto time = civil_at_seconds(seconds);
    time.micros = static_cast<int>(micros);
    return time;
}

Occurrence Zone::occurrence(CivilTime const& time) const
{
    if (entry_ == nullptr)
        return Occurrence::once;
    switch (zone_of(entry_).get_info(local_seconds(time)).result) {
    case date::local_info::nonexistent:
        return Occurrence::skipped;
    case date::local_info::ambiguous:
        return Occurrence::repeated;
    default: // the library's third value is `unique`; its results are plain integers
        return Occurrence::once;
    }
}

Instant Zone::instant(CivilTime const& time, Unclear unclear) const
{
    auto const local = local_seconds(time).time_since_epoch().count();
    if (entry_ == nullptr)
        return { (local - offset_) * 1'000'000 + time.micros };
    auto const found = zone_of(entry_).get_info(local_seconds(time));
    if (found.result == date::local_info::nonexistent)
        return { found.first.end.time_since_epoch().count() * 1'000'000 };
    auto const& meant
        = found.result == date::local_info::ambiguous && unclear == Unclear::second ? found.second : found.first;
    return { (local - meant.offset.count()) * 1'000'000 + time.micros };
}

bool is_known_zone(std::string_view name)
{
    return Zone::known(name).has_value();
}

} // namespace recourse::time

#pragma once

#include "base/date.hpp"
#include "base/instant.hpp"

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::time {

/// A time of day on a civil day, without a zone: what a clock on a wall shows. The minute in which a leap second is
/// put in has 60 seconds here, as in POSIX time.
struct CivilTime {
    Date date;
    int hour = 0; ///< 0 to 23
    int minute = 0; ///< 0 to 59
    int second = 0; ///< 0 to 59
    int micros = 0; ///< 0 to 999,999
    friend constexpr auto operator<=>(CivilTime const&, CivilTime const&) = default;
};

/// "2026-03-01 08:30", with the seconds and their fraction only where there are any.
std::string to_string(CivilTime const&);

/// "HH:MM", hours 0 to 23. Errors: a clause for the user.
struct ClockTime {
    int hour = 0;
    int minute = 0;
    friend constexpr auto operator<=>(ClockTime const&, ClockTime const&) = default;
};
std::expected<ClockTime, std::string> parse_clock(std::string_view);
std::string to_string(ClockTime);

/// How a civil time meets a zone's clock: `skipped` when clocks were put forward over it, `repeated` when they were put
/// back and showed it twice.
enum class Occurrence : std::uint8_t { once, skipped, repeated };

/// Which moment is meant by a civil time that does not occur exactly once. A repeated time is its first or its second
/// occurrence. A skipped time is, either way, the moment at which the clocks jumped: nothing later than what was named.
enum class Unclear : std::uint8_t { first, second };

/// A time zone: one of the IANA database of the machine, or a fixed offset from UTC. Cheap to copy.
class Zone {
public:
    constexpr Zone() = default; ///< UTC

    /// An IANA name ("Asia/Shanghai", "UTC"; letters of the right case) or an offset "+08:00", "-02:30", "08:00" of at
    /// most 14 hours. Errors: a clause that names the text, with the nearest zone name where one is near.
    static std::expected<Zone, std::string> find(std::string_view name);
    /// The same without a word about what was meant, which takes a comparison with every name there is.
    static std::optional<Zone> known(std::string_view name);
    /// An offset from UTC in seconds, east positive. Asserts at most a day either way.
    static Zone fixed(std::int32_t seconds);

    /// The IANA name, "UTC", or the offset as "+08:00".
    std::string name() const;

    /// Seconds to add to UTC at that moment.
    std::int32_t offset_at(std::int64_t utc_seconds) const;
    /// What the clocks of the zone show at that moment. Asserts years 1 to 9999 (local).
    CivilTime civil(Instant) const;
    /// The same for whole seconds since 1970, so that moments outside the range of Instant have fields too.
    CivilTime civil_at_seconds(std::int64_t utc_seconds) const;

    Occurrence occurrence(CivilTime const&) const;
    /// The moment at which the clocks of the zone show this.
    Instant instant(CivilTime const&, Unclear) const;

    friend constexpr bool operator==(Zone const&, Zone const&) = default;

private:
    void const* entry_ = nullptr; // of the zone database, which lives as long as the program; null: fixed
    std::int32_t offset_ = 0;
};

/// True when `Zone::find` knows the name.
bool is_known_zone(std::string_view name);

} // namespace recourse::time

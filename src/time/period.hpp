#pragma once

#include "base/language.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace recourse::time {

enum class Unit : std::uint8_t { hours, days, working_days, weeks, months, years };

/// A length of time as a rule states it, before anything is counted. Not negative.
struct Period {
    std::int32_t count = 0;
    Unit unit = Unit::days;
    friend bool operator==(Period const&, Period const&) = default;
};

/// No period of a rule is longer than this; it keeps every date within the years 1 to 9999.
constexpr std::int32_t period_years_max = 100;

/// The largest count of a unit that stays within period_years_max.
std::int32_t count_max(Unit);

/// "15 days", "1 day", "7 working days" (or business days), "30 calendar days" (or natural days: days), "48 hours",
/// "6 weeks", "3 months", "2 years": digits, one space, the unit. Errors: a clause for the user.
std::expected<Period, std::string> parse_period(std::string_view);

/// "15 days", "1 working day"; parse_period reads it back.
std::string to_string(Period const&);
/// The same in the language: "15 days", "15日", "7个工作日", "3个月".
std::string say(Period const&, Language);

} // namespace recourse::time

#include "base/instant.hpp"

#include <fmt/format.h>

namespace recourse {

std::string to_string(Instant instant)
{
    constexpr std::int64_t micros_per_day = 86'400'000'000;
    // Floored, so that a moment before 1970 falls on its own day.
    auto days = instant.micros / micros_per_day;
    auto rest = instant.micros % micros_per_day;
    if (rest < 0) {
        rest += micros_per_day;
        --days;
    }
    auto const seconds = rest / 1'000'000;
    auto text = fmt::format("{}T{:02}:{:02}:{:02}", to_string(Date::from_days(static_cast<std::int32_t>(days))),
        seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (auto const fraction = rest % 1'000'000; fraction != 0) {
        auto digits = fmt::format("{:06}", fraction);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += "." + digits;
    }
    return text + "Z";
}

} // namespace recourse

#pragma once

#include "base/date.hpp"

#include <cstdint>
#include <string>

namespace recourse {

/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t micros = 0;
    friend constexpr auto operator<=>(Instant, Instant) = default;
};

/// RFC 3339 in UTC, "2026-03-01T08:30:00Z", with a fraction only where there is one.
std::string to_string(Instant);

} // namespace recourse

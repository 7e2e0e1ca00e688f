#pragma once

#include "base/check.hpp"
#include "base/ratio.hpp"

#include <cstdint>
#include <limits>
#include <optional>

namespace recourse {

/// 128-bit intermediates: a product of two 64-bit numbers always fits.
__extension__ using Wide = __int128;

/// Nothing when the number leaves 64 bits.
constexpr std::optional<std::int64_t> narrowed(Wide value)
{
    if (value < std::numeric_limits<std::int64_t>::min() || value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

/// numerator / denominator as a whole number, rounded as named. down is towards zero, up away from zero; half_up sends
/// a half away from zero. Asserts denominator > 0.
constexpr Wide rounded_quotient(Wide numerator, Wide denominator, Rounding rounding)
{
    RECOURSE_ASSERT(denominator > 0);
    Wide const quotient = numerator / denominator;
    Wide const remainder = numerator % denominator;
    if (remainder == 0)
        return quotient;
    bool const negative = numerator < 0;
    Wide const away = quotient + (negative ? -1 : 1);
    Wide const rest = negative ? -remainder : remainder;
    // Compared as rest against what is missing to the next whole number, because 2 * rest could leave 128 bits.
    Wide const missing = denominator - rest;
    switch (rounding) {
    case Rounding::down:
        return quotient;
    case Rounding::up:
        return away;
    case Rounding::half_up:
        return rest >= missing ? away : quotient;
    case Rounding::half_even:
        if (rest == missing)
            return quotient % 2 == 0 ? quotient : away;
        return rest > missing ? away : quotient;
    case Rounding::floor:
        return negative ? away : quotient;
    case Rounding::ceiling:
        return negative ? quotient : away;
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse

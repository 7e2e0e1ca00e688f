#pragma once

// How doubles, moments and durations are written and read, and how text is quoted: CEL's forms.

#include "base/wide.hpp"
#include "core/rules/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace recourse::rules {

/// Shortest digits that read back as the same double: "123.456", "1000000", "1e+21", "NaN", "+Inf" (what string(double)
/// gives); with an exponent below 1e-4 and from 1e21 on.
std::string real_text(double);
/// The same as a CEL literal: always with a point or an exponent.
std::string real_literal(double);
/// All of CEL's decimal forms, with "Inf", "Infinity" and "NaN" in any case; nothing for other text or beyond the
/// range.
std::optional<double> read_real(std::string_view);

/// In double quotes, with escapes; what is not ASCII stays as it is.
std::string quoted(std::string_view);
std::string quoted_bytes(std::string_view);

/// Seconds from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, both included.
constexpr std::int64_t timestamp_seconds_min = -62'135'596'800;
constexpr std::int64_t timestamp_seconds_max = 253'402'300'799;

/// Nothing outside the years 1 to 9999. Nanoseconds 0 to 999,999,999.
std::optional<Value> make_timestamp(std::int64_t seconds, std::int64_t nanos);
/// From nanoseconds; nothing outside 64 bits (about 292 years either way).
std::optional<Value> make_duration(Wide nanos);
Wide total_nanos(Value timestamp_or_duration);

/// RFC 3339: "2009-02-13T23:31:30.5Z", any offset; nothing for other text, for a day that does not exist and outside
/// the years 1 to 9999.
std::optional<Value> read_timestamp(std::string_view);
/// Always in UTC, the fraction only as long as it must be.
std::string timestamp_text(Value);

/// "1h30m", "-1.5s", "300ms": decimal numbers with h, m, s, ms, us (or µs), ns; "0" alone needs no unit. Nothing for
/// other text or outside 64 bits of nanoseconds.
std::optional<Value> read_duration(std::string_view);
/// In seconds: "5400s", "-1.5s".
std::string duration_text(Value);

/// Appends the code point as UTF-8. False for surrogates and beyond U+10FFFF.
bool append_code_point(std::string&, std::uint32_t);

} // namespace recourse::rules

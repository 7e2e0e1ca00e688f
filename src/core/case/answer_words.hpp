#pragma once

#include "core/case/answer.hpp"

#include <array>
#include <string_view>

// The words of the answer, each list in the order of its enumeration. Other programs look for them: don't rename.

namespace recourse::casework {

inline constexpr std::array<std::string_view, 4> verdict_words { "covered", "partly", "not_covered", "undecided" };
inline constexpr std::array<std::string_view, 4> route_status_words { "open", "conditional", "closed", "unknown" };
inline constexpr std::array<std::string_view, 3> track_words { "assurance", "legal", "other" };
inline constexpr std::array<std::string_view, 6> deadline_status_words { "passed", "today", "soon", "later",
    "not_started", "unknown" };
inline constexpr std::array<std::string_view, 3> severity_words { "stop", "warn", "note" };

constexpr std::string_view word(Verdict one)
{
    return verdict_words[static_cast<std::size_t>(one)];
}
constexpr std::string_view word(RouteStatus one)
{
    return route_status_words[static_cast<std::size_t>(one)];
}
constexpr std::string_view word(Track one)
{
    return track_words[static_cast<std::size_t>(one)];
}
constexpr std::string_view word(DeadlineStatus one)
{
    return deadline_status_words[static_cast<std::size_t>(one)];
}
constexpr std::string_view word(Severity one)
{
    return severity_words[static_cast<std::size_t>(one)];
}

} // namespace recourse::casework

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace recourse::notify {

/// How long to wait after the try of that number (from 1) has failed: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h,
/// 24 h, the schedule that Standard Webhooks gives as an example, each longer by up to a fifth, which follows from the
/// message's id, so that those that failed together do not come back together. Nothing: that was the last try.
std::optional<std::chrono::microseconds> retry_wait(std::size_t tries, std::string_view message);

/// An endpoint that has answered nothing but failures for so long is switched off.
inline constexpr std::chrono::days failing_longest { 5 };
/// For so long after a change of the secret messages bear the signatures of both.
inline constexpr std::chrono::hours old_secret_good { 24 };

} // namespace recourse::notify

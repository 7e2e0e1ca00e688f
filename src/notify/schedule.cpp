#include "notify/schedule.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::notify {

std::optional<std::chrono::microseconds> retry_wait(std::size_t tries, std::string_view message)
{
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::seconds, 9> waits { 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h };
    if (tries < 1 || tries > waits.size())
        return std::nullopt;
    auto const wait = std::chrono::microseconds { waits[tries - 1] };
    auto const digest = sha256(fmt::format("{} {}", message, tries));
    auto const jitter = (std::uint64_t { digest.bytes[0] } << 8) | digest.bytes[1]; // of 65,536
    return wait + wait / 5 * static_cast<std::int64_t>(jitter) / 65'536;
}

} // namespace recourse::notify

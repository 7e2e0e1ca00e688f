#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace recourse::accounts {

/// A bucket holds `burst` tokens when full and gets one back every `interval`.
struct RateLimit {
    std::chrono::microseconds interval { 100'000 };
    std::uint32_t burst = 50;
};

/// Token buckets by name: of an address, of an account, of a key. In memory only; a restart fills them all. Any thread
/// may call.
class RateLimiter {
public:
    /// `buckets_max` buckets that are not full; when there are more, the names beyond share one, so that a stranger
    /// with many addresses costs neither memory nor those who have a bucket of their own.
    explicit RateLimiter(RateLimit, std::size_t buckets_max = 100'000);

    /// Takes `tokens` from the bucket; where there are too few nothing is taken and the answer says how long until
    /// there are enough. RECOURSE_ASSERTs that a full bucket holds that many.
    std::expected<void, std::chrono::microseconds> take(std::string_view name, Instant now, std::uint32_t tokens = 1);

    /// Buckets that are kept: a full one is like one that nobody has used.
    std::size_t size() const;

private:
    /// When the bucket will be full: the one number that says how much is in it.
    std::int64_t& bucket(std::string_view name, Instant now);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const { return std::hash<std::string_view> {}(name); }
    };

    RateLimit limit_;
    std::size_t buckets_max_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> full_at_;
    std::int64_t shared_full_at_ = 0;
    std::int64_t swept_at_ = 0;
};

} // namespace recourse::accounts

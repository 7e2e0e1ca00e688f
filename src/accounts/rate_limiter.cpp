#include "accounts/rate_limiter.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::accounts {

RateLimiter::RateLimiter(RateLimit limit, std::size_t buckets_max) : limit_(limit), buckets_max_(buckets_max)
{
    RECOURSE_ASSERT(limit.interval.count() > 0 && limit.burst > 0);
}

std::int64_t& RateLimiter::bucket(std::string_view name, Instant now)
{
    if (auto const known = full_at_.find(name); known != full_at_.end())
        return known->second;
    // Sweeping looks at every bucket: not at each new name while none of them has become full.
    auto const pause = std::max<std::int64_t>(limit_.interval.count(), 1'000'000);
    if (full_at_.size() >= buckets_max_ && (now.micros - swept_at_ >= pause || now.micros < swept_at_)) {
        std::erase_if(full_at_, [&](auto const& each) { return each.second <= now.micros; });
        swept_at_ = now.micros;
    }
    if (full_at_.size() >= buckets_max_)
        return shared_full_at_;
    return full_at_.emplace(name, now.micros).first->second;
}

std::expected<void, std::chrono::microseconds> RateLimiter::take(
    std::string_view name, Instant now, std::uint32_t tokens)
{
    RECOURSE_ASSERT(tokens >= 1 && tokens <= limit_.burst);
    auto const capacity = limit_.interval.count() * limit_.burst;
    std::scoped_lock const lock(mutex_);
    auto& full_at = bucket(name, now);
    // A clock that was set back leaves a bucket empty at the worst, not for as long as it went back.
    auto const from = std::clamp(full_at, now.micros, now.micros + capacity);
    auto const after = from + limit_.interval.count() * tokens;
    if (auto const missing = after - (now.micros + capacity); missing > 0) {
        full_at = from;
        return std::unexpected(std::chrono::microseconds(missing));
    }
    full_at = after;
    return {};
}

std::size_t RateLimiter::size() const
{
    std::scoped_lock const lock(mutex_);
    return full_at_.size();
}

} // namespace recourse::accounts

#include "accounts/lockout.hpp"

#include <algorithm>

namespace recourse::accounts {

namespace {

std::int64_t micros(std::chrono::seconds seconds)
{
    return std::chrono::microseconds(seconds).count();
}

} // namespace

std::chrono::seconds lock_delay(LockPolicy const& policy, unsigned failures)
{
    if (failures <= policy.free)
        return std::chrono::seconds { 0 };
    auto delay = std::min(policy.first, policy.longest);
    for (auto more = failures - policy.free - 1; more > 0 && delay < policy.longest; --more)
        delay = std::min(delay * 2, policy.longest);
    return delay;
}

Failures after_failure(LockPolicy const& policy, Failures const& before, Instant now)
{
    bool const is_forgotten = now.micros - before.last.micros >= micros(policy.forgotten);
    Failures after;
    after.count = is_forgotten ? 1 : before.count + 1;
    after.last = now;
    after.locked_until = { now.micros + micros(lock_delay(policy, after.count)) };
    return after;
}

} // namespace recourse::accounts

#include "accounts/lockout.hpp"

#include <gtest/gtest.h>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

TEST(Lockout, the_wait_doubles_up_to_its_longest)
{
    LockPolicy const policy; // 4 free, 30 s, 15 min
    std::vector<std::chrono::seconds> waits;
    for (unsigned failures = 0; failures <= 12; ++failures)
        waits.push_back(lock_delay(policy, failures));
    EXPECT_EQ(waits,
        (std::vector<std::chrono::seconds> { 0s, 0s, 0s, 0s, 0s, 30s, 60s, 120s, 240s, 480s, 900s, 900s, 900s }));
    EXPECT_EQ(lock_delay(policy, 4'000'000'000), 900s);
    EXPECT_EQ(lock_delay({ .free = 0, .first = 2000s, .longest = 900s }, 1), 900s);
}

TEST(Lockout, failures_are_forgotten_after_a_day_without_one)
{
    LockPolicy const policy;
    Instant const start { 1'790'000'000'000'000 };
    auto const after = [&](Failures const& before, std::chrono::microseconds pause) {
        return after_failure(policy, before, { before.last.micros + pause.count() });
    };
    auto failures = after_failure(policy, {}, start);
    EXPECT_EQ(failures, (Failures { 1, start, start }));
    for (int i = 0; i < 5; ++i)
        failures = after(failures, 23h);
    EXPECT_EQ(failures.count, 6u);
    EXPECT_EQ(failures.locked_until.micros - failures.last.micros, 60'000'000);
    EXPECT_EQ(after(failures, 24h - 1us).count, 7u);
    EXPECT_EQ(after(failures, 24h).count, 1u);
}

} // namespace
} // namespace recourse::accounts

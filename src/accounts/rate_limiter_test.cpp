#include "accounts/rate_limiter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <thread>
#include <vector>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

TEST(RateLimiter, a_bucket_gives_what_it_holds_and_fills_again)
{
    RateLimiter limiter({ 100ms, 3 });
    Instant now { 1'000'000 };
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(limiter.take("a", now));
    EXPECT_EQ(limiter.take("a", now).error(), 100ms);
    EXPECT_TRUE(limiter.take("b", now)); // another's
    now.micros += 99'999;
    EXPECT_EQ(limiter.take("a", now).error(), 1us);
    now.micros += 1;
    EXPECT_TRUE(limiter.take("a", now));
    EXPECT_EQ(limiter.take("a", now, 3).error(), 300ms);
    now.micros += 300'000;
    EXPECT_TRUE(limiter.take("a", now, 3));
}

TEST(RateLimiter, a_clock_that_was_set_back_locks_nobody_out_for_long)
{
    RateLimiter limiter({ 100ms, 3 });
    EXPECT_TRUE(limiter.take("a", { 3'600'000'000 }));
    EXPECT_EQ(limiter.take("a", { 0 }).error(), 100ms);
    EXPECT_TRUE(limiter.take("a", { 100'000 }));
}

TEST(RateLimiter, full_buckets_are_forgotten_and_names_beyond_the_bound_share_one)
{
    RateLimiter limiter({ 1s, 2 }, 10);
    Instant now { 1'000'000 };
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(limiter.take(std::to_string(i), now));
    EXPECT_TRUE(limiter.take("x", now));
    EXPECT_TRUE(limiter.take("y", now));
    EXPECT_FALSE(limiter.take("z", now)); // the shared one is empty
    EXPECT_TRUE(limiter.take("0", now)); // who has his own is not concerned
    EXPECT_EQ(limiter.size(), 10u);
    now.micros += 2'000'000;
    EXPECT_TRUE(limiter.take("z", now));
    EXPECT_EQ(limiter.size(), 1u);
}

/// As the books describe it: so many tokens, one more every interval.
struct PlainBucket {
    double tokens;
    std::int64_t at = 0;
};

RC_GTEST_PROP(RateLimiterProperty, it_is_a_bucket_of_tokens, ())
{
    std::int64_t const interval = *rc::gen::inRange<std::int64_t>(1, 1'000);
    auto const burst = *rc::gen::inRange<std::uint32_t>(1, 20);
    RateLimiter limiter({ std::chrono::microseconds(interval), burst });
    std::int64_t now = 1'000'000;
    std::map<std::string, PlainBucket> plain;
    for (auto const& [name, pause] : *rc::gen::container<std::vector<std::pair<std::uint8_t, std::uint16_t>>>(
             rc::gen::pair(rc::gen::inRange<std::uint8_t>(0, 3), rc::gen::inRange<std::uint16_t>(0, 2'000)))) {
        now += pause;
        auto const text = std::string(1, static_cast<char>('a' + name));
        auto& bucket = plain.try_emplace(text, PlainBucket { double(burst), now }).first->second;
        bucket.tokens = std::min(double(burst), bucket.tokens + double(now - bucket.at) / double(interval));
        bucket.at = now;
        bool const has_one = bucket.tokens >= 1 - 1e-9;
        auto const taken = limiter.take(text, { now });
        RC_ASSERT(taken.has_value() == has_one);
        if (has_one)
            bucket.tokens -= 1;
        else
            RC_ASSERT(limiter.take(text, { now + taken.error().count() - 1 }).has_value() == false);
    }
}

TEST(RateLimiter, many_threads_take_no_more_than_there_is)
{
    RateLimiter limiter({ 1s, 1000 });
    std::atomic<int> taken = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 500; ++j)
                    taken += limiter.take("a", { 5 }).has_value() ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(taken, 1000);
}

} // namespace
} // namespace recourse::accounts

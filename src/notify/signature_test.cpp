#include "notify/schedule.hpp"
#include "notify/signature.hpp"

#include <gtest/gtest.h>

#include <set>

namespace recourse::notify {

// The vector that the specification's own libraries test themselves with.
TEST(Signature, is_that_of_the_published_vector)
{
    auto const key = key_of(accounts::Secret { std::string_view { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } });
    ASSERT_TRUE(key);
    EXPECT_EQ(signature(*key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1'614'265'330, R"({"test": 2432232314})"),
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, secrets_are_never_the_same_and_are_read_back)
{
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        auto const secret = new_webhook_secret();
        EXPECT_TRUE(seen.insert(std::string { secret.reveal() }).second);
        auto const key = key_of(secret);
        ASSERT_TRUE(key);
        EXPECT_EQ(key->reveal().size(), 32u);
    }
    for (std::string_view const wrong :
        { "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_*" })
        EXPECT_FALSE(key_of(accounts::Secret { wrong })) << wrong;
}

TEST(Schedule, waits_grow_as_published_and_no_two_messages_wait_alike)
{
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::seconds, 9> published { 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h };
    for (std::size_t tries = 1; tries <= published.size(); ++tries) {
        std::set<std::int64_t> waits;
        for (int i = 0; i < 20; ++i) {
            auto const wait = retry_wait(tries, "msg_" + std::to_string(i));
            ASSERT_TRUE(wait);
            EXPECT_GE(*wait, published[tries - 1]);
            EXPECT_LE(*wait, published[tries - 1] * 6 / 5);
            EXPECT_EQ(wait, retry_wait(tries, "msg_" + std::to_string(i)));
            waits.insert(wait->count());
        }
        EXPECT_GT(waits.size(), 15u);
    }
    EXPECT_FALSE(retry_wait(10, "msg_1"));
    EXPECT_FALSE(retry_wait(0, "msg_1"));
}

} // namespace recourse::notify

#include "accounts/fixture_test.hpp"

#include <thread>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

class AccessLogTest : public AccountsTest {
protected:
    AccessLogTest()
    {
        set_up();
        join("bo", { act::Role::buyer, { 7 }, {} });
        bo_ = caller("bo");
    }
    Caller bo_;
    RecordName const order_ { "order", 17 };
};

TEST_F(AccessLogTest, a_record_says_who_looked)
{
    ASSERT_TRUE(accounts().record(bo_, order_, Deed::read, from_));
    clock_.pass(1s);
    ASSERT_TRUE(accounts().record(bo_, order_, Deed::changed, from_));
    ASSERT_TRUE(accounts().record(bo_, { "order", 18 }, Deed::read, from_));
    ASSERT_TRUE(accounts().record(bo_, { "claim", 17 }, Deed::read, from_));
    auto const key = accounts().make_key(bo_, { "shop", act::Role::buyer, { 7 }, { Scope::read }, in(24h) }).value();
    ASSERT_TRUE(accounts().record(
        accounts().authenticate(key.token).value(), order_, Deed::read, { "2001:db8:9:8::7", "curl" }));
    auto const seen = accounts().accesses(order_, 0, 10).value();
    ASSERT_EQ(seen.size(), 3u);
    EXPECT_EQ(seen[0].key, key.key.id);
    EXPECT_EQ(seen[0].network, "2001:db8:9::/48");
    EXPECT_EQ(seen[0].actor, (act::Actor { act::Role::buyer, { 7 }, {} }));
    EXPECT_EQ(seen[1].deed, Deed::changed);
    EXPECT_EQ(seen[1].actor, bo_.actor);
    EXPECT_EQ(seen[1].at, in(0us));
    EXPECT_EQ(seen[2].network, "203.0.113.0/24");
    EXPECT_EQ(accounts().accesses(order_, seen[0].number, 1).value().at(0).number, seen[1].number);
    EXPECT_TRUE(accounts().accesses(order_, seen[2].number, 10).value().empty());
}

TEST_F(AccessLogTest, the_same_again_is_counted)
{
    for (int i = 0; i < 100; ++i)
        ASSERT_TRUE(accounts().record(bo_, order_, Deed::read, from_));
    auto const seen = accounts().accesses(order_, 0, 10).value();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].times, 100u);
}

TEST_F(AccessLogTest, what_was_gathered_is_written_in_batches_and_at_the_end)
{
    for (std::uint64_t i = 1; i <= 300; ++i)
        ASSERT_TRUE(accounts().record(bo_, { "order", i }, Deed::read, from_));
    reopen();
    for (std::uint64_t i = 1; i <= 300; ++i)
        EXPECT_EQ(accounts().accesses({ "order", i }, 0, 10).value().size(), 1u);
}

TEST_F(AccessLogTest, what_is_changed_here_is_recorded_with_the_change)
{
    auto const officer = caller("officer");
    ASSERT_TRUE(accounts().disable(officer, bo_.actor.person));
    auto const seen = accounts().accesses({ "person", bo_.actor.person.number }, 0, 10).value();
    ASSERT_EQ(seen.size(), 2u); // came, was disabled
    EXPECT_EQ(seen[0].actor, officer.actor);
    EXPECT_EQ(seen[0].deed, Deed::changed);
    EXPECT_EQ(seen[1].actor.person, bo_.actor.person);
}

TEST_F(AccessLogTest, what_is_older_than_is_kept_goes)
{
    ASSERT_TRUE(accounts().record(bo_, order_, Deed::read, from_));
    clock_.pass(options_.access_kept - 1us);
    ASSERT_TRUE(accounts().maintain());
    EXPECT_EQ(accounts().accesses(order_, 0, 10).value().size(), 1u);
    clock_.pass(1us);
    ASSERT_TRUE(accounts().maintain());
    EXPECT_TRUE(accounts().accesses(order_, 0, 10).value().empty());
}

TEST_F(AccessLogTest, many_threads_lose_nothing)
{
    auto const session = sign_in("bo");
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                for (std::uint64_t i = 0; i < 200; ++i) {
                    auto const who = accounts().authenticate(session.token);
                    ASSERT_TRUE(who);
                    ASSERT_TRUE(accounts().record(*who, { "claim", thread * 1000 + i % 100 }, Deed::read, from_));
                    if (i % 50 == 0)
                        ASSERT_TRUE(accounts().maintain());
                }
            });
        }
    }
    unsigned total = 0;
    for (std::uint64_t thread = 0; thread < 4; ++thread)
        for (std::uint64_t i = 0; i < 100; ++i)
            for (auto const& access : accounts().accesses({ "claim", thread * 1000 + i }, 0, 100).value())
                total += access.times;
    EXPECT_EQ(total, 800u);
}

} // namespace
} // namespace recourse::accounts

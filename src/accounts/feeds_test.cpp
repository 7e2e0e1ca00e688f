#include "accounts/fixture_test.hpp"

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

class FeedsTest : public AccountsTest {
protected:
    FeedsTest()
    {
        set_up();
        person_ = join("ann", { act::Role::counsel, { 7 }, {} });
        ann_ = caller("ann");
    }
    std::string read(Secret const& token) { return outcome(accounts().read_feed(token)); }
    Id<Person> person_;
    Caller ann_;
};

TEST_F(FeedsTest, a_feed_is_read_as_the_person_and_for_reading_alone)
{
    auto const made = accounts().make_feed(ann_, { "phone", 17, {} }).value();
    EXPECT_EQ(made.token.reveal().size(), 46U); // 256 bits
    auto const read = accounts().read_feed(made.token).value();
    EXPECT_EQ(read.caller.actor, ann_.actor);
    EXPECT_EQ(read.caller.scopes, (Scopes { Scope::read }));
    EXPECT_FALSE(read.caller.session || read.caller.key);
    EXPECT_EQ(read.feed.matter, 17U);
    // It opens nothing else, and nothing else opens it.
    EXPECT_EQ(outcome(accounts().authenticate(made.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().owner(made.token)), "account.not_signed_in");
    EXPECT_EQ(this->read(sign_in("ann").token), "account.feed_unknown");
    EXPECT_EQ(this->read(Secret("rf_" + std::string(43, 'A'))), "account.feed_unknown");
    EXPECT_EQ(this->read(Secret {}), "account.feed_unknown");
}

TEST_F(FeedsTest, what_is_wrong_with_a_feed)
{
    EXPECT_EQ(outcome(accounts().make_feed(ann_, { "", 0, {} })), "account.bad_name");
    EXPECT_EQ(outcome(accounts().make_feed(ann_, { "x", 0, in(0us) })), "account.feed_life");
    EXPECT_EQ(outcome(accounts().make_feed(ann_, { "x", 0, in(400 * 24h + 1us) })), "account.feed_life");
    EXPECT_EQ(outcome(accounts().make_feed(ann_, { "x", 0, in(400 * 24h) })), "");
    EXPECT_EQ(outcome(accounts().make_feed(caller("officer"), { "x", 0, {} })), "account.may_not");
    EXPECT_EQ(outcome(accounts().make_feed(Caller::command_line(), { "x", 0, {} })), "account.feed_person");
    join("bo", { act::Role::buyer, { 7 }, {} });
    auto const key = accounts().make_key(caller("bo"), { "shop", act::Role::buyer, { 7 }, { Scope::read }, in(24h) });
    EXPECT_EQ(outcome(accounts().make_feed(accounts().authenticate(key.value().token).value(), { "x", 0, {} })),
        "account.feed_person");
    for (int i = 1; i < 50; ++i)
        ASSERT_TRUE(accounts().make_feed(ann_, { "x", 0, {} }));
    EXPECT_EQ(outcome(accounts().make_feed(ann_, { "x", 0, {} })), "account.feeds_full");
    ASSERT_TRUE(accounts().revoke_feed(ann_, { 1 }));
    EXPECT_EQ(outcome(accounts().make_feed(ann_, { "x", 0, {} })), "");
}

TEST_F(FeedsTest, a_feed_ends_when_it_says_and_when_it_is_revoked)
{
    auto const short_lived = accounts().make_feed(ann_, { "short", 0, in(24h) }).value();
    auto const kept = accounts().make_feed(ann_, { "long", 0, {} }).value();
    clock_.pass(24h - 1us);
    EXPECT_EQ(read(short_lived.token), "");
    clock_.pass(1us);
    EXPECT_EQ(read(short_lived.token), "account.feed_unknown");
    EXPECT_EQ(read(kept.token), "");
    // Nobody else's: not even an officer's.
    join("bo", { act::Role::counsel, { 7 }, {} });
    EXPECT_EQ(outcome(accounts().revoke_feed(caller("bo"), kept.feed.id)), "account.no_feed");
    EXPECT_EQ(outcome(accounts().revoke_feed(caller("officer"), kept.feed.id)), "account.no_feed");
    EXPECT_EQ(outcome(accounts().revoke_feed(ann_, kept.feed.id)), "");
    EXPECT_EQ(outcome(accounts().revoke_feed(ann_, kept.feed.id)), "account.no_feed");
    EXPECT_EQ(read(kept.token), "account.feed_unknown");
}

TEST_F(FeedsTest, a_feed_ends_with_the_part_and_with_the_person)
{
    auto const made = accounts().make_feed(ann_, { "phone", 0, {} }).value();
    auto const officer = caller("officer");
    ASSERT_TRUE(accounts().disable(officer, person_));
    EXPECT_EQ(read(made.token), "account.feed_unknown");
    ASSERT_TRUE(accounts().enable(officer, person_));
    EXPECT_EQ(read(made.token), "");
    auto const part = accounts().memberships(person_).value().at(0);
    ASSERT_TRUE(accounts().end_membership(officer, part.id));
    EXPECT_EQ(read(made.token), "account.feed_unknown");
    // The same part given again is another one.
    ASSERT_TRUE(accounts().add_membership(officer, person_, part.part));
    EXPECT_EQ(read(made.token), "account.feed_unknown");
}

TEST_F(FeedsTest, feeds_are_listed_with_the_hour_of_their_last_use)
{
    auto const made = accounts().make_feed(ann_, { "phone", 17, in(48h) }).value();
    auto const listed = [&] { return accounts().feeds(person_).value().at(0); };
    EXPECT_FALSE(listed().used);
    clock_.pass(90min);
    auto const hour = Instant { in(0us).micros / 3'600'000'000 * 3'600'000'000 };
    EXPECT_EQ(read(made.token), "");
    EXPECT_EQ(listed().used, hour);
    ASSERT_TRUE(accounts().maintain());
    reopen();
    EXPECT_EQ(listed().used, hour);
    EXPECT_EQ(listed().name, "phone");
    EXPECT_EQ(listed().matter, 17U);
    EXPECT_EQ(listed().part, (Part { act::Role::counsel, { 7 }, {} }));
    EXPECT_EQ(listed().until, made.feed.until);
    ASSERT_TRUE(accounts().revoke_feed(ann_, made.feed.id));
    EXPECT_EQ(listed().revoked, in(0us));
    EXPECT_TRUE(accounts().feeds({ 99 }).value().empty());
}

} // namespace
} // namespace recourse::accounts

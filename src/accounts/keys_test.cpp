#include "accounts/fixture_test.hpp"

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

class KeysTest : public AccountsTest {
protected:
    KeysTest()
    {
        set_up();
        join("bo", { act::Role::buyer, { 7 }, {} });
        bo_ = caller("bo");
    }
    NewKey wanted(Scopes scopes = { Scope::read }) { return { "shop", act::Role::buyer, { 7 }, scopes, in(24h) }; }
    Caller bo_;
};

TEST_F(KeysTest, what_is_wrong_with_a_key)
{
    auto const with = [&](auto change) {
        auto key = wanted();
        change(key);
        return outcome(accounts().make_key(bo_, key));
    };
    EXPECT_EQ(with([](NewKey&) { }), "");
    EXPECT_EQ(with([](NewKey& key) { key.name = ""; }), "account.bad_name");
    EXPECT_EQ(with([](NewKey& key) { key.scopes = {}; }), "account.no_scopes");
    EXPECT_EQ(with([](NewKey& key) { key.role = act::Role::supplier; }), "account.may_not");
    EXPECT_EQ(with([](NewKey& key) { key.party = { 8 }; }), "account.may_not");
    EXPECT_EQ(with([](NewKey& key) { key.party = {}; }), "account.role_needs_party");
    EXPECT_EQ(with([](NewKey& key) { key.role = act::Role::platform; }), "account.role_not_given");
    EXPECT_EQ(with([&](NewKey& key) { key.until = in(0us); }), "account.key_life");
    EXPECT_EQ(with([&](NewKey& key) { key.until = in(400 * 24h + 1us); }), "account.key_life");
    EXPECT_EQ(with([&](NewKey& key) { key.until = in(400 * 24h); }), "");
}

TEST_F(KeysTest, a_key_gives_no_more_than_it_has)
{
    auto const key = accounts().make_key(bo_, wanted({ Scope::read, Scope::accounts })).value();
    auto const shop = accounts().authenticate(key.token).value();
    EXPECT_EQ(outcome(accounts().make_key(shop, wanted({ Scope::read }))), "");
    EXPECT_EQ(outcome(accounts().make_key(shop, wanted({ Scope::read, Scope::orders }))), "account.scopes_beyond");
    auto const reader = accounts().authenticate(accounts().make_key(shop, wanted()).value().token).value();
    EXPECT_EQ(outcome(accounts().make_key(reader, wanted())), "account.may_not");
    EXPECT_EQ(outcome(accounts().revoke_key(reader, key.key.id)), "account.may_not");
}

TEST_F(KeysTest, a_key_ends_when_it_says)
{
    auto const key = accounts().make_key(bo_, wanted()).value();
    clock_.pass(24h - 1us);
    EXPECT_EQ(outcome(accounts().authenticate(key.token)), "");
    clock_.pass(1us);
    EXPECT_EQ(outcome(accounts().authenticate(key.token)), "account.key_expired");
    EXPECT_EQ(outcome(accounts().authenticate(key.token)), "account.key_expired");
}

TEST_F(KeysTest, keys_are_listed_with_the_hour_of_their_last_use)
{
    auto const key = accounts().make_key(bo_, wanted()).value();
    EXPECT_FALSE(accounts().keys({ 7 }).value().at(0).used);
    clock_.pass(90min);
    auto const hour = Instant { in(0us).micros / 3'600'000'000 * 3'600'000'000 };
    ASSERT_TRUE(accounts().authenticate(key.token));
    EXPECT_EQ(accounts().keys({ 7 }).value().at(0).used, hour);
    ASSERT_TRUE(accounts().maintain());
    reopen();
    auto const listed = accounts().keys({ 7 }).value().at(0);
    EXPECT_EQ(listed.used, hour);
    EXPECT_EQ(listed.name, "shop");
    EXPECT_EQ(listed.made_by, bo_.actor.person);
    EXPECT_FALSE(listed.revoked);
    EXPECT_EQ(outcome(accounts().revoke_key(caller("officer"), key.key.id)), "");
    EXPECT_EQ(accounts().keys({ 7 }).value().at(0).revoked, in(0us));
    EXPECT_TRUE(accounts().keys({ 8 }).value().empty());
    EXPECT_EQ(outcome(accounts().authenticate(key.token)), "account.key_revoked");
}

TEST_F(KeysTest, a_key_of_the_programme_is_an_officers_to_make)
{
    NewKey const bank { "bank", act::Role::provider, {}, { Scope::payments }, in(24h) };
    EXPECT_EQ(outcome(accounts().make_key(bo_, bank)), "account.may_not");
    auto const key = accounts().make_key(caller("officer"), bank).value();
    EXPECT_EQ(accounts().authenticate(key.token).value().actor, (act::Actor { act::Role::provider, {}, {} }));
    EXPECT_EQ(outcome(accounts().revoke_key(bo_, key.key.id)), "account.may_not");
    EXPECT_EQ(outcome(accounts().revoke_key(bo_, { 99 })), "account.no_key");
}

// Where a second person is asked for, a key counts as the person to whom it goes back, through however many keys.
TEST_F(KeysTest, a_key_knows_to_whom_it_goes_back)
{
    auto const of = [&](Secret const& token) { return accounts().authenticate(token).value(); };
    auto const first = accounts().make_key(bo_, wanted({ Scope::read, Scope::accounts })).value();
    EXPECT_EQ(of(first.token).behind.maker, bo_.actor.person);
    auto const second = accounts().make_key(of(first.token), wanted({ Scope::read, Scope::accounts })).value();
    auto const third = accounts().make_key(of(second.token), wanted()).value();
    EXPECT_EQ(second.key.made_by, bo_.actor.person);
    EXPECT_EQ(of(third.token).behind.maker, bo_.actor.person);
    reopen();
    EXPECT_EQ(of(third.token).behind.maker, bo_.actor.person);
    EXPECT_EQ(accounts().keys({ 7 }).value().at(2).made_by, bo_.actor.person);
    // The operator's own, which nobody else can make: nobody stands behind it.
    auto const own = accounts().make_key(Caller::command_line(), wanted()).value();
    EXPECT_EQ(of(own.token).behind.maker, Id<Person> {});
    EXPECT_EQ(bo_.behind, act::Behind {});
}

TEST_F(KeysTest, a_partys_key_outlives_who_made_it)
{
    auto const key = accounts().make_key(bo_, wanted()).value();
    ASSERT_TRUE(accounts().disable(caller("officer"), bo_.actor.person));
    EXPECT_EQ(outcome(accounts().authenticate(key.token)), "");
}

} // namespace
} // namespace recourse::accounts

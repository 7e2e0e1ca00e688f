#include "accounts/fixture_test.hpp"

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Part buyer_of_7 { act::Role::buyer, { 7 }, {} };

TEST_F(AccountsTest, the_first_person_comes_by_a_link_and_is_an_officer)
{
    EXPECT_FALSE(accounts().is_set_up().value());
    auto const first = accounts().setup_link().value();
    auto const second = accounts().setup_link().value();
    EXPECT_EQ(outcome(accounts().set_up(first.token, somebody("mei"))), "account.link_unknown"); // replaced
    EXPECT_EQ(to_string(accounts().set_up(second.token, somebody("mei")).value()), "U-1");
    EXPECT_TRUE(accounts().is_set_up().value());
    EXPECT_EQ(outcome(accounts().set_up(second.token, somebody("eve"))), "account.link_unknown");
    EXPECT_EQ(outcome(accounts().setup_link()), "account.set_up_already");
    auto const who = caller("mei");
    EXPECT_EQ(who.actor, (act::Actor { act::Role::officer, {}, { 1 } }));
    EXPECT_EQ(who.scopes, Scopes::all());
    EXPECT_FALSE(who.only_case);
    EXPECT_TRUE(who.session);
}

TEST_F(AccountsTest, the_first_link_is_good_for_a_day)
{
    auto const link = accounts().setup_link().value();
    clock_.pass(24h - 1us);
    EXPECT_EQ(outcome(accounts().set_up(link.token, { "Mei", "mei@example.com", Language::zh, Secret("short") })),
        "account.password_too_short"); // the link is there still
    clock_.pass(1us);
    EXPECT_EQ(outcome(accounts().set_up(link.token, somebody("mei"))), "account.link_expired");
    EXPECT_EQ(outcome(accounts().set_up(accounts().setup_link().value().token, somebody("mei"))), "");
}

TEST_F(AccountsTest, somebody_signs_in_and_out)
{
    set_up();
    auto const signed_in = accounts().sign_in({ "OFFICER@Example.com", Secret(password), {}, from_ }).value();
    EXPECT_EQ(accounts().owner(signed_in.token).value().person.number, 1u);
    EXPECT_EQ(signed_in.until, in(7 * 24h));
    EXPECT_TRUE(Accounts::is_csrf_token(signed_in.token, signed_in.csrf.reveal()));
    EXPECT_FALSE(Accounts::is_csrf_token(signed_in.token, ""));
    EXPECT_FALSE(Accounts::is_csrf_token(sign_in("officer").token, signed_in.csrf.reveal()));
    EXPECT_EQ(outcome(accounts().sign_out(signed_in.token)), "");
    EXPECT_EQ(outcome(accounts().sign_out(signed_in.token)), "");
    EXPECT_EQ(outcome(accounts().authenticate(signed_in.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().owner(signed_in.token)), "account.not_signed_in");
}

TEST_F(AccountsTest, a_key_says_for_whom_it_acts)
{
    set_up();
    join("bo", buyer_of_7);
    auto const bo = caller("bo");
    auto const key
        = accounts().make_key(bo, { "shop", act::Role::buyer, { 7 }, { Scope::read, Scope::orders }, in(24h) }).value();
    EXPECT_TRUE(key.token.reveal().starts_with("rk_"));
    EXPECT_EQ(key.token.reveal().size(), 46u);
    auto const who = accounts().authenticate(key.token).value();
    EXPECT_EQ(who.actor, (act::Actor { act::Role::buyer, { 7 }, {} }));
    EXPECT_EQ(who.key, key.key.id);
    EXPECT_FALSE(who.session);
    EXPECT_TRUE(who.scopes.has(Scope::orders));
    EXPECT_FALSE(who.scopes.has(Scope::payments));
    EXPECT_EQ(outcome(accounts().revoke_key(bo, key.key.id)), "");
    EXPECT_EQ(outcome(accounts().authenticate(key.token)), "account.key_revoked");
    EXPECT_EQ(outcome(accounts().revoke_key(bo, key.key.id)), "account.no_key");
}

} // namespace
} // namespace recourse::accounts

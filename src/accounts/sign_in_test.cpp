#include "accounts/fixture_test.hpp"

#include <thread>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Part buyer_of_7 { act::Role::buyer, { 7 }, {} };

class SignInTest : public AccountsTest {
protected:
    SignInTest() { set_up(); }

    /// "seconds" of the refusal.
    static std::string wait_of(Result<SignedIn> const& result)
    {
        if (result || result.error().refusal() == nullptr || result.error().refusal()->values.empty())
            return "";
        return result.error().refusal()->values.front().second;
    }
    void fail(int times, std::string const& name = "officer", std::string_view address = "203.0.113.7")
    {
        for (int i = 0; i < times; ++i)
            EXPECT_EQ(outcome(try_sign_in(name, "wrong wrong wrong", {}, address)), "account.wrong_sign_in") << i;
    }
};

TEST_F(SignInTest, the_unknown_and_the_wrong_have_one_answer)
{
    auto const unknown = try_sign_in("nobody");
    auto const wrong = try_sign_in("officer", other_password);
    ASSERT_FALSE(unknown || wrong);
    EXPECT_EQ(outcome(unknown), "account.wrong_sign_in");
    EXPECT_EQ(unknown.error().refusal()->kind, wrong.error().refusal()->kind);
    EXPECT_EQ(unknown.error().refusal()->values, wrong.error().refusal()->values);
    EXPECT_EQ(outcome(try_sign_in("officer", "")), "account.wrong_sign_in");
}

// The hash is made for an unknown address too: neither costs a tenth of the other. A coarse measure, at a cost that
// drowns everything else.
TEST_F(SignInTest, the_unknown_costs_as_much_as_the_wrong)
{
    options_.hash = { 3, std::size_t { 16 } << 20 };
    reopen();
    ASSERT_TRUE(try_sign_in("officer")); // hashed anew at this cost
    auto const cost_of = [&](std::string const& name) {
        auto const start = std::chrono::steady_clock::now();
        EXPECT_EQ(outcome(try_sign_in(name, other_password)), "account.wrong_sign_in");
        return std::chrono::steady_clock::now() - start;
    };
    auto const unknown = std::min(cost_of("nobody"), cost_of("nobody"));
    auto const wrong = std::min(cost_of("officer"), cost_of("officer"));
    EXPECT_GT(unknown, wrong / 5);
    EXPECT_LT(unknown, wrong * 5);
}

TEST_F(SignInTest, an_account_waits_longer_with_each_failure)
{
    fail(4);
    for (auto const* wait : { "30", "60", "120", "240", "480", "900", "900" }) {
        EXPECT_EQ(outcome(try_sign_in("officer", other_password)), "account.wrong_sign_in");
        auto const refused = try_sign_in("officer"); // even with the right one
        EXPECT_EQ(outcome(refused), "account.locked");
        EXPECT_EQ(wait_of(refused), wait);
        clock_.pass(std::chrono::seconds(std::atoi(wait)) - 1us);
        EXPECT_EQ(wait_of(try_sign_in("officer")), "1");
        clock_.pass(1us);
    }
    EXPECT_EQ(outcome(try_sign_in("officer")), "");
    fail(4); // all forgotten
    EXPECT_EQ(outcome(try_sign_in("officer")), "");
}

TEST_F(SignInTest, an_unknown_address_is_locked_like_a_known_one)
{
    fail(5, "nobody");
    EXPECT_EQ(outcome(try_sign_in("nobody")), "account.locked");
    EXPECT_EQ(outcome(try_sign_in("officer")), "");
}

TEST_F(SignInTest, a_restart_unlocks_nobody)
{
    fail(5);
    reopen();
    EXPECT_EQ(outcome(try_sign_in("officer")), "account.locked");
    ASSERT_TRUE(accounts().maintain());
    EXPECT_EQ(outcome(try_sign_in("officer")), "account.locked");
}

TEST_F(SignInTest, an_address_that_tries_everybody_waits_too)
{
    for (int i = 0; i < 20; ++i)
        fail(1, "guess" + std::to_string(i));
    fail(1, "guess20");
    EXPECT_EQ(outcome(try_sign_in("officer")), "account.address_locked");
    EXPECT_EQ(outcome(try_sign_in("officer", password, {}, "203.0.113.8")), "");
    EXPECT_EQ(outcome(try_sign_in("officer", password, {}, "::ffff:203.0.113.7")), "account.address_locked");
    clock_.pass(30s);
    EXPECT_EQ(outcome(try_sign_in("officer")), "");
    // An account of one's own does not clear what was counted.
    fail(1, "guess21");
    EXPECT_EQ(outcome(try_sign_in("officer")), "account.address_locked");
}

TEST_F(SignInTest, without_an_address_only_the_account_counts)
{
    for (int i = 0; i < 30; ++i)
        fail(1, "guess" + std::to_string(i), "");
    EXPECT_EQ(outcome(try_sign_in("officer", password, {}, "")), "");
}

TEST_F(SignInTest, many_at_once_try_no_more_often_than_one_after_the_other)
{
    std::atomic<int> tried = 0;
    std::atomic<int> locked = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i) {
            threads.emplace_back([&, i] {
                auto const result = try_sign_in("officer", other_password, {}, "198.51.100." + std::to_string(i));
                (outcome(result) == "account.locked" ? locked : tried)++;
            });
        }
    }
    EXPECT_EQ(tried, 5);
    EXPECT_EQ(locked, 11);
}

TEST_F(SignInTest, whoever_waits_for_a_place_is_bounded)
{
    options_.hash = { 4, std::size_t { 32 } << 20 };
    options_.hashes_at_once = 1;
    options_.hashes_waiting_max = 0;
    options_.account_lock.free = 1000;
    reopen();
    std::atomic<int> busy = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([&] { busy += outcome(try_sign_in("nobody", other_password)) == "account.busy"; });
    }
    EXPECT_GT(busy, 0);
    EXPECT_LT(busy, 6);
}

TEST_F(SignInTest, a_hash_of_another_cost_is_made_anew)
{
    options_.hash = { 2, 16384 };
    reopen();
    EXPECT_EQ(folder_.content().find("$argon2id$v=19$m=16,t=2"), std::string::npos);
    EXPECT_EQ(outcome(try_sign_in("officer")), "");
    EXPECT_NE(folder_.content().find("$argon2id$v=19$m=16,t=2"), std::string::npos);
    EXPECT_EQ(outcome(try_sign_in("officer")), "");
}

TEST_F(SignInTest, a_disabled_person_is_told_so_only_with_the_password)
{
    auto const bo = join("bo", buyer_of_7);
    auto const signed_in = sign_in("bo");
    ASSERT_TRUE(accounts().authenticate(signed_in.token));
    ASSERT_TRUE(accounts().disable(caller("officer"), bo));
    EXPECT_EQ(outcome(accounts().authenticate(signed_in.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().owner(signed_in.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(try_sign_in("bo", other_password)), "account.wrong_sign_in");
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(outcome(try_sign_in("bo")), "account.disabled");
    EXPECT_TRUE(accounts().person(bo).value().is_disabled);
    ASSERT_TRUE(accounts().disable(caller("officer"), bo));
    ASSERT_TRUE(accounts().enable(caller("officer"), bo));
    EXPECT_EQ(outcome(try_sign_in("bo")), "");
    EXPECT_EQ(outcome(accounts().authenticate(signed_in.token)), "account.not_signed_in");
}

TEST_F(SignInTest, a_new_password_ends_the_other_sessions)
{
    auto const here = sign_in("officer");
    auto const there = sign_in("officer");
    EXPECT_EQ(outcome(accounts().change_password(here.token, Secret("wrong"), Secret(other_password), from_)),
        "account.wrong_password");
    EXPECT_EQ(outcome(accounts().change_password(here.token, Secret(password), Secret("short"), from_)),
        "account.password_too_short");
    ASSERT_TRUE(accounts().authenticate(there.token));
    ASSERT_TRUE(accounts().change_password(here.token, Secret(password), Secret(other_password), from_));
    EXPECT_EQ(outcome(accounts().authenticate(here.token)), "");
    EXPECT_EQ(outcome(accounts().authenticate(there.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(try_sign_in("officer")), "account.wrong_sign_in");
    EXPECT_EQ(outcome(try_sign_in("officer", other_password)), "");
}

TEST_F(SignInTest, a_stolen_session_does_not_try_passwords_for_ever)
{
    auto const stolen = sign_in("officer");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(outcome(accounts().change_password(stolen.token, Secret("guess"), Secret(other_password), from_)),
            "account.wrong_password");
    }
    EXPECT_EQ(outcome(accounts().change_password(stolen.token, Secret(password), Secret(other_password), from_)),
        "account.locked");
    EXPECT_EQ(outcome(try_sign_in("officer")), "account.locked");
}

TEST_F(SignInTest, an_address_is_changed_by_who_knows_the_password)
{
    join("bo", buyer_of_7);
    auto const bo = sign_in("bo");
    auto const change = [&](std::string const& email, std::string_view with = password) {
        return outcome(accounts().change_email(bo.token, Secret(with), email, from_));
    };
    EXPECT_EQ(change("no address"), "account.bad_email");
    EXPECT_EQ(change("bo@example.org", other_password), "account.wrong_password");
    EXPECT_EQ(change("Officer@example.com"), "account.email_taken");
    EXPECT_EQ(change("BO@example.com"), ""); // his own
    EXPECT_EQ(change("bo@example.org"), "");
    EXPECT_EQ(outcome(try_sign_in("bo")), "account.wrong_sign_in");
    EXPECT_EQ(accounts().person_of("BO@example.ORG").value().email, "bo@example.org");
}

TEST_F(SignInTest, a_forgotten_password_is_replaced_by_a_link)
{
    auto const bo = join("bo", buyer_of_7);
    auto const officer = caller("officer");
    auto const session = sign_in("bo");
    fail(5, "bo");
    auto const first = accounts().recovery_link(officer, bo).value();
    auto const link = accounts().recovery_link(Caller::command_line(), bo).value();
    auto const recover = [&](Link const& with, std::string_view next = other_password) {
        return outcome(accounts().recover_password(with.token, Secret(next)));
    };
    EXPECT_EQ(recover(first), "account.link_unknown"); // replaced
    EXPECT_EQ(recover(link, "short"), "account.password_too_short");
    EXPECT_EQ(recover(link), "");
    EXPECT_EQ(recover(link), "account.link_unknown");
    EXPECT_EQ(outcome(accounts().owner(session.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(try_sign_in("bo", other_password)), ""); // not locked any more
    auto const late = accounts().recovery_link(officer, bo).value();
    clock_.pass(2h);
    EXPECT_EQ(recover(late, "another one of mine"), "account.link_expired");
}

TEST_F(SignInTest, a_link_to_a_new_password_is_for_another_officer_to_make)
{
    auto const bo = join("bo", buyer_of_7);
    auto const officer = caller("officer");
    EXPECT_EQ(outcome(accounts().recovery_link(officer, officer.actor.person)), "account.oneself");
    EXPECT_EQ(outcome(accounts().recovery_link(caller("bo"), officer.actor.person)), "account.may_not");
    EXPECT_EQ(outcome(accounts().recovery_link(officer, { 99 })), "account.no_person");
    auto const key = accounts().make_key(officer, { "all", act::Role::officer, {}, Scopes::all(), in(1h) }).value();
    EXPECT_EQ(outcome(accounts().recovery_link(accounts().authenticate(key.token).value(), bo)), "account.may_not");
    EXPECT_EQ(outcome(accounts().recovery_link(Caller::command_line(), officer.actor.person)), "");
    auto const link = accounts().recovery_link(officer, bo).value();
    ASSERT_TRUE(accounts().disable(officer, bo));
    EXPECT_EQ(outcome(accounts().recover_password(link.token, Secret(other_password))), "account.link_unknown");
}

} // namespace
} // namespace recourse::accounts

#include "accounts/fixture_test.hpp"

#include <thread>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Part buyer_of_7 { act::Role::buyer, { 7 }, {} };

class FactorsTest : public AccountsTest {
protected:
    FactorsTest()
    {
        set_up();
        bo_ = join("bo", buyer_of_7);
    }
    Id<Person> bo_;
};

TEST_F(FactorsTest, a_second_factor_is_asked_for_once_its_first_code_was_seen)
{
    auto const session = sign_in("bo");
    auto const other = sign_in("bo");
    EXPECT_EQ(outcome(accounts().begin_factor(session.token, Secret("wrong"), from_)), "account.wrong_password");
    EXPECT_EQ(outcome(accounts().confirm_factor(session.token, Secret("123456"), from_)), "account.no_factor_begun");
    auto const begun = accounts().begin_factor(session.token, Secret(password), from_).value();
    EXPECT_EQ(begun.base32.reveal().size(), 32u);
    EXPECT_TRUE(begun.uri.reveal().starts_with("otpauth://totp/Recourse:bo%40example.com?secret="));
    EXPECT_EQ(outcome(try_sign_in("bo")), ""); // not yet
    auto const secret = from_base32(begun.base32.reveal());
    auto const wrong = totp::code(secret, totp::step_of(clock_.now()) + 5);
    EXPECT_EQ(outcome(accounts().confirm_factor(session.token, Secret(wrong), from_)), "account.wrong_code");
    auto const codes = accounts().confirm_factor(session.token, Secret(code_of(secret)), from_).value();
    EXPECT_EQ(codes.size(), 10u);
    EXPECT_TRUE(accounts().person(bo_).value().has_factor);
    EXPECT_EQ(outcome(accounts().owner(other.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().owner(session.token)), "");
    EXPECT_EQ(outcome(accounts().begin_factor(session.token, Secret(password), from_)), "account.factor_exists");

    EXPECT_EQ(outcome(try_sign_in("bo")), "account.code_needed");
    EXPECT_EQ(outcome(try_sign_in("bo", other_password)), "account.wrong_sign_in");
    EXPECT_EQ(outcome(try_sign_in("bo", password, code_of(secret))), "account.wrong_sign_in"); // it was used
    clock_.pass(30s);
    auto const code = code_of(secret);
    auto const spaced = code.substr(0, 3) + " " + code.substr(3);
    EXPECT_EQ(try_sign_in("bo", password, spaced).value().recovery_codes_left, 10u);
    EXPECT_EQ(outcome(try_sign_in("bo", password, code)), "account.wrong_sign_in");
}

TEST_F(FactorsTest, a_recovery_code_counts_once)
{
    RecoveryCodes codes;
    enrol(sign_in("bo").token, &codes);
    std::set<std::string> distinct;
    unsigned left = 10;
    for (auto const& code : codes) {
        EXPECT_TRUE(distinct.emplace(code.reveal()).second);
        EXPECT_EQ(code.reveal().size(), 19u);
        auto typed = std::string(code.reveal());
        std::ranges::transform(typed, typed.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        auto const signed_in = try_sign_in("bo", password, typed);
        ASSERT_EQ(outcome(signed_in), "");
        EXPECT_EQ(signed_in->recovery_codes_left, --left);
        EXPECT_EQ(outcome(try_sign_in("bo", password, code.reveal())), "account.wrong_sign_in");
    }
}

TEST_F(FactorsTest, new_recovery_codes_void_the_old)
{
    RecoveryCodes old;
    auto const session = sign_in("bo");
    EXPECT_EQ(outcome(accounts().new_recovery_codes(session.token, Secret(password), from_)), "account.no_factor");
    enrol(session.token, &old);
    EXPECT_EQ(outcome(accounts().new_recovery_codes(session.token, Secret("wrong"), from_)), "account.wrong_password");
    auto const fresh = accounts().new_recovery_codes(session.token, Secret(password), from_).value();
    EXPECT_EQ(outcome(try_sign_in("bo", password, old[0].reveal())), "account.wrong_sign_in");
    EXPECT_EQ(outcome(try_sign_in("bo", password, fresh[0].reveal())), "");
}

TEST_F(FactorsTest, another_persons_recovery_code_is_none)
{
    RecoveryCodes of_bo;
    enrol(sign_in("bo").token, &of_bo);
    enrol(sign_in("officer").token);
    EXPECT_EQ(outcome(try_sign_in("officer", password, of_bo[0].reveal())), "account.wrong_sign_in");
}

// Somebody knows the password and tries codes; asking without one in between clears nothing.
TEST_F(FactorsTest, codes_are_not_tried_for_ever)
{
    auto const secret = enrol(sign_in("bo").token);
    clock_.pass(60s);
    auto const wrong = totp::code(secret, totp::step_of(clock_.now()) + 50);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(outcome(try_sign_in("bo")), "account.code_needed");
        EXPECT_EQ(outcome(try_sign_in("bo", password, wrong)), "account.wrong_sign_in");
    }
    EXPECT_EQ(outcome(try_sign_in("bo")), "account.locked");
    EXPECT_EQ(outcome(try_sign_in("bo", password, code_of(secret))), "account.locked");
    clock_.pass(30s);
    EXPECT_EQ(outcome(try_sign_in("bo")), "account.code_needed"); // takes no part of what is left
    EXPECT_EQ(outcome(try_sign_in("bo", password, code_of(secret))), "");
}

TEST_F(FactorsTest, one_code_at_once_by_many_is_good_for_one)
{
    auto const secret = enrol(sign_in("bo").token);
    options_.account_lock.free = 100;
    reopen();
    clock_.pass(60s);
    auto const code = code_of(secret);
    std::atomic<int> in = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { in += try_sign_in("bo", password, code).has_value(); });
    }
    EXPECT_EQ(in, 1);
}

TEST_F(FactorsTest, an_officer_may_be_required_to_have_one)
{
    options_.officers_need_factor = true;
    reopen();
    auto const session = sign_in("officer");
    EXPECT_TRUE(session.owner.is_factor_missing);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.factor_required");
    EXPECT_FALSE(sign_in("bo").owner.is_factor_missing);
    auto const secret = enrol(session.token);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "");
    EXPECT_FALSE(accounts().owner(session.token).value().is_factor_missing);
    clock_.pass(60s);
    EXPECT_EQ(outcome(accounts().remove_factor(session.token, Secret(password), Secret(code_of(secret)), from_)),
        "account.factor_required");
    ASSERT_TRUE(accounts().reset_factor(Caller::command_line(), { 1 }));
    EXPECT_EQ(outcome(accounts().owner(session.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().authenticate(sign_in("officer").token)), "account.factor_required");
}

TEST_F(FactorsTest, one_removes_ones_own_with_password_and_code)
{
    auto const session = sign_in("bo");
    EXPECT_EQ(outcome(accounts().remove_factor(session.token, Secret(password), Secret("123456"), from_)),
        "account.no_factor");
    auto const secret = enrol(session.token);
    clock_.pass(60s);
    auto const wrong = totp::code(secret, totp::step_of(clock_.now()) + 50);
    EXPECT_EQ(outcome(accounts().remove_factor(session.token, Secret("wrong"), Secret(code_of(secret)), from_)),
        "account.wrong_password");
    EXPECT_EQ(
        outcome(accounts().remove_factor(session.token, Secret(password), Secret(wrong), from_)), "account.wrong_code");
    EXPECT_EQ(outcome(accounts().remove_factor(session.token, Secret(password), Secret(code_of(secret)), from_)), "");
    EXPECT_EQ(outcome(try_sign_in("bo")), "");
    EXPECT_FALSE(accounts().person(bo_).value().has_factor);
}

TEST_F(FactorsTest, a_lost_one_is_removed_by_another_officer)
{
    auto const session = sign_in("bo");
    enrol(session.token);
    auto const officer = caller("officer");
    EXPECT_EQ(
        outcome(accounts().reset_factor(accounts().authenticate(session.token).value(), { 1 })), "account.may_not");
    EXPECT_EQ(outcome(accounts().reset_factor(officer, officer.actor.person)), "account.oneself");
    EXPECT_EQ(outcome(accounts().reset_factor(officer, { 99 })), "account.no_person");
    EXPECT_EQ(outcome(accounts().reset_factor(officer, bo_)), "");
    EXPECT_EQ(outcome(accounts().reset_factor(officer, bo_)), "account.no_factor");
    EXPECT_EQ(outcome(accounts().owner(session.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(try_sign_in("bo")), "");
}

TEST_F(FactorsTest, a_new_password_by_link_does_not_get_round_it)
{
    enrol(sign_in("bo").token);
    auto const link = accounts().recovery_link(Caller::command_line(), bo_).value();
    ASSERT_TRUE(accounts().recover_password(link.token, Secret(other_password)));
    EXPECT_EQ(outcome(try_sign_in("bo", other_password)), "account.code_needed");
}

TEST_F(FactorsTest, without_the_key_a_recovery_code_is_the_way)
{
    RecoveryCodes codes;
    auto const secret = enrol(sign_in("bo").token, &codes);
    accounts_.reset();
    std::filesystem::remove(folder_.path() / "accounts.key");
    reopen();
    clock_.pass(60s);
    EXPECT_EQ(outcome(try_sign_in("bo", password, code_of(secret))), "account.factor_unreadable");
    EXPECT_EQ(outcome(try_sign_in("bo", password, codes[3].reveal())), "");
}

} // namespace
} // namespace recourse::accounts

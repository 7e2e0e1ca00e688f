#include "accounts/fixture_test.hpp"

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Part buyer_of_7 { act::Role::buyer, { 7 }, {} };
constexpr Part supplier_of_8 { act::Role::supplier, { 8 }, {} };

class SessionsTest : public AccountsTest {
protected:
    SessionsTest() { set_up(); }
};

TEST_F(SessionsTest, a_session_that_is_not_used_ends_after_half_a_day)
{
    auto const session = sign_in("officer");
    clock_.pass(12h - 1us);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "");
    clock_.pass(12h - 1us);
    EXPECT_EQ(outcome(accounts().owner(session.token)), ""); // it was used in between
    clock_.pass(12h);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.session_over");
    EXPECT_EQ(outcome(accounts().owner(session.token)), "account.session_over");
    EXPECT_TRUE(accounts().sessions({ 1 }).value().empty());
    ASSERT_TRUE(accounts().maintain());
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.not_signed_in");
}

TEST_F(SessionsTest, a_session_ends_after_a_week_however_it_is_used)
{
    auto const session = sign_in("officer");
    for (int hours = 6; hours < 7 * 24; hours += 6) {
        clock_.pass(6h);
        ASSERT_EQ(outcome(accounts().authenticate(session.token)), "") << hours;
        if (hours % 24 == 0) {
            ASSERT_TRUE(accounts().maintain());
            reopen(); // what was seen lasts
        }
    }
    clock_.pass(6h - 1us);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "");
    clock_.pass(1us);
    EXPECT_EQ(in(0us), session.until);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.session_over");
}

TEST_F(SessionsTest, one_sees_and_ends_ones_own)
{
    join("bo", buyer_of_7);
    auto const here = sign_in("bo");
    clock_.pass(1h);
    auto const there = sign_in("bo");
    auto const bo = here.owner.person;
    auto const all = accounts().sessions(bo).value();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].id, here.owner.session);
    EXPECT_EQ(all[0].network, "203.0.113.0/24");
    EXPECT_EQ(all[0].agent, "Firefox on a test");
    EXPECT_EQ(all[1].since, in(0us));
    EXPECT_EQ(outcome(accounts().end_session({ 1 }, there.owner.session)), "account.no_session"); // another's
    EXPECT_EQ(outcome(accounts().end_session(bo, there.owner.session)), "");
    EXPECT_EQ(outcome(accounts().end_session(bo, there.owner.session)), "account.no_session");
    EXPECT_EQ(outcome(accounts().authenticate(there.token)), "account.not_signed_in");
    auto const third = sign_in("bo");
    ASSERT_TRUE(accounts().end_other_sessions(third.token));
    EXPECT_EQ(outcome(accounts().authenticate(here.token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().authenticate(third.token)), "");
}

TEST_F(SessionsTest, of_too_many_the_one_seen_longest_ago_ends)
{
    options_.sessions_per_person_max = 3;
    reopen();
    std::vector<SignedIn> all;
    for (int i = 0; i < 5; ++i) {
        all.push_back(sign_in("officer"));
        clock_.pass(1min);
    }
    EXPECT_EQ(accounts().sessions({ 1 }).value().size(), 3u);
    EXPECT_EQ(outcome(accounts().owner(all[1].token)), "account.not_signed_in");
    EXPECT_EQ(outcome(accounts().owner(all[2].token)), "");
}

TEST_F(SessionsTest, what_a_browser_calls_itself_is_shown_without_harm)
{
    auto const session = accounts()
                             .sign_in({ "officer@example.com", Secret(password), {},
                                 { "2001:db8::1", "evil\x1b[2J\xFF" + std::string(500, 'x') } })
                             .value();
    auto const agent = accounts().sessions({ 1 }).value().back().agent;
    EXPECT_TRUE(agent.starts_with("evil[2J\xEF\xBF\xBDxx")) << agent;
    EXPECT_LT(agent.size(), 210u);
}

TEST_F(SessionsTest, who_has_several_parts_says_in_which_he_acts)
{
    auto const bo = join("bo", buyer_of_7);
    auto const other = accounts().add_membership(Caller::command_line(), bo, supplier_of_8).value();
    auto const session = sign_in("bo");
    EXPECT_FALSE(session.owner.acting);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.no_membership");
    EXPECT_EQ(outcome(accounts().act_as(session.token, { 1 })), "account.membership_not_found"); // the officer's
    EXPECT_EQ(outcome(accounts().act_as(session.token, { 99 })), "account.membership_not_found");
    ASSERT_TRUE(accounts().act_as(session.token, other.id));
    EXPECT_EQ(accounts().authenticate(session.token).value().actor, (act::Actor { act::Role::supplier, { 8 }, bo }));
    auto const parts = accounts().memberships(bo).value();
    ASSERT_EQ(parts.size(), 2u);
    ASSERT_TRUE(accounts().act_as(session.token, parts[0].id));
    EXPECT_EQ(accounts().authenticate(session.token).value().actor, (act::Actor { act::Role::buyer, { 7 }, bo }));
}

TEST_F(SessionsTest, a_part_that_is_over_is_acted_in_no_more)
{
    auto const bo = join("bo", buyer_of_7);
    auto const session = sign_in("bo");
    ASSERT_TRUE(accounts().authenticate(session.token));
    auto const part = accounts().memberships(bo).value().front();
    EXPECT_EQ(outcome(accounts().add_membership(caller("officer"), bo, buyer_of_7)), "account.membership_exists");
    ASSERT_TRUE(accounts().end_membership(caller("officer"), part.id));
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.membership_over");
    EXPECT_EQ(outcome(accounts().owner(session.token)), "");
    EXPECT_EQ(outcome(accounts().act_as(session.token, part.id)), "account.membership_not_found");
    EXPECT_EQ(outcome(accounts().end_membership(caller("officer"), part.id)), "account.membership_not_found");
    auto const again = accounts().add_membership(caller("officer"), bo, buyer_of_7).value();
    EXPECT_GT(again.id, part.id);
    EXPECT_EQ(outcome(accounts().authenticate(session.token)), "account.membership_over"); // until he says so
    EXPECT_EQ(accounts().members({ 7 }).value().size(), 1u);
}

TEST_F(SessionsTest, one_leaves_by_oneself_and_by_nobody_elses_hand)
{
    auto const bo = join("bo", buyer_of_7);
    join("sue", supplier_of_8);
    join("ann", buyer_of_7);
    auto const part = accounts().memberships(bo).value().front().id;
    EXPECT_EQ(outcome(accounts().end_membership(caller("sue"), part)), "account.may_not");
    EXPECT_EQ(outcome(accounts().end_membership(caller("bo"), part)), "");
    auto const ann = accounts().person_of("ann@example.com").value().id;
    EXPECT_EQ(outcome(accounts().disable(caller("ann"), bo)), "account.may_not");
    EXPECT_EQ(outcome(accounts().enable(caller("sue"), ann)), "account.may_not");
}

TEST_F(SessionsTest, the_last_officer_stays)
{
    auto const first = caller("officer");
    auto const own = accounts().memberships({ 1 }).value().front().id;
    EXPECT_EQ(outcome(accounts().end_membership(first, own)), "account.last_officer");
    EXPECT_EQ(outcome(accounts().disable(Caller::command_line(), { 1 })), "account.last_officer");
    EXPECT_EQ(outcome(accounts().disable(first, { 1 })), "account.oneself");
    auto const second = join("mei", { act::Role::officer, {}, {} });
    ASSERT_TRUE(accounts().disable(first, second));
    EXPECT_EQ(outcome(accounts().end_membership(first, own)), "account.last_officer"); // who is disabled is none
    ASSERT_TRUE(accounts().enable(first, second));
    EXPECT_EQ(outcome(accounts().end_membership(first, own)), "");
    EXPECT_EQ(outcome(accounts().disable(caller("mei"), { 1 })), "");
}

TEST_F(SessionsTest, people_are_listed_and_describe_themselves)
{
    auto const bo = join("bo", buyer_of_7);
    join("sue", supplier_of_8);
    auto const page = accounts().people({ 1 }, 1).value();
    ASSERT_EQ(page.size(), 1u);
    EXPECT_EQ(page[0].id, bo);
    EXPECT_EQ(page[0].email, "bo@example.com");
    EXPECT_EQ(accounts().people({}, 10).value().size(), 3u);
    ASSERT_TRUE(accounts().change_profile(bo, "博先生", Language::zh));
    EXPECT_EQ(accounts().person(bo).value().name, "博先生");
    EXPECT_EQ(caller("bo").language, Language::zh);
    for (auto const& name : { std::string(), std::string("   "), std::string(201, 'x'), std::string("\x1b[2J"),
             std::string("a\nb"), std::string("\xFF") })
        EXPECT_EQ(outcome(accounts().change_profile(bo, name, Language::en)), "account.bad_name") << name;
    EXPECT_EQ(outcome(accounts().change_profile({ 99 }, "x", Language::en)), "account.no_person");
    EXPECT_EQ(outcome(accounts().person({ 99 })), "account.no_person");
    EXPECT_EQ(outcome(accounts().person_of("x@example.com")), "account.no_person");
}

TEST_F(SessionsTest, a_token_of_no_kind_is_nobody)
{
    std::vector<std::string> const texts { "", "rs_", "rk_", std::string(46, 'A'), "rs_" + std::string(43, 'A') + "\n",
        std::string(1 << 20, 'x') };
    for (auto const& text : texts) {
        EXPECT_EQ(outcome(accounts().authenticate(Secret(text))), "account.not_signed_in");
        EXPECT_EQ(outcome(accounts().owner(Secret(text))), "account.not_signed_in");
        EXPECT_EQ(outcome(accounts().sign_out(Secret(text))), "");
    }
    EXPECT_EQ(outcome(accounts().authenticate(Secret("rk_" + std::string(43, 'A')))), "account.key_unknown");
}

} // namespace
} // namespace recourse::accounts

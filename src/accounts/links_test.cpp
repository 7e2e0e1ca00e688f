#include "accounts/fixture_test.hpp"

#include <thread>

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Part buyer_of_7 { act::Role::buyer, { 7 }, {} };
constexpr Part supplier_in_4 { act::Role::supplier, { 8 }, { 4 } };

class LinksTest : public AccountsTest {
protected:
    LinksTest()
    {
        set_up();
        join("bo", buyer_of_7);
        bo_ = caller("bo");
    }
    Caller bo_;
};

TEST_F(LinksTest, the_other_side_comes_to_one_case)
{
    auto const invited = accounts().invite(bo_, supplier_in_4, "Sue@example.com", in(24h)).value();
    EXPECT_TRUE(invited.link.token.reveal().starts_with("rl_"));
    auto const shown = accounts().invitation(invited.link.token).value();
    EXPECT_EQ(shown.id, invited.invitation.id);
    EXPECT_EQ(shown.part, supplier_in_4);
    EXPECT_EQ(shown.by, bo_.actor.person);
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, somebody("eve"))), "account.other_email");
    auto const sue = accounts().accept(invited.link.token, somebody("sue")).value();
    auto const who = caller("sue");
    EXPECT_EQ(who.actor, (act::Actor { act::Role::supplier, { 8 }, sue }));
    EXPECT_EQ(who.only_case, Id<Order> { 4 });
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, somebody("eve"))), "account.link_unknown");
    EXPECT_EQ(outcome(accounts().invitation(invited.link.token)), "account.link_unknown");
    // Nobody is made an officer by a program.
    auto robot = Caller::command_line();
    robot.key = Id<ApiKey> { 1 };
    EXPECT_EQ(outcome(accounts().invite(robot, { act::Role::officer, {}, {} }, "", in(1h))), "account.may_not");
    // A guest is no colleague.
    EXPECT_EQ(outcome(accounts().invite(who, { act::Role::supplier, { 8 }, {} }, "", in(1h))), "account.may_not");
    EXPECT_EQ(outcome(accounts().make_key(who, { "k", act::Role::supplier, { 8 }, { Scope::read }, in(1h) })),
        "account.may_not");
    EXPECT_EQ(outcome(accounts().invite(who, { act::Role::supplier_counsel, { 8 }, { 4 } }, "", in(1h))), "");
}

TEST_F(LinksTest, nobody_asks_in_for_the_other_side_once_it_is_here)
{
    auto const early = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
    auto const second = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
    ASSERT_EQ(outcome(accounts().accept(early.link.token, somebody("guest"))), "");
    EXPECT_EQ(outcome(accounts().invite(bo_, supplier_in_4, "", in(24h))), "")
        << "guests of a case are nobody's people";
    auto const key
        = accounts().make_key(Caller::command_line(), { "shop", act::Role::supplier, { 8 }, { Scope::read }, in(24h) });
    ASSERT_TRUE(key);
    // Neither with a new link nor with one of before.
    EXPECT_EQ(outcome(accounts().invite(bo_, supplier_in_4, "", in(24h))), "account.other_side_is_here");
    EXPECT_EQ(outcome(accounts().accept(second.link.token, somebody("eve"))), "account.other_side_is_here");
    auto const session = sign_in("guest");
    EXPECT_EQ(outcome(accounts().accept(second.link.token, session.token)), "account.other_side_is_here");
    ASSERT_TRUE(accounts().revoke_key(Caller::command_line(), key->key.id));
    EXPECT_EQ(outcome(accounts().invite(bo_, supplier_in_4, "", in(24h))), "");
    join("sue", { act::Role::supplier, { 8 }, {} });
    EXPECT_EQ(outcome(accounts().invite(bo_, supplier_in_4, "", in(24h))), "account.other_side_is_here");
    EXPECT_EQ(outcome(accounts().invite(Caller::command_line(), supplier_in_4, "", in(24h))), "");
    EXPECT_EQ(outcome(accounts().invite(caller("sue"), supplier_in_4, "", in(24h))), "") << "its own";
}

TEST_F(LinksTest, somebody_who_is_here_takes_a_part_more)
{
    auto const sue = join("sue", { act::Role::supplier, { 8 }, {} });
    auto const session = sign_in("sue");
    auto const invited = accounts().invite(Caller::command_line(), supplier_in_4, "", in(24h)).value();
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, Secret("rs_x"))), "account.not_signed_in");
    auto const membership = accounts().accept(invited.link.token, session.token).value();
    ASSERT_TRUE(accounts().act_as(session.token, membership));
    EXPECT_EQ(accounts().authenticate(session.token).value().only_case, Id<Order> { 4 });
    EXPECT_EQ(accounts().memberships(sue).value().size(), 2u);
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, session.token)), "account.link_unknown");
    auto const again = accounts().invite(Caller::command_line(), supplier_in_4, "", in(24h)).value();
    EXPECT_EQ(outcome(accounts().accept(again.link.token, session.token)), "account.membership_exists");
    auto const named = accounts().invite(bo_, { act::Role::counsel, { 7 }, {} }, "law@example.com", in(24h)).value();
    EXPECT_EQ(outcome(accounts().accept(named.link.token, session.token)), "account.other_email");
}

TEST_F(LinksTest, an_invitation_ends_when_it_says)
{
    auto const invited = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
    clock_.pass(24h - 1us);
    EXPECT_EQ(outcome(accounts().invitation(invited.link.token)), "");
    clock_.pass(1us);
    EXPECT_EQ(outcome(accounts().invitation(invited.link.token)), "account.link_expired");
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, somebody("sue"))), "account.link_expired");
    EXPECT_TRUE(accounts().invitations(Caller::command_line()).value().empty());
    ASSERT_TRUE(accounts().maintain());
    EXPECT_EQ(outcome(accounts().invitation(invited.link.token)), "account.link_expired"); // told so for a month
    clock_.pass(30 * 24h);
    ASSERT_TRUE(accounts().maintain());
    EXPECT_EQ(outcome(accounts().invitation(invited.link.token)), "account.link_unknown");
    for (auto const until : { in(0us), in(-1us), in(30 * 24h + 1us) })
        EXPECT_EQ(outcome(accounts().invite(bo_, supplier_in_4, "", until)), "account.link_life");
    EXPECT_EQ(outcome(accounts().invite(bo_, supplier_in_4, "", in(30 * 24h))), "");
}

TEST_F(LinksTest, what_is_wrong_with_a_person_leaves_the_link)
{
    auto const invited = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
    struct Row {
        std::string name, email, password;
        std::string_view code;
    };
    for (auto const& [name, email, with, code] : {
             Row { "", "sue@example.com", std::string(password), "account.bad_name" },
             Row { "Sue", "sue", std::string(password), "account.bad_email" },
             Row { "Sue", "@example.com", std::string(password), "account.bad_email" },
             Row { "Sue", "sue@", std::string(password), "account.bad_email" },
             Row { "Sue", "sue@a@b", std::string(password), "account.bad_email" },
             Row { "Sue", "sue @example.com", std::string(password), "account.bad_email" },
             Row { "Sue", "sue@example.com\r\nBcc: x", std::string(password), "account.bad_email" },
             Row { "Sue", "sue..x@example.com", std::string(password), "account.bad_email" },
             Row { "Sue", std::string(250, 'x') + "@x.cn", std::string(password), "account.bad_email" },
             Row { "Sue", "sue@example.com", "password1234", "account.password_common" },
             Row { "Sue", "BO@EXAMPLE.COM", std::string(password), "account.email_taken" },
         })
        EXPECT_EQ(outcome(accounts().accept(invited.link.token, { name, email, Language::en, Secret(with) })), code)
            << email;
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, somebody("sue"))), "");
}

TEST_F(LinksTest, an_invitation_is_seen_and_withdrawn_by_its_side)
{
    auto const other_side = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
    join("sue", { act::Role::supplier, { 8 }, {} });
    join("ann", buyer_of_7);
    auto const sue = caller("sue");
    auto const colleague = accounts().invite(bo_, buyer_of_7, "", in(24h)).value();
    auto const counsel = accounts().invite(sue, { act::Role::supplier_counsel, { 8 }, { 4 } }, "", in(24h)).value();
    EXPECT_EQ(accounts().invitations(bo_).value().size(), 2u); // his own
    EXPECT_EQ(accounts().invitations(caller("ann")).value().size(), 1u); // her party's
    EXPECT_EQ(accounts().invitations(sue).value().size(), 2u); // both are of her party
    EXPECT_EQ(accounts().invitations(caller("officer")).value().size(), 3u);
    EXPECT_EQ(outcome(accounts().withdraw_invitation(sue, colleague.invitation.id)), "account.may_not");
    EXPECT_EQ(outcome(accounts().withdraw_invitation(bo_, counsel.invitation.id)), "account.may_not");
    EXPECT_EQ(outcome(accounts().withdraw_invitation(bo_, other_side.invitation.id)), "");
    EXPECT_EQ(outcome(accounts().withdraw_invitation(bo_, other_side.invitation.id)), "account.no_invitation");
    EXPECT_EQ(outcome(accounts().accept(other_side.link.token, somebody("guest"))), "account.link_unknown");
}

TEST_F(LinksTest, who_leaves_lets_nobody_in_any_more)
{
    auto const invited = accounts().invite(bo_, buyer_of_7, "", in(24h)).value();
    auto const part = accounts().memberships(bo_.actor.person).value().front().id;
    ASSERT_TRUE(accounts().end_membership(caller("officer"), part));
    EXPECT_EQ(outcome(accounts().accept(invited.link.token, somebody("friend"))), "account.link_unknown");
}

TEST_F(LinksTest, a_link_of_one_kind_is_none_of_another)
{
    auto const invited = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
    auto const recovery = accounts().recovery_link(Caller::command_line(), bo_.actor.person).value();
    EXPECT_EQ(outcome(accounts().recover_password(invited.link.token, Secret(other_password))), "account.link_unknown");
    EXPECT_EQ(outcome(accounts().accept(recovery.token, somebody("eve"))), "account.link_unknown");
    EXPECT_EQ(outcome(accounts().set_up(recovery.token, somebody("eve"))), "account.link_unknown");
    EXPECT_EQ(outcome(accounts().authenticate(invited.link.token)), "account.not_signed_in");
    auto const session = sign_in("bo");
    EXPECT_EQ(outcome(accounts().accept(session.token, somebody("eve"))), "account.link_unknown");
}

// Each of them once, and by one, however many come at once.
TEST_F(LinksTest, many_with_one_link_are_one)
{
    for (int round = 0; round < 5; ++round) {
        auto const invited = accounts().invite(bo_, supplier_in_4, "", in(24h)).value();
        std::atomic<int> accepted = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&, i] {
                    auto const name = "guest" + std::to_string(round) + "-" + std::to_string(i);
                    auto const result = accounts().accept(invited.link.token, somebody(name));
                    if (result)
                        ++accepted;
                    else
                        EXPECT_EQ(outcome(result), "account.link_unknown");
                });
            }
        }
        EXPECT_EQ(accepted, 1);
    }
    EXPECT_EQ(accounts().members({ 8 }).value().size(), 5u);
}

TEST_F(LinksTest, of_many_first_people_one_is_the_first)
{
    Folder const empty;
    auto options = options_;
    options.directory = empty.path();
    auto const fresh = Accounts::open(options, clock_).value();
    auto const link = fresh->setup_link().value();
    std::atomic<int> made = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back(
                [&, i] { made += fresh->set_up(link.token, somebody("first" + std::to_string(i))).has_value(); });
    }
    EXPECT_EQ(made, 1);
    EXPECT_EQ(fresh->people({}, 10).value().size(), 1u);
}

} // namespace
} // namespace recourse::accounts

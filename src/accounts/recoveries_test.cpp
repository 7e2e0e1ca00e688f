#include "accounts/fixture_test.hpp"

namespace recourse::accounts {
namespace {

using namespace std::chrono_literals;

constexpr Part officer { act::Role::officer, {}, {} };

class RecoveriesTest : public AccountsTest {
protected:
    RecoveriesTest()
    {
        ada_ = set_up();
        bo_ = join("bo", officer);
        cy_ = join("cy", officer);
    }

    /// With whom the officer forms no pair now.
    std::vector<Id<Person>> apart(std::string const& name)
    {
        std::vector<Id<Person>> persons;
        for (auto const& one : caller(name).behind.apart)
            persons.push_back(one.person);
        return persons;
    }
    using Persons = std::vector<Id<Person>>;

    Id<Person> ada_, bo_, cy_; ///< the first one signs in as "officer"
};

TEST_F(RecoveriesTest, whoever_lets_somebody_in_again_is_no_second_person_to_him_for_thirty_days)
{
    ASSERT_TRUE(accounts().recovery_link(caller("officer"), bo_));
    EXPECT_EQ(apart("officer"), Persons { bo_ });
    EXPECT_EQ(apart("bo"), Persons { ada_ }); // the other way round as well
    EXPECT_EQ(apart("cy"), Persons {});
    auto const until = caller("bo").behind.apart.front().until;
    EXPECT_EQ(until, in(30 * 24h));
    reopen();
    ASSERT_TRUE(accounts().maintain());
    EXPECT_EQ(apart("bo"), Persons { ada_ });
    clock_.pass(30 * 24h - 1us);
    EXPECT_EQ(apart("bo"), Persons { ada_ });
    clock_.pass(1us);
    EXPECT_EQ(apart("bo"), Persons {});
    EXPECT_EQ(apart("officer"), Persons {});
}

TEST_F(RecoveriesTest, a_second_link_begins_the_time_anew)
{
    ASSERT_TRUE(accounts().recovery_link(caller("officer"), bo_));
    clock_.pass(20 * 24h);
    ASSERT_TRUE(accounts().recovery_link(caller("officer"), bo_));
    clock_.pass(20 * 24h);
    EXPECT_EQ(apart("bo"), Persons { ada_ });
}

TEST_F(RecoveriesTest, a_second_factor_that_was_reset_counts_too)
{
    enrol(sign_in("bo").token);
    ASSERT_TRUE(accounts().reset_factor(caller("cy"), bo_));
    EXPECT_EQ(apart("bo"), Persons { cy_ });
    EXPECT_EQ(apart("cy"), Persons { bo_ });
    EXPECT_EQ(apart("officer"), Persons {});
}

TEST_F(RecoveriesTest, what_is_refused_and_what_the_operator_does_parts_nobody)
{
    EXPECT_EQ(outcome(accounts().reset_factor(caller("officer"), bo_)), "account.no_factor");
    EXPECT_EQ(outcome(accounts().recovery_link(caller("officer"), ada_)), "account.oneself");
    ASSERT_TRUE(accounts().recovery_link(Caller::command_line(), bo_));
    for (auto const* name : { "officer", "bo", "cy" })
        EXPECT_EQ(apart(name), Persons {}) << name;
}

constexpr Part at_supplier { act::Role::supplier, Id<Party> { 5 }, {} };

class InvitedTest : public RecoveriesTest {
protected:
    Id<Person> invited(Caller const& by, std::string name, Part part = at_supplier)
    {
        auto const made = accounts().invite(by, part, "", in(1h)).value();
        clock_.pass(1us);
        return accounts().accept(made.link.token, somebody(std::move(name))).value();
    }
    Caller key_of(Caller const& by)
    {
        auto const made = accounts().make_key(by, { "k", act::Role::officer, {}, Scopes::all(), in(24h) }).value();
        return accounts().authenticate(made.token).value();
    }
};

// An officer once confirmed as himself what he had proposed as a person whom he had asked into the supplier.
TEST_F(InvitedTest, whoever_asks_somebody_into_a_party_is_no_second_person_to_him_for_thirty_days)
{
    auto const sol = invited(caller("officer"), "sol");
    auto const joined = clock_.now();
    EXPECT_EQ(apart("officer"), Persons { sol });
    EXPECT_EQ(apart("sol"), Persons { ada_ });
    EXPECT_EQ(apart("bo"), Persons {});
    EXPECT_EQ(caller("sol").behind.apart.front().until, (Instant { joined.micros + 30LL * 86'400'000'000 }));
    clock_.pass(30 * 24h);
    EXPECT_EQ(apart("officer"), Persons {});
}

TEST_F(InvitedTest, a_key_asks_for_whoever_made_it)
{
    auto const sol = invited(key_of(key_of(caller("bo"))), "sol");
    EXPECT_EQ(apart("bo"), Persons { sol });
    EXPECT_EQ(apart("officer"), Persons {});
}

TEST_F(InvitedTest, whom_the_invited_asks_in_was_let_in_by_the_first_as_well)
{
    auto const sol = invited(caller("officer"), "sol");
    auto const tom = invited(caller("sol"), "tom");
    EXPECT_EQ(apart("officer"), (Persons { sol, tom }));
    EXPECT_EQ(apart("tom"), (Persons { ada_, sol }));
    // After his thirty days he is a person of his own, who asks in others.
    clock_.pass(30 * 24h);
    auto const ula = invited(caller("sol"), "ula");
    EXPECT_EQ(apart("sol"), Persons { ula });
    EXPECT_EQ(apart("officer"), Persons {});
}

TEST_F(InvitedTest, who_has_an_account_already_was_let_into_the_party_too)
{
    auto const made = accounts().invite(caller("officer"), at_supplier, "", in(1h)).value();
    ASSERT_TRUE(accounts().accept(made.link.token, sign_in("cy").token));
    EXPECT_EQ(apart("officer"), Persons { cy_ });
}

// Otherwise whoever gives the part outright would be spared what whoever invites is not.
TEST_F(InvitedTest, whom_somebody_gives_a_part_he_has_let_in)
{
    ASSERT_TRUE(accounts().add_membership(caller("officer"), cy_, at_supplier));
    EXPECT_EQ(apart("officer"), Persons { cy_ });
    Part const at_another { act::Role::supplier, Id<Party> { 6 }, {} };
    ASSERT_TRUE(accounts().add_membership(key_of(caller("bo")), cy_, at_another));
    EXPECT_EQ(apart("bo"), Persons { cy_ });
    // The programme's own part parts nobody, as with an invitation; no program gives it.
    auto const eve = invited(caller("officer"), "eve");
    EXPECT_EQ(outcome(accounts().add_membership(key_of(caller("bo")), eve, officer)), "account.may_not");
    ASSERT_TRUE(accounts().add_membership(caller("bo"), eve, officer));
    ASSERT_TRUE(accounts().add_membership(Caller::command_line(), eve, at_another));
    EXPECT_EQ(apart("bo"), Persons { cy_ });
    // Whoever gives himself a part is one person with it, and is told apart from nobody.
    auto const own = caller("officer");
    ASSERT_TRUE(accounts().add_membership(own, own.actor.person, at_another));
    EXPECT_EQ(apart("bo"), Persons { cy_ });
}

TEST_F(InvitedTest, nobody_gives_a_part_of_the_other_side)
{
    invited(caller("officer"), "sol");
    Part const facing { act::Role::buyer, Id<Party> { 9 }, Id<Order> { 3 } };
    EXPECT_EQ(outcome(accounts().add_membership(caller("sol"), cy_, facing)), "account.may_not");
    EXPECT_EQ(outcome(accounts().add_membership(caller("sol"), cy_, at_supplier)), "");
    EXPECT_EQ(apart("sol"), (Persons { ada_, cy_ }));
}

TEST_F(InvitedTest, the_programme_s_own_and_the_operator_s_invitations_part_nobody)
{
    invited(caller("officer"), "dee", officer);
    invited(Caller::command_line(), "sol");
    for (auto const* name : { "officer", "dee", "sol" })
        EXPECT_EQ(apart(name), Persons {}) << name;
}

} // namespace
} // namespace recourse::accounts

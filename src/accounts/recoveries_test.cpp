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

} // namespace
} // namespace recourse::accounts

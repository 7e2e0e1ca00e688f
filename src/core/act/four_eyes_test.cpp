#include "core/act/four_eyes.hpp"

#include <gtest/gtest.h>

namespace recourse::act {
namespace {

constexpr RefusalKind same_person { "test.same_person", 403, "", "" };
constexpr Id<Person> ada { 1 }, bo { 2 }, cy { 3 };
constexpr Instant now { 1'000'000 };

std::string said(Id<Person> who, Behind const& behind, Id<Person> person, Id<Person> maker)
{
    auto const done
        = second_person({ Role::officer, {}, who }, behind, now, { person, maker }, { &same_person, {}, {} });
    return done ? "" : std::string { done.error().kind->code };
}

TEST(FourEyes, a_key_counts_as_whoever_made_it)
{
    struct Case {
        Id<Person> person;
        Id<Person> maker;
        char const* refused;
    };
    for (auto const& [person, maker, refused] : {
             Case { ada, {}, "test.same_person" }, // she proposed it herself
             Case { {}, ada, "test.same_person" }, // with a key that she made
             Case { bo, {}, "" }, Case { {}, bo, "" }, Case { {}, {}, "" }, // the operator's own key, or the machinery
         })
        EXPECT_EQ(said(ada, {}, person, maker), refused) << person.number << " " << maker.number;
}

TEST(FourEyes, nobody_forms_a_pair_with_whom_he_let_in_again)
{
    Behind const behind { {}, { { bo, { now.micros + 1 } }, { cy, now } } };
    EXPECT_EQ(said(ada, behind, bo, {}), "four_eyes.let_in_again");
    EXPECT_EQ(said(ada, behind, {}, bo), "four_eyes.let_in_again"); // nor with his key
    EXPECT_EQ(said(ada, behind, cy, {}), ""); // the time is over
    EXPECT_EQ(said(ada, behind, { 4 }, {}), "");
    EXPECT_EQ(said(ada, behind, {}, {}), "");
    auto const refused = second_person({ Role::officer, {}, ada }, behind, now, { bo }, { &same_person, {}, {} });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().values.front().second, to_string(Instant { now.micros + 1 })); // it says until when
}

} // namespace
} // namespace recourse::act

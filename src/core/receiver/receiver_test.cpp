#include "core/receiver/receiver.hpp"

#include <gtest/gtest.h>

namespace recourse::receiver {

TEST(Receiver, a_limit_is_kept_at_its_edge_unless_it_says_less_than)
{
    Limit const at_most { .measure = Measure::file_bytes, .most = 100, .below = false, .unknown = {}, .source = {} };
    EXPECT_TRUE(keeps(at_most, 100));
    EXPECT_FALSE(keeps(at_most, 101));
    auto less = at_most;
    less.below = true;
    EXPECT_TRUE(keeps(less, 99));
    EXPECT_FALSE(keeps(less, 100));
    less.unknown = Words { "nothing was found", "未查到" };
    EXPECT_TRUE(keeps(less, 1'000'000));
}

TEST(Receiver, copies_grow_with_the_opponents)
{
    // CIETAC: five, one more for each further party, two fewer before a single arbitrator.
    Copies const cietac { .base = 5, .per_opponent_beyond_first = 1, .sole_fewer = 2, .unknown = {}, .source = {} };
    EXPECT_EQ(copies_for(cietac, 1, false), 5);
    EXPECT_EQ(copies_for(cietac, 3, false), 7);
    EXPECT_EQ(copies_for(cietac, 1, true), 3);
    // A court: its own and one for each opponent.
    Copies const court { .base = 1, .per_opponent = 1, .unknown = {}, .source = {} };
    EXPECT_EQ(copies_for(court, 2, false), 3);
    Copies const nobody { .unknown = Words { "not found", "未查到" }, .source = {} };
    EXPECT_EQ(copies_for(nobody, 1, false), std::nullopt);
}

TEST(Receiver, every_field_has_a_word_of_its_own)
{
    for (int i = 0; i <= static_cast<int>(Field::digest); ++i) {
        auto const field = static_cast<Field>(i);
        EXPECT_EQ(field_of(word(field)), field);
    }
    EXPECT_EQ(field_of("colour"), std::nullopt);
}

} // namespace recourse::receiver

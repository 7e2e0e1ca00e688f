#include "app/seen_ids.hpp"

#include "app/envelope.hpp"

#include <gtest/gtest.h>

namespace recourse::app {
namespace {

store::CommandId id_of(std::uint64_t number)
{
    return command_id({}, std::to_string(number));
}

/// As somebody might make them who counts instead of drawing.
store::CommandId counted(std::uint64_t number)
{
    store::CommandId id;
    for (std::size_t i = 0; i < 8; ++i)
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

} // namespace

TEST(SeenIds, never_take_a_known_id_for_a_new_one_however_many_parts_they_have_grown_to)
{
    for (auto const& make : { &id_of, &counted }) {
        SeenIds seen(100); // far fewer than come
        for (std::uint64_t i = 0; i < 20'000; ++i) {
            seen.add(make(i));
            ASSERT_TRUE(seen.may_have(make(i))) << i;
        }
        for (std::uint64_t i = 0; i < 20'000; ++i)
            ASSERT_TRUE(seen.may_have(make(i))) << i;
    }
}

TEST(SeenIds, seldom_take_a_new_id_for_a_known_one)
{
    for (auto const& make : { &id_of, &counted }) {
        SeenIds seen(20'000);
        EXPECT_FALSE(seen.may_have(make(1)));
        for (std::uint64_t i = 0; i < 20'000; ++i)
            seen.add(make(i));
        int wrong = 0;
        for (std::uint64_t i = 20'000; i < 40'000; ++i)
            wrong += seen.may_have(make(i)) ? 1 : 0;
        EXPECT_LT(wrong, 200); // one in a hundred
    }
}

} // namespace recourse::app

#include "base/digest.hpp"
#include "base/id.hpp"

#include <gtest/gtest.h>

namespace recourse {

namespace {
struct Thing {
    static constexpr std::string_view prefix = "T";
};
} // namespace

TEST(Digest, is_that_of_fips_180_4)
{
    EXPECT_EQ(to_string(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_string(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, in_pieces_is_that_of_the_whole)
{
    Digester digester;
    EXPECT_EQ(digester.add("a").add("bc").finish(), sha256("abc"));
    EXPECT_EQ(digester.add("abc").finish(), sha256("abc")); // and again from the start
    std::string const eight("\x01\x02\0\0\0\0\0\0", 8);
    EXPECT_EQ(digester.add(std::uint64_t { 0x0201 }).finish(), sha256(eight));
}

TEST(Digest, is_read_back_from_its_digits_and_from_nothing_else)
{
    auto const digest = sha256("abc");
    EXPECT_EQ(parse_digest(to_string(digest)), digest);
    EXPECT_FALSE(parse_digest("ba78"));
    EXPECT_FALSE(parse_digest(std::string(64, 'A')));
    EXPECT_FALSE(parse_digest(std::string(63, 'a') + "g"));
}

TEST(Id, is_written_with_the_letter_of_its_kind)
{
    EXPECT_EQ(to_string(Id<Thing> { 17 }), "T-17");
    EXPECT_EQ(parse_id<Thing>("T-17"), Id<Thing> { 17 });
    EXPECT_EQ(parse_id<Thing>("T-70368744177663"), Id<Thing> { id_number_end - 1 });
    for (auto const wrong :
        { "", "T", "T-", "T-0", "T-017", "T-1x", "t-1", "O-1", "T-+1", "T-18446744073709551616", "T-70368744177664" })
        EXPECT_FALSE(parse_id<Thing>(wrong)) << wrong;
}

} // namespace recourse

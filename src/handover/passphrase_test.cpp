#include "handover/passphrase.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace recourse::handover {

TEST(Passphrase, is_six_groups_of_five_letters_and_no_two_are_the_same)
{
    std::set<std::string> made;
    std::map<char, int> letters;
    for (int i = 0; i < 400; ++i) {
        auto const one = new_passphrase();
        ASSERT_EQ(one.size(), 35U);
        for (std::size_t at = 0; at < one.size(); ++at) {
            if (at % 6 == 5)
                ASSERT_EQ(one[at], '-');
            else
                ++letters[one[at]];
        }
        EXPECT_TRUE(made.insert(one).second);
        EXPECT_EQ(passphrase_flaw(one), std::nullopt);
    }
    // 12,000 letters of 24: 500 of each, and none of a fair choice is ever so far away.
    EXPECT_EQ(letters.size(), 24U);
    EXPECT_FALSE(letters.contains('l') || letters.contains('o'));
    for (auto const& [letter, times] : letters)
        EXPECT_TRUE(times > 300 && times < 700) << letter << ' ' << times;
}

TEST(Passphrase, of_somebody_is_taken_where_every_program_makes_the_same_bytes_of_it)
{
    EXPECT_EQ(passphrase_flaw("correct horse battery"), std::nullopt);
    EXPECT_EQ(passphrase_flaw(std::string(99, 'x')), std::nullopt);
    for (auto const& wrong : { std::string {}, std::string(11, 'x'), std::string(100, 'x'),
             std::string { "ein schönes Passwort" }, std::string { "tab\tin the middle" } })
        EXPECT_NE(passphrase_flaw(wrong), std::nullopt) << wrong;
}

} // namespace recourse::handover

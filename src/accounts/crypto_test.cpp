#include "accounts/crypto.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recourse::accounts {
namespace {

constexpr HashCost least { 1, 8192 };

TEST(Crypto, a_hash_is_of_one_password)
{
    auto const hash = hash_password(Secret("correct horse battery"), least).value();
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
    EXPECT_TRUE(is_password(Secret("correct horse battery"), hash));
    EXPECT_FALSE(is_password(Secret("correct horse batterz"), hash));
    EXPECT_FALSE(is_password(Secret(""), hash));
    EXPECT_NE(hash_password(Secret("correct horse battery"), least).value(), hash); // another salt
    EXPECT_FALSE(is_password(Secret("correct horse battery"), "$argon2id$"));
    EXPECT_FALSE(is_password(Secret("correct horse battery"), std::string(300, 'x')));
    EXPECT_FALSE(is_of_other_cost(hash, least));
    EXPECT_TRUE(is_of_other_cost(hash, { 2, 8192 }));
    EXPECT_TRUE(is_of_other_cost(hash, { 1, 16384 }));
    EXPECT_TRUE(is_of_other_cost("x", least));
}

TEST(Crypto, bytes_after_a_zero_count)
{
    using namespace std::string_view_literals;
    auto const hash = hash_password(Secret("correct horse\0battery"sv), least).value();
    EXPECT_FALSE(is_password(Secret("correct horse"), hash));
    EXPECT_FALSE(is_password(Secret("correct horse\0other"sv), hash));
    EXPECT_TRUE(is_password(Secret("correct horse\0battery"sv), hash));
}

TEST(Crypto, memory_that_is_not_there_is_no_hash)
{
    EXPECT_FALSE(hash_password(Secret("correct horse battery"), { 1, 1 }));
}

TEST(Crypto, tokens_are_of_their_kind_and_never_the_same)
{
    std::set<std::string> seen;
    for (auto const kind : { session_token, key_token, link_token }) {
        for (int i = 0; i < 200; ++i) {
            auto const token = new_token(kind);
            EXPECT_TRUE(seen.emplace(token.reveal()).second);
            EXPECT_EQ(token.reveal().size(), 46u);
            for (auto const other : { session_token, key_token, link_token })
                EXPECT_EQ(has_form_of(other, token.reveal()), other.prefix == kind.prefix);
        }
    }
    for (std::string_view const text : { "", "rk_", "rk_0123456789012345678901234567890123456789+12",
             "rk_01234567890123456789012345678901234567890123", "RK_0123456789012345678901234567890123456789012" })
        EXPECT_FALSE(has_form_of(key_token, text)) << text;
}

// RFC 4648, section 10, with the two letters of its section 5.
TEST(Crypto, base64url_has_no_padding)
{
    EXPECT_EQ(base64url({}), "");
    EXPECT_EQ(base64url(std::array<std::uint8_t, 1> { 'f' }), "Zg");
    EXPECT_EQ(base64url(std::array<std::uint8_t, 3> { 0xFB, 0xFF, 0xFE }), "-__-");
}

TEST(Crypto, what_is_sealed_opens_with_its_key_in_its_place_whole)
{
    SealKey key {};
    fill_random(key);
    auto other = key;
    other[31] ^= 1;
    std::array<std::uint8_t, 4> const bytes { 1, 2, 3, 4 };
    auto const sealed = seal(key, bytes, "U-3");
    EXPECT_EQ(unseal(key, sealed, "U-3").value().reveal(), "\x01\x02\x03\x04");
    EXPECT_NE(seal(key, bytes, "U-3"), sealed);
    EXPECT_FALSE(unseal(other, sealed, "U-3"));
    EXPECT_FALSE(unseal(key, sealed, "U-4"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] ^= 0x40;
        EXPECT_FALSE(unseal(key, changed, "U-3")) << i;
        EXPECT_FALSE(unseal(key, std::span(sealed).first(i), "U-3")) << i;
    }
}

TEST(Crypto, secrets_are_compared_in_full)
{
    EXPECT_TRUE(is_same_secret("", ""));
    EXPECT_TRUE(is_same_secret("abc", "abc"));
    EXPECT_FALSE(is_same_secret("abc", "abd"));
    EXPECT_FALSE(is_same_secret("abc", "ab"));
}

TEST(Crypto, a_secret_is_copied_moved_and_wiped)
{
    Secret one("something secret");
    Secret const copy = one;
    Secret const moved = std::move(one);
    EXPECT_EQ(copy.reveal(), moved.reveal());
    Secret other("other");
    other = copy;
    EXPECT_EQ(other.reveal(), "something secret");
    EXPECT_FALSE(other.empty());
    EXPECT_TRUE(Secret().empty());
    std::string text = "something secret";
    wipe(text);
    EXPECT_EQ(text, std::string(16, '\0'));
}

} // namespace
} // namespace recourse::accounts

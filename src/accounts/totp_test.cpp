#include "accounts/totp.hpp"

#include <gtest/gtest.h>

namespace recourse::accounts::totp {
namespace {

std::span<std::uint8_t const> bytes(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

constexpr std::string_view secret_of_the_rfc = "12345678901234567890";

Instant at(std::int64_t seconds)
{
    return { seconds * 1'000'000 };
}

// RFC 6238, appendix B, the rows of SHA-1.
TEST(Totp, codes_are_those_of_the_rfc)
{
    struct Row {
        std::int64_t seconds;
        std::string_view code;
    };
    for (auto const& [seconds, expected] :
        { Row { 59, "94287082" }, Row { 1'111'111'109, "07081804" }, Row { 1'111'111'111, "14050471" },
            Row { 1'234'567'890, "89005924" }, Row { 2'000'000'000, "69279037" }, Row { 20'000'000'000, "65353130" } })
        EXPECT_EQ(code(bytes(secret_of_the_rfc), step_of(at(seconds)), 8), expected) << seconds;
}

// RFC 4226, appendix D.
TEST(Totp, codes_of_a_counter_are_those_of_the_rfc)
{
    std::uint64_t counter = 0;
    for (auto const* expected :
        { "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489" })
        EXPECT_EQ(code(bytes(secret_of_the_rfc), counter++), expected);
}

TEST(Totp, a_code_counts_one_step_early_and_one_late_and_once)
{
    auto const secret = bytes(secret_of_the_rfc);
    auto const now = at(1'234'567'890);
    auto const step = step_of(now);
    for (std::int64_t away = -3; away <= 3; ++away) {
        auto const of = static_cast<std::uint64_t>(static_cast<std::int64_t>(step) + away);
        auto const text = code(secret, of);
        if (away < -1 || away > 1) {
            EXPECT_FALSE(matching_step(secret, text, now, 0)) << away;
            continue;
        }
        EXPECT_EQ(matching_step(secret, text, now, 0), of) << away;
        EXPECT_EQ(matching_step(secret, text, now, of - 1), of) << away;
        EXPECT_FALSE(matching_step(secret, text, now, of)) << away;
        EXPECT_FALSE(matching_step(secret, text, now, of + 1)) << away;
    }
    for (auto const* text : { "", "00592", "0059240", "abcdef", "89005924" })
        EXPECT_FALSE(matching_step(secret, text, now, 0)) << text;
    EXPECT_TRUE(matching_step(secret, code(secret, 1), at(0), 0)); // nothing lies before the first step
}

// RFC 4648, section 10.
TEST(Totp, base32_is_that_of_the_rfc_without_padding)
{
    struct Row {
        std::string_view text, encoded;
    };
    for (auto const& [text, encoded] :
        { Row { "", "" }, Row { "f", "MY" }, Row { "fo", "MZXQ" }, Row { "foo", "MZXW6" }, Row { "foob", "MZXW6YQ" },
            Row { "fooba", "MZXW6YTB" }, Row { "foobar", "MZXW6YTBOI" } })
        EXPECT_EQ(base32(bytes(text)), encoded);
}

TEST(Totp, the_uri_is_what_authenticators_read)
{
    EXPECT_EQ(uri("Recourse Desk", "mei+1@example.com", bytes(secret_of_the_rfc)).reveal(),
        "otpauth://totp/Recourse%20Desk:mei%2B1%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=Recourse%20Desk&algorithm=SHA1&digits=6&period=30");
}

} // namespace
} // namespace recourse::accounts::totp

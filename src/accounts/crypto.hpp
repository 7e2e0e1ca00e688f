#pragma once

#include "accounts/secret.hpp"
#include "base/digest.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// What is taken from libsodium, as values. Any thread may call any of it.

namespace recourse::accounts {

/// From the system's generator.
void fill_random(std::span<std::uint8_t>);

/// True for the same bytes; the time tells nothing but the lengths.
bool is_same_secret(std::string_view, std::string_view);

/// HMAC-SHA256 (RFC 2104) with a key of any length.
Digest hmac_sha256(std::string_view key, std::string_view message);

/// What one hash of a password costs. The defaults are libsodium's "interactive" ones: about a tenth of a second.
/// Stored with each hash, so that a change here reaches each password at its next use.
struct HashCost {
    std::uint64_t passes = 2; ///< at least 1
    std::size_t memory_bytes = std::size_t { 64 } << 20; ///< at least 8 KiB
    friend bool operator==(HashCost const&, HashCost const&) = default;
};

/// Argon2id with a random salt, in its own text form ("$argon2id$v=19$..."). Nothing when there is no memory for it.
std::optional<std::string> hash_password(Secret const&, HashCost);
/// True when the hash is that password's.
bool is_password(Secret const&, std::string const& hash);
/// True when the hash was made with another cost.
bool is_of_other_cost(std::string const& hash, HashCost);

/// 256 random bits as "rs_" + 43 characters of base64url. The prefix says what was found when one is found lying about.
struct TokenKind {
    std::string_view prefix;
};
inline constexpr TokenKind session_token { "rs_" };
inline constexpr TokenKind key_token { "rk_" };
inline constexpr TokenKind link_token { "rl_" };
inline constexpr TokenKind feed_token { "rf_" };
Secret new_token(TokenKind);
/// True for what new_token of that kind could have made.
bool has_form_of(TokenKind, std::string_view text);

/// Base64url without padding (RFC 4648, section 5).
std::string base64url(std::span<std::uint8_t const>);

using SealKey = std::array<std::uint8_t, 32>;
/// What only the holder of the key reads (XChaCha20-Poly1305, a random nonce in front). It opens only in the place for
/// which it was sealed, so that nobody who writes the file can move it from one person to another.
std::vector<std::uint8_t> seal(SealKey const&, std::span<std::uint8_t const> bytes, std::string_view place);
/// Nothing when it was sealed with another key, for another place, or changed.
std::optional<Secret> unseal(SealKey const&, std::span<std::uint8_t const> sealed, std::string_view place);

} // namespace recourse::accounts

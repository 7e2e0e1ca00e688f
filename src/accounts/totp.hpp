#pragma once

#include "accounts/secret.hpp"
#include "base/instant.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Codes from a shared secret and the time: RFC 6238 over HMAC-SHA-1, steps of 30 seconds from 1970, six digits.
namespace recourse::accounts::totp {

inline constexpr std::int64_t step_seconds = 30;
inline constexpr unsigned digits_of_codes = 6;
inline constexpr std::size_t secret_size = 20; ///< bytes, as long as the hash (RFC 4226, section 4, R6)

std::uint64_t step_of(Instant);

/// The code of a step, with leading zeros; `digits` from 1 to 9.
std::string code(std::span<std::uint8_t const> secret, std::uint64_t step, unsigned digits = digits_of_codes);

/// The step whose code the text is: this one, the one before or the one after. Steps up to `used`, inclusive, no
/// longer count, so that a code that somebody saw being typed is worth nothing.
std::optional<std::uint64_t> matching_step(
    std::span<std::uint8_t const> secret, std::string_view text, Instant now, std::uint64_t used);

/// RFC 4648 section 6, capitals, no padding: what people type when they cannot scan.
std::string base32(std::span<std::uint8_t const>);

/// "otpauth://totp/Issuer:mei%40example.com?secret=...&issuer=Issuer...", as authenticator programs read it.
Secret uri(std::string_view issuer, std::string_view account, std::span<std::uint8_t const> secret);

} // namespace recourse::accounts::totp

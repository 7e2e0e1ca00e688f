#include "accounts/totp.hpp"

#include "accounts/crypto.hpp"
#include "base/check.hpp"

#include <fmt/format.h>
#include <openssl/hmac.h>

#include <algorithm>

namespace recourse::accounts::totp {

namespace {

std::string percent_encoded(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        bool const is_plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'
            || c == '.' || c == '_' || c == '~';
        if (is_plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

} // namespace

std::uint64_t step_of(Instant now)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, now.micros / 1'000'000 / step_seconds));
}

std::string code(std::span<std::uint8_t const> secret, std::uint64_t step, unsigned digits)
{
    RECOURSE_ASSERT(digits >= 1 && digits <= 9);
    std::array<std::uint8_t, 8> message {}; // RFC 4226, 5.1: the counter, most significant byte first
    for (std::size_t i = 0; i < message.size(); ++i)
        message[i] = static_cast<std::uint8_t>(step >> (8 * (7 - i)));
    std::array<std::uint8_t, 20> mac {};
    unsigned size = 0;
    RECOURSE_ASSERT(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(),
                        mac.data(), &size)
        != nullptr);
    RECOURSE_ASSERT(size == mac.size());
    // RFC 4226, 5.3: the last four bits say where four bytes are taken, the topmost bit of which is dropped.
    std::size_t const at = mac[19] & 0x0Fu;
    std::uint32_t number = (mac[at] & 0x7Fu) << 24 | std::uint32_t { mac[at + 1] } << 16
        | std::uint32_t { mac[at + 2] } << 8 | mac[at + 3];
    std::uint32_t modulus = 1;
    for (unsigned i = 0; i < digits; ++i)
        modulus *= 10;
    number %= modulus;
    return fmt::format("{:0{}}", number, digits);
}

std::optional<std::uint64_t> matching_step(
    std::span<std::uint8_t const> secret, std::string_view text, Instant now, std::uint64_t used)
{
    auto const current = step_of(now);
    std::optional<std::uint64_t> found;
    // RFC 6238, 5.2: one step either way for clocks that differ and people who type slowly. All three are compared.
    for (auto step = current == 0 ? 0 : current - 1; step <= current + 1; ++step) {
        bool const fits = is_same_secret(code(secret, step), text);
        if (fits && step > used && !found)
            found = step;
    }
    return found;
}

std::string base32(std::span<std::uint8_t const> bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (auto const byte : bytes) {
        bits = bits << 8 | byte;
        count += 8;
        while (count >= 5) {
            count -= 5;
            out += letters[bits >> count & 31];
        }
    }
    if (count > 0)
        out += letters[bits << (5 - count) & 31];
    return out;
}

Secret uri(std::string_view issuer, std::string_view account, std::span<std::uint8_t const> secret)
{
    auto const by = percent_encoded(issuer);
    return Secret(fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits={}&period={}", by,
        percent_encoded(account), base32(secret), by, digits_of_codes, step_seconds));
}

} // namespace recourse::accounts::totp

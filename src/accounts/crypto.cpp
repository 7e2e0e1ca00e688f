#include "accounts/crypto.hpp"

#include "base/check.hpp"

#include <sodium.h>

#include <algorithm>

namespace recourse::accounts {

namespace {

/// Before anything else of the library; again is nothing.
void start()
{
    static bool const started = sodium_init() >= 0;
    RECOURSE_ASSERT(started);
}

unsigned char const* bytes_of(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(std::tuple_size_v<SealKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

} // namespace

Secret::~Secret()
{
    if (!bytes_.empty())
        sodium_memzero(bytes_.data(), bytes_.size());
}

void wipe(std::span<char> bytes)
{
    sodium_memzero(bytes.data(), bytes.size());
}

void fill_random(std::span<std::uint8_t> bytes)
{
    start();
    randombytes_buf(bytes.data(), bytes.size());
}

bool is_same_secret(std::string_view left, std::string_view right)
{
    if (left.size() != right.size())
        return false;
    return left.empty() || sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

Digest hmac_sha256(std::string_view key, std::string_view message)
{
    start();
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
    Digest digest;
    crypto_auth_hmacsha256_final(&state, digest.bytes.data());
    sodium_memzero(&state, sizeof state);
    return digest;
}

std::optional<std::string> hash_password(Secret const& password, HashCost cost)
{
    start();
    std::array<char, crypto_pwhash_STRBYTES> hash {};
    auto const text = password.reveal();
    if (crypto_pwhash_str_alg(
            hash.data(), text.data(), text.size(), cost.passes, cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return std::nullopt;
    return std::string { hash.data() };
}

bool is_password(Secret const& password, std::string const& hash)
{
    start();
    if (hash.size() >= crypto_pwhash_STRBYTES)
        return false;
    auto const text = password.reveal();
    return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

bool is_of_other_cost(std::string const& hash, HashCost cost)
{
    start();
    return hash.size() >= crypto_pwhash_STRBYTES
        || crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::string base64url(std::span<std::uint8_t const> bytes)
{
    start();
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back(); // the C string's end
    return text;
}

Secret new_token(TokenKind kind)
{
    std::array<std::uint8_t, 32> random {};
    fill_random(random);
    auto text = base64url(random);
    std::array<char, 46> token {};
    auto const end = std::ranges::copy(kind.prefix, token.begin()).out;
    std::ranges::copy(text, end);
    Secret secret({ token.data(), kind.prefix.size() + text.size() });
    sodium_memzero(random.data(), random.size());
    wipe(token);
    wipe(text);
    return secret;
}

bool has_form_of(TokenKind kind, std::string_view text)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return text.size() == kind.prefix.size() + 43 && text.starts_with(kind.prefix)
        && text.find_first_not_of(letters, kind.prefix.size()) == std::string_view::npos;
}

std::vector<std::uint8_t> seal(SealKey const& key, std::span<std::uint8_t const> bytes, std::string_view place)
{
    std::vector<std::uint8_t> sealed(nonce_size + bytes.size() + tag_size);
    fill_random(std::span(sealed).first(nonce_size));
    unsigned long long size = 0;
    RECOURSE_ASSERT(crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, &size, bytes.data(),
                        bytes.size(), bytes_of(place), place.size(), nullptr, sealed.data(), key.data())
        == 0);
    return sealed;
}

std::optional<Secret> unseal(SealKey const& key, std::span<std::uint8_t const> sealed, std::string_view place)
{
    start();
    if (sealed.size() < nonce_size + tag_size)
        return std::nullopt;
    std::vector<unsigned char> opened(sealed.size() - nonce_size - tag_size);
    unsigned long long size = 0;
    bool const is_whole
        = crypto_aead_xchacha20poly1305_ietf_decrypt(opened.data(), &size, nullptr, sealed.data() + nonce_size,
              sealed.size() - nonce_size, bytes_of(place), place.size(), sealed.data(), key.data())
        == 0;
    if (!is_whole)
        return std::nullopt;
    Secret secret({ reinterpret_cast<char const*>(opened.data()), opened.size() });
    sodium_memzero(opened.data(), opened.size());
    return secret;
}

} // namespace recourse::accounts

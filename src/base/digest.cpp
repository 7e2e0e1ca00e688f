#include "base/digest.hpp"

#include "base/check.hpp"

#include <openssl/evp.h>

namespace recourse {

namespace {

/// Looked up once: fetching it anew for each short text costs more than the digest itself.
EVP_MD const* algorithm()
{
    static EVP_MD const* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    RECOURSE_ASSERT(fetched != nullptr);
    return fetched;
}

EVP_MD_CTX* of(void* context)
{
    return static_cast<EVP_MD_CTX*>(context);
}

std::span<std::uint8_t const> bytes_of(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

} // namespace

Digester::Digester() : context_(EVP_MD_CTX_new())
{
    RECOURSE_ASSERT(context_ != nullptr && EVP_DigestInit_ex2(of(context_), algorithm(), nullptr) == 1);
}

Digester::~Digester()
{
    EVP_MD_CTX_free(of(context_));
}

Digester& Digester::add(std::span<std::uint8_t const> bytes)
{
    RECOURSE_ASSERT(EVP_DigestUpdate(of(context_), bytes.data(), bytes.size()) == 1);
    return *this;
}

Digester& Digester::add(std::string_view text)
{
    return add(bytes_of(text));
}

Digester& Digester::add(std::uint64_t number)
{
    std::array<std::uint8_t, 8> bytes;
    for (auto& byte : bytes) {
        byte = static_cast<std::uint8_t>(number);
        number >>= 8;
    }
    return add(bytes);
}

Digest Digester::finish()
{
    Digest digest;
    unsigned size = 0;
    RECOURSE_ASSERT(EVP_DigestFinal_ex(of(context_), digest.bytes.data(), &size) == 1 && size == digest.bytes.size());
    RECOURSE_ASSERT(EVP_DigestInit_ex2(of(context_), nullptr, nullptr) == 1);
    return digest;
}

Digest sha256(std::span<std::uint8_t const> bytes)
{
    thread_local Digester digester;
    return digester.add(bytes).finish();
}

Digest sha256(std::string_view text)
{
    return sha256(bytes_of(text));
}

std::string to_string(Digest const& digest)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (auto const byte : digest.bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<Digest> parse_digest(std::string_view text)
{
    Digest digest;
    if (text.size() != 2 * digest.bytes.size())
        return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        int const value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (value < 0)
            return std::nullopt;
        auto& byte = digest.bytes[i / 2];
        byte = static_cast<std::uint8_t>(byte * 16 + value);
    }
    return digest;
}

} // namespace recourse

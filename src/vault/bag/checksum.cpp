#include "vault/bag/checksum.hpp"

#include "base/check.hpp"

#include <openssl/evp.h>

#include <array>

namespace recourse::vault {

namespace {

constexpr std::array kinds {
    ChecksumKind { "md5", "MD5", 32 },
    ChecksumKind { "sha1", "SHA1", 40 },
    ChecksumKind { "sha224", "SHA2-224", 56 },
    ChecksumKind { "sha256", "SHA2-256", 64 },
    ChecksumKind { "sha384", "SHA2-384", 96 },
    ChecksumKind { "sha512", "SHA2-512", 128 },
    ChecksumKind { "sha3224", "SHA3-224", 56 },
    ChecksumKind { "sha3256", "SHA3-256", 64 },
    ChecksumKind { "sha3384", "SHA3-384", 96 },
    ChecksumKind { "sha3512", "SHA3-512", 128 },
};

EVP_MD_CTX* of(void* context)
{
    return static_cast<EVP_MD_CTX*>(context);
}

/// Looked up once for each kind.
EVP_MD const* algorithm(ChecksumKind const& kind)
{
    static auto const fetched = [] {
        std::array<EVP_MD const*, kinds.size()> all {};
        for (std::size_t i = 0; i < kinds.size(); ++i)
            all[i] = EVP_MD_fetch(nullptr, kinds[i].library_name.data(), nullptr);
        return all;
    }();
    return fetched[static_cast<std::size_t>(&kind - kinds.data())];
}

} // namespace

ChecksumKind const* checksum_kind(std::string_view name)
{
    auto const* const found = std::ranges::find(kinds, name, &ChecksumKind::name);
    return found == kinds.end() ? nullptr : found;
}

Checksums::Checksums(std::span<ChecksumKind const* const> wanted)
{
    for (auto const* kind : wanted) {
        contexts_.push_back(EVP_MD_CTX_new());
        RECOURSE_ASSERT(EVP_DigestInit_ex2(of(contexts_.back()), algorithm(*kind), nullptr) == 1);
    }
}

Checksums::~Checksums()
{
    for (auto* context : contexts_)
        EVP_MD_CTX_free(of(context));
}

void Checksums::add(std::span<std::uint8_t const> bytes)
{
    for (auto* context : contexts_)
        RECOURSE_ASSERT(EVP_DigestUpdate(of(context), bytes.data(), bytes.size()) == 1);
}

std::vector<std::string> Checksums::finish()
{
    std::vector<std::string> all;
    for (auto* context : contexts_) {
        std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes;
        unsigned size = 0;
        RECOURSE_ASSERT(EVP_DigestFinal_ex(of(context), bytes.data(), &size) == 1);
        std::string text;
        for (auto const byte : std::span { bytes }.first(size))
            text += fmt::format("{:02x}", byte);
        all.push_back(std::move(text));
    }
    return all;
}

} // namespace recourse::vault

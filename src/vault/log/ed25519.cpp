#include "vault/log/ed25519.hpp"

#include "base/check.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace recourse::vault::log {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

std::uint8_t const* bytes_of(std::string_view text)
{
    return reinterpret_cast<std::uint8_t const*>(text.data());
}

Key private_key(Seed const& seed)
{
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()), &EVP_PKEY_free);
    RECOURSE_ASSERT(key != nullptr);
    return key;
}

} // namespace

Seed new_seed()
{
    Seed seed;
    RECOURSE_ASSERT(RAND_priv_bytes(seed.data(), static_cast<int>(seed.size())) == 1);
    return seed;
}

PublicKey public_key(Seed const& seed)
{
    PublicKey key;
    auto size = key.size();
    RECOURSE_ASSERT(EVP_PKEY_get_raw_public_key(private_key(seed).get(), key.data(), &size) == 1 && size == key.size());
    return key;
}

Signature sign(Seed const& seed, std::string_view message)
{
    auto const key = private_key(seed);
    Context const context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    Signature signature;
    auto size = signature.size();
    RECOURSE_ASSERT(context != nullptr && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(message), message.size()) == 1
        && size == signature.size());
    return signature;
}

bool is_signature(PublicKey const& public_key, std::string_view message, Signature const& signature)
{
    Key const key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size()), &EVP_PKEY_free);
    Context const context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return key != nullptr && context != nullptr
        && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(message), message.size()) == 1;
}

} // namespace recourse::vault::log

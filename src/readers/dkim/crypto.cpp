#include "readers/dkim/crypto.hpp"

#include <memory>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace recourse::readers::dkim {

namespace {

unsigned char const* bytes_of(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Key rsa_key(std::string_view der)
{
    auto const length = static_cast<long>(der.size());
    auto const* at = bytes_of(der);
    if (auto* const key = d2i_PUBKEY(nullptr, &at, length))
        return { key, &EVP_PKEY_free };
    at = bytes_of(der);
    return { d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, length), &EVP_PKEY_free };
}

EVP_MD const* method(Hash hash)
{
    switch (hash) {
    case Hash::sha1:
        return EVP_sha1();
    case Hash::sha256:
        return EVP_sha256();
    }
    return nullptr;
}

} // namespace

std::string digest_of(Hash hash, std::string_view text)
{
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (EVP_Digest(text.data(), text.size(), out, &length, method(hash), nullptr) != 1)
        return {};
    return { reinterpret_cast<char const*>(out), length };
}

Checked check_signature(
    KeyKind kind, Hash hash, std::string_view key_bytes, std::string_view text, std::string_view signature)
{
    bool const rsa = kind == KeyKind::rsa;
    Key const key = rsa
        ? rsa_key(key_bytes)
        : Key { EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(key_bytes), key_bytes.size()),
              &EVP_PKEY_free };
    if (key == nullptr || EVP_PKEY_id(key.get()) != (rsa ? EVP_PKEY_RSA : EVP_PKEY_ED25519))
        return {};
    Checked checked { Fit::wrong, rsa ? EVP_PKEY_bits(key.get()) : 256 };
    // A longer key than anybody uses would only take time.
    if (checked.bits > 16'384)
        return { Fit::no_key, checked.bits };
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context { EVP_MD_CTX_new(), &EVP_MD_CTX_free };
    auto const signed_text = rsa ? std::string { text } : digest_of(hash, text);
    if (context != nullptr
        && EVP_DigestVerifyInit(context.get(), nullptr, rsa ? method(hash) : nullptr, nullptr, key.get()) == 1
        && EVP_DigestVerify(
               context.get(), bytes_of(signature), signature.size(), bytes_of(signed_text), signed_text.size())
            == 1)
        checked.fit = Fit::right;
    return checked;
}

} // namespace recourse::readers::dkim

#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace recourse::readers::dkim {

enum class Hash : std::uint8_t { sha1, sha256 };
enum class KeyKind : std::uint8_t { rsa, ed25519 };

/// The digest of a text as its 20 or 32 bytes.
std::string digest_of(Hash, std::string_view);

/// How a signature over a text stands to a public key. `no_key`: the bytes are no key of that kind.
enum class Fit : std::uint8_t { right, wrong, no_key };
struct Checked {
    Fit fit = Fit::no_key;
    int bits = 0; ///< of the key
};
/// RSA: PKCS #1 v1.5 over the text, the key as SubjectPublicKeyInfo or RSAPublicKey. Ed25519: over the SHA-256 digest
/// of the text (RFC 8463), the key as its 32 bytes.
Checked check_signature(KeyKind, Hash, std::string_view key, std::string_view text, std::string_view signature);

} // namespace recourse::readers::dkim

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

/// Ed25519 (RFC 8032), taken from OpenSSL. Any thread may call any of it.
namespace recourse::vault::log {

using Seed = std::array<std::uint8_t, 32>; ///< the private key
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// From the system's generator.
Seed new_seed();
PublicKey public_key(Seed const&);
/// The same seed and message always give the same signature.
Signature sign(Seed const&, std::string_view message);
/// False also for a public key that is no point of the curve.
bool is_signature(PublicKey const&, std::string_view message, Signature const&);

} // namespace recourse::vault::log

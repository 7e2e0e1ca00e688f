#pragma once

#include "vault/contents/contents.hpp"
#include "vault/zip/byte_range.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

// The package as it travels: a zip with two members, README.txt in clear and handover.zip encrypted (AES-256, WinZip's
// AE-2: keys of PBKDF2-HMAC-SHA1 with 1,000 rounds, HMAC-SHA1 over the encrypted bytes). Whoever has the package
// without the passphrase sees these two names, how large the second is and its CRC-32. The library writes that, and
// readers made with it look at it, though AE-2 could do without: so that it confirms no guess, what is encrypted holds
// a random salt (Manifest::salt).

namespace recourse::handover {

inline constexpr std::string_view readme_member = "README.txt";
inline constexpr std::string_view inner_member = "handover.zip";

/// Writes the package under a name that must not be there yet; only its owner can read the file. Where it fails nothing
/// is left under the name. Errors: a clause.
std::expected<void, std::string> encrypt(std::filesystem::path const& to, std::string_view readme,
    std::shared_ptr<vault::ByteRange const> inner, std::string_view passphrase);

struct ArchiveLimits {
    std::uint64_t package_bytes_max = std::uint64_t { 64 } << 30U;
    std::uint64_t inner_bytes_max = std::uint64_t { 64 } << 30U;
    std::uint64_t members_max = 16; ///< more is no package of ours
};

/// Gives the bytes of handover.zip, in order. Those given before an error are worth nothing. Errors: a clause; it is no
/// zip, no package, not encrypted in this way, beyond the limits, the passphrase is another, or the encrypted bytes
/// were changed.
std::expected<void, std::string> decrypt(
    std::filesystem::path const&, std::string_view passphrase, vault::PieceSink const&, ArchiveLimits const& = {});
/// The same of bytes in memory, which must outlive the call.
std::expected<void, std::string> decrypt_bytes(
    std::string_view package, std::string_view passphrase, vault::PieceSink const&, ArchiveLimits const& = {});

} // namespace recourse::handover

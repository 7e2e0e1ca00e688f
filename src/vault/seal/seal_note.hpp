#pragma once

#include "base/digest.hpp"
#include "base/instant.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace recourse::vault::seal {

/// The versions of the form of bundles. What is written is the newest; all are read (docs/formats/bundle.md).
inline constexpr int bundle_version_oldest = 1;
inline constexpr int bundle_version = 3;

/// What the seal says, as the text of a signed note. Through the two tag manifests it is a statement about every byte
/// of the bundle. The form is stored: don't change it.
///
///     recourse evidence bundle 3
///     C-17-2026-11-30
///     sealed 2026-11-30T10:00:00Z
///     sha256 <64 digits> tagmanifest-sha256.txt
///     sha512 <128 digits> tagmanifest-sha512.txt
struct Seal {
    std::string name; ///< of the bundle
    std::string sealed_at; ///< RFC 3339 in UTC
    std::string sha256; ///< of tagmanifest-sha256.txt, small digits
    std::string sha512; ///< of tagmanifest-sha512.txt, small digits
    int version = bundle_version;
    friend bool operator==(Seal const&, Seal const&) = default;
};

std::string to_text(Seal const&);
/// Only what to_text writes. Otherwise what is wrong.
std::expected<Seal, std::string> parse_seal(std::string_view text);

/// Exactly what to_string(Instant) writes; nothing for another.
std::optional<Instant> parse_instant(std::string_view);

} // namespace recourse::vault::seal

#pragma once

#include "handover/archive.hpp"
#include "handover/manifest.hpp"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

// A package from somebody else: nothing in it is believed before it has been looked at.

namespace recourse::handover {

struct Opened {
    Manifest manifest;
    std::shared_ptr<vault::Contents const> contents; ///< every byte is as the manifest says
};

struct OpenLimits {
    ArchiveLimits archive;
    std::uint64_t files_max = 2'000; ///< in the package
};

/// Decrypts into a nameless file in `scratch`, reads the zip in it strictly and compares every file with the manifest.
/// Errors, all that are found, at most 100: the archive's own (decrypt); what vault::Archive refuses; the manifest's
/// own; a file that is missing, has another size or digest, or that the manifest does not name.
std::expected<Opened, std::vector<vault::Flaw>> open(std::filesystem::path const& package, std::string_view passphrase,
    std::filesystem::path const& scratch, OpenLimits const& = {});

/// The same of handover.zip, once it is decrypted.
std::expected<Opened, std::vector<vault::Flaw>> open_inner(
    std::shared_ptr<vault::ByteRange const>, OpenLimits const& = {});

/// A whole file of the package. Errors: there is none of that name; larger than so many bytes; it cannot be read.
std::expected<std::string, vault::Flaw> file_of(Opened const&, std::string_view name, std::size_t bytes_max);

} // namespace recourse::handover

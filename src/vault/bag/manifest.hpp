#pragma once

#include "vault/bag/checksum.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::vault {

/// How much a finding matters.
enum class Grade : std::uint8_t {
    error, ///< the bag is not valid
    warning, ///< it is valid, and something about it may mislead another program or a person
    note, ///< worth knowing
};

struct Finding {
    Grade grade = Grade::error;
    std::string file; ///< empty: the whole
    std::string says; ///< a clause
    friend auto operator<=>(Finding const&, Finding const&) = default;
};

/// One line of a manifest.
struct ManifestLine {
    std::string checksum; ///< small digits
    std::string name; ///< decoded, without a leading "./"
};

/// The lines of a manifest that can be read; findings are added for those that cannot, and for forms that other
/// programs stumble over: an asterisk of md5sum, a leading "./", a name twice. `encoded`: names are percent-encoded, as
/// they are from version 1.0 on; from then on a name twice is an error, before it is one only with two checksums.
/// A name that name_flaw() refuses is an error.
std::vector<ManifestLine> read_manifest(
    std::string_view text, std::string_view file, ChecksumKind const&, bool encoded, std::vector<Finding>&);

/// A line: the checksum, two spaces, the encoded name, LF.
std::string manifest_line(std::string_view checksum, std::string_view name);

} // namespace recourse::vault

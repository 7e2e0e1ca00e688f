#pragma once

#include "vault/contents/contents.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recourse::vault {

/// Label and value of one line of bag-info.txt; neither may have a line break (a bug; asserts).
using BagInfo = std::vector<std::pair<std::string, std::string>>;

struct BagTexts {
    /// bagit.txt, bag-info.txt, manifest-{sha256,sha512}.txt, tagmanifest-{sha256,sha512}.txt
    std::map<std::string, std::string> files;
    /// SHA-256 of the files that were given, in small digits.
    std::map<std::string, std::string, std::less<>> sha256;
};

/// What makes a bag of version 1.0 out of these files: payload below data/, everything else beside it. `info` becomes
/// bag-info.txt, with Payload-Oxum added. Files must have names that name_flaw() lets pass and none of those that are
/// made here: a bug, asserts. Errors: a file cannot be read.
std::expected<BagTexts, Flaw> write_bag(Contents const& contents, BagInfo const& info);

} // namespace recourse::vault

#pragma once

#include "base/digest.hpp"
#include "vault/bag/manifest.hpp"
#include "vault/contents/contents.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recourse::vault {

struct BagLimits {
    std::size_t manifest_bytes_max = 64U << 20U;
    std::size_t findings_max = 1'000; ///< then one more says that there are others
};

/// What became of a bag.
struct BagReport {
    std::string version; ///< "1.0"; empty where bagit.txt does not say it
    std::string encoding; ///< of the texts beside the payload
    std::vector<Finding> findings; ///< errors first, then by file
    std::vector<std::pair<std::string, std::string>> info; ///< of bag-info.txt, in its order; names may repeat
    /// SHA-256 of every file that could be read, whichever checksums the manifests have.
    std::map<std::string, Digest, std::less<>> digests;

    bool valid() const; ///< no error among the findings
};

/// Checks a bag (RFC 8493, and the drafts 0.93 to 0.97 before it): that it is complete and that every checksum is
/// right. `contents` has bagit.txt at its root. Nothing is ever fetched: a file that only fetch.txt knows is missing.
/// Where a name is written in another Unicode form than the file's, the file is taken, with a warning. Before version
/// 1.0 the same holds for the case of letters, and files of operating systems may be missing or too many.
BagReport check_bag(Contents const& contents, BagLimits = {});

} // namespace recourse::vault

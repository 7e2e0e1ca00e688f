#pragma once

#include "vault/bag/checksum.hpp"
#include "vault/contents/contents.hpp"

#include <vector>

namespace recourse::vault {

/// The checksums of one file, in the order in which they were asked for, or why it cannot be read.
using Measured = std::expected<std::vector<std::string>, Flaw>;

/// Reads every file once; several at a time where there is much to read. `wanted` has as many entries as there are
/// files; a file for which nothing is wanted is not read. The answers are in the order of the files.
std::vector<Measured> measure(Contents const& contents, std::span<std::vector<ChecksumKind const*> const> wanted);

} // namespace recourse::vault

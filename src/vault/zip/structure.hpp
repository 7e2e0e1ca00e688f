#pragma once

#include "vault/zip/archive.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The parts of a zip, each read by itself.

namespace recourse::vault::zip {

struct End {
    std::uint64_t members = 0;
    std::uint64_t directory = 0; ///< where it begins
    std::uint64_t directory_bytes = 0;
};

/// The end of the archive, which has to be the end of the bytes. Errors: a clause.
std::expected<End, std::string> read_end(ByteRange const&);

/// The lines of the directory, which have to fill it. `data` of each is still open.
std::expected<std::vector<ZipEntry>, Flaw> read_directory(std::string_view directory, std::uint64_t members);

/// Compares the local header with what the directory says and sets `data`. What is wrong, as a clause.
std::optional<std::string> match_local(ByteRange const&, std::uint64_t directory, ZipEntry&);

} // namespace recourse::vault::zip

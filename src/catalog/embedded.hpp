#pragma once

#include <span>
#include <string_view>

namespace recourse::catalog {

/// A data file that is part of the binary.
struct EmbeddedFile {
    std::string_view path; ///< from the top of the source tree: "calendars/cn/2026.toml"
    std::string_view text;
};

/// Every file of the data folders as they stood when the program was built, sorted by path.
std::span<EmbeddedFile const> embedded_files();

} // namespace recourse::catalog

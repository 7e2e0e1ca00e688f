#pragma once

#include "codec/tree.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::catalog {

/// A data file: its path from the top of the data ("programmes/dhgate/2025-01-01/programme.toml") and its text.
struct FileText {
    std::string path;
    std::string_view text;
    std::string_view tree = {}; ///< as it was read when the program was built, packed; empty: the text is to be read
};

/// A data file that is part of the binary.
struct EmbeddedFile {
    std::string_view path; ///< from the top of the source tree: "calendars/cn/2026.toml"
    std::string_view text;
    std::string_view tree; ///< of the text, packed; empty where it has errors
};

/// Every file of the data folders as they stood when the program was built, sorted by path.
std::span<EmbeddedFile const> embedded_files();

/// The same in the form of any other data files.
std::vector<FileText> shipped_files();

/// The document of a data file, with every error in its text.
codec::Document read(FileText const&);

} // namespace recourse::catalog

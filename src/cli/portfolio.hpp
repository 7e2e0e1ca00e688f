#pragma once

#include "base/place.hpp"
#include "cli/commands.hpp"
#include "codec/case_file.hpp"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace recourse::cli {

/// One case of many: a file, or a line of a stream.
struct PortfolioItem {
    std::string file;
    int line = 0; ///< of a file of JSON lines; 0: the file is one case
    std::string text; ///< of a line; a file is read when its turn comes

    std::string name() const; ///< the file's, or "cases.jsonl:12"
};

/// The case files of a folder (*.toml, *.json, by name), a single TOML file, or the lines of a file of JSON lines ("-":
/// standard input). A folder inside the folder is not read, and that is said. Says what is wrong and gives nothing
/// where that cannot be read or holds no case.
std::optional<std::vector<PortfolioItem>> read_portfolio(std::string_view command, std::string const& name, Streams);

/// The case of one item. Errors: every problem of it, at its line of the file.
std::expected<codec::CaseFile, Problems> read_item(PortfolioItem const&);

} // namespace recourse::cli

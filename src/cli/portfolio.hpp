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
    std::string name; ///< the file's, or "cases.jsonl:12"
    std::string text; ///< of a line; a file is read when its turn comes
};

/// The case files of a folder (*.toml, *.json, by name), or the lines of a file of JSON lines ("-": standard input).
/// Says what is wrong and gives nothing where that cannot be read.
std::optional<std::vector<PortfolioItem>> read_portfolio(std::string_view command, std::string const& name, Streams);

/// The case of one item. Errors: every problem of it.
std::expected<codec::CaseFile, Problems> read_item(PortfolioItem const&);

} // namespace recourse::cli

#pragma once

#include "papers/reader.hpp"

#include <set>

namespace recourse::papers {

/// Reads one text of a document. `used` gets the id of every field that stands in it, a list's for its columns. What
/// cannot be read is left out, so that reading goes on. Errors are added to the problems.
std::vector<Node> read_text(std::string_view text, std::string const& file, Language, Vocabulary const&,
    ReadLimits const&, std::set<std::string, std::less<>>& used, Problems& problems);

} // namespace recourse::papers

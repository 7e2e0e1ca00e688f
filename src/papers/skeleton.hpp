#pragma once

#include "papers/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::papers {

/// Where two texts that are to stand side by side part.
struct Parting {
    int line_en = 0, line_zh = 0;
    std::string says;
};

/// The first place at which the blocks of the texts differ: another kind of block, level, condition, list, name of a
/// paragraph, shape of a table, or one that the other does not have. Nothing where they are alike.
std::optional<Parting> parting(std::vector<Node> const& en, std::vector<Node> const& zh);

} // namespace recourse::papers

#pragma once

#include "papers/document.hpp"
#include "papers/paper.hpp"

#include <vector>

namespace recourse::papers {

/// Open points for a reader: the same column of several rows of a list is one point, "exhibits handed in, rows 1 to 3
/// and 5: pages", where the first of them stood; its field is "exhibits[].pages" and its row 0. All others as they are.
std::vector<Open> gathered(std::vector<Open> const&, Vocabulary const&);

} // namespace recourse::papers

#pragma once

#include "papers/paper.hpp"
#include "render/pdf_flow.hpp"
#include "render/pdf_type.hpp"
#include "render/sheets.hpp"

#include <vector>

namespace recourse::papers {

// How a band tells what it is part of. `id` names the element of structure, as "P#7" or "Table#3/TR#12": bands that
// follow each other with one id are one element, parted over lines. `contents` are its columns from left to right, each
// with its tag (P, H1, TD, ...), and a line belongs to that within which it begins. `source` is the number of a note.

/// The bands of a paper, spread over sheets.
std::vector<render::Sheet> set_paper(
    Paper const&, render::Typesetter const& zh, render::Typesetter const& en, render::Paper const& sheet);

/// The sheet on which a paper is printed.
render::Paper sheet_for(Paper const&);

} // namespace recourse::papers

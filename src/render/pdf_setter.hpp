#pragma once

#include "render/page.hpp"
#include "render/pdf_flow.hpp"
#include "render/pdf_type.hpp"

namespace recourse::render {

/// A page of the answer as bands of set type, and the heads of its tables.
struct Flow {
    std::vector<Band> bands;
    std::vector<Band> heads;
};

/// Sets the whole page at that width; no figure is taller than `height`.
Flow set_page(Page const&, Typesetter const&, double width, double height);

} // namespace recourse::render

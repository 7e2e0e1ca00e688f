#pragma once

#include "render/pdf_flow.hpp"
#include "render/pdf_type.hpp"

#include <cairo/cairo.h>

namespace recourse::render {

/// Draws with the upper left corner at (x, y), in points from that of the paper.
/// The rule at the very top of a band is left out where nothing stands above it.
void draw_band(cairo_t*, Band const&, double x, double y, Typesetter const&, bool with_top_rule);
void draw_line(cairo_t*, SetLine const&, double x, double y);
void draw_rule(cairo_t*, double x1, double x2, double y, bool dark);

} // namespace recourse::render

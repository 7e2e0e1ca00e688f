#pragma once

#include "render/page.hpp"

#include <string>
#include <variant>
#include <vector>

// Pictures as shapes, before any medium: HTML writes them as SVG, PDF draws them with Cairo.
// Coordinates are points from the upper left corner.

namespace recourse::render {

enum class Ink : std::uint8_t { text, muted, grid, band, paper, assurance, legal, other, together, danger };

struct Stroke {
    double x1, y1, x2, y2;
    Ink ink;
    double thickness = 1;
    bool dashed = false;
};

struct Box {
    double x, y, width, height;
    double radius;
    Ink ink;
    double opacity = 1;
};

enum class Form : std::uint8_t { disc, diamond };

struct Mark {
    double x, y, radius;
    Form form;
    Ink ink;
    bool hollow = false;
};

enum class Anchor : std::uint8_t { start, middle, end };

struct Words {
    double x, y; ///< of the base line
    double size;
    std::string text;
    Ink ink;
    bool bold = false;
    Anchor anchor = Anchor::start;
    bool halo = false; ///< keeps lines behind it off the letters
};

using Shape = std::variant<Stroke, Box, Mark, Words>;

struct Figure {
    double width = 0;
    double height = 0;
    std::vector<Shape> shapes;
    std::string title, description;
};

/// Below this width names stand above their bars and labels are shorter.
inline constexpr double wide_enough = 520;

Figure draw(NetPlot const&, double width);
Figure draw(Timeline const&, double width);

/// One `svg` element with title and description; `id` is unique on the page. Colours come from the page's style by
/// the classes i-text, i-muted, ..., so that they follow light and dark.
std::string to_svg(Figure const&, std::string_view id);

/// The text cut to about `width` points at that size.
std::string fitted(std::string const& text, double size, double width);

/// Round steps of an axis from low to high, at most `most` of them: 1, 2 or 5 times a power of ten.
std::vector<double> round_steps(double low, double high, int most);

} // namespace recourse::render

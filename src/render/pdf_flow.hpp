#pragma once

#include "render/figure.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

// What is set, before it has a place on a sheet of paper; and how it is spread over the sheets. Points everywhere.
// It knows no fonts: a line of type is a height and something that draws it.

namespace recourse::render {

struct SetLine; // pdf_type.hpp

/// A line of type within a band.
struct Placed {
    std::shared_ptr<SetLine const> line;
    double x = 0;
    double top = 0;
    double height = 0;
};

/// A thin line across a band.
struct Hairline {
    double x1 = 0, x2 = 0, y = 0;
    bool dark = false;
};

/// What stands behind a band, from its top to its end.
struct Backdrop {
    double x = 0, width = 0;
    bool filled = false; ///< else only a border
    std::optional<Tone> bar {}; ///< a thick edge on the left
};

/// A figure on the page, drawn smaller than it was composed.
struct Plate {
    Figure figure;
    double scale = 1;
};

/// A line of the contents, whose number of page is known only when all is placed.
struct ContentsLine {
    std::string id; ///< of the section
    double x = 0, width = 0, top = 0;
};

enum class Role : std::uint8_t { text, section, heading };

/// A full-width strip of the page. It is kept whole where a sheet can hold it, and else parted between lines.
struct Band {
    double before = 0; ///< white above; none at the top of a sheet
    double height = 0;
    std::vector<Placed> text {};
    std::vector<Hairline> rules {};
    std::optional<Backdrop> backdrop {};
    std::optional<Plate> plate {};
    bool with_next = false; ///< never the last on a sheet
    int head = -1; ///< the table head that must stand above it on every sheet
    int source = 0; ///< where links to this source lead
    std::vector<ContentsLine> contents {};
    Role role = Role::text;
    std::string name {}; ///< of a section or heading, for the outline
    std::string id {}; ///< of a section
};

struct OnSheet {
    Band band;
    double y = 0;
};

using Sheet = std::vector<OnSheet>;

/// Spreads the bands over sheets of that height. `heads` are the table heads that bands name. At least one sheet.
std::vector<Sheet> paginate(std::vector<Band> bands, std::vector<Band> const& heads, double height);

} // namespace recourse::render

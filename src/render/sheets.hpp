#pragma once

#include "base/date.hpp"
#include "base/language.hpp"
#include "render/pdf_flow.hpp"
#include "render/pdf_type.hpp"
#include "render/stamp.hpp"

#include <expected>
#include <span>
#include <string>
#include <vector>

// Sheets of A4 that are no answer: whoever composes them sets the bands, here they become a PDF.

namespace recourse::render {

/// Points; the origin is the upper left corner of the paper.
struct Paper {
    double width = 595.28, height = 841.89;
    double margin = 54; ///< left and right
    double top = 62, bottom = 58;
    double inner_width() const { return width - 2 * margin; }
    double inner_height() const { return height - top - bottom; }
};

/// What stands on every sheet and in the document's data.
struct SheetText {
    std::string title = {};
    std::string subject = {};
    std::string head = {}; ///< running, at the upper margin
    std::string foot = {}; ///< at the lower left; the number of the sheet is at its right
    Date day = {}; ///< of the data: never the clock, or no two copies would be the same
    Language language = Language::en; ///< of the document's data
    std::string page_of = "{} / {}"; ///< how sheets are counted
};

/// Sheets that are counted for themselves.
struct SheetRun {
    std::vector<Sheet> sheets;
    SheetText text;
};

/// All runs in one PDF, so that its fonts are in it once, and then a stamp for each line, a page of stamp_width by
/// stamp_height. The data is that of the first run. The same runs give the same bytes as long as the fonts are the
/// same. Error: the PDF could not be written. Whether letters were missing, whoever set the sheets asks the
/// typesetters.
std::expected<std::string, std::string> write_runs(
    std::span<SheetRun const> runs, std::span<std::string const> stamps, Paper const&, Typesetter const&);

/// A clause on the fonts that are missing for what was set with it; empty where none is.
std::string missing_fonts(Typesetter const&);

} // namespace recourse::render

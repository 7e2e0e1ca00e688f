#pragma once

#include "render/page.hpp"

#include <string_view>
#include <vector>

namespace recourse::render {

/// Columns of a terminal: two for characters of East Asian width wide or full, none for marks that sit on another
/// character, one for everything else (Unicode Standard Annex 11, from ICU).
int columns(std::string_view text);
int columns(Line const&);

/// The line in pieces of at most `width` columns, broken where Unicode allows it (Standard Annex 14; Chinese between
/// characters, never before closing punctuation) but not between a currency and its amount. A word that is wider than
/// a line is broken inside. Spaces at the breaks are dropped. At least one piece.
std::vector<Line> wrap(Line const&, int width);

/// At most `width` columns; what is cut off ends in the ellipsis.
Line clipped(Line const&, int width, std::string_view ellipsis = "\u2026");

} // namespace recourse::render

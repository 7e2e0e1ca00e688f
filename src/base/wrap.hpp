#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recourse {

/// Columns that a terminal gives well-formed UTF-8 text: two for Chinese characters and full-width signs, none for
/// combining marks, one for everything else.
std::size_t display_width(std::string_view text);

/// The text in lines of at most `width` columns, each ended by a line break; the first one after `first_indent`, the
/// others after `indent`. Breaks at spaces and on either side of a Chinese character, but not before closing
/// nor after opening punctuation; a word that is longer than a line stands alone on its own. What could steer a
/// terminal or reorder a line is left out (printable), so that text from outside may be given as it came.
std::string wrap(
    std::string_view text, std::size_t width, std::string_view first_indent = {}, std::string_view indent = {});

} // namespace recourse

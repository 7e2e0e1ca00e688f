#pragma once

#include "core/case/answer.hpp"

#include <string>

namespace recourse::render {

struct TextOptions {
    int width = 80; ///< columns; at least 40 are used
    bool colour = false; ///< tones as terminal colours; without it they are left out
    bool ascii = false; ///< our own signs and rules in ASCII; the answer's texts stay as they are
};

/// The answer for a terminal or a plain file: in the first ten lines whether the loss is covered, how much may come
/// back and what must be done today; then the reasons. No line is wider than the width; UTF-8; ends in a line break.
std::string render_text(casework::Answer const&, TextOptions const& = {});

} // namespace recourse::render

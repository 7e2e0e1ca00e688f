#pragma once

#include "packets/pdf/job.hpp"

#include <string>
#include <string_view>

// What runs in the cell. It may throw, crash or never end; nothing of it runs in the desk itself.

namespace recourse::packets::pdf {

/// `file` is one file, `input` its form as a packed Piece; the answer is a packed Survey.
std::string survey_inside(std::string_view file, std::string_view input);

/// `file` is all pieces, `input` a packed Job; the answer is the length of a packed Report in eight bytes, least first,
/// the report, and the PDF.
std::string bind_inside(std::string_view file, std::string_view input);

} // namespace recourse::packets::pdf

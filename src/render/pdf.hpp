#pragma once

#include "core/case/answer.hpp"

#include <expected>
#include <string>

namespace recourse::render {

/// The answer as a PDF document of A4 sheets: the same page as the others, with an outline, links to the sources and
/// the title, language and day of the answer in its data. The same answer gives the same bytes as long as the fonts
/// are the same. Error: no font has the letters; the text says which to install.
std::expected<std::string, std::string> render_pdf(casework::Answer const&);

} // namespace recourse::render

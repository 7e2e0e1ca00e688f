#pragma once

#include "core/case/answer.hpp"

#include <string>

namespace recourse::render {

/// The answer as one HTML file that needs nothing else: style and pictures inside, no script, no request, for screens
/// light and dark, phones and paper. The page's own policy forbids what it does not need.
std::string render_html(casework::Answer const&);

} // namespace recourse::render

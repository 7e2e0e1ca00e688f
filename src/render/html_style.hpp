#pragma once

#include <string_view>

namespace recourse::render {

/// The style sheet of the page; holds no text of the answer.
std::string_view html_style();

} // namespace recourse::render

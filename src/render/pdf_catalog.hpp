#pragma once

#include <string>
#include <string_view>

namespace recourse::render {

/// Names the language of the document in the catalog of a PDF that Cairo wrote, which this version of Cairo has no
/// call for, by an update at its end (ISO 32000-1, 7.5.6). A file of another shape is returned as it is.
std::string with_language(std::string pdf, std::string_view language);

} // namespace recourse::render

#pragma once

#include <string>
#include <string_view>

namespace recourse::render {

/// What Cairo 1.16 leaves out of a PDF, by an update at its end (ISO 32000-1, 7.5.6): the language of the document in
/// the catalog, for which it has no call, that a document with a tree of structure is tagged, and the "D:" before its
/// dates. A file of another shape is returned as it is.
std::string with_language(std::string pdf, std::string_view language);

} // namespace recourse::render

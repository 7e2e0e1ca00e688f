#pragma once

#include "papers/paper.hpp"

#include <string>

namespace recourse::papers {

/// The paper as a .docx (Office Open XML, ECMA-376 transitional): styles for everything, numbering and references to
/// numbered paragraphs as fields, repeated titles of tables, languages and East Asian fonts named. The same paper gives
/// the same bytes.
std::string to_docx(Paper const&);

} // namespace recourse::papers

#pragma once

#include "papers/paper.hpp"
#include "render/pdf_type.hpp"

#include <cstdint>
#include <expected>
#include <string>

namespace recourse::papers {

struct Pdf {
    std::string bytes;
    std::uint32_t sheets = 0;
};

/// Sets papers as PDF: A4, fonts embedded, tagged with its structure, an outline of the headings, links to the notes. A
/// heading never ends a sheet, a row of a table and a signature are never parted. The same paper gives the same bytes
/// as long as the fonts are the same. One press serves many papers: its fonts are looked up once. Not from two threads.
class Press {
public:
    /// Error: no font has the letters (the text says which to install); the PDF could not be written.
    std::expected<Pdf, std::string> print(Paper const&) const;

private:
    render::Typesetter zh_ { Language::zh };
    render::Typesetter en_ { Language::en };
};

} // namespace recourse::papers

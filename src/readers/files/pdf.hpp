#pragma once

#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers::files {

/// What a PDF says of itself; its text goes to the pieces, a page each.
struct Pdf {
    std::uint64_t pages = 0;
    std::string title, author, creator, producer, created, changed; ///< times as the file has them, ISO 8601
    std::string version; ///< "1.7"
    bool encrypted = false;
    bool has_text = false; ///< otherwise it is pictures of pages, or nothing
};
BOOST_DESCRIBE_STRUCT(
    Pdf, (), (pages, title, author, creator, producer, created, changed, version, encrypted, has_text))

/// What the bytes of a PDF show without being taken apart.
struct PdfMarks {
    bool encrypted = false; ///< an /Encrypt entry
    bool ended = false; ///< its end mark (%%EOF) stands near the end
};
PdfMarks pdf_marks(std::string_view bytes);

/// Why the programs read nothing: a password, an end that is missing, or damage; with what to do about it.
Remark why_unread(PdfMarks const&);

/// Takes apart what the programs of poppler print: `info` of "pdfinfo -isodates -", `text` of "pdftotext - -".
Pdf read_pdf(std::string_view info, std::string_view text, Pieces&, std::vector<Remark>&);

} // namespace recourse::readers::files

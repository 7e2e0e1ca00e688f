#include "readers/files/pdf.hpp"

#include "base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recourse::readers::files {

PdfMarks pdf_marks(std::string_view bytes)
{
    constexpr std::size_t tail_bytes = 1024; // within these the end mark has to be found (ISO 32000-1, annex H)
    constexpr std::string_view entry = "/Encrypt";
    PdfMarks marks;
    marks.ended = bytes.substr(bytes.size() - std::min(bytes.size(), tail_bytes)).contains("%%EOF");
    for (auto at = bytes.find(entry); at != std::string_view::npos && !marks.encrypted;
        at = bytes.find(entry, at + 1)) {
        auto const after = bytes.substr(at + entry.size(), 1);
        // Another name goes on: /EncryptMetadata.
        marks.encrypted = after.find_first_of(" \t\r\n\f<") == 0;
    }
    return marks;
}

Remark why_unread(PdfMarks const& marks)
{
    if (marks.encrypted)
        return { "encrypted",
            "it opens with a password only; nothing was read out of it: hand in a copy that opens as well" };
    if (!marks.ended)
        return { "cut-off", "its end is missing; nothing was read out of it: ask for the whole file" };
    return { "damaged", "it is too damaged for anything to be read out of it" };
}

Pdf read_pdf(std::string_view info, std::string_view text, Pieces& pieces, std::vector<Remark>& remarks)
{
    Pdf pdf;
    while (!info.empty()) {
        auto const end = info.find('\n');
        auto const line = info.substr(0, end);
        info.remove_prefix(end == std::string_view::npos ? info.size() : end + 1);
        auto const colon = line.find(':');
        if (colon == std::string_view::npos)
            continue;
        auto const key = line.substr(0, colon);
        auto raw = line.substr(colon + 1);
        while (raw.starts_with(' '))
            raw.remove_prefix(1);
        auto const value = printable(clean(raw, 1000));
        if (key == "Pages")
            (void)std::from_chars(value.data(), value.data() + value.size(), pdf.pages);
        else if (key == "Title")
            pdf.title = value;
        else if (key == "Author")
            pdf.author = value;
        else if (key == "Creator")
            pdf.creator = value;
        else if (key == "Producer")
            pdf.producer = value;
        else if (key == "CreationDate")
            pdf.created = value;
        else if (key == "ModDate")
            pdf.changed = value;
        else if (key == "PDF version")
            pdf.version = value;
        else if (key == "Encrypted")
            pdf.encrypted = value.starts_with("yes");
        else if (key == "JavaScript" && value == "yes")
            remarks.push_back({ "javascript", "the file has a program in it" });
    }
    for (std::uint64_t page = 1; !text.empty(); ++page) {
        auto const end = text.find('\f');
        auto const one = text.substr(0, end);
        pdf.has_text = pdf.has_text || one.find_first_not_of(" \t\r\n") != std::string_view::npos;
        pieces.add(fmt::format("page {}", page), one);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    if (!pdf.has_text)
        remarks.push_back({ "no-text", "there is no text in it: pictures of pages have to be read by a person" });
    if (!pdf.created.empty() && !pdf.changed.empty() && pdf.changed > pdf.created)
        remarks.push_back(
            { "changed-later", fmt::format("changed on {}, after it was made on {}", pdf.changed, pdf.created) });
    return pdf;
}

} // namespace recourse::readers::files

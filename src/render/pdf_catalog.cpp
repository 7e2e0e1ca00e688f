#include "render/pdf_catalog.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace recourse::render {

namespace {

/// The whole number behind the last "/Name " of the text.
std::optional<std::size_t> number_after(std::string_view text, std::string_view name)
{
    auto const at = text.rfind(name);
    if (at == std::string_view::npos)
        return std::nullopt;
    auto const* first = text.data() + at + name.size();
    std::size_t value = 0;
    auto const [end, error] = std::from_chars(first, text.data() + text.size(), value);
    return error == std::errc {} ? std::optional { value } : std::nullopt;
}

/// An object of the file with its number and end; empty if it is not there.
std::string object(std::string_view pdf, std::size_t number)
{
    auto const at = pdf.rfind(fmt::format("\n{} 0 obj\n", number));
    static constexpr std::string_view last = "endobj\n";
    auto const end = at == std::string_view::npos ? at : pdf.find(last, at);
    return end == std::string_view::npos ? std::string {}
                                         : std::string { pdf.substr(at + 1, end + last.size() - at - 1) };
}

} // namespace

std::string with_language(std::string pdf, std::string_view language)
{
    std::string_view const whole = pdf;
    auto const trailer_at = whole.rfind("trailer\n");
    if (trailer_at == std::string_view::npos)
        return pdf;
    auto const trailer = whole.substr(trailer_at);
    auto const size = number_after(trailer, "/Size ");
    auto const root = number_after(trailer, "/Root ");
    auto const info = number_after(trailer, "/Info ");
    auto const table = number_after(trailer, "startxref\n");
    if (!size || !root || !info || !table)
        return pdf;
    auto catalog = object(whole, *root);
    auto about = object(whole, *info);
    auto const end = catalog.rfind(">>\nendobj");
    if (!catalog.starts_with(fmt::format("{} 0 obj\n<< /Type /Catalog", *root)) || end == std::string::npos
        || about.empty())
        return pdf;
    catalog.insert(end, fmt::format("   /Lang ({})\n   /ViewerPreferences << /DisplayDocTitle true >>\n", language));
    // Cairo writes the tree of a tagged document, and not that there is one.
    if (catalog.find("/StructTreeRoot") != std::string::npos && catalog.find("/MarkInfo") == std::string::npos)
        catalog.insert(catalog.rfind(">>\nendobj"), "   /MarkInfo << /Marked true >>\n");
    for (std::string_view const date : { "/CreationDate (", "/ModDate (" })
        if (auto const at = about.find(date); at != std::string::npos && about.compare(at + date.size(), 2, "D:") != 0)
            about.insert(at + date.size(), "D:");
    // A reader takes the later of two objects with one number.
    auto const previous = *table;
    std::string entries;
    for (auto const& [number, text] : { std::pair { *info, about }, std::pair { *root, catalog } }) {
        entries += fmt::format("{} 1\n{:010} 00000 n \n", number, pdf.size());
        pdf += text;
    }
    auto const new_table = pdf.size();
    pdf += fmt::format(
        "xref\n{}trailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n",
        entries, *size, *root, *info, previous, new_table);
    return pdf;
}

} // namespace recourse::render

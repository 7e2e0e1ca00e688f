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
    auto const begins = fmt::format("\n{} 0 obj\n<< /Type /Catalog", *root);
    auto const catalog_at = whole.rfind(begins);
    auto const catalog_end = whole.find(">>\nendobj", catalog_at);
    if (catalog_at == std::string_view::npos || catalog_end == std::string_view::npos)
        return pdf;
    // The same catalog with two lines more; a reader takes the later one.
    auto catalog = std::string { whole.substr(catalog_at + 1, catalog_end - catalog_at - 1) }
        + fmt::format("   /Lang ({})\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n", language);
    auto const object_at = pdf.size();
    pdf += catalog;
    auto const new_table = pdf.size();
    pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n   /Prev "
                       "{}\n>>\nstartxref\n{}\n%%EOF\n",
        *root, object_at, *size, *root, *info, *table, new_table);
    return pdf;
}

} // namespace recourse::render

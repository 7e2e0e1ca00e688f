#include "papers/docx.hpp"

#include "base/check.hpp"
#include "papers/docx_parts.hpp"
#include "papers/docx_runs.hpp"
#include "vault/contents/memory_contents.hpp"
#include "vault/zip/crc32.hpp"
#include "vault/zip/writer.hpp"

#include <fmt/format.h>

namespace recourse::papers {

namespace docx {

std::string header(Paper const& paper)
{
    Runs const runs { paper };
    Xml xml;
    xml.open("w:hdr", { { "xmlns:w", main_namespace } }).open("w:p");
    xml.open("w:pPr").leaf("w:pStyle", { { "w:val", "Header" } }).close();
    runs.run(xml, joined(head_of(paper), paper.setting), Manner::plain, paper.language());
    return xml.close().close().take();
}

std::string footer(Paper const& paper)
{
    Runs const runs { paper };
    auto const language = paper.language();
    Xml xml;
    xml.open("w:ftr", { { "xmlns:w", main_namespace } }).open("w:p");
    xml.open("w:pPr").leaf("w:pStyle", { { "w:val", "Footer" } });
    xml.open("w:tabs")
        .leaf("w:tab", { { "w:val", "right" }, { "w:pos", std::to_string(sheet_of(paper).inner()) } })
        .close()
        .close();
    runs.run(xml, joined(paper.name, paper.setting), Manner::plain, language);
    runs.tab(xml);
    auto text = joined(page_of(), paper.setting);
    std::string_view rest { text };
    for (bool page = true;; page = !page) {
        auto const place = rest.find("{}");
        if (place != 0 && !rest.empty())
            runs.run(xml, rest.substr(0, place), Manner::plain, language);
        if (place == std::string_view::npos)
            break;
        runs.field(xml, page ? "PAGE" : "NUMPAGES", "1", language);
        rest.remove_prefix(place + 2);
    }
    return xml.close().close().take();
}

std::string core_properties(Paper const& paper)
{
    Xml xml;
    xml.open("cp:coreProperties",
        { { "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties" },
            { "xmlns:dc", "http://purl.org/dc/elements/1.1/" }, { "xmlns:dcterms", "http://purl.org/dc/terms/" },
            { "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance" } });
    auto const day = to_string(paper.day) + "T00:00:00Z";
    xml.open("dc:title").text(joined(paper.name, paper.setting)).close();
    xml.open("dc:creator").text("Recourse").close();
    xml.open("dcterms:created", { { "xsi:type", "dcterms:W3CDTF" } }).text(day).close();
    xml.open("dcterms:modified", { { "xsi:type", "dcterms:W3CDTF" } }).text(day).close();
    xml.open("dc:language").text(paper.language() == Language::zh ? "zh-CN" : "en-GB").close();
    xml.open("cp:contentStatus").text(paper.draft ? "Draft" : "Final").close();
    return xml.close().take();
}

} // namespace docx

namespace {

constexpr std::string_view relations = "application/vnd.openxmlformats-package.relationships+xml";
constexpr std::string_view word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string content_types(bool with_head)
{
    Xml xml;
    xml.open("Types", { { "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types" } });
    xml.leaf("Default", { { "Extension", "rels" }, { "ContentType", relations } });
    xml.leaf("Default", { { "Extension", "xml" }, { "ContentType", "application/xml" } });
    auto const part = [&](std::string_view name, std::string const& type) {
        xml.leaf("Override", { { "PartName", name }, { "ContentType", type } });
    };
    part("/word/document.xml", fmt::format("{}document.main+xml", word));
    for (std::string_view const name : { "styles", "numbering", "settings" })
        part(fmt::format("/word/{}.xml", name), fmt::format("{}{}+xml", word, name));
    if (with_head)
        part("/word/header1.xml", fmt::format("{}header+xml", word));
    part("/word/footer1.xml", fmt::format("{}footer+xml", word));
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    return xml.close().take();
}

std::string package_relations()
{
    Xml xml;
    xml.open("Relationships", { { "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships" } });
    xml.leaf("Relationship",
        { { "Id", "rId1" }, { "Type", fmt::format("{}officeDocument", office) }, { "Target", "word/document.xml" } });
    xml.leaf("Relationship",
        { { "Id", "rId2" },
            { "Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" },
            { "Target", "docProps/core.xml" } });
    return xml.close().take();
}

std::string document_relations(bool with_head)
{
    Xml xml;
    xml.open("Relationships", { { "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships" } });
    auto const part = [&](std::string_view id, std::string_view type, std::string_view target) {
        xml.leaf("Relationship", { { "Id", id }, { "Type", fmt::format("{}{}", office, type) }, { "Target", target } });
    };
    part("rId1", "styles", "styles.xml");
    part("rId2", "numbering", "numbering.xml");
    part("rId3", "settings", "settings.xml");
    if (with_head)
        part("rId4", "header", "header1.xml");
    part("rId5", "footer", "footer1.xml");
    return xml.close().take();
}

std::string zipped(std::map<std::string, std::string> files)
{
    std::vector<vault::ZipMember> members;
    for (auto const& [name, bytes] : files)
        members.push_back({ name, bytes.size(),
            vault::crc32_of(0, { reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() }) });
    vault::MemoryContents const contents { std::move(files) };
    std::string out;
    auto const written = vault::write_zip(
        contents, members, [&](std::span<std::uint8_t const> bytes) -> std::expected<void, std::string> {
            out.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
            return {};
        });
    RECOURSE_ASSERT(written.has_value()); // memory does not change and takes everything
    return out;
}

} // namespace

std::string to_docx(Paper const& paper)
{
    auto body = docx::document(paper);
    std::map<std::string, std::string> files {
        { "[Content_Types].xml", content_types(paper.draft) },
        { "_rels/.rels", package_relations() },
        { "docProps/core.xml", docx::core_properties(paper) },
        { "word/_rels/document.xml.rels", document_relations(paper.draft) },
        { "word/document.xml", std::move(body.xml) },
        { "word/footer1.xml", docx::footer(paper) },
        { "word/numbering.xml", docx::numbering(paper, body.restarts) },
        { "word/settings.xml", docx::settings() },
        { "word/styles.xml", docx::styles(paper) },
    };
    if (paper.draft)
        files.emplace("word/header1.xml", docx::header(paper));
    return zipped(std::move(files));
}

} // namespace recourse::papers

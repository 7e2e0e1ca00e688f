#include "papers/docx_runs.hpp"

#include <fmt/format.h>

namespace recourse::papers::docx {

namespace {

void properties(Xml& xml, Manner manner, Language language)
{
    xml.open("w:rPr");
    switch (manner) {
    case Manner::strong:
        xml.leaf("w:rStyle", { { "w:val", "Strong" } });
        break;
    case Manner::open:
        xml.leaf("w:rStyle", { { "w:val", "OpenPoint" } });
        break;
    case Manner::note:
        xml.leaf("w:rStyle", { { "w:val", "CounselNote" } });
        break;
    case Manner::warning:
        xml.leaf("w:rStyle", { { "w:val", "CounselWarning" } });
        break;
    case Manner::plain:
    case Manner::reference:
    case Manner::line_break:
        break;
    }
    if (language == Language::zh)
        xml.leaf("w:rFonts", { { "w:hint", "eastAsia" } }); // quotation marks and dashes are Chinese ones
    if (manner == Manner::open)
        xml.leaf("w:highlight", { { "w:val", "yellow" } });
    // The first is of Latin letters and digits, which would be broken anywhere as Chinese ones are.
    xml.leaf("w:lang", { { "w:val", "en-GB" }, { "w:eastAsia", "zh-CN" } });
    xml.close();
}

} // namespace

Runs::Runs(Paper const& paper) : articles_(paper.numbering == Numbering::articles)
{
    for (auto const& block : paper.blocks)
        if (auto const* one = std::get_if<Numbered>(&block); one != nullptr && !one->name.empty())
            marks_.emplace(one->name, static_cast<int>(marks_.size()) + 1);
}

void Runs::run(Xml& xml, std::string_view text, Manner manner, Language language) const
{
    xml.open("w:r");
    properties(xml, manner, language);
    xml.open("w:t", { { "xml:space", "preserve" } }).text(text).close().close();
}

void Runs::tab(Xml& xml) const
{
    xml.open("w:r").leaf("w:tab").close();
}

void Runs::field(Xml& xml, std::string_view instruction, std::string_view shown, Language language) const
{
    auto const part = [&](std::string_view type) {
        xml.open("w:r");
        properties(xml, Manner::plain, language);
        xml.leaf("w:fldChar", { { "w:fldCharType", type } }).close();
    };
    part("begin");
    xml.open("w:r");
    properties(xml, Manner::plain, language);
    xml.open("w:instrText", { { "xml:space", "preserve" } }).text(fmt::format(" {} ", instruction)).close().close();
    part("separate");
    run(xml, shown, Manner::plain, language);
    part("end");
}

void Runs::line(Xml& xml, Line const& line, Language language) const
{
    for (auto const& one : line) {
        if (one.manner == Manner::line_break) {
            xml.open("w:r").leaf("w:br").close();
            continue;
        }
        if (one.manner != Manner::reference) {
            run(xml, one.text, one.manner, language);
            continue;
        }
        auto const mark = bookmark(marks_.at(one.paragraph), language);
        // "第七条" has no number that a field could take out of it: a link keeps what was written.
        if (articles_ && language == Language::zh) {
            xml.open("w:hyperlink", { { "w:anchor", mark } });
            run(xml, one.text, Manner::plain, language);
            xml.close();
        } else {
            field(xml, fmt::format("REF {} \\w{} \\h", mark, articles_ ? " \\t" : ""), one.text, language);
        }
    }
}

} // namespace recourse::papers::docx

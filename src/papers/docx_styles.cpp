#include "papers/docx_parts.hpp"
#include "papers/docx_xml.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::papers::docx {

namespace {

/// A paragraph style: its properties as XML, in the order of the schema.
struct Style {
    std::string_view id, name;
    std::string_view based = "Normal";
    std::string_view next = "";
    std::string_view paragraph = "";
    std::string_view letters = "";
};

constexpr std::array<Style, 24> paragraphs { {
    { "Title", "Title", "Normal", "Normal",
        "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"320\"/><w:jc w:val=\"center\"/>",
        "<w:rFonts w:eastAsia=\"SimHei\"/><w:b/><w:bCs/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>" },
    { "Heading1", "heading 1", "Normal", "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"320\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:rFonts w:eastAsia=\"SimHei\"/><w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>" },
    { "Heading2", "heading 2", "Normal", "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:rFonts w:eastAsia=\"SimHei\"/><w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>" },
    { "Heading3", "heading 3", "Normal", "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
        "<w:rFonts w:eastAsia=\"SimHei\"/><w:b/><w:bCs/>" },
    { "NumberedParagraph1", "Numbered paragraph 1" },
    { "NumberedParagraph2", "Numbered paragraph 2" },
    { "NumberedParagraph3", "Numbered paragraph 3" },
    { "ListBullet", "List Bullet" },
    { "ListBullet2", "List Bullet 2" },
    { "Quote", "Quote", "Normal", "", "<w:ind w:left=\"567\" w:right=\"567\"/>" },
    { "AtRight", "At the right", "Normal", "", "<w:jc w:val=\"right\"/>" },
    { "InTheMiddle", "In the middle", "Normal", "", "<w:jc w:val=\"center\"/>" },
    { "ParticularsName", "Particulars name", "TableText", "", "<w:keepLines/>", "<w:b/><w:bCs/>" },
    { "Particulars", "Particulars", "TableText" },
    { "TableText", "Table text", "Normal", "", "<w:spacing w:before=\"40\" w:after=\"40\"/>" },
    { "TableTitle", "Table title", "TableText", "", "<w:keepNext/>", "<w:b/><w:bCs/>" },
    { "TableSum", "Table sum", "TableText", "", "", "<w:b/><w:bCs/>" },
    { "Signature", "Signature", "Normal", "",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"160\" w:after=\"40\"/>" },
    { "Seal", "Seal", "Signature", "",
        "<w:pBdr><w:top w:val=\"dashed\" w:sz=\"4\" w:space=\"1\" w:color=\"888888\"/><w:left w:val=\"dashed\" "
        "w:sz=\"4\" "
        "w:space=\"4\" w:color=\"888888\"/><w:bottom w:val=\"dashed\" w:sz=\"4\" w:space=\"1\" "
        "w:color=\"888888\"/><w:right w:val=\"dashed\" w:sz=\"4\" w:space=\"4\" "
        "w:color=\"888888\"/></w:pBdr><w:spacing w:before=\"160\" w:after=\"120\" w:line=\"1700\" "
        "w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
        "<w:color w:val=\"777777\"/>" },
    { "Remark", "Remark", "Normal", "",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"567\"/></w:tabs><w:spacing w:after=\"60\"/><w:ind w:left=\"567\" "
        "w:hanging=\"567\"/>",
        "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>" },
    { "Gap", "Gap between tables", "Normal", "",
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
        "<w:sz w:val=\"4\"/><w:szCs w:val=\"4\"/>" },
    { "SideBySide", "Side by side", "Normal", "", "<w:spacing w:after=\"80\"/>" },
    { "Header", "header", "Normal", "", "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:bCs/><w:color w:val=\"A0211A\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>" },
    { "Footer", "footer", "Normal", "", "<w:spacing w:after=\"0\"/>",
        "<w:color w:val=\"555C67\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>" },
} };

constexpr std::string_view letters = R"(
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="OpenPoint"><w:name w:val="Open point"/><w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFEE88"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="CounselNote"><w:name w:val="Note for counsel"/><w:rPr><w:color w:val="2B4A94"/><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="CounselWarning"><w:name w:val="Warning for counsel"/><w:rPr><w:b/><w:bCs/><w:color w:val="A0211A"/><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="444444"/><w:left w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="444444"/><w:right w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="999999"/></w:tblBorders></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="PlainColumns"><w:name w:val="Plain columns"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="200" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
)";

/// How Word counts a level.
struct Level {
    std::string_view format; ///< w:numFmt
    std::string_view text; ///< w:lvlText
};

std::array<Level, 3> levels_of(Numbering numbering, Language language)
{
    bool const chinese = language == Language::zh;
    Level const letter { "lowerLetter", chinese ? "（%3）" : "(%3)" };
    if (numbering == Numbering::plain)
        return { { { "decimal", "%1." }, chinese ? Level { "decimal", "（%2）" } : Level { "lowerLetter", "(%2)" },
            chinese ? letter : Level { "lowerRoman", "(%3)" } } };
    if (numbering == Numbering::clauses)
        return { { { "decimal", "%1." }, { "decimal", "%1.%2" }, letter } };
    // Not 1.1 in Chinese: the first level would be a numeral there too (w:isLgl, which LibreOffice 7.4 does not know).
    if (chinese)
        return { { { "chineseCountingThousand", "第%1条" }, { "chineseCountingThousand", "（%2）" },
            { "decimal", "%3." } } };
    return { { { "decimal", "Article %1" }, { "decimal", "%1.%2" }, letter } };
}

void level(Xml& xml, std::size_t at, Level const& one, int left, int hanging, std::string_view style)
{
    auto const number = std::to_string(at);
    xml.open("w:lvl", { { "w:ilvl", number } });
    xml.leaf("w:start", { { "w:val", "1" } });
    xml.leaf("w:numFmt", { { "w:val", one.format } });
    if (!style.empty())
        xml.leaf("w:pStyle", { { "w:val", style } });
    xml.leaf("w:suff", { { "w:val", "tab" } });
    xml.leaf("w:lvlText", { { "w:val", one.text } });
    xml.leaf("w:lvlJc", { { "w:val", "left" } });
    xml.open("w:pPr");
    xml.open("w:tabs").leaf("w:tab", { { "w:val", "num" }, { "w:pos", std::to_string(left) } }).close();
    xml.leaf("w:ind", { { "w:left", std::to_string(left) }, { "w:hanging", std::to_string(hanging) } });
    xml.close().close();
}

} // namespace

std::string styles(Paper const& paper)
{
    Xml xml;
    xml.open("w:styles", { { "xmlns:w", main_namespace } });
    bool const side_by_side = paper.setting == Setting::both;
    auto const size = side_by_side ? "20" : paper.setting == Setting::zh ? "24" : "22";
    xml.open("w:docDefaults").open("w:rPrDefault").open("w:rPr");
    xml.leaf("w:rFonts",
        { { "w:ascii", "Times New Roman" }, { "w:eastAsia", "SimSun" }, { "w:hAnsi", "Times New Roman" },
            { "w:cs", "Times New Roman" } });
    xml.leaf("w:sz", { { "w:val", size } }).leaf("w:szCs", { { "w:val", size } });
    xml.leaf("w:lang", { { "w:val", "en-GB" }, { "w:eastAsia", "zh-CN" }, { "w:bidi", "ar-SA" } });
    xml.close().close().open("w:pPrDefault").open("w:pPr");
    xml.leaf("w:spacing", { { "w:after", "120" }, { "w:line", "300" }, { "w:lineRule", "auto" } });
    xml.close().close().close();
    xml.open("w:style", { { "w:type", "paragraph" }, { "w:default", "1" }, { "w:styleId", "Normal" } });
    xml.leaf("w:name", { { "w:val", "Normal" } }).leaf("w:qFormat").close();
    for (auto const& one : paragraphs) {
        bool const own = one.name.front() >= 'A' && one.name.front() <= 'Z' && one.id != "Title" && one.id != "Quote"
            && one.id != "Signature" && !one.id.starts_with("ListBullet");
        if (own)
            xml.open("w:style", { { "w:type", "paragraph" }, { "w:customStyle", "1" }, { "w:styleId", one.id } });
        else
            xml.open("w:style", { { "w:type", "paragraph" }, { "w:styleId", one.id } });
        xml.leaf("w:name", { { "w:val", one.name } }).leaf("w:basedOn", { { "w:val", one.based } });
        if (!one.next.empty())
            xml.leaf("w:next", { { "w:val", one.next } });
        xml.leaf("w:qFormat");
        if (!one.paragraph.empty())
            xml.open("w:pPr").raw(one.paragraph).close();
        if (!one.letters.empty())
            xml.open("w:rPr").raw(one.letters).close();
        xml.close();
    }
    xml.raw(letters);
    return xml.close().take();
}

std::string numbering(Paper const& paper, int restarts)
{
    Xml xml;
    xml.open("w:numbering", { { "xmlns:w", main_namespace } });
    for (auto const language : { Language::en, Language::zh }) {
        bool const chinese = language == Language::zh;
        xml.open("w:abstractNum", { { "w:abstractNumId", chinese ? "1" : "0" } });
        xml.leaf("w:multiLevelType", { { "w:val", "multilevel" } });
        auto const levels = levels_of(paper.numbering, language);
        bool const wide = paper.numbering == Numbering::articles;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            int const hanging = i == 0 ? (wide ? 1'134 : 567) : (wide ? 567 : 680); // room for "（12）"
            int const left = i == 0 ? hanging
                : wide              ? 1'134 + static_cast<int>(i - 1) * 567
                                    : 567 + static_cast<int>(i) * hanging;
            level(xml, i, levels.at(i), left, hanging, "");
        }
        xml.close();
    }
    xml.open("w:abstractNum", { { "w:abstractNumId", "2" } });
    xml.leaf("w:multiLevelType", { { "w:val", "hybridMultilevel" } });
    level(xml, 0, { "bullet", "•" }, 567, 284, "");
    level(xml, 1, { "bullet", "–" }, 851, 284, "");
    xml.close();
    auto const number = [&](int id, std::string_view abstract, bool anew) {
        xml.open("w:num", { { "w:numId", std::to_string(id) } });
        xml.leaf("w:abstractNumId", { { "w:val", abstract } });
        for (int i = 0; anew && i < 3; ++i)
            xml.open("w:lvlOverride", { { "w:ilvl", std::to_string(i) } })
                .leaf("w:startOverride", { { "w:val", "1" } })
                .close();
        xml.close();
    };
    number(bullets_number, "2", false);
    for (int i = 0; i <= restarts; ++i)
        for (auto const language : { Language::en, Language::zh })
            number(paragraphs_number(language, i), language == Language::zh ? "1" : "0", i > 0);
    return xml.close().take();
}

std::string settings()
{
    Xml xml;
    xml.open("w:settings", { { "xmlns:w", main_namespace } });
    xml.leaf("w:defaultTabStop", { { "w:val", "567" } });
    xml.leaf("w:characterSpacingControl", { { "w:val", "compressPunctuation" } });
    xml.open("w:compat")
        .leaf("w:compatSetting",
            { { "w:name", "compatibilityMode" }, { "w:uri", "http://schemas.microsoft.com/office/word" },
                { "w:val", "15" } });
    xml.close();
    xml.leaf("w:themeFontLang", { { "w:val", "en-GB" }, { "w:eastAsia", "zh-CN" } });
    xml.leaf("w:decimalSymbol", { { "w:val", "." } }).leaf("w:listSeparator", { { "w:val", "," } });
    return xml.close().take();
}

} // namespace recourse::papers::docx

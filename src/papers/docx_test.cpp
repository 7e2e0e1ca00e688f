#include "papers/docx.hpp"

#include "papers/docx_xml.hpp"
#include "papers/peers_test.hpp"
#include "papers/sample_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Opened by others: a zip reader and an XML parser of Python, and LibreOffice. tools/setup installs them.

namespace recourse::papers {
namespace {

using peers::without_white;
using testing::HasSubstr;
using testing::Not;

/// Everything visible that the paper says, piece by piece.
std::vector<std::string> pieces_of(Paper const& paper)
{
    std::vector<std::string> out;
    for (auto const& block : paper.blocks)
        each_text(block, [&](Text const& one) {
            for (auto const language : { Language::en, Language::zh })
                for (auto const& run : one.in(language))
                    if (auto piece = without_white(run.text); !piece.empty())
                        out.push_back(std::move(piece));
        });
    return out;
}

/// The words of word/document.xml, each paragraph in a line; every part must be well-formed.
std::string words_of(std::filesystem::path const& docx)
{
    static constexpr std::string_view script = R"(
import sys, zipfile, xml.etree.ElementTree as tree
with zipfile.ZipFile(sys.argv[1]) as file:
    assert file.testzip() is None
    for name in file.namelist():
        tree.fromstring(file.read(name))
    w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
    for paragraph in tree.fromstring(file.read('word/document.xml')).iter(w + 'p'):
        print(''.join(text.text or '' for text in paragraph.iter(w + 't')))
)";
    auto const path = docx.parent_path() / "words.py";
    std::ofstream { path } << script;
    return peers::told(fmt::format("python3 '{}' '{}'", path.string(), docx.string()));
}

/// LibreOffice makes a PDF of every .docx in the folder.
void convert_all(std::filesystem::path const& folder)
{
    peers::told(fmt::format(
        "soffice -env:UserInstallation=file://{0}/profile --headless --convert-to pdf --outdir '{0}' '{0}'/*.docx",
        folder.string()));
}

TEST(Docx, is_well_formed_and_says_everything)
{
    peers::Folder const folder;
    for (auto const& id : { "letter", "agreement" })
        for (auto const setting : samples::settings) {
            auto const paper = samples::paper(id, samples::values(), samples::wish(setting));
            auto const text = without_white(words_of(folder.put("paper.docx", to_docx(paper))));
            for (auto const& piece : pieces_of(paper))
                EXPECT_THAT(text, HasSubstr(piece)) << id << samples::name(setting);
        }
}

TEST(Docx, the_same_paper_gives_the_same_bytes)
{
    for (auto const setting : samples::settings) {
        auto const paper = samples::paper("agreement", samples::values(), samples::wish(setting));
        EXPECT_TRUE(to_docx(paper) == to_docx(paper));
    }
}

TEST(Docx, texts_of_the_case_stay_texts)
{
    peers::Folder const folder;
    auto values = samples::values();
    values.fields["goods"] = Value { same("</w:t> & <w:p> \"q\" 'a' \xEF\xBF\xBF") };
    auto const paper = samples::paper("letter", values, samples::wish(Setting::en));
    EXPECT_THAT(words_of(folder.put("paper.docx", to_docx(paper))), HasSubstr("</w:t> & <w:p> \"q\" 'a' "));
}

/// LibreOffice reads it and sets the same words, numbers and references as we wrote.
TEST(Docx, libreoffice_reads_the_same_paper)
{
    peers::Folder const folder;
    std::map<std::string, Paper> papers;
    for (auto const& id : { "letter", "agreement" })
        for (auto const setting : samples::settings) {
            auto const name = fmt::format("{}.{}", id, samples::name(setting));
            papers.emplace(name, samples::paper(id, samples::values(), samples::wish(setting)));
            folder.put(name + ".docx", to_docx(papers.at(name)));
        }
    convert_all(folder.path());
    for (auto const& [name, paper] : papers) {
        auto const pdf = folder.path() / (name + ".pdf");
        ASSERT_TRUE(exists(pdf)) << name;
        auto const text = peers::text_of(pdf);
        for (auto const& piece : pieces_of(paper))
            EXPECT_THAT(text, HasSubstr(piece)) << name;
        for (auto const& block : paper.blocks)
            if (auto const* one = std::get_if<Numbered>(&block))
                for (auto const language : { Language::en, Language::zh })
                    if (paper.shows(language))
                        EXPECT_THAT(text,
                            HasSubstr(without_white(one->number.in(language) + one->text.in(language).front().text)))
                            << name;
        bool const english = paper.setting == Setting::en;
        EXPECT_THAT(text, HasSubstr(english ? "Page1of" : "第1页共")) << name;
        EXPECT_THAT(text, HasSubstr(english ? "Draftforcounsel" : "供律师审阅的草稿")) << name;
    }
}

TEST(Xml, leaves_out_what_xml_does_not_allow)
{
    EXPECT_EQ(xml_text("a<b>&\"'\x01\xEF\xBF\xBE"
                       "c\td"),
        "a&lt;b&gt;&amp;&quot;&apos;c\td");
}

} // namespace
} // namespace recourse::papers

#include "papers/pdf.hpp"

#include "papers/peers_test.hpp"
#include "papers/sample_test.hpp"
#include "papers/wording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

// Read back with poppler and qpdf, by another's code than wrote it.

namespace recourse::papers {
namespace {

using peers::without_white;
using testing::HasSubstr;
using testing::Not;

Press const& press()
{
    static Press const one;
    return one;
}

Pdf printed(Paper const& paper)
{
    auto const pdf = press().print(paper);
    EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error());
    return pdf.value_or(Pdf {});
}

/// A letter of several sheets: a table and paragraphs that go over them.
Values long_values()
{
    auto values = samples::values();
    auto& rows = std::get<std::vector<Row>>(values.fields.at("heads").is);
    for (int i = 0; i < 60; ++i)
        rows.push_back({ { { "what",
                               { Words { fmt::format("head {}, with words enough for two lines of its cell", i),
                                   fmt::format("第{}项，文字足以占满单元格的两行，文字足以占满单元格的两行", i) } } },
            { "amount", { samples::money("12.00 USD") } } } });
    return values;
}

TEST(Pdf, everything_that_the_paper_says_is_in_it)
{
    peers::Folder const folder;
    for (auto const& id : { "letter", "agreement" })
        for (auto const setting : samples::settings) {
            auto const paper = samples::paper(id, samples::values(), samples::wish(setting));
            auto const text = peers::text_of(folder.put("paper.pdf", printed(paper).bytes));
            for (auto const& block : paper.blocks) {
                each_text(block, [&](Text const& one) {
                    for (auto const language : { Language::en, Language::zh })
                        for (auto const& run : one.in(language))
                            EXPECT_THAT(text, HasSubstr(without_white(run.text))) << id << samples::name(setting);
                });
                if (auto const* one = std::get_if<Numbered>(&block))
                    for (auto const language : { Language::en, Language::zh })
                        if (paper.shows(language))
                            EXPECT_THAT(text, HasSubstr(without_white(one->number.in(language))));
            }
        }
}

TEST(Pdf, each_column_is_read_to_its_end)
{
    peers::Folder const folder;
    auto const paper = samples::paper("letter", samples::values(), samples::wish(Setting::both));
    auto const text = peers::text_of(folder.put("paper.pdf", printed(paper).bytes));
    EXPECT_THAT(
        text, HasSubstr(without_white("Nothing in this letter waives any right; paragraph 1 and paragraph 6 stand.")));
    EXPECT_THAT(text, HasSubstr("本函不构成对任何权利的放弃；第1段及第6段继续有效。"));
}

TEST(Pdf, the_same_paper_gives_the_same_bytes)
{
    for (auto const setting : samples::settings) {
        auto const paper = samples::paper("letter", samples::values(), samples::wish(setting));
        EXPECT_TRUE(printed(paper).bytes == printed(paper).bytes);
        EXPECT_TRUE(printed(paper).bytes == Press {}.print(paper)->bytes);
    }
}

TEST(Pdf, is_sound_tagged_and_has_its_fonts)
{
    peers::Folder const folder;
    for (auto const setting : samples::settings) {
        auto const path
            = folder.put("paper.pdf", printed(samples::paper("letter", long_values(), samples::wish(setting))).bytes);
        EXPECT_THAT(peers::told("pdfinfo '" + path.string() + "'"), HasSubstr("Tagged:          yes"));
        auto const structure = peers::told("pdfinfo -struct-text '" + path.string() + "'");
        for (std::string_view const element : { "H1", "H2", "Table", "TR", "TH", "TD", "P" })
            EXPECT_THAT(structure, HasSubstr(std::string { element }));
        std::istringstream fonts { peers::told("pdffonts '" + path.string() + "'") };
        std::string line;
        std::getline(fonts, line);
        std::getline(fonts, line);
        int count = 0;
        for (; std::getline(fonts, line); ++count)
            EXPECT_TRUE(std::regex_search(line, std::regex { "yes yes yes +[0-9]+ +[0-9]+$" })) << line;
        EXPECT_GT(count, 0);
    }
}

TEST(Pdf, names_its_title_language_and_day)
{
    peers::Folder const folder;
    auto const pdf = printed(samples::paper("letter", samples::values(), samples::wish(Setting::zh)));
    auto const about = peers::told("pdfinfo '" + folder.put("paper.pdf", pdf.bytes).string() + "'");
    EXPECT_THAT(about, HasSubstr("催告函"));
    EXPECT_THAT(about, HasSubstr("595.28 x 841.89 pts (A4)"));
    EXPECT_THAT(about, HasSubstr(fmt::format("Pages:           {}\n", pdf.sheets)));
    EXPECT_THAT(pdf.bytes, HasSubstr("/Lang (zh-CN)"));
    EXPECT_THAT(pdf.bytes, HasSubstr("/CreationDate (D:20260301000000+08'00"));
}

/// Sheet by sheet: what ends one and what begins the next.
std::vector<std::string> sheets_of(std::filesystem::path const& pdf)
{
    std::vector<std::string> out { "" };
    for (char const c : peers::told("pdftotext -layout '" + pdf.string() + "' -"))
        if (c == '\f')
            out.emplace_back();
        else
            out.back() += c;
    out.pop_back();
    return out;
}

TEST(Pdf, titles_of_a_table_are_repeated_and_every_sheet_is_counted)
{
    peers::Folder const folder;
    auto const pdf = printed(samples::paper("letter", long_values(), samples::wish(Setting::en)));
    auto const sheets = sheets_of(folder.put("paper.pdf", pdf.bytes));
    ASSERT_EQ(sheets.size(), pdf.sheets);
    ASSERT_GE(sheets.size(), 4U);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        EXPECT_THAT(sheets[i], HasSubstr(fmt::format("Page {} of {}", i + 1, sheets.size())));
        EXPECT_THAT(sheets[i], HasSubstr("Draft for counsel"));
        if (std::regex_search(sheets[i], std::regex { "[0-9]\\. head" }))
            EXPECT_TRUE(std::regex_search(sheets[i], std::regex { "What +Amount +Proof" })) << sheets[i];
    }
}

/// However long what stands before it is: no heading ends a sheet, and a signature is whole and not alone.
TEST(Pdf, no_heading_is_left_behind_and_no_signature_is_parted)
{
    peers::Folder const folder;
    for (int lines = 1; lines < 60; lines += 4) {
        auto values = samples::values();
        std::string address = "1 Zhongshan Road";
        for (int i = 0; i < lines; ++i)
            address += fmt::format("\nline {}", i);
        values.fields["respondent.address"] = Value { same(address) };
        auto const sheets = sheets_of(
            folder.put("paper.pdf", printed(samples::paper("letter", values, samples::wish(Setting::en))).bytes));
        for (auto const& sheet : sheets) {
            // The last line above the foot.
            auto body = sheet.substr(0, sheet.rfind("Letter of demand"));
            body.erase(body.find_last_not_of(" \n") + 1);
            auto const last = body.substr(body.rfind('\n') + 1);
            for (std::string_view const heading : { "Facts", "Demand", "What is demanded", "What " })
                EXPECT_FALSE(last.starts_with(heading)) << lines << "\n" << sheet;
            bool const begins = sheet.find("Name and capacity") != std::string::npos;
            EXPECT_EQ(begins, sheet.find("(seal)") != std::string::npos) << lines;
            if (begins)
                EXPECT_THAT(sheet, HasSubstr("The terms of the contract stay")) << lines;
        }
    }
}

TEST(Pdf, an_approved_paper_has_no_head)
{
    peers::Folder const folder;
    auto values = samples::values();
    auto wish = samples::wish(Setting::both);
    wish.approved = true;
    auto const text = peers::text_of(folder.put("paper.pdf", printed(samples::paper("letter", values, wish)).bytes));
    EXPECT_THAT(text, Not(HasSubstr("Draft")));
    EXPECT_THAT(text, Not(HasSubstr("草稿")));
}

} // namespace
} // namespace recourse::papers

#include "render/pdf.hpp"

#include "render/compose.hpp"
#include "render/pdf_catalog.hpp"
#include "render/wording.hpp"
#include "tests/samples/answers.hpp"
#include "tests/samples/build.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

// Read back with poppler, by another's code than wrote it.

namespace recourse::render {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string pdf_of(casework::Answer const& answer)
{
    auto const pdf = render_pdf(answer);
    EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error());
    return pdf.value_or(std::string {});
}

/// What a tool of poppler says of the document.
std::string told(std::string const& tool, std::string const& pdf, std::string const& after = {})
{
    auto const path = std::filesystem::path { testing::TempDir() } / fmt::format("recourse-{}.pdf", ::getpid());
    std::ofstream { path, std::ios::binary } << pdf;
    std::string out;
    if (FILE* pipe = ::popen(fmt::format("{} '{}' {} 2>&1", tool, path.string(), after).c_str(), "r")) {
        std::array<char, 4096> block;
        while (auto const count = std::fread(block.data(), 1, block.size(), pipe))
            out.append(block.data(), count);
        EXPECT_EQ(::pclose(pipe), 0) << tool << ": " << out;
    }
    std::filesystem::remove(path);
    return out;
}

std::string without_white(std::string_view text)
{
    std::string out;
    for (char const c : text)
        if (c != ' ' && c != '\n' && c != '\f')
            out += c;
    return out;
}

/// The text in the order of reading, without white: where lines break is not its matter.
std::string text_of(std::string const& pdf)
{
    return without_white(told("pdftotext -layout", pdf, "-"));
}
std::string flowing_text_of(std::string const& pdf)
{
    return without_white(told("pdftotext -raw", pdf, "-"));
}

int pages_of(std::string const& pdf)
{
    std::smatch match;
    auto const data = told("pdfinfo", pdf);
    return std::regex_search(data, match, std::regex { "Pages: +([0-9]+)" }) ? std::stoi(match[1]) : 0;
}

TEST(Pdf, holds_every_heading_every_sum_and_every_source)
{
    for (auto const& [name, answer] : samples::all()) {
        auto const page = compose(answer);
        auto const text = flowing_text_of(pdf_of(answer));
        EXPECT_THAT(text, HasSubstr(without_white(page.title))) << name;
        for (auto const& point : page.summary)
            EXPECT_THAT(text, HasSubstr(without_white(point.question))) << name;
        for (auto const& section : page.sections)
            EXPECT_THAT(text, HasSubstr(without_white(section.title))) << name;
        Wording const say { page.language };
        for (auto const& cover : answer.coverage)
            EXPECT_THAT(text, HasSubstr(without_white(say.range(cover.range)))) << name;
        for (auto const& route : answer.routes)
            if (route.cost.likely && !route.cost.likely->is_zero() && route.status != casework::RouteStatus::closed)
                EXPECT_THAT(text, HasSubstr(without_white(say.amount(*route.cost.likely)))) << name;
        for (auto const& source : page.sources)
            EXPECT_THAT(text, HasSubstr(without_white(source.title))) << name;
        EXPECT_THAT(text, HasSubstr(without_white(page.closing))) << name;
    }
}

TEST(Pdf, the_same_answer_gives_the_same_bytes)
{
    for (auto const& [name, answer] : samples::all())
        EXPECT_TRUE(pdf_of(answer) == pdf_of(answer)) << name;
}

TEST(Pdf, names_its_title_language_and_day)
{
    auto const pdf = pdf_of(samples::chinese());
    auto const data = told("TZ=UTC pdfinfo", pdf);
    auto const answer = samples::chinese();
    EXPECT_THAT(data, HasSubstr(answer.title));
    EXPECT_THAT(data, HasSubstr("595.28 x 841.89 pts (A4)"));
    EXPECT_THAT(pdf, HasSubstr("/Lang (zh-CN)"));
    EXPECT_THAT(pdf_of(samples::covered()), HasSubstr("/Lang (en)"));
    // Midnight in Beijing of the day of the answer.
    auto day = to_string(answer.as_of);
    std::erase(day, '-');
    EXPECT_THAT(pdf, HasSubstr("/CreationDate (D:" + day + "000000+08'00"));
}

TEST(Pdf, every_font_is_embedded_and_can_be_read_back)
{
    for (auto const& answer : { samples::not_covered(), samples::chinese() }) {
        auto const fonts = told("pdffonts", pdf_of(answer));
        EXPECT_THAT(fonts, HasSubstr("Noto"));
        EXPECT_THAT(fonts, Not(HasSubstr("Type 3")));
        std::istringstream lines { fonts };
        std::string line;
        std::getline(lines, line);
        std::getline(lines, line);
        while (std::getline(lines, line))
            EXPECT_TRUE(std::regex_search(line, std::regex { "yes +yes +yes" })) << line; // embedded, subset, unicode
    }
}

TEST(Pdf, numbers_its_sheets_and_repeats_the_title)
{
    auto const pdf = pdf_of(samples::not_covered());
    auto const pages = pages_of(pdf);
    ASSERT_GT(pages, 3);
    auto const text = text_of(pdf);
    for (int page = 1; page <= pages; ++page)
        EXPECT_THAT(text, HasSubstr(fmt::format("{}/{}", page, pages)));
}

TEST(Pdf, sources_are_linked_and_sections_are_in_the_outline)
{
    auto const pdf = pdf_of(samples::covered());
    EXPECT_THAT(pdf, HasSubstr("/Subtype /Link"));
    EXPECT_THAT(pdf, HasSubstr("/URI (https://"));
    EXPECT_THAT(pdf, HasSubstr("/Type /Outlines"));
}

TEST(Pdf, an_answer_with_next_to_nothing_is_a_page)
{
    casework::Answer nothing;
    nothing.as_of = samples::day("2026-11-24");
    EXPECT_EQ(pages_of(pdf_of(nothing)), 1);
    EXPECT_GE(pages_of(pdf_of(samples::bare())), 1);
}

TEST(Pdf, hostile_texts_stay_texts)
{
    auto const pdf = pdf_of(samples::hostile());
    EXPECT_THAT(pdf, Not(HasSubstr("javascript:")));
    EXPECT_THAT(pdf, Not(HasSubstr("/JavaScript")));
    EXPECT_GT(pages_of(pdf), 1);
}

TEST(Pdf, a_word_longer_than_the_paper_is_broken_not_cut)
{
    auto answer = samples::covered();
    answer.title = std::string(400, 'T');
    answer.plan.front().act = std::string(3000, 'W');
    answer.routes.front().name = std::string(500, 'R');
    auto const text = flowing_text_of(pdf_of(answer));
    // The plan shows it in full; the timeline cuts it.
    EXPECT_GE(std::ranges::count(text, 'W'), 3000);
    EXPECT_GE(std::ranges::count(text, 'T'), 400);
    EXPECT_GE(std::ranges::count(text, 'R'), 500);
}

TEST(Pdf, hundreds_of_warnings_and_a_row_taller_than_a_sheet)
{
    auto answer = samples::covered();
    answer.warnings.clear();
    for (int i = 0; i < 400; ++i)
        answer.warnings.push_back(
            { .id = "w", .severity = casework::Severity::warn, .text = fmt::format("Warning{}.", i), .source = {} });
    std::string tall;
    for (int i = 0; i < 2000; ++i)
        tall += fmt::format("tall{} ", i);
    answer.warnings.push_back({ .id = "w", .severity = casework::Severity::note, .text = tall, .source = {} });
    auto const pdf = pdf_of(answer);
    EXPECT_GT(pages_of(pdf), 12);
    auto const text = flowing_text_of(pdf);
    for (int i = 0; i < 400; ++i)
        EXPECT_THAT(text, HasSubstr(fmt::format("Warning{}.", i)));
    for (int i = 0; i < 2000; i += 37)
        EXPECT_THAT(text, HasSubstr(fmt::format("tall{}", i)));
    EXPECT_THAT(text, HasSubstr("tall1999"));
}

TEST(Pdf, many_deadlines_make_several_pictures)
{
    auto answer = samples::covered();
    auto const one = answer.deadlines.front();
    for (int i = 0; i < 120; ++i) {
        answer.deadlines.push_back(one);
        answer.deadlines.back().due = answer.as_of.plus_days(i);
        answer.deadlines.back().what = fmt::format("Deadline{}", i);
    }
    EXPECT_THAT(flowing_text_of(pdf_of(answer)), HasSubstr("Deadline119"));
}

TEST(Catalog, a_file_of_another_shape_stays_as_it_is)
{
    for (std::string const other : { "", "%PDF-1.7\n", "trailer\n<< /Size 4 >>\nstartxref\n12\n%%EOF" })
        EXPECT_EQ(with_language(other, "en"), other);
}

} // namespace
} // namespace recourse::render

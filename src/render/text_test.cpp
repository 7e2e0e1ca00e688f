#include "render/text.hpp"

#include "base/text.hpp"
#include "render/measure.hpp"
#include "tests/golden.hpp"
#include "tests/samples/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace recourse::render {
namespace {

std::vector<std::string> lines_of(std::string const& text)
{
    std::vector<std::string> lines;
    std::istringstream in { text };
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::vector<samples::Named> everything()
{
    auto out = samples::all();
    out.push_back({ "hostile", samples::hostile() });
    return out;
}

std::string first_ten(std::string const& text)
{
    std::string out;
    auto const lines = lines_of(text);
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 10); ++i)
        out += lines[i] + "\n";
    return out;
}

TEST(Text, golden_pages)
{
    for (auto const& [name, answer] : samples::all())
        expect_golden("render/" + name + ".txt", render_text(answer));
    expect_golden("render/not-covered.colour.txt",
        render_text(samples::not_covered(), { .width = 80, .colour = true, .ascii = false }));
    expect_golden("render/undecided.narrow-ascii.txt",
        render_text(samples::undecided(), { .width = 48, .colour = false, .ascii = true }));
}

TEST(Text, the_first_ten_lines_are_the_answer)
{
    auto const page = first_ten(render_text(samples::not_covered()));
    EXPECT_THAT(page, testing::HasSubstr("No. Alibaba.com Trade Assurance does not cover it."));
    EXPECT_THAT(page, testing::HasSubstr("Nothing of USD 50,000.00 to 58,000.00 from the programme."));
    EXPECT_THAT(page, testing::HasSubstr("Ask your bank to recall the wire"));
    EXPECT_THAT(page, testing::HasSubstr("Stop: Do not send any more money"));
    for (auto const& [name, answer] : everything()) {
        auto const lines = lines_of(render_text(answer));
        ASSERT_GT(lines.size(), 10U) << name;
        // A blank line ends the answer, at the latest after line ten.
        EXPECT_LE(std::ranges::find(lines.begin() + 2, lines.end(), "") - lines.begin(), 10) << name;
    }
}

TEST(Text, no_line_is_wider_than_the_page_and_none_ends_in_blanks)
{
    for (auto const& [name, answer] : everything())
        for (int const width : { 40, 47, 60, 80, 100, 132, 200 })
            for (auto const& line :
                lines_of(render_text(answer, { .width = width, .colour = false, .ascii = false }))) {
                EXPECT_LE(columns(line), width) << name << ": " << line;
                EXPECT_TRUE(line.empty() || line.back() != ' ') << name << ": " << line;
            }
}

TEST(Text, is_always_utf8_and_never_steers_the_terminal)
{
    for (auto const& [name, answer] : everything())
        for (int const width : { 40, 80 }) {
            auto const text = render_text(answer, { .width = width, .colour = false, .ascii = false });
            EXPECT_TRUE(is_utf8(text)) << name;
            EXPECT_EQ(text.find('\x1b'), std::string::npos) << name;
            EXPECT_EQ(text.find("\u202E"), std::string::npos) << name;
            EXPECT_TRUE(text.ends_with('\n')) << name;
        }
}

TEST(Text, colour_adds_nothing_but_colour)
{
    for (auto const& [name, answer] : everything()) {
        auto coloured = render_text(answer, { .width = 80, .colour = true, .ascii = false });
        EXPECT_NE(coloured.find("\x1b[1m"), std::string::npos) << name;
        for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b', at))
            coloured.erase(at, coloured.find('m', at) - at + 1);
        EXPECT_EQ(coloured, render_text(answer)) << name;
    }
}

TEST(Text, ascii_keeps_our_signs_plain)
{
    for (auto const& sample : { samples::covered(), samples::undecided(), samples::not_covered(), samples::bare() }) {
        auto const text = render_text(sample, { .width = 80, .colour = false, .ascii = true });
        EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    }
}

TEST(Text, ends_by_saying_what_it_is)
{
    EXPECT_TRUE(render_text(samples::covered()).ends_with("\nThis is information and estimates, not legal advice.\n"));
    EXPECT_TRUE(render_text(samples::chinese()).ends_with("\n以上为信息和估计，不构成法律意见。\n"));
}

} // namespace
} // namespace recourse::render

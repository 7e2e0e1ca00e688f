#include <gtest/gtest.h>

#include "base/text.hpp"
#include "render/measure.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace recourse::render {
namespace {

std::vector<std::string> wrapped(std::string const& text, int width)
{
    std::vector<std::string> out;
    for (auto const& line : wrap({ { text, Tone::plain, 0 } }, width))
        out.push_back(plain(line));
    return out;
}

TEST(Measure, columns_of_a_terminal)
{
    EXPECT_EQ(columns(""), 0);
    EXPECT_EQ(columns("abc"), 3);
    EXPECT_EQ(columns("财产保全"), 8);
    EXPECT_EQ(columns("（a）"), 5);
    EXPECT_EQ(columns("e\u0301"), 1);
    EXPECT_EQ(columns("\u2212\u2026\u2500"), 3);
}

TEST(Measure, wraps_words_chinese_and_amounts)
{
    EXPECT_THAT(wrapped("one two three", 7), testing::ElementsAre("one two", "three"));
    EXPECT_THAT(wrapped("", 7), testing::ElementsAre(""));
    EXPECT_THAT(wrapped("起诉，或以催告中断时效。", 8), testing::ElementsAre("起诉，或", "以催告中", "断时效。"));
    // The full stop does not begin a line.
    EXPECT_THAT(wrapped("中断时效。", 8), testing::ElementsAre("中断时", "效。"));
    EXPECT_THAT(wrapped("pays USD 48,000.00 now", 9), testing::ElementsAre("pays", "USD 48,00", "0.00 now"));
    EXPECT_THAT(wrapped("pays USD 48,000.00 now", 14), testing::ElementsAre("pays", "USD 48,000.00", "now"));
    EXPECT_THAT(wrapped("abcdefghij", 4), testing::ElementsAre("abcd", "efgh", "ij"));
}

TEST(Measure, wrapping_keeps_tones_and_references)
{
    auto const lines
        = wrap({ { "plain ", Tone::plain, 0 }, { "strong words", Tone::strong, 0 }, { "", Tone::muted, 12 } }, 12);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(plain(lines[0]), "plain strong");
    EXPECT_EQ(lines[0][1].tone, Tone::strong);
    EXPECT_EQ(plain(lines[1]), "words[12]");
    EXPECT_EQ(lines[1][1].tone, Tone::muted);
}

TEST(Measure, clips_with_an_ellipsis)
{
    auto const clip
        = [](std::string const& text, int width) { return plain(clipped({ { text, Tone::plain, 0 } }, width)); };
    EXPECT_EQ(clip("short", 5), "short");
    EXPECT_EQ(clip("longer", 5), "long\u2026");
    EXPECT_EQ(clip("two words", 5), "two\u2026");
    EXPECT_EQ(clip("财产保全", 6), "财产\u2026");
}

TEST(Measure, any_text_at_any_width)
{
    rc::check("wrapping loses nothing but blanks, fits the width and stays well-formed", [] {
        auto const parts = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("a", "word", " ", "  ", "财", "产保全", "，", "。", "（", "USD ", "1,000.00",
                "\u2212", "e\u0301", "https://a.example/b?c=d", "-", "\u2026", "[3]", "\U0001F4B0"));
        auto const width = *rc::gen::inRange(2, 30);
        std::string text;
        for (auto const& part : parts)
            text += part;
        std::string joined;
        for (auto const& line : wrapped(text, width)) {
            RC_ASSERT(columns(line) <= width);
            RC_ASSERT(is_utf8(line));
            bool const trimmed = line.empty() || line.back() != ' '; // RC_ASSERT would look at both sides
            RC_ASSERT(trimmed);
            joined += line;
        }
        std::erase(joined, ' ');
        std::erase(text, ' ');
        RC_ASSERT(joined == text);
    });
}

} // namespace
} // namespace recourse::render

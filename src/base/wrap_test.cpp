#include "base/wrap.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace recourse {
namespace {

TEST(Wrap, BreaksAtSpaces)
{
    EXPECT_EQ(wrap("one two three four", 9), "one two\nthree\nfour\n");
    EXPECT_EQ(wrap("one two three four", 11, "1. ", "   "), "1. one two\n   three\n   four\n");
    EXPECT_EQ(wrap("a incomprehensibilities b", 10), "a\nincomprehensibilities\nb\n");
    EXPECT_EQ(wrap("two  spaces and\na line break", 80), "two spaces and a line break\n");
    EXPECT_EQ(wrap("", 80, "- "), "- \n");
}

TEST(Wrap, BreaksBetweenChineseCharactersButNotBeforeClosingSigns)
{
    EXPECT_EQ(display_width("国庆节 7"), 8U);
    EXPECT_EQ(display_width("e\xCC\x81"), 1U); // e and a combining accent
    EXPECT_EQ(wrap("国庆节放假七天", 8), "国庆节放\n假七天\n");
    EXPECT_EQ(wrap("最后一日，顺延", 8), "最后一\n日，顺延\n");
    EXPECT_EQ(wrap("为期（星期一）", 6), "为期\n（星期\n一）\n");
    EXPECT_EQ(wrap("为（星期一）", 8), "为（星期\n一）\n");
    EXPECT_EQ(wrap("日历“cn”没有", 8), "日历“cn”\n没有\n");
    EXPECT_EQ(wrap("于 24:00 Asia/Shanghai。", 16), "于 24:00\nAsia/Shanghai。\n");
}

TEST(Wrap, KeepsEveryLineWithinTheWidth)
{
    auto const text = wrap("2026年10月5日（星期一）为休息日（国庆节），最后一日顺延至2026年10月8日（星期四）。 And "
                           "then some English words follow.",
        30, "1. ", "   ");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(display_width(line), 30U) << line;
}

TEST(Wrap, KeepsNothingThatCouldSteerATerminal)
{
    EXPECT_EQ(wrap("a\x1b[31m \u009b31mb \u202Ec\td", 80), "a[31m 31mb c d\n");
}

} // namespace
} // namespace recourse

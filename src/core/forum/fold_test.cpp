#include "core/forum/fold.hpp"

#include <gtest/gtest.h>

namespace recourse::forum {

TEST(Fold, texts_are_made_plain)
{
    EXPECT_EQ(fold("The  SEAT\n is “Hong Kong”").text, "the seat is \"hong kong\"");
    EXPECT_EQ(fold("ＣＩＥＴＡＣ（贸仲）").text, "cietac(贸仲)");
    EXPECT_EQ(fold("仲 裁\n委 員 會").text, "仲裁委员会");
    EXPECT_EQ(fold("提交 CIETAC 仲裁").text, "提交 cietac 仲裁");
    EXPECT_EQ(fold("").text, "");
}

TEST(Fold, each_byte_knows_where_it_comes_from)
{
    std::string_view const text = "  A　B（仲 裁）";
    auto const folded = fold(text);
    ASSERT_EQ(folded.text, "a b(仲裁)");
    ASSERT_EQ(folded.from.size(), folded.text.size() + 1);
    EXPECT_EQ(folded.from.back(), text.size());
    EXPECT_TRUE(std::ranges::is_sorted(folded.from));
    EXPECT_EQ(text.substr(folded.from[folded.text.find("裁")], 3), "裁");
}

TEST(Fold, sentences_end_where_a_reader_ends_them)
{
    struct Case {
        std::string_view text;
        std::size_t sentences;
    };
    constexpr Case cases[] = {
        { "One. Two.", 2 },
        { "ABC Co., Ltd. Shenzhen of P.R. China, see art. 27.", 1 },
        { "at 2.5 per cent. then nothing", 1 },
        { "第一条。第二条；第三条", 3 },
        { "hard\nwrapped line", 1 },
        { "a paragraph\n\nanother", 2 },
        { "settled by arbitration; the seat is London", 2 },
    };
    for (auto const& one : cases)
        EXPECT_EQ(fold(one.text).sentences.size(), one.sentences) << one.text;
    auto const folded = fold("One. Two.");
    EXPECT_EQ(folded.sentence_of(0), 0u);
    EXPECT_EQ(folded.sentence_of(folded.text.size() - 1), 1u);
}

} // namespace recourse::forum

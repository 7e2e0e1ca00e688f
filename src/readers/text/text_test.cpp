#include "readers/text/charset.hpp"
#include "readers/text/csv.hpp"
#include "readers/text/html.hpp"
#include "readers/text/piece.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::readers {

TEST(Text, the_charset_is_found_and_bytes_lead_back)
{
    struct Row {
        std::string bytes;
        char const* charset;
        char const* text;
        bool guessed;
    };
    using namespace std::string_literals;
    Row const rows[] = {
        { "plain", "UTF-8", "plain", false },
        { "\xef\xbb\xbf货物", "UTF-8", "货物", false },
        { "\xbb\xf5\xce\xef\n", "GB18030", "货物\n", true },
        { "\xff\xfe\x27\x8d\n\0"s, "UTF-16LE", "货\n", false },
        { "a\0b\0\n\0c\0"s, "UTF-16LE", "ab\nc", true },
        { "caf\xe9 \xff", "windows-1252", "café ÿ", true },
    };
    for (auto const& row : rows) {
        auto const decoded = decode_text(row.bytes);
        EXPECT_EQ(decoded.charset, row.charset);
        EXPECT_EQ(decoded.text, row.text);
        EXPECT_EQ(decoded.guessed, row.guessed) << row.text;
    }
    auto const two_lines = decode_text("\xbb\xf5\n\xce\xef\n");
    EXPECT_EQ(two_lines.begin_of(4), 3u);
    EXPECT_EQ(two_lines.end_of(8), 6u);
    auto const marked = decode_text("\xef\xbb\xbf"
                                    "ab");
    EXPECT_EQ(marked.begin_of(1), 4u);
}

TEST(Text, a_page_as_a_person_reads_it)
{
    EXPECT_EQ(html_text("<html><head><style>p{}</style><title>T</title></head><body><p>a &amp; b&nbsp;&#36135;"
                        "<!-- no --><script>if (a<b) x();</script><br>c</p><p>d &bogus; &#x110000;</body>"),
        "T\na & b 货\nc\nd &bogus; \xef\xbf\xbd\n");
    EXPECT_EQ(html_text("1 < 2 <3 and <"), "1 < 2 <3 and <\n");
}

TEST(Text, rows_of_a_table)
{
    CsvScan scan { "a,\"b \"\"c\"\"\nd\",e\r\n\r\n1,,3\n\"open" };
    CsvRow row;
    ASSERT_TRUE(scan.next(row));
    EXPECT_EQ(row.cells, (std::vector<std::string> { "a", "b \"c\"\nd", "e" }));
    ASSERT_TRUE(scan.next(row));
    EXPECT_EQ(row.cells, (std::vector<std::string> { "1", "", "3" }));
    EXPECT_EQ(row.line, 4u);
    ASSERT_TRUE(scan.next(row));
    EXPECT_EQ(row.cells, std::vector<std::string> { "open" });
    EXPECT_TRUE(scan.unclosed());
    EXPECT_FALSE(scan.next(row));
    EXPECT_EQ(csv_separator("a;b;c,d\n,,,,"), ';');
}

TEST(Text, what_is_too_long_for_the_search_is_left_out_and_said)
{
    Pieces pieces;
    pieces.add("a", "  \n");
    pieces.add("b", std::string(piece_bytes_max + 10, 'x'));
    EXPECT_FALSE(pieces.full());
    std::string chinese;
    while (chinese.size() < text_bytes_max)
        chinese += "货";
    pieces.add("c", chinese);
    EXPECT_TRUE(pieces.full());
    auto const all = pieces.take();
    EXPECT_EQ(all[1].place, "b");
    EXPECT_EQ(all[1].text.size(), 10u);
    for (auto const& piece : all)
        EXPECT_TRUE(is_utf8(piece.text));
}

RC_GTEST_PROP(Text, any_bytes_are_some_text, (std::string bytes))
{
    auto const decoded = decode_text(bytes);
    RC_ASSERT(is_utf8(decoded.text));
    for (std::size_t at = 0; at <= decoded.text.size(); ++at) {
        RC_ASSERT(decoded.begin_of(at) <= bytes.size());
        RC_ASSERT(decoded.end_of(at) <= bytes.size());
    }
    (void)html_text(bytes);
}

} // namespace recourse::readers

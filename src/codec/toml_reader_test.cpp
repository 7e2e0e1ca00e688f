#include "codec/toml_reader.hpp"

#include <gtest/gtest.h>

namespace recourse::codec {
namespace {

std::vector<std::string> problems(std::string_view text)
{
    std::vector<std::string> lines;
    for (Problem const& problem : read_toml(text, "f.toml").problems)
        lines.push_back(to_string(problem));
    return lines;
}

TEST(TomlReader, keeps_kind_place_and_order)
{
    auto const document
        = read_toml("b = \"x\"\na = 7\nc = true\nd = 2026-03-01\ne = [1, 0.35]\n\n[t.u]\nz = 1\n", "f.toml");
    ASSERT_TRUE(document.problems.empty());
    auto const& members = document.root.members;
    ASSERT_EQ(members.size(), 6U);
    EXPECT_EQ(members[0].key, "b");
    EXPECT_EQ(members[1].key, "a");
    EXPECT_EQ(document.root.find("b")->text, "x");
    EXPECT_EQ(document.root.find("a")->integer, 7);
    EXPECT_TRUE(document.root.find("c")->boolean);
    EXPECT_EQ(document.root.find("d")->date, Date::of(2026, 3, 1));
    Node const& list = *document.root.find("e");
    ASSERT_EQ(list.items.size(), 2U);
    EXPECT_EQ(list.items[1].text, "0.35");
    EXPECT_EQ(document.place(list.items[1]), (Place { "f.toml", 5, 9 }));
    EXPECT_EQ(document.place(*document.root.member("a")), (Place { "f.toml", 2, 1 }));
    EXPECT_EQ(document.root.find("t")->find("u")->find("z")->line, 8);
}

TEST(TomlReader, keeps_the_digits_of_a_decimal)
{
    auto const digits = [](std::string_view written) {
        auto const document = read_toml(std::string { "\"ü\" = { x = " } + std::string { written } + " } # 1.5\n");
        return document.problems.empty() ? document.root.members.at(0).value.find("x")->text : "problem";
    };
    EXPECT_EQ(digits("0.1"), "0.1");
    EXPECT_EQ(digits("0.10"), "0.10");
    EXPECT_EQ(digits("+1_000.50"), "1000.50");
    EXPECT_EQ(digits("-0.1234567890123456789"), "-0.1234567890123456789");
    EXPECT_EQ(digits("1e3"), "1e3");
    EXPECT_EQ(digits("nan"), "nan");
}

TEST(TomlReader, knows_where_the_content_of_a_string_begins)
{
    auto const document = read_toml("a = \"x\"\nb = '''y'''\nc = \"\"\"\nz\"\"\"\n", "f.toml");
    ASSERT_TRUE(document.problems.empty());
    EXPECT_EQ(document.text_place(*document.root.find("a")), (Place { "f.toml", 1, 6 }));
    EXPECT_EQ(document.text_place(*document.root.find("b")), (Place { "f.toml", 2, 8 }));
    EXPECT_EQ(document.text_place(*document.root.find("c")), (Place { "f.toml", 4, 1 }));
}

TEST(TomlReader, reads_hours_as_written)
{
    auto const document = read_toml("a = 15:30:00\nb = 2026-03-01T08:30:00Z\nc = 2026-03-01 08:30:00\n");
    EXPECT_EQ(document.root.find("a")->kind, NodeKind::time);
    EXPECT_EQ(document.root.find("a")->text, "15:30:00");
    EXPECT_EQ(document.root.find("b")->kind, NodeKind::datetime);
    EXPECT_EQ(document.root.find("b")->text, "2026-03-01T08:30:00Z");
    EXPECT_EQ(document.root.find("c")->text, "2026-03-01 08:30:00");
}

TEST(TomlReader, goes_on_after_a_line_that_is_wrong_by_itself)
{
    auto const document = read_toml("a = 1\nb = 2026-02-30\nc = yes\na = 2\nd = \"open\ne = 5\n", "f.toml");
    ASSERT_EQ(document.problems.size(), 4U);
    std::vector<int> lines;
    for (Problem const& problem : document.problems)
        lines.push_back(problem.place.line);
    EXPECT_EQ(lines, (std::vector { 2, 3, 4, 5 }));
    EXPECT_EQ(document.root.find("a")->integer, 1);
    EXPECT_EQ(document.root.find("e")->integer, 5);
}

TEST(TomlReader, stops_where_going_on_would_blame_the_wrong_line)
{
    EXPECT_EQ(problems("a = [1, 2\nb = 3\nc = 4\n").size(), 1U);
    EXPECT_EQ(problems("[payments\namount = \"1\"\n").size(), 1U);
    EXPECT_EQ(problems("a = \"\"\"\nb = 1\nc = 2\n").size(), 1U);
    EXPECT_EQ(problems("[a]\nx = 1\n[a]\nx = 2\n").size(), 1U);
}

TEST(TomlReader, refuses_bytes_that_are_not_text_and_hostile_sizes)
{
    EXPECT_EQ(problems("a = \"\xff\"\n"),
        (std::vector<std::string> { "f.toml: the file is not UTF-8 text (save it as UTF-8)" }));
    EXPECT_EQ(problems(std::string(5U << 20U, '#')).size(), 1U);
    std::string deep = "a = ";
    for (int i = 0; i < 40; ++i)
        deep += "[";
    for (int i = 0; i < 40; ++i)
        deep += "]";
    EXPECT_EQ(problems(deep + "\n"),
        (std::vector<std::string> { "f.toml:1:37: more than 32 tables and lists inside each other" }));
    EXPECT_EQ(problems("a = 9223372036854775808\n").size(), 1U);
    EXPECT_EQ(problems("a = 0000-01-01\n").size(), 1U);
}

std::string joined(std::string_view part, std::string_view with, int times)
{
    std::string all { part };
    for (int i = 1; i < times; ++i)
        all.append(with).append(part);
    return all;
}

TEST(TomlReader, a_key_of_forty_thousand_names_does_not_overflow_the_stack)
{
    auto const names = joined("a", ".", 40'000);
    std::string const depth = "more than 32 tables and lists inside each other";
    EXPECT_EQ(problems(names + " = 1\n"), (std::vector { "f.toml:1:66: " + depth }));
    EXPECT_EQ(problems("x = 1\n[" + names + "]\n"), (std::vector { "f.toml:2:67: " + depth }));
    EXPECT_EQ(problems("[[" + names + "]]\n"), (std::vector { "f.toml:1:68: " + depth }));
    EXPECT_EQ(problems("x = { " + names + " = 1 }\n").size(), 1U);
    EXPECT_EQ(problems("x = [\n{ y = [" + joined("\"a\"", "\t.\t", 40'000) + "] }]\n").size(), 1U);
    EXPECT_EQ(problems("x = " + joined("{ a = ", "", 40'000)).size(), 1U);
    // Behind every kind of string and comment.
    for (std::string_view const before : { "# \"\"\"\n", "s = \"\\\"\"\n", "s = '\\'\n", "s = \"\"\"\\\"\"\"\"\"\"\n",
             "s = \"\"\"\n\"\" ''' \"\"\"\"\n", "s = '''\n\"\"\" '''''\n", "s = \"\" # '''\n", "s = \"open\n" })
        EXPECT_EQ(problems(std::string { before } + "[" + names + "]\n").size(), 1U) << before;
}

TEST(TomlReader, points_and_brackets_in_texts_and_comments_are_not_depth)
{
    auto const points = joined(".", "", 100) + joined("[", "", 100);
    for (auto const& text :
        { "a = \"" + points + "\"\n", "a = '" + points + "'\n", "a = \"\"\"\n" + points + "\"\n\"\"\"\n",
            "a = '''" + points + "\n'" + points + "'''\n", "a = 1 # " + points + "\n", "# " + points + "\n",
            "a = \"\\\"" + points + "\"\n", "a = '\\' # " + points + "\n", "\"" + points + "\" = 1\n",
            "a = [" + joined("1.5", ",", 100) + "]\n", "a = [\n" + joined("[1.5]", ",\n", 100) + "]\n",
            joined("a", ".", 33) + " = 1\n", "[" + joined("a", ".", 32) + "]\nb = 1\n" })
        EXPECT_EQ(problems(text), std::vector<std::string> {}) << text;
}

TEST(TomlReader, wrong_lines_at_the_end_of_a_large_file_do_not_each_cost_a_reading)
{
    auto const wrong = joined("k = nope\n", "", 90);
    EXPECT_EQ(problems(wrong).size(), 90U);
    auto const found = problems(joined("# a comment\n", "", 300'000) + wrong).size(); // 3.6 MB
    EXPECT_GE(found, 2U);
    EXPECT_LE(found, 10U);
}

TEST(TomlReader, a_list_in_one_long_line_is_read_in_time_that_grows_with_it)
{
    auto const document = read_toml("a = [" + joined("\"\u00e9\"", ", ", 300'000) + ", 1.50]\n", "f.toml");
    ASSERT_TRUE(document.problems.empty());
    auto const& items = document.root.find("a")->items;
    ASSERT_EQ(items.size(), 300'001U);
    EXPECT_EQ(items[299'999].text_column, 6 + 299'999 * 5 + 1);
    EXPECT_EQ(items.back().text, "1.50");
}

TEST(TomlReader, an_empty_text_is_an_empty_table)
{
    auto const document = read_toml("");
    EXPECT_TRUE(document.problems.empty());
    EXPECT_TRUE(document.root.is_table());
    EXPECT_TRUE(document.root.members.empty());
}

} // namespace
} // namespace recourse::codec

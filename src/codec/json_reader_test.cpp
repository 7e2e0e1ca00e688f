#include "codec/json_reader.hpp"

#include <gtest/gtest.h>

namespace recourse::codec {
namespace {

std::string problems(std::string_view text)
{
    std::string all;
    for (Problem const& problem : read_json(text, "f.json").problems)
        all += to_string(problem) + "\n";
    return all;
}

TEST(JsonReader, keeps_kind_place_and_order)
{
    auto const document = read_json(
        "{\n  \"b\": \"x\\\"y\\n\", \"a\": -7,\n  \"c\": [true, null, 0.350],\n  \"d\": {\"e\": {}}\n}\n", "f.json");
    ASSERT_TRUE(document.problems.empty());
    auto const& members = document.root.members;
    ASSERT_EQ(members.size(), 4U);
    EXPECT_EQ(members[0].key, "b");
    EXPECT_EQ(members[0].value.text, "x\"y\n");
    EXPECT_EQ(document.place(members[0]), (Place { "f.json", 2, 3 }));
    EXPECT_EQ(document.place(members[0].value), (Place { "f.json", 2, 8 }));
    EXPECT_EQ(members[1].value.integer, -7);
    EXPECT_EQ(document.place(members[1].value), (Place { "f.json", 2, 23 }));
    Node const& list = members[2].value;
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_TRUE(list.items[0].boolean);
    EXPECT_EQ(list.items[1].kind, NodeKind::null);
    EXPECT_EQ(list.items[2].text, "0.350");
    EXPECT_EQ(document.place(list.items[2]), (Place { "f.json", 3, 21 }));
    EXPECT_EQ(document.place(*document.root.find("d")->find("e")), (Place { "f.json", 4, 14 }));
}

TEST(JsonReader, columns_count_characters)
{
    auto const document = read_json("{\"名\": \"深圳\", \"x\": 1}");
    EXPECT_EQ(document.root.member("x")->column, 13);
}

TEST(JsonReader, numbers_stay_as_written_where_a_double_would_change_them)
{
    auto const text = [](std::string_view number) {
        auto const document = read_json("{\"x\": " + std::string { number } + "}");
        return document.problems.empty() ? document.root.find("x")->text : "problem";
    };
    EXPECT_EQ(text("0.1000000000000000055"), "0.1000000000000000055");
    EXPECT_EQ(text("1e400"), "1e400");
    EXPECT_EQ(text("-2.50E-3"), "-2.50E-3");
    EXPECT_EQ(text("9223372036854775808"), "9223372036854775808");
    EXPECT_EQ(text("123456789012345678901234567890"), "123456789012345678901234567890");
    EXPECT_EQ(read_json("{\"x\": 9223372036854775807}").root.find("x")->integer, 9223372036854775807);
    EXPECT_EQ(text("01"), "problem");
    EXPECT_EQ(text("NaN"), "problem");
}

TEST(JsonReader, a_key_that_stands_twice_is_named_and_the_rest_is_read)
{
    auto const document = read_json("{\"a\": 1,\n \"a\": {\"x\": 2},\n \"b\": 3}", "f.json");
    ASSERT_EQ(document.problems.size(), 1U);
    EXPECT_EQ(to_string(document.problems[0]),
        "f.json:2:2: the key \"a\" stands here a second time (the first is in line 1)");
    EXPECT_EQ(document.root.find("a")->integer, 1);
    EXPECT_EQ(document.root.find("b")->integer, 3);
    EXPECT_EQ(problems("{\"a\": 1, \"\\u0061\": 2}"),
        "f.json:1:10: the key \"a\" stands here a second time (the first is in line 1)\n");
}

TEST(JsonReader, eighty_thousand_keys_are_not_each_compared_with_all_before)
{
    std::string text = "{";
    for (int i = 0; i < 80'000; ++i)
        text += "\"key" + std::to_string(i) + "\": " + std::to_string(i) + ",\n";
    auto const document = read_json(text + "\"key20\": 1, \"key79999\": 1, \"last\": {\"key1\": 1}}", "f.json");
    ASSERT_EQ(document.problems.size(), 2U);
    EXPECT_EQ(document.problems[0].remedy, "the first is in line 21");
    EXPECT_EQ(document.problems[1].remedy, "the first is in line 80000");
    EXPECT_EQ(document.root.members.size(), 80'001U);
}

TEST(JsonReader, refuses_what_is_not_json)
{
    EXPECT_EQ(problems("{\"a\": 1\n \"b\": 2}"), "f.json:2:2: a comma or a colon is missing before this\n");
    EXPECT_EQ(problems("{\"a\" 1}"), "f.json:1:6: a comma or a colon is missing before this\n");
    EXPECT_EQ(problems("{a: 1}"), "f.json:1:2: a key in double quotes is expected\n");
    EXPECT_EQ(problems("{\"a\": 1,}"), "f.json:1:9: a comma stands before the closing bracket\n");
    EXPECT_EQ(problems("{\"a\": 1} {"), "f.json:1:10: something stands after the end of the document\n");
    EXPECT_EQ(problems("{\"a\": [1, 2"), "f.json:1:12: the document ends too early\n");
    EXPECT_EQ(problems("[1]"), "f.json:1:1: the document is a list, not an object\n");
    EXPECT_EQ(problems("{\"a\": yes}"),
        "f.json:1:7: expected text in double quotes, a number, true, false, null, an object or a list\n");
    EXPECT_EQ(problems("// x\n{}"), "f.json:1:1: JSON has no comments\n");
    EXPECT_NE(problems(""), "");
    EXPECT_NE(problems("{\"a\": \"\xff\"}"), "");
    EXPECT_NE(problems("{\"a\": \"\\ud800\"}"), "");
}

TEST(JsonReader, refuses_hostile_sizes)
{
    auto const nested
        = [](std::size_t depth) { return "{\"a\": " + std::string(depth, '[') + std::string(depth, ']') + "}"; };
    EXPECT_EQ(problems(nested(32)), "");
    EXPECT_EQ(problems(nested(33)), "f.json:1:39: too many objects and lists inside each other\n");
    EXPECT_EQ(problems(std::string((4U << 20U) + 1, ' ')), "f.json: the file has more than 4194304 bytes\n");
}

} // namespace
} // namespace recourse::codec

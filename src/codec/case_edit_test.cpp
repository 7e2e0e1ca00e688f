#include "codec/case_edit.hpp"

#include "codec/case_file.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::codec {
namespace {

casework::FactPath path(std::string_view name)
{
    return *casework::parse_path(name);
}

std::string edited(std::string const& text, std::string_view name, std::string_view value)
{
    auto const result = with_fact(text, path(name), value);
    return result ? *result : "refused: " + result.error();
}

TEST(CaseEdit, uses_the_line_that_waits)
{
    EXPECT_EQ(edited("# A case.\n\n# title: text\n#title = \"...\"\n\n[order]\n# value\n#value = \"1.00 USD\"\n#goods "
                     "= \"x\"\n\n[buyer]\n",
                  "order.value", "\"5.00 USD\""),
        "# A case.\n\n# title: text\n#title = \"...\"\n\n[order]\n# value\nvalue = \"5.00 USD\"\n#goods = "
        "\"x\"\n\n[buyer]\n");
    EXPECT_EQ(edited("# A case.\n\n# title: text\n#title = \"...\"\n\n[order]\n", "title", "\"Pumps\""),
        "# A case.\n\n# title: text\ntitle = \"Pumps\"\n\n[order]\n");
}

TEST(CaseEdit, stands_below_the_heading_or_brings_it)
{
    EXPECT_EQ(edited("[order] # what was agreed\ngoods = \"x\" # why\n", "order.value", "\"5.00 USD\""),
        "[order] # what was agreed\nvalue = \"5.00 USD\"\ngoods = \"x\" # why\n");
    EXPECT_EQ(
        edited("title = \"x\"\n", "order.value", "\"5.00 USD\""), "title = \"x\"\n\n[order]\nvalue = \"5.00 USD\"\n");
    EXPECT_EQ(edited("", "as_of", "2026-03-01"), "as_of = 2026-03-01\n");
    EXPECT_EQ(edited("order.goods = \"x\"\n", "order.value", "\"5.00 USD\""),
        "order.goods = \"x\"\norder.value = \"5.00 USD\"\n");
}

TEST(CaseEdit, finds_the_item_of_a_list)
{
    std::string const two = "[[payments]]\namount = \"1.00 USD\"\n\n[[payments]]\namount = \"2.00 USD\"\n";
    EXPECT_EQ(edited(two, "payments[1].payee", "\"personal\""),
        "[[payments]]\namount = \"1.00 USD\"\n\n[[payments]]\npayee = \"personal\"\namount = \"2.00 USD\"\n");
    EXPECT_EQ(edited(two, "payments[2].payee", "\"personal\""), two + "\n[[payments]]\npayee = \"personal\"\n");
    EXPECT_EQ(edited(two, "payments[3].payee", "\"personal\""), "refused: payments has 2 entries");
    EXPECT_EQ(edited("payments = []\n", "payments[0].payee", "\"personal\""), "refused: payments has 0 entries");
}

TEST(CaseEdit, refuses_what_would_not_be_a_correct_file)
{
    EXPECT_EQ(edited("title = \"x\"\n", "title", "\"y\""), "refused: title is there already");
    EXPECT_EQ(edited("order = { goods = \"x\" }\n", "order.value", "\"5.00 USD\""),
        "refused: order is written on one line in braces; add there: value = \"5.00 USD\"");
    EXPECT_NE(edited("", "order.value", "\"5.00 USS\"").find("refused: "), std::string::npos);
    EXPECT_NE(edited("nonsense", "order.value", "\"5.00 USD\"").find("refused: "), std::string::npos);
}

TEST(CaseEdit, says_how_many_there_are)
{
    auto const payments = path("payments[0].amount").group;
    EXPECT_EQ(with_items("# A case.\n[order]\n", payments, 0), "# A case.\npayments = []\n[order]\n");
    EXPECT_EQ(with_items("[order]\n", payments, 2), "[order]\n\n[[payments]]\n\n[[payments]]\n");
    EXPECT_FALSE(with_items("payments = []\n", payments, 1));
}

RC_GTEST_PROP(CaseEdit, every_text_comes_back_as_it_was, ())
{
    auto const text = "x" + *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    auto const file = with_fact("", path("order.goods"), toml_string(text));
    RC_ASSERT(file.has_value());
    auto const read = read_case(*file, "case", CaseFormat::toml);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->facts.text("order.goods") == text);
}

} // namespace
} // namespace recourse::codec

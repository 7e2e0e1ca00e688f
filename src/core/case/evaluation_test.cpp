#include "core/case/world_test.hpp"

#include <gmock/gmock.h>

namespace recourse::casework {

namespace {

/// "Paid[: {paid}]." as the catalog splits it; a number is the option of the piece before it.
class Sentence {
public:
    explicit Sentence(rules::Schema const& schema) : schema_(schema) { }
    Sentence& text(std::string_view literal, std::string_view hole = {}, std::uint16_t option = 0)
    {
        said_.pieces.push_back({ std::string { literal }, compiled(hole, schema_), option });
        return *this;
    }
    Said en() const { return { said_, {} }; }
    Said zh() const { return { {}, said_ }; }

private:
    rules::Schema const& schema_;
    Template said_;
};

std::string spoken(Said const& said, FactTexts facts, Language language = Language::en)
{
    auto const world = small_world({});
    auto const known = facts_of(facts);
    Evaluation evaluation(world, known, day("2026-03-01"));
    return evaluation.frame().say(said, language);
}

} // namespace

TEST(Say, what_stands_in_brackets_is_left_out_while_a_hole_in_it_is_not_known)
{
    auto const& schema = fact_schema();
    auto const said = Sentence { schema }
                          .text("The limit")
                          .text(": ", "supplier.assurance_limit", 1)
                          .text(", of which ", "supplier.limit_remaining", 1)
                          .text(" is left", "", 1)
                          .text("; open orders use it")
                          .text(" since ", "order.date", 2)
                          .text(".")
                          .en();
    EXPECT_EQ(spoken(said, {}), "The limit; open orders use it.");
    EXPECT_EQ(spoken(said, { { "supplier.assurance_limit", "500.00 USD" } }), "The limit; open orders use it.");
    EXPECT_EQ(spoken(said, { { "order.date", "2026-02-03" } }), "The limit; open orders use it since 2026-02-03.");
    EXPECT_EQ(
        spoken(said, { { "supplier.assurance_limit", "500.00 USD" }, { "supplier.limit_remaining", "20.00 USD" } }),
        "The limit: USD 500.00, of which USD 20.00 is left; open orders use it.");
    EXPECT_EQ(written(said.en),
        "The limit[: {supplier.assurance_limit}, of which {supplier.limit_remaining} is left]; open orders use it"
        "[ since {order.date}].");
}

TEST(Say, brackets_may_begin_or_end_the_sentence_and_stand_side_by_side)
{
    auto const& schema = fact_schema();
    auto const said = Sentence { schema }.text("On ", "order.date", 1).text(" at ", "order.goods", 2).en();
    EXPECT_EQ(spoken(said, {}), "");
    EXPECT_EQ(spoken(said, { { "order.goods", "pumps" } }), " at pumps");
    EXPECT_EQ(spoken(said, { { "order.date", "2026-02-03" } }), "On 2026-02-03");
}

TEST(Say, outside_brackets_an_unknown_is_said)
{
    auto const said = Sentence { fact_schema() }.text("Paid: ", "order.value").text(".").en();
    EXPECT_EQ(spoken(said, {}), "Paid: (not known).");
    EXPECT_EQ(spoken(said, { { "order.value", "1234.50 USD" } }), "Paid: USD 1,234.50.");
}

TEST(Say, a_space_stands_between_chinese_and_what_fills_a_hole)
{
    auto const said = [](std::string_view before, std::string_view after, std::uint16_t option = 0) {
        return Sentence { fact_schema() }.text(before, "order.value", option).text(after, "", option).zh();
    };
    FactTexts const known { { "order.value", "30.00 USD" } };
    EXPECT_EQ(spoken(said("支付", "后"), known, Language::zh), "支付 USD 30.00 后");
    EXPECT_EQ(spoken(said("支付：", "。"), known, Language::zh), "支付：USD 30.00。"); // not beside punctuation
    EXPECT_EQ(spoken(said("支付 ", " 后"), known, Language::zh), "支付 USD 30.00 后"); // not twice
    EXPECT_EQ(spoken(said("支付", "后"), {}, Language::zh), "支付（未知）后");
    auto const optional = Sentence { fact_schema() }.text("已付").text("", "order.value", 1).text("元。").zh();
    EXPECT_EQ(spoken(optional, known, Language::zh), "已付 USD 30.00 元。"); // into the bracket and out of it
    EXPECT_EQ(spoken(optional, {}, Language::zh), "已付元。");
}

TEST(Say, english_is_shown_where_there_is_no_chinese_and_takes_no_spaces)
{
    auto const said = Sentence { fact_schema() }.text("Paid", "order.value").text("in").en();
    EXPECT_EQ(spoken(said, { { "order.value", "30.00 USD" } }), "PaidUSD 30.00in");
    EXPECT_EQ(spoken(said, { { "order.value", "30.00 USD" } }, Language::zh), "PaidUSD 30.00in");
}

TEST(Evaluation, of_a_long_list_only_the_first_unknowns_are_named_one_by_one)
{
    auto const world = small_world({ { "all", "payments.all(p, p.through_platform)" } });
    Facts facts;
    auto const payments = static_cast<std::uint16_t>(find_group("payments"));
    for (int i = 0; i < 1000; ++i)
        facts.add_item(payments);
    auto const flag = [&](std::uint16_t item) {
        return FactPath { payments, item,
            static_cast<std::uint16_t>(fact_groups()[payments].find("through_platform")) };
    };
    facts.set(flag(16), rules::Value::of(true));
    auto const missing_of = [&] {
        Evaluation evaluation(world, facts, day("2026-03-01"));
        std::vector<std::string> missing;
        note_missing(evaluation.term("all"), missing);
        return missing;
    };
    auto const named = missing_of();
    EXPECT_EQ(named.size(), 17u); // the sixteen first ones, and the first of the others
    EXPECT_THAT(named, testing::Contains("payments[17].through_platform"));
    for (std::uint16_t item = 0; item < 999; ++item)
        facts.set(flag(item), rules::Value::of(true));
    EXPECT_EQ(missing_of(), std::vector<std::string> { "payments[999].through_platform" });
    facts.set(flag(500), rules::Value::of(false));
    EXPECT_TRUE(missing_of().empty()); // one name for many facts is not one value for them
}

} // namespace recourse::casework

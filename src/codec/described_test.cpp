#include "codec/described.hpp"
#include "codec/json_reader.hpp"
#include "core/order/commands.hpp"

#include <gtest/gtest.h>

namespace recourse::codec {

namespace {

std::string const terms_text = R"({
  "buyer": "P-1", "supplier": "P-2", "programme": "alibaba-trade-assurance", "goods": "pumps",
  "price_goods": {"amount": "480.00", "currency": "USD"},
  "price_freight": {"amount": "20.00", "currency": "USD"},
  "price_tax": {"amount": "0.00", "currency": "USD"},
  "instalments": [{"purpose": "full", "amount": {"amount": "500.00", "currency": "USD"}, "due": "2026-05-01"}],
  "shipping_mode": "sea", "ship_by": "2026-04-01"})";

template <class T>
std::expected<T, std::vector<Flaw>> read(std::string_view json)
{
    auto const document = read_json(json);
    EXPECT_TRUE(document.problems.empty());
    return from_tree<T>(document.root);
}

} // namespace

TEST(Described, a_command_is_read_from_json_and_written_the_same)
{
    auto const terms = read<order::Terms>(terms_text);
    ASSERT_TRUE(terms) << terms.error().front().pointer << terms.error().front().says;
    EXPECT_EQ(terms->buyer, Id<Party> { 1 });
    EXPECT_EQ(terms->shipping_mode, order::ShippingMode::sea);
    EXPECT_EQ(price(*terms), (Money { 500'00, *Currency::from_code("USD") }));
    EXPECT_EQ(terms->instalments.at(0).due, Date::of(2026, 5, 1));
    EXPECT_FALSE(terms->deliver_by);
    JsonWriter json(JsonStyle::line);
    to_json(json, *terms);
    auto const back = read<order::Terms>(json.take());
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, *terms);
}

TEST(Described, every_flaw_is_named_with_its_place)
{
    auto const terms = read<order::Terms>(R"({
      "buyer": "C-1", "supplier": 2, "programe": "x", "custom_made": "yes",
      "price_goods": {"amount": "480.005", "currency": "USD"}, "price_freight": "20.00 USD",
      "instalments": [{"amount": {"amount": "1.00", "currency": "USD"}, "due": "2026-02-30"}, 5],
      "shipping_mode": "se", "liquidated_damages_bp": 3000000000})");
    ASSERT_FALSE(terms);
    std::vector<std::string> pointers;
    for (auto const& flaw : terms.error())
        pointers.push_back(flaw.pointer + ": " + flaw.says);
    auto const has = [&](std::string_view text) {
        return std::ranges::any_of(pointers, [&](auto const& one) { return one.find(text) != std::string::npos; });
    };
    for (auto const expected : { "/buyer: 'C-1' is not an id", "/supplier: this is a whole number",
             "/programe: there is no such member here; did you mean 'programme'", "/custom_made: this is a text",
             "/price_goods: ", "/price_freight: money is {\"amount\"", "/price_tax: this is needed",
             "/instalments/0/due: '2026-02-30' is not a day", "/instalments/1: this is a whole number",
             "/shipping_mode: 'se' is none of", "/liquidated_damages_bp: 3000000000 is not from" })
        EXPECT_TRUE(has(expected)) << expected << "\n" << fmt::format("{}", fmt::join(pointers, "\n"));
    EXPECT_EQ(pointers.size(), 11u);
}

TEST(Described, a_schema_tells_what_is_taken)
{
    JsonWriter json(JsonStyle::line);
    described::schema<order::Instalment>(json, true);
    EXPECT_EQ(json.take(),
        R"({"type":"object","properties":{"purpose":{"enum":["deposit","balance","full","other"]},"amount":{"$ref":"#/components/schemas/money"},"due":{"anyOf":[{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},{"type":"null"}]}},"required":["amount"],"additionalProperties":false})");
}

} // namespace recourse::codec

#include "brief/sample_test.hpp"

#include <gmock/gmock.h>

namespace recourse::brief {

using papers::Words;
using testing::HasSubstr;

namespace {

std::string const two_exhibits = R"(
[[evidence]]
kind = "contract"
[[evidence]]
kind = "photo"
)";

Fields read(std::string const& text)
{
    auto found = samples::fields(text, samples::facts(two_exhibits));
    EXPECT_TRUE(found) << samples::told(found.error());
    return found ? *found : Fields {};
}

std::string errors(std::string const& text)
{
    auto const found = samples::fields(text, samples::facts(two_exhibits));
    EXPECT_FALSE(found);
    return found ? std::string {} : samples::told(found.error());
}

} // namespace

TEST(More, takes_each_kind_of_field)
{
    auto const all = read(R"(
"paper.copies" = 3
paid = "480.00 USD"
[buyer]
email = "a@b.example"
account = { en = "account", zh = "账户" }
[demand]
due = 2026-12-08
[law]
cisg = false
[exhibit]
contract = "E1"
notice = { exhibit = "E2", first = 3, last = 5 }
[[targets]]
kind = "land"
value = "1.00 CNY"
)");
    EXPECT_EQ(std::get<papers::Number>(all.at("paper.copies").is), (papers::Number { 3, 0 }));
    EXPECT_EQ(to_string(std::get<Money>(all.at("paid").is)), "480.00 USD");
    EXPECT_EQ(std::get<Words>(all.at("buyer.email").is), papers::same("a@b.example"));
    EXPECT_EQ(std::get<Words>(all.at("buyer.account").is), (Words { "account", "账户" }));
    EXPECT_EQ(std::get<Date>(all.at("demand.due").is), Date::of(2026, 12, 8));
    EXPECT_FALSE(std::get<bool>(all.at("law.cisg").is));
    EXPECT_EQ(std::get<papers::ExhibitPages>(all.at("exhibit.contract").is), (papers::ExhibitPages { "evidence-1" }));
    EXPECT_EQ(
        std::get<papers::ExhibitPages>(all.at("exhibit.notice").is), (papers::ExhibitPages { "evidence-2", 3, 5 }));
    EXPECT_EQ(std::get<std::vector<papers::Row>>(all.at("targets").is).size(), 1U);
    EXPECT_EQ(all.size(), 9U);
}

TEST(More, a_table_and_a_name_with_points_are_the_same_and_one_field_comes_once)
{
    EXPECT_TRUE(read("buyer.phone = \"1\"").contains("buyer.phone"));
    EXPECT_TRUE(read("\"buyer.phone\" = \"1\"").contains("buyer.phone"));
    EXPECT_THAT(errors("\"buyer.phone\" = \"1\"\n[buyer]\nphone = \"2\"\n"),
        HasSubstr("more.toml:3:1: buyer.phone is given twice"));
}

TEST(More, names_everything_that_is_wrong_at_its_place)
{
    auto const all = errors(R"(paid = 480
"buyer.nmae" = "x"
law.cisg = "yes"
demand.due = "2026-02-30"
paper.copies = "many"
buyer.email = ""
counsel.name = { fr = "x" }
exhibit.contract = "E9"
exhibit.notice = { exhibit = "E1", first = 5, last = 3 }
payments = [ { dat = 2026-01-01, amount = "-1.00 USD" } ]
)");
    for (auto const* part : { "more.toml:1:8: paid is a whole number",
             "more.toml:2:1: no paper has a field 'buyer.nmae' (did you mean 'buyer.name'?)",
             "more.toml:3:12: law.cisg is", "more.toml:4:14: demand.due: 2026-02-30",
             "more.toml:5:16: paper.copies is no number", "more.toml:6:15: buyer.email is empty",
             "counsel.name has no language 'fr'",
             "exhibit.contract: the case has no exhibit 'E9' (E1 to E2, in the order of its [[evidence]])",
             "exhibit.notice: its pages are not in order", "payments has no column 'dat' (did you mean 'date'?)",
             "payments[0].amount: the amount is below zero" })
        EXPECT_THAT(all, HasSubstr(part));
}

TEST(More, what_the_syntax_breaks_is_told_with_the_rest)
{
    auto const all = errors("buyer.phone = \n\"buyer.nmae\" = \"x\"\n");
    EXPECT_THAT(all, HasSubstr("more.toml:1"));
    EXPECT_THAT(all, HasSubstr("buyer.nmae"));
}

} // namespace recourse::brief

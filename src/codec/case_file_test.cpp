#include "codec/case_file.hpp"

#include "codec/country.hpp"
#include "codec/json_reader.hpp"
#include "codec/toml_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recourse::codec {
namespace {

std::string source_file(std::string const& path)
{
    std::ifstream file { std::string { RECOURSE_SOURCE_DIR "/" } + path };
    EXPECT_TRUE(file.good()) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string complaints(std::string_view text, CaseFormat format = CaseFormat::toml)
{
    auto const read = read_case(text, "case", format);
    std::string all;
    if (!read) {
        for (Problem const& problem : read.error())
            all += to_string(problem) + "\n";
    }
    return all;
}

constexpr std::string_view whole = R"(
title = "Slurry pumps"
as_of = 2026-11-20

[order]
value = "50000.00 USD"
spec_written = true
liquidated_damages_percent = 5

[[payments]]
amount = "15000.00 USD"
through_platform = true

[[payments]]

[[problems]]
kind = "quality"
share = 0.350

[supplier]
name = "三江泵业有限公司"
country = "EU"

[communication]
channels = ["wechat", "email"]

[inputs.dhgate]
tracking_entered_on = 2026-01-03
)";

TEST(CaseFile, says_what_the_file_says_and_no_more)
{
    auto const read = read_case(whole, "case.toml", CaseFormat::toml);
    ASSERT_TRUE(read) << complaints(whole);
    auto const& facts = read->facts;
    EXPECT_EQ(facts.text("title"), "Slurry pumps");
    EXPECT_EQ(facts.date("as_of"), Date::of(2026, 11, 20));
    EXPECT_EQ(facts.money("order.value"), *parse_money("50000.00 USD"));
    EXPECT_EQ(facts.boolean("order.spec_written"), true);
    EXPECT_EQ(facts.boolean("order.own_use"), std::nullopt);
    EXPECT_EQ(facts.text("order.liquidated_damages_percent"), "5");
    EXPECT_EQ(facts.text("problems[0].share"), "0.350");
    EXPECT_EQ(facts.text("supplier.name"), "三江泵业有限公司");

    auto const payments = static_cast<std::uint16_t>(casework::find_group("payments"));
    EXPECT_EQ(facts.items(payments), 2U);
    EXPECT_EQ(facts.money("payments[1].amount"), std::nullopt);
    auto const offers = static_cast<std::uint16_t>(casework::find_group("offers"));
    EXPECT_FALSE(facts.list_known(offers));

    auto const channels = facts.get(*casework::parse_path("communication.channels"));
    ASSERT_EQ(channels.items().size(), 2U);
    EXPECT_EQ(channels.items()[1].as_text(), "email");
    EXPECT_EQ(read->inputs.find("dhgate")->find("tracking_entered_on")->date, Date::of(2026, 1, 3));
}

TEST(CaseFile, json_says_the_same)
{
    constexpr std::string_view json
        = R"({"as_of": "2026-11-20", "order": {"value": "50000.00 USD", "custom_made": null},
        "payments": [], "problems": [{"share": 0.35}, {"share": "0.35"}]})";
    auto const read = read_case(json, "case.json", CaseFormat::json);
    ASSERT_TRUE(read) << complaints(json, CaseFormat::json);
    EXPECT_EQ(read->facts.date("as_of"), Date::of(2026, 11, 20));
    EXPECT_EQ(read->facts.boolean("order.custom_made"), std::nullopt);
    EXPECT_EQ(read->facts.text("problems[0].share"), "0.35");
    EXPECT_EQ(read->facts.text("problems[1].share"), "0.35");
    auto const payments = static_cast<std::uint16_t>(casework::find_group("payments"));
    EXPECT_TRUE(read->facts.list_known(payments));
    EXPECT_EQ(read->facts.items(payments), 0U);
}

TEST(CaseFile, ten_mistakes_give_ten_errors)
{
    auto const text = source_file("tests/scenarios/broken-case/case.toml");
    auto const read = read_case(text, "case.toml", CaseFormat::toml);
    ASSERT_FALSE(read);
    std::string all;
    for (Problem const& problem : read.error())
        all += to_string(problem) + "\n";
    EXPECT_EQ(all, source_file("tests/scenarios/broken-case/expected.txt"));
    EXPECT_EQ(read.error().size(), 10U);
}

TEST(CaseFile, names_the_place_the_expectation_and_the_remedy)
{
    EXPECT_EQ(complaints("[order]\nvalue = 5\n"),
        "case:2:9: order.value is a whole number; expected money in quotes such as \"48000.00 USD\" (write \"5 USD\" "
        "if that is its currency)\n");
    EXPECT_EQ(complaints("[order]\nvalue = \"$5\"\n"),
        "case:2:9: order.value: '$5' is not an amount with its currency, such as \"480.00 USD\"\n");
    EXPECT_EQ(complaints("[order]\nvalue = \"US$48,000\"\n"),
        "case:2:9: order.value: 'US$48,000' is not an amount with its currency, such as \"480.00 USD\" (write "
        "\"48000.00 USD\")\n");
    EXPECT_EQ(complaints("[order]\nvalue = \"48000 usd\"\n"),
        "case:2:9: order.value: '48000 usd' names 'usd', which is not an active ISO 4217 currency with a minor unit "
        "(write \"48000.00 USD\")\n");
    EXPECT_EQ(complaints("[order]\ndate = 2026-03-01T10:00:00Z\n"),
        "case:2:8: order.date is a date with a time; expected a day such as 2026-03-01 (leave the hour out)\n");
    EXPECT_EQ(complaints("[order]\ndate = \"1 March\"\n").substr(0, 23), "case:2:8: order.date: '");
    EXPECT_EQ(complaints("[order]\nnumber = 12\n"),
        "case:2:10: order.number is a whole number; expected text in quotes (write \"12\")\n");
    EXPECT_EQ(complaints("[order]\ngoods = \" \"\n"),
        "case:2:9: order.goods is empty (leave the key out where the fact is not known)\n");
    EXPECT_EQ(complaints("[[order]]\nnumber = \"1\"\n"),
        "case:1:1: order is a list; expected a table (there is one order: write [order], not [[order]])\n");
    EXPECT_EQ(complaints("payments = 3\n"),
        "case:1:12: payments is a whole number; expected a list of tables (write [[payments]] with two brackets, once "
        "for each)\n");
    EXPECT_EQ(complaints("payments = [3]\n"), "case:1:13: payments[0] is a whole number; expected a table\n");
    EXPECT_EQ(complaints("through_platform = true\n"),
        "case:1:1: 'through_platform' is not a group of a case (there is payments.through_platform)\n");
    EXPECT_EQ(complaints("[communication]\nchannels = \"wechat\"\n"),
        "case:2:12: communication.channels is text in quotes; expected a list of texts such as [\"wechat\", \"email\"] "
        "(put it in square brackets)\n");
    EXPECT_EQ(complaints("[[rates]]\nfrom = \"usd\"\nrate = \"0\"\n"),
        "case:2:8: rates[0].from: 'usd' is not an active ISO 4217 currency (write it in capitals)\n"
        "case:3:8: rates[0].rate is 0; expected more than zero\n");
    EXPECT_EQ(complaints("[[problems]]\nshare = \"half\"\n"),
        "case:2:9: problems[0].share: 'half' is not a decimal number (write digits such as \"0.35\")\n");
    EXPECT_EQ(complaints("[[payments]]\namount = \"0.00 USD\"\n"),
        "case:2:10: payments[0].amount is nothing, and nobody pays that (leave the key out where the fact is not "
        "known)\n");
    EXPECT_EQ(complaints("[[offers]]\namount = \"0.00 USD\"\n[claim]\nawarded = \"0.00 USD\"\n"), "");
    EXPECT_EQ(complaints("[inputs]\ndhgate = 1\n"),
        "case:2:10: inputs.dhgate is a whole number; expected a table named after a programme (write "
        "[inputs.dhgate])\n");
}

TEST(CaseFile, refuses_only_what_cannot_have_happened)
{
    EXPECT_EQ(complaints("[delivery]\nshipped_on = 2026-02-20\ndelivered_on = 2026-02-20\n"), "");
    EXPECT_EQ(complaints("[delivery]\nreceipt_confirmed_on = 2026-02-01\ndelivered_on = 2026-02-20\n"), "");
    EXPECT_EQ(complaints("[[payments]]\ndate = 2026-01-01\n[order]\ndate = 2026-01-02\n"), "");
    EXPECT_EQ(complaints("[delivery]\nstate = \"not_shipped\"\nshipped_on = 2026-02-20\n"),
        "case:3:14: delivery.shipped_on is given, but delivery.state is \"not_shipped\" (one of the two cannot be "
        "right)\n");
    EXPECT_EQ(
        complaints(
            "[[problems]]\nfound_on = 2026-02-02\n[[problems]]\nfound_on = 2026-02-02\nnotified_on = 2026-02-01\n"),
        "case:5:15: problems.notified_on is 2026-02-01, problems.found_on is 2026-02-02: the defect was notified "
        "before it was found\n");
    EXPECT_NE(complaints("[legal]\nfiled_on = 2026-02-02\naward_on = 2026-02-01\n"), "");
}

TEST(CaseFile, mistakes_of_syntax_and_of_meaning_come_together)
{
    EXPECT_EQ(complaints("titel = \"x\"\n[order]\ndate = 2026-02-30\nchannel = \"platfrom\"\n"),
        "case:1:1: 'titel' is not a group of a case (did you mean 'title'?)\n"
        "case:3:18: expected day between 1 and 28 (inclusive), saw 30\n"
        "case:4:11: order.channel does not know 'platfrom'; expected one of platform, direct (did you mean "
        "'platform'?)\n");
}

TEST(CaseFile, amounts_that_cannot_be_added_up_are_refused_where_they_stand)
{
    EXPECT_EQ(complaints("[order]\nvalue = \"90000000000000000.00 USD\"\n"),
        "case:2:9: order.value is 90000000000000000.00 USD; expected at most 10000000000000.00 USD (check the digits "
        "and the currency)\n");
    EXPECT_EQ(complaints("[order]\nvalue = \"10000000000000.00 USD\"\n"), "");
    EXPECT_EQ(complaints("[[payments]]\namount = \"6000000000000.00 USD\"\n[[payments]]\namount = \"6000000000000.00 "
                         "USD\"\n[[payments]]\namount = \"1.00 USD\"\n"),
        "case:4:10: with payments[1].amount the amounts of this case come to more than can be added up (check the "
        "digits and the currencies)\n");
}

TEST(CaseFile, a_rate_without_a_day_is_not_taken_as_stated_for_today)
{
    EXPECT_EQ(complaints("[[rates]]\nfrom = \"USD\"\nto = \"CNY\"\nrate = \"7.1\"\n"),
        "case:4:8: rates[0] has no 'date' (date = the day of the rate, such as 2026-03-01)\n");
    EXPECT_EQ(complaints("[[rates]]\nrate = 7.1\ndate = 2026-03-01\n"),
        "case:2:8: rates[0] has no 'from' (the code of a currency, such as \"USD\")\n"
        "case:2:8: rates[0] has no 'to' (the code of a currency, such as \"USD\")\n");
    EXPECT_EQ(complaints("[[rates]]\nfrom = \"USD\"\nto = \"CNY\"\nrate = \"7.1\"\ndate = 2026-03-01\n"), "");
    EXPECT_EQ(complaints("[[rates]]\nfrom = \"USD\"\nto = \"CNY\"\nrate = \"7.1\"\ndate = \"soon\"\n").substr(0, 9),
        "case:5:8:");
    // What an interview has not asked yet.
    EXPECT_EQ(complaints("[[rates]]\nfrom = \"USD\"\n"), "");
}

std::string read_as(std::string const& group, std::string const& field, std::string const& text)
{
    auto const read = read_case("[" + group + "]\n" + field + " = \"" + text + "\"\n", "case", CaseFormat::toml);
    return read ? read->facts.text(group + "." + field).value_or("") : "refused: " + to_string(read.error()[0]);
}

TEST(CaseFile, countries_are_understood_by_name_and_become_codes)
{
    for (auto const* text : { "CN", "cn", "China", "china", "PRC", "P.R. China", "People's Republic of China", "中国" })
        EXPECT_EQ(read_as("supplier", "country", text), "CN") << text;
    for (auto const& [text, code] : std::initializer_list<std::pair<std::string, std::string>> {
             { "the Netherlands", "NL" }, { "Hong Kong SAR", "HK" }, { "UK", "GB" }, { "England", "GB" },
             { "U.S.A.", "US" }, { "Viet Nam", "VN" }, { "Korea, Republic of", "KR" }, { "Côte d'Ivoire", "CI" },
             { "Trinidad & Tobago", "TT" }, { "Guinea-Bissau", "GW" }, { "EU", "EU" }, { " de ", "DE" } })
        EXPECT_EQ(read_as("buyer", "country", text), code) << text;
    EXPECT_EQ(read_as("supplier", "country", "Chnia"),
        "refused: case:2:11: supplier.country does not know the country 'Chnia'; expected its code of ISO 3166, such "
        "as "
        "\"CN\" (did you mean \"CN\" (China)?)");
    for (auto const* text : { "XX", "Korea", "Congo", "Guangdong", "ZZZ", "-", "." })
        EXPECT_EQ(read_as("supplier", "country", text).substr(0, 8), "refused:") << text;
    EXPECT_EQ(complaints("[[payments]]\npayee_country = \"Hongkong\"\n"), "");
    EXPECT_NE(complaints("[[payments]]\npayee_country = \"nowhere\"\n"), "");
    for (auto const name : country_names())
        EXPECT_TRUE(country_code(name).has_value()) << name;
}

TEST(CaseFile, platforms_and_institutions_are_taken_in_the_form_of_the_rules)
{
    for (auto const* text : { "alibaba.com", "Alibaba", "www.Alibaba.com", "https://www.alibaba.com/product/1.html?x=1",
             "http://trade.alibaba.com", " m.alibaba.com " })
        EXPECT_EQ(read_as("order", "platform", text), "alibaba.com") << text;
    EXPECT_EQ(read_as("order", "platform", "1688"), "1688.com");
    EXPECT_EQ(read_as("order", "platform", "Made-in-China"), "made-in-china.com");
    // Unknown ones stay what they are.
    EXPECT_EQ(read_as("order", "platform", "https://www.Example.org/a"), "example.org");
    EXPECT_EQ(read_as("order", "platform", "notalibaba.com"), "notalibaba.com");
    EXPECT_EQ(read_as("order", "platform", "amazon.de"), "amazon.de");
    EXPECT_EQ(read_as("order", "platform", "https://"), "https://");
    EXPECT_EQ(read_as("order", "arbitration", "CIETAC"), "cietac");
    EXPECT_EQ(read_as("order", "arbitration", "None"), "none");
    EXPECT_EQ(read_as("order", "arbitration", " Swiss Chambers, Zürich "), "swiss chambers, zürich");
    EXPECT_EQ(read_as("legal", "forum", "CIETAC"), "cietac");
}

TEST(CaseFile, lists_at_most_a_hundred)
{
    std::string text;
    for (int i = 0; i < 130; ++i)
        text += "x" + std::to_string(i) + " = 1\n";
    auto const read = read_case(text, "case", CaseFormat::toml);
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 101U);
    EXPECT_EQ(to_string(read.error().back()), "case: 30 more problems are not listed");
    EXPECT_NE(complaints("payments = [" +
                  [] {
                      std::string items;
                      for (int i = 0; i < 1001; ++i)
                          items += "{},";
                      return items;
                  }()
                  + "]\n"),
        "");
}

TEST(CaseFile, the_examples_are_right)
{
    int read = 0;
    for (auto const& entry : std::filesystem::directory_iterator { RECOURSE_SOURCE_DIR "/examples" }) {
        if (entry.path().extension() != ".toml")
            continue;
        EXPECT_EQ(complaints(source_file("examples/" + entry.path().filename().string())), "") << entry.path();
        ++read;
    }
    EXPECT_GE(read, 3);
}

TEST(CaseFile, knows_its_format)
{
    EXPECT_EQ(case_format("a.json", ""), CaseFormat::json);
    EXPECT_EQ(case_format("-", "\n {\"a\": 1}"), CaseFormat::json);
    EXPECT_EQ(case_format("a.toml", "title = \"x\""), CaseFormat::toml);
    EXPECT_EQ(case_format("a", ""), CaseFormat::toml);
}

} // namespace
} // namespace recourse::codec

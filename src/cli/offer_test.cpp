#include "base/wrap.hpp"
#include "cli/calling_test.hpp"
#include "cli/offer_file.hpp"
#include "codec/json_reader.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace recourse::cli {

namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string const pumps = RECOURSE_SOURCE_DIR "/examples/pumps-partly-covered.toml";

Problems problems_of(std::string const& text)
{
    auto const read = read_offer(text, "offer.toml");
    EXPECT_FALSE(read) << text;
    return read ? Problems {} : read.error();
}

} // namespace

TEST(OfferCommand, weighs_a_sum_against_going_on)
{
    auto const called = call({ "offer", pumps, "--amount", "20000.00 USD", "--full-and-final" });
    ASSERT_EQ(called.status, answered) << called.err;
    expect_golden("cli/offer-pumps.txt", called.out);
    std::istringstream lines { called.out };
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(display_width(line), 80) << line;
}

TEST(OfferCommand, speaks_chinese)
{
    auto const called = call({ "offer", pumps, "--amount", "20000.00 USD", "--language", "zh", "--samples", "2000" });
    ASSERT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, AllOf(HasSubstr("报价"), HasSubstr("平衡点"), HasSubstr("不是法律意见")));
}

TEST(OfferCommand, answers_in_json)
{
    auto const called = call({ "offer", pumps, "--amount", "20000.00 USD", "--format", "json", "--samples", "2000",
        "--default-risk", "0.1-0.2-0.4", "--rate", "0.05" });
    ASSERT_EQ(called.status, answered) << called.err;
    auto const document = codec::read_json(called.out, "answer");
    ASSERT_TRUE(document.problems.empty());
    EXPECT_EQ(document.root.find("offered")->find("amount")->text, "20000.00");
    EXPECT_EQ(document.root.find("samples")->integer, 2'000);
    EXPECT_EQ(document.root.find("rate")->text, "0.05");
    EXPECT_EQ(document.root.find("default_risk")->find("likely")->text, "0.2");
    EXPECT_FALSE(document.root.find("own_cases_count")->boolean);
}

TEST(OfferCommand, names_every_mistake_at_once)
{
    auto const called = call({ "offer", pumps, "--amount", "much", "--default-risk", "0.1-0.2", "--rate", "x",
        "--samples", "0", "--as-of", "soon", "--format", "pdf" });
    EXPECT_EQ(called.status, input_wrong);
    for (auto const part : { "--amount", "--default-risk", "--rate", "--samples", "--as-of", "--format" })
        EXPECT_THAT(called.err, HasSubstr(part));
    EXPECT_THAT(call({ "offer", pumps }).err, HasSubstr("Give --amount SUM or --offer FILE"));
    EXPECT_THAT(call({ "offer", pumps, "--amount", "1.00 USD", "--offer", "x" }).err, HasSubstr("two offers"));
    EXPECT_THAT(call({ "offer", pumps, "--amount", "1.00 EUR" }).err, HasSubstr("convert it first"));
    EXPECT_THAT(call({ "offer", pumps, "--amount", "9000000.00 USD" }).err, HasSubstr("more"));
}

TEST(OfferFile, is_read_as_toml_and_as_json)
{
    auto const toml
        = read_offer("full_and_final = true\nbefore = \"originals\"\n[[instalments]]\non = 2027-01-05\n"
                     "amount = \"20000.00 USD\"\n[default_risk]\nlow = \"0.1\"\nlikely = 0.2\nhigh = \"0.4\"\n",
            "offer.toml");
    ASSERT_TRUE(toml) << to_string(toml.error().front());
    ASSERT_EQ(toml->instalments.size(), 1);
    EXPECT_EQ(to_string(toml->instalments[0].amount), "20000.00 USD");
    EXPECT_EQ(toml->instalments[0].on, Date::of(2027, 1, 5));
    EXPECT_EQ(toml->before, offer::Before::originals);
    EXPECT_EQ(toml->default_risk->likely, Ratio::of(1, 5));
    auto const json
        = read_offer(R"({"instalments": [{"amount": {"amount": "20000.00", "currency": "USD"}, "on": "2027-01-05"}]})",
            "offer.json");
    ASSERT_TRUE(json) << to_string(json.error().front());
    EXPECT_EQ(json->instalments[0].amount, toml->instalments[0].amount);
}

TEST(OfferFile, flaws_have_their_line_and_column)
{
    auto const flaws
        = problems_of("full_and_final = 1\n[[instalments]]\namount = \"much\"\nsecured = true\nwhen = 3\n");
    ASSERT_EQ(flaws.size(), 3);
    EXPECT_EQ(flaws[0].place.line, 5); // what is not known comes first
    EXPECT_THAT(flaws[0].message, HasSubstr("instalments/0/when"));
    EXPECT_EQ(problems_of("instalments = [").size(), 1);
    EXPECT_FALSE(problems_of(std::string(70'000, '#')).empty());
}

} // namespace recourse::cli

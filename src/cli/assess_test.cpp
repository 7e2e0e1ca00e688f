#include "cli/calling_test.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace recourse::cli {

namespace {

using testing::HasSubstr;

/// One case on standard input.
Called assess(std::string const& toml, std::vector<std::string> words = {})
{
    words.insert(words.begin(), { "assess", "-" });
    return call(words, toml);
}

} // namespace

TEST(Assess, the_examples_are_answered_as_somebody_has_read)
{
    for (std::string const name : { "deposit-outside", "pumps-partly-covered", "small-parts-covered" }) {
        auto const called
            = call({ "assess", source("examples/" + name + ".toml"), "--as-of", "2026-11-20", "--no-forecast" });
        EXPECT_EQ(called.status, answered) << called.err;
        expect_golden("cli/" + name + ".txt", called.out);
    }
}

TEST(Assess, every_format_is_written_in_both_languages)
{
    for (std::string const format : { "text", "json", "html", "ics", "pdf" }) {
        for (std::string const language : { "en", "zh" }) {
            auto const called = call(
                { "assess", source("examples/pumps-partly-covered.toml"), "--format", format, "--language", language });
            EXPECT_EQ(called.status, answered) << format << called.err;
            EXPECT_GT(called.out.size(), 500u) << format;
        }
    }
}

TEST(Assess, a_pdf_goes_to_a_file_and_is_the_same_each_time)
{
    auto const file = std::filesystem::path { testing::TempDir() } / "answer.pdf";
    std::vector<std::string> words { "assess", source("examples/deposit-outside.toml"), "--as-of", "2026-11-20",
        "--format", "pdf" };
    auto const printed = call(words);
    words.insert(words.end(), { "--out", file.string() });
    auto const written = call(words);
    EXPECT_EQ(written.status, answered) << written.err;
    EXPECT_EQ(written.out, "");
    std::ifstream in { file, std::ios::binary };
    std::ostringstream kept;
    kept << in.rdbuf();
    EXPECT_TRUE(kept.str() == printed.out);
    EXPECT_THAT(kept.str(), testing::StartsWith("%PDF-"));
    std::filesystem::remove(file);
}

TEST(Assess, what_cannot_be_written_is_named)
{
    auto const file = source("examples/deposit-outside.toml");
    auto const nowhere = call({ "assess", file, "--out", "/no/such/folder/answer.txt" });
    EXPECT_EQ(nowhere.status, input_wrong);
    EXPECT_THAT(nowhere.err, HasSubstr("--out: /no/such/folder/answer.txt"));
    EXPECT_THAT(
        call({ "assess", source("examples"), "--batch", "--out", "x" }).err, HasSubstr("--out takes one answer"));
}

TEST(Assess, what_is_paid_outside_is_not_covered_and_the_law_is_open)
{
    auto const called = assess("[order]\nchannel = \"platform\"\nplatform = \"alibaba.com\"\narbitration = \"none\"\n"
                               "value = \"50000.00 USD\"\n[[payments]]\namount = \"50000.00 USD\"\n"
                               "through_platform = false\n[[problems]]\nkind = \"not_received\"\n"
                               "[supplier]\ncountry = \"CN\"\nstatus = \"operating\"\n",
        { "--format", "json" });
    ASSERT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("\"verdict\": \"not_covered\""));
    EXPECT_THAT(called.out, HasSubstr("paid-outside"));
    EXPECT_THAT(called.out, HasSubstr("submission agreement"));
}

TEST(Precheck, says_before_money_moves_what_would_be_covered)
{
    std::string const order = "[order]\nplatform = \"alibaba.com\"\nvalue = \"9000.00 USD\"\nspec_written = true\n"
                              "[supplier]\nstatus = \"operating\"\n[[payments]]\namount = \"9000.00 USD\"\n";
    auto const inside = call({ "precheck", "-" }, order + "through_platform = true\n");
    EXPECT_EQ(inside.status, answered) << inside.err;
    EXPECT_THAT(inside.out, HasSubstr("covered, USD 9,000.00 to USD 9,000.00"));
    auto const outside = call({ "precheck", "-" }, order + "through_platform = false\npayee = \"personal\"\n");
    EXPECT_THAT(outside.out, HasSubstr("not covered"));
    EXPECT_THAT(outside.out, HasSubstr("A personal account was paid"));
    EXPECT_EQ(call({ "precheck", "-", "--as-of", "soon" }, "[order]\nvalue = 5\n").status, input_wrong);
}

TEST(Assess, an_unknown_word_is_refused_with_the_nearest)
{
    auto const called
        = call({ "assess", source("examples/deposit-outside.toml"), "--format", "jsn", "--as-of", "soon" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("did you mean 'json'"));
    EXPECT_THAT(called.err, HasSubstr("--as-of"));
}

TEST(Assess, a_stream_of_cases_is_answered_line_by_line_and_a_broken_one_does_not_stop_it)
{
    auto const file = std::filesystem::path { testing::TempDir() } / "cases.jsonl";
    std::ofstream { file } << R"({"order": {"platform": "alibaba.com"}})" << '\n'
                           << R"({"order": {"platfrom": "alibaba.com"}})" << '\n'
                           << R"({"payments": []})" << '\n';
    auto const called = call({ "assess", file.string(), "--batch" });
    std::filesystem::remove(file);
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_EQ(std::ranges::count(called.out, '\n'), 2);
    EXPECT_THAT(called.err, HasSubstr("platform"));
}

TEST(Assess, a_fact_that_only_one_book_knows_must_be_known_to_it)
{
    auto const called = assess("[inputs.nowhere]\nx = 1\n");
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("no rule book is called 'nowhere'"));
}

} // namespace recourse::cli

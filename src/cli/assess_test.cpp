#include "cli/calling_test.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

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
    EXPECT_THAT(inside.out, testing::StartsWith("Yes. Paid this way, the whole sum would be covered: USD 9,000.00."));
    auto const outside = call({ "precheck", "-" }, order + "through_platform = false\npayee = \"personal\"\n");
    EXPECT_THAT(outside.out, testing::StartsWith("No. Paid this way, nothing would be covered."));
    EXPECT_THAT(outside.out, HasSubstr("Don't pay USD 9,000.00 to a personal account: pay it through the platform"));
    EXPECT_THAT(outside.out, HasSubstr("(rule paid-outside, as read by"));
    // Nothing has been paid yet: no warning says that it was.
    EXPECT_THAT(outside.out, HasSubstr("Do not pay a personal account"));
    EXPECT_THAT(outside.out, testing::Not(HasSubstr("account was paid")));
    EXPECT_THAT(outside.out, testing::Not(HasSubstr("Money went")));
    EXPECT_EQ(call({ "precheck", "-", "--as-of", "soon" }, "[order]\nvalue = 5\n").status, input_wrong);
}

TEST(Precheck, compares_the_plan_with_the_platform_payment_by_payment)
{
    std::string const order = "[order]\nplatform = \"alibaba.com\"\nvalue = \"9000.00 USD\"\nspec_written = true\n"
                              "[supplier]\nstatus = \"operating\"\n"
                              "[[payments]]\namount = \"3000.00 USD\"\nthrough_platform = true\n"
                              "[[payments]]\namount = \"6000.00 USD\"\nthrough_platform = false\n";
    auto const text = call({ "precheck", "-" }, order);
    EXPECT_THAT(text.out, testing::StartsWith("Partly. Paid this way, at most USD 3,000.00 of USD 9,000.00"));
    EXPECT_THAT(text.out, HasSubstr("  All through the platform  USD 9,000.00 would be covered"));
    EXPECT_THAT(text.out, HasSubstr("  1. USD 3,000.00, through the platform: would be covered"));
    EXPECT_THAT(text.out, HasSubstr("  2. USD 6,000.00, outside the platform: would not be covered"));
    EXPECT_THAT(text.out, HasSubstr("assurance limit of the supplier"));

    auto const json = call({ "precheck", "-", "--format", "json" }, order);
    EXPECT_EQ(json.status, answered) << json.err;
    EXPECT_THAT(json.out, HasSubstr("\"answer\": \"partly\""));
    EXPECT_THAT(json.out, HasSubstr("\"rule\": \"paid-outside\""));
    EXPECT_THAT(json.out, HasSubstr("\"missing\""));
    EXPECT_THAT(call({ "precheck", "-", "--language", "zh" }, order).out, testing::StartsWith("部分。"));
    EXPECT_EQ(call({ "precheck", "-", "--format", "pdf" }, order).status, input_wrong);
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
    EXPECT_EQ(std::ranges::count(called.out, '\n'), 3);
    auto const name = file.string();
    EXPECT_THAT(called.out, testing::StartsWith("{\"file\":\"" + name + "\",\"line\":1,\"title\""));
    EXPECT_THAT(
        called.out, HasSubstr("\n{\"file\":\"" + name + "\",\"line\":2,\"errors\":[{\"line\":2,\"column\":12,"));
    EXPECT_THAT(called.err, HasSubstr(name + ":2:12: order has no field 'platfrom' (did you mean 'platform'?)"));
}

TEST(Batch, a_line_is_json_and_nothing_else)
{
    auto const called = call({ "assess", "-", "--batch" }, "title = \"x\"\n\n{\"title\": \"y\",}\n");
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("-:1:1: "));
    EXPECT_THAT(called.err, HasSubstr("-:3:15: a comma stands before the closing bracket"));
    EXPECT_EQ(std::ranges::count(called.out, '\n'), 2);
}

TEST(Batch, says_what_it_does_not_read_and_where_nothing_is_said)
{
    auto const folder = std::filesystem::path { testing::TempDir() } / "recourse-batch";
    std::filesystem::create_directories(folder / "older");
    auto const empty = call({ "assess", folder.string(), "--batch" });
    EXPECT_EQ(empty.status, input_wrong);
    EXPECT_THAT(empty.err, HasSubstr("older: a folder inside the folder is not read"));
    EXPECT_THAT(empty.err, HasSubstr("the folder holds no case file"));
    std::ofstream { folder / "a.toml" } << "# nothing yet\n";
    auto const called = call({ "assess", folder.string(), "--batch" });
    EXPECT_EQ(called.status, answered);
    EXPECT_THAT(called.err, HasSubstr("a.toml: the file states no fact"));
    EXPECT_THAT(called.out, HasSubstr("a.toml\",\"line\":null,"));
    EXPECT_EQ(call({ "assess", "-", "--batch" }, "\n \n").status, input_wrong);
    auto const form = call({ "assess", folder.string(), "--batch", "--format", "html" });
    EXPECT_EQ(form.status, input_wrong);
    EXPECT_THAT(form.err, HasSubstr("--batch answers in JSON, not in html (leave --format out)"));
    EXPECT_EQ(call({ "assess", folder.string(), "--batch", "--format", "json" }).status, answered);
    std::filesystem::remove_all(folder);
}

TEST(Assess, a_reading_that_the_programme_does_not_have_is_refused_with_those_it_has)
{
    auto const called = call({ "assess", source("examples/deposit-outside.toml"), "--programme", "escrow-com",
        "--reading", "practitioner" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("'escrow-com' has no reading 'practitioner' (it has "));
}

TEST(Assess, the_mark_of_an_editor_before_a_case_is_no_mistake)
{
    for (std::string const text : { "title = \"x\"\n", "{\"title\": \"x\"}" })
        EXPECT_EQ(assess("\xEF\xBB\xBF" + text, { "--no-forecast" }).status, answered) << text;
}

TEST(Assess, a_day_that_is_none_is_named_with_its_field)
{
    EXPECT_THAT(assess("as_of = 2026-02-30\n").err, HasSubstr("as_of: expected day between 1 and 28"));
    EXPECT_THAT(
        assess("title = \"x\"\npayments = [ { amount = \"1 USD\", date = 2026-13-01 } ]\n").err, HasSubstr("-:2:"));
    EXPECT_THAT(assess("title = \"x\"\npayments = [ { amount = \"1 USD\", date = 2026-13-01 } ]\n").err,
        HasSubstr("date: expected month between"));
}

TEST(Assess, two_cases_without_title_do_not_share_the_events_of_a_calendar)
{
    auto const events = [](std::string const& goods) {
        auto const called = assess("as_of = 2026-11-20\n[order]\nplatform = \"alibaba.com\"\ngoods = \"" + goods
                + "\"\nship_by = 2026-12-01\n[delivery]\nstate = \"delivered\"\ndelivered_on = 2026-11-10\n",
            { "--format", "ics", "--no-forecast" });
        std::set<std::string> found;
        std::istringstream lines { called.out };
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("UID:"))
                found.insert(line);
        return found;
    };
    auto const pumps = events("pumps"), lamps = events("lamps");
    EXPECT_FALSE(pumps.empty());
    EXPECT_EQ(events("pumps"), pumps);
    for (auto const& one : pumps)
        EXPECT_FALSE(lamps.contains(one)) << one;
}

TEST(Assess, a_fact_that_only_one_book_knows_must_be_known_to_it)
{
    auto const called = assess("[inputs.nowhere]\nx = 1\n");
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("no rule book is called 'nowhere'"));
}

} // namespace recourse::cli

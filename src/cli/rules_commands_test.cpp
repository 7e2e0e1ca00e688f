#include "cli/calling_test.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace recourse::cli {

using testing::HasSubstr;

/// Places as they are from the top of the source tree, wherever that lies.
static std::string from_the_tree(std::string text)
{
    auto const root = source("");
    for (auto at = text.find(root); at != std::string::npos; at = text.find(root))
        text.erase(at, root.size());
    return text;
}

TEST(Rules, the_cases_of_every_book_come_out_as_they_say)
{
    auto const called = call({ "rules", "test" });
    EXPECT_EQ(called.status, answered) << called.out << called.err;
    EXPECT_THAT(called.out, HasSubstr(", 0 differ"));
}

TEST(Rules, a_broken_book_gives_every_mistake_with_its_place)
{
    auto const called = call({ "rules", "check", source("tests/scenarios/broken-book") });
    EXPECT_EQ(called.status, input_wrong);
    expect_golden("cli/broken-book.txt", from_the_tree(called.err));
}

TEST(Rules, a_folder_without_books_is_a_mistake_not_a_clean_check)
{
    auto const called = call({ "rules", "check", source("programmes") });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_NE(called.err.find("holds no rule book, forum, calendar or receiver"), std::string::npos) << called.err;
    EXPECT_EQ(called.out.find("nothing wrong"), std::string::npos);
}

TEST(Rules, a_rule_is_shown_with_its_condition_and_source)
{
    auto const called = call({ "rules", "show", "alibaba-trade-assurance", "paid-outside" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("exclusion paid-outside"));
    EXPECT_THAT(called.out, HasSubstr("How wire transfers are covered"));
    auto const cap = call({ "rules", "show", "alibaba-trade-assurance", "typical-cap" });
    EXPECT_THAT(cap.out, HasSubstr("low "));
    EXPECT_EQ(call({ "rules", "show", "cietak" }).status, input_wrong);
    EXPECT_THAT(call({ "rules", "show", "cietak" }).err, HasSubstr("did you mean 'cietac'"));
    EXPECT_THAT(call({ "rules", "show", "nowhere" }).err, HasSubstr("'nowhere' (there are: "));
}

TEST(Rules, an_expression_is_worked_out_with_what_decided_it)
{
    auto const called = call({ "rules", "eval", "order.value > money(\"1.00 USD\")" });
    EXPECT_EQ(called.status, answered);
    EXPECT_THAT(called.out, HasSubstr("not known (order.value)"));
}

TEST(Rules, what_shows_only_when_a_book_is_run_is_found)
{
    auto const called = call({ "rules", "check", source("tests/scenarios/idle-book") });
    EXPECT_EQ(called.status, input_wrong);
    expect_golden("cli/idle-book.txt", from_the_tree(called.err));
}

TEST(Rules, diff_tells_what_a_reading_changes_for_a_portfolio)
{
    auto const called = call({ "rules", "diff", "alibaba-trade-assurance:current-help",
        "alibaba-trade-assurance:strict-scope", "--cases", source("tests/scenarios/portfolio.jsonl") });
    EXPECT_EQ(called.status, answered) << called.err;
    expect_golden("cli/rules-diff.txt", called.out);
}

TEST(Rules, diff_of_a_book_with_itself_is_nothing)
{
    auto const called = call({ "rules", "diff", "visa-disputes", "visa-disputes", "--to-folder", source("."), "--cases",
        source("tests/scenarios/portfolio.jsonl") });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("Rules: none differs"));
    EXPECT_THAT(called.out, HasSubstr("Cases: 0 of 4 differ"));
}

TEST(Rules, diff_of_a_book_with_itself_pairs_the_rules_of_each_reading)
{
    for (std::string const book : { "alibaba-trade-assurance", "paypal-purchase-protection", "escrow-com" })
        EXPECT_THAT(call({ "rules", "diff", book, book }).out, HasSubstr("Rules: none differs")) << book;
}

TEST(Rules, diff_names_what_it_does_not_know)
{
    auto const called
        = call({ "rules", "diff", "visa-dispute", "alibaba-trade-assurance@2020-01-01", "--as-of", "soon" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("did you mean 'visa-disputes'"));
    EXPECT_THAT(called.err, HasSubstr("no edition '2020-01-01'"));
    EXPECT_THAT(called.err, HasSubstr("--as-of"));
}

/// Whether a text holds what a terminal would obey or a reader be misled by.
bool steers(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; })
        || text.contains("\u009b") || text.contains("\u202e") || text.contains("\u2066");
}

TEST(Rules, nothing_from_outside_reaches_the_terminal_as_a_command_to_it)
{
    std::string const evil = "x\x1b[31m\u009b31m\u202e\u2066\x07";
    std::string const escaped = "x\\u001b[31m\\u009b31m\\u202e\\u2066\\u0007";
    for (auto const& [words, input] : std::vector<std::pair<std::vector<std::string>, std::string>> {
             { { "assess", "-" }, "[[problems]]\nkind = \"" + escaped + "\"\n" },
             { { "assess", "-" }, "[order]\n\"" + escaped + "\" = 1\n" },
             { { "assess", "-" }, "title = \"" + escaped + "\"\n[supplier]\nname = \"" + escaped + "\"\n" },
             { { "assess", evil }, "" },
             { { "assess", "-", "--reading", evil }, "title = \"x\"\n" },
             { { "precheck", "-" }, "[order]\nplatform = \"" + escaped + "\"\narbitration = \"" + escaped + "\"\n" },
             { { "precheck", "-" }, "[" + evil + "]\n" },
             { { "rules", "eval", "\"" + evil + "\"" }, "" },
             { { "rules", "eval", "\"" + escaped + "\"" }, "" },
             { { "rules", "eval", evil + " == 1" }, "" },
             { { "rules", "eval", "order.goods", "--facts", "-" }, "[order]\ngoods = \"" + escaped + "\"\n" },
             { { "rules", "show", evil }, "" },
             { { "rules", "diff", evil, evil }, "" },
             { { "rules", "check", evil }, "" },
             { { "fees", evil, evil }, "" },
             { { "deadline", "--from", evil, "--period", evil }, "" },
             { { "schema", evil }, "" },
             { { evil, evil }, "" },
             { { "assess", "--" + evil }, "" },
         }) {
        auto const called = call(words, input);
        EXPECT_FALSE(steers(called.out)) << words[0] << ": " << called.out;
        EXPECT_FALSE(steers(called.err)) << words[0] << ": " << called.err;
    }
}

TEST(Rules, a_broken_book_cannot_steer_the_terminal_either)
{
    auto const root = std::filesystem::temp_directory_path() / fmt::format("recourse-{}-steers", getpid());
    auto const folder = root / "programmes/p/2026-01-01";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "programme.toml")
        << "[programme]\nid = \"x\\u001b[31m\"\n\n[[cover]]\nid = \"c\\u202e\\u009b\"\n"
           "when = \"nothing == '\\u001b[31m\\u202e'\"\n\"k\\u001b\" = 1\n";
    auto const called = call({ "rules", "check", root.string() });
    std::filesystem::remove_all(root);
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_FALSE(steers(called.out + called.err)) << called.err;
    EXPECT_THAT(called.err, HasSubstr("\n    nothing == ")); // line breaks of ours stay
}

TEST(Rules, an_interview_over_a_hostile_file_or_with_hostile_replies_cannot_steer_the_terminal)
{
    auto const path = std::filesystem::temp_directory_path() / fmt::format("recourse-{}-steers.toml", getpid());
    for (auto const* text : { "title = \"x\\u001b[31m\\u202e\"\n[order]\nplatform = \"y\\u009b\\u001b[2J\"\n",
             "[order]\nchannel = \"\\u001b[31m\\u202e\"\n", "[\"\\u001b[31m\"]\n" }) {
        std::ofstream(path) << text;
        auto const called = call({ "case", "ask", path.string() }, "\x1b[31m\u202e\n\u009b31m\nstop\n");
        EXPECT_FALSE(steers(called.out)) << called.out;
        EXPECT_FALSE(steers(called.err)) << called.err;
    }
    std::filesystem::remove(path);
}

TEST(Rules, a_quoted_line_break_does_not_begin_a_message_of_its_own)
{
    auto const called = call({ "assess", "-" }, "[[problems]]\nkind = \"x\\nassess: all is well\"\n");
    EXPECT_EQ(std::ranges::count(called.err, '\n'), 1) << called.err;
}

} // namespace recourse::cli

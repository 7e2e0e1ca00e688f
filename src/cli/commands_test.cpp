#include "cli/commands.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace recourse::cli {

namespace {

struct Called {
    int status = 0;
    std::string out;
    std::string err;
};

Called call(std::vector<char const*> const& words)
{
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    int const status = run(words, { in, out, err });
    return { status, out.str(), err.str() };
}

} // namespace

TEST(Commands, a_deadline_is_counted_with_the_shipped_holidays)
{
    auto const called = call({ "deadline", "--from", "2026-09-28", "--period", "15 days", "--calendar", "cn" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_NE(called.out.find("2026-10-13"), std::string::npos) << called.out;
}

TEST(Commands, a_wrong_word_names_the_right_one)
{
    EXPECT_NE(call({ "dedline" }).err.find("deadline"), std::string::npos);
    auto const option = call({ "deadline", "--form", "2026-09-28", "--from", "2026-09-28", "--period", "15 days" });
    EXPECT_EQ(option.status, input_wrong);
    EXPECT_NE(option.err.find("--from"), std::string::npos) << option.err;
}

TEST(Commands, all_that_is_wrong_is_named_at_once)
{
    auto const called = call({ "deadline", "--from", "2026-09-28", "--colour", "red" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_NE(called.err.find("--period PERIOD is missing"), std::string::npos) << called.err;
    EXPECT_NE(called.err.find("'--colour' is not understood"), std::string::npos) << called.err;
}

TEST(Commands, help_explains_the_command_that_is_named)
{
    EXPECT_EQ(call({ "help", "deadline" }).out, help_text("deadline"));
    EXPECT_EQ(call({ "deadline", "--help" }).out, help_text("deadline"));
    EXPECT_EQ(call({}).status, input_wrong);
}

TEST(Commands, help_manual_and_completion_name_every_command_and_option)
{
    for (auto const& command : subcommands()) {
        EXPECT_NE(help_text().find(command.path), std::string::npos);
        for (auto const* shell : { "bash", "zsh", "fish" })
            EXPECT_NE(completion(shell).find(command.path.substr(command.path.rfind(' ') + 1)), std::string::npos)
                << shell;
        for (auto const& option : command.options) {
            EXPECT_NE(help_text(command.path).find(option.name), std::string::npos);
            EXPECT_NE(completion("bash").find(option.name), std::string::npos);
        }
    }
    EXPECT_EQ(call({ "completion", "tcsh" }).status, input_wrong);
    EXPECT_EQ(call({ "help", "nothing" }).status, input_wrong);
}

/// What a shell would offer after these words, by asking a real one.
std::string offered(std::string const& words)
{
    auto const path = std::filesystem::temp_directory_path() / ("recourse-completion-" + std::to_string(::getpid()));
    std::ofstream { path } << completion("bash") << "\nCOMP_WORDS=(" << words
                           << ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_recourse\necho \"${COMPREPLY[*]}\"\n";
    std::string out;
    if (FILE* pipe = ::popen(("bash " + path.string()).c_str(), "r")) {
        std::array<char, 4096> block;
        while (std::fgets(block.data(), block.size(), pipe) != nullptr)
            out += block.data();
        ::pclose(pipe);
    }
    std::filesystem::remove(path);
    return out;
}

TEST(Commands, the_shell_completes_first_words_second_words_and_options)
{
    EXPECT_EQ(offered("recourse dea"), "deadline\n");
    EXPECT_EQ(offered("recourse case n"), "new\n");
    EXPECT_EQ(offered("recourse case new --"), "--language\n");
    EXPECT_EQ(offered("recourse deadline --per"), "--period\n");
    EXPECT_EQ(offered("recourse fees prc-court --as"), "--as-of\n");
}

TEST(Commands, the_shell_completes_values_names_and_files)
{
    EXPECT_EQ(offered("recourse assess x.toml --format js"), "json\n");
    EXPECT_EQ(offered("recourse assess --format = js"), "json\n");
    EXPECT_EQ(offered("recourse assess --language \"\""), "en zh\n");
    EXPECT_EQ(offered("recourse deadline --calendar \"\""), "cn none\n");
    EXPECT_EQ(offered("recourse interest --mode del"), "delay\n");
    EXPECT_EQ(offered("recourse assess --programme escr"), "escrow-com\n");
    EXPECT_EQ(offered("recourse rules show alib"), "alibaba-trade-assurance\n");
    EXPECT_EQ(offered("recourse rules show ciet"), "cietac\n");
    EXPECT_EQ(offered("recourse fees ic"), "icc\n");
    EXPECT_EQ(offered("recourse fees --as-of 2026-01-01 hki"), "hkiac\n");
    EXPECT_EQ(offered("recourse help dea"), "deadline\n");
    EXPECT_EQ(offered("recourse help rules ch"), "check\n");
    EXPECT_EQ(offered("recourse completion z"), "zsh\n");
    // Where nothing is offered, the shell goes on to files.
    for (auto const* words : { "assess \"\"", "assess x.toml --out \"\"", "assess --rates \"\"", "rules check \"\"",
             "assess --data \"\"", "case ask c" })
        EXPECT_EQ(offered(std::string { "recourse " } + words), "\n") << words;
}

/// Takes nothing, as a full disk.
class Full : public std::streambuf {
protected:
    int_type overflow(int_type) override { return traits_type::eof(); }
};

TEST(Commands, what_cannot_be_written_out_is_a_failure_of_every_command)
{
    for (std::vector<char const*> const& words :
        { std::vector { "schema", "case" }, { "help" }, { "man" }, { "version" }, { "rules", "show", "cietac" } }) {
        std::istringstream in;
        Full full;
        std::ostream out { &full };
        std::ostringstream err;
        EXPECT_EQ(run(words, { in, out, err }), we_failed) << words[0];
        EXPECT_NE(err.str().find("could not be written"), std::string::npos) << words[0];
    }
}

TEST(Commands, the_version_is_printed)
{
    EXPECT_TRUE(call({ "--version" }).out.starts_with("recourse "));
    EXPECT_EQ(call({ "version" }).out, call({ "--version" }).out);
}

TEST(Commands, an_option_without_its_value_is_named_in_our_words)
{
    auto const called = call({ "assess", "x.toml", "--as-of" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_NE(called.err.find("--as-of wants its DATE after it"), std::string::npos) << called.err;
    auto const twice = call({ "fees", "icc", "1 USD", "--as-of", "2026-01-01", "--as-of", "2026-01-02" });
    EXPECT_NE(twice.err.find("more than once"), std::string::npos) << twice.err;
}

TEST(Commands, fees_that_nobody_could_confirm_are_unknown_not_an_error)
{
    for (auto const* forum : { "icc", "scia" }) {
        auto const called = call({ "fees", forum, "USD 1,000.00" });
        EXPECT_EQ(called.status, answered) << called.err;
        EXPECT_NE(called.out.find("unknown: no schedule could be confirmed"), std::string::npos);
        EXPECT_NE(called.out.find("Source"), std::string::npos);
        auto const json = call({ "fees", forum, "1000 USD", "--format", "json" });
        EXPECT_NE(json.out.find("\"fee\": null"), std::string::npos);
    }
    EXPECT_EQ(call({ "fees", "police-report", "1000 USD" }).status, input_wrong);
    auto const rate = call({ "fees", "prc-court", "1000 KWD" });
    EXPECT_EQ(rate.status, input_wrong);
    EXPECT_EQ(std::ranges::count(rate.err, '\n'), 1) << rate.err;
    EXPECT_NE(call({ "fees", "prc-court", "1000 RMB" }).err.find("write \"1000.00 CNY\""), std::string::npos);
}

TEST(Commands, a_day_too_far_away_is_out_of_range)
{
    for (auto const* day : { "9999-12-31", "0050-01-01" }) {
        auto const called = call({ "deadline", "--from", day, "--period", "5 days" });
        EXPECT_EQ(called.status, input_wrong);
        EXPECT_NE(called.err.find("is out of range"), std::string::npos) << called.err;
    }
}

TEST(Commands, the_manual_ends_a_sentence_once)
{
    EXPECT_EQ(man_page().find("?."), std::string::npos);
}

TEST(Commands, a_second_word_is_asked_for_and_explained)
{
    auto const lone = call({ "case" });
    EXPECT_EQ(lone.status, input_wrong);
    EXPECT_NE(lone.err.find("'case' wants a second word"), std::string::npos) << lone.err;
    EXPECT_NE(call({ "case", "nwe" }).err.find("did you mean 'case new'?"), std::string::npos);
    for (auto const* family : { "vault", "packet", "case" }) {
        auto const helped = call({ family, "--help" });
        EXPECT_EQ(helped.status, answered) << family;
        EXPECT_EQ(helped.out, help_text(family));
        EXPECT_EQ(helped.err, "");
    }
    EXPECT_EQ(call({ "frob", "--help" }).status, input_wrong);
    EXPECT_EQ(call({ "help", "case", "new" }).out, help_text("case new"));
    EXPECT_EQ(call({ "help", "case" }).status, answered);
    EXPECT_NE(call({ "help", "frob" }).err.find("'frob' is no command"), std::string::npos);
}

TEST(Commands, a_case_file_is_written_once)
{
    auto const path
        = std::filesystem::temp_directory_path() / ("recourse-case-" + std::to_string(::getpid()) + ".toml");
    std::filesystem::remove(path);
    EXPECT_EQ(call({ "case", "new", path.c_str() }).status, answered);
    EXPECT_TRUE(std::filesystem::exists(path));
    auto const again = call({ "case", "new", path.c_str() });
    EXPECT_EQ(again.status, input_wrong);
    EXPECT_NE(again.err.find("is there already"), std::string::npos);
    std::filesystem::remove(path);
    EXPECT_EQ(call({ "case", "new", "/no/such/folder/x.toml" }).status, input_wrong);
    EXPECT_EQ(call({ "case", "new", "--language", "fr" }).status, input_wrong);
    EXPECT_NE(call({ "case", "new" }).out.find("[order]"), std::string::npos);
}

TEST(Commands, schemas_are_printed)
{
    EXPECT_NE(call({ "schema", "case" }).out.find("Recourse case"), std::string::npos);
    EXPECT_NE(call({ "schema", "answer" }).out.find("Recourse answer"), std::string::npos);
    EXPECT_EQ(call({ "schema", "book" }).status, input_wrong);
}

TEST(Commands, the_manual_page_is_the_published_one)
{
    auto const path = RECOURSE_SOURCE_DIR "/docs/recourse.1";
    if (std::getenv("RECOURSE_UPDATE_GOLDENS"))
        std::ofstream { path } << man_page();
    std::ifstream file { path };
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), man_page()) << "run tools/update-goldens";
}

TEST(Commands, an_option_and_what_it_means_stand_apart_in_help)
{
    for (auto const& command : subcommands()) {
        auto const page = help_text(command.path);
        for (auto const& option : command.options) {
            auto const head = option.value.empty() ? fmt::format("\n  --{}", option.name)
                                                   : fmt::format("\n  --{} {}", option.name, option.value);
            auto const found = page.find(head);
            ASSERT_NE(found, std::string::npos) << command.path << head;
            auto const rest = std::string_view { page }.substr(found + head.size());
            EXPECT_TRUE(rest.starts_with("  ") || rest.starts_with("\n" + std::string(24, ' ')))
                << command.path << head;
            // However long it is, it stays in its column.
            auto const end = rest.find("\n  --");
            std::istringstream lines { std::string { rest.substr(0, std::min(end, rest.find("\n\n"))) } };
            std::string line;
            std::getline(lines, line);
            while (std::getline(lines, line))
                EXPECT_TRUE(line.starts_with(std::string(24, ' '))) << line;
        }
    }
}

TEST(Commands, help_fits_eighty_columns)
{
    std::vector<std::string> pages { help_text() };
    for (auto const& command : subcommands())
        pages.push_back(help_text(command.path));
    for (auto const& page : pages) {
        std::istringstream lines { page };
        for (std::string line; std::getline(lines, line);)
            EXPECT_LE(line.size(), 80U) << line;
    }
}

} // namespace recourse::cli

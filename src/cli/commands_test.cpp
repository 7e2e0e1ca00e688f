#include "cli/commands.hpp"

#include <gtest/gtest.h>

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
            EXPECT_NE(completion(shell).find(command.path), std::string::npos) << shell;
        for (auto const& option : command.options) {
            EXPECT_NE(help_text(command.path).find(option.name), std::string::npos);
            EXPECT_NE(completion("bash").find(option.name), std::string::npos);
        }
    }
    EXPECT_EQ(call({ "completion", "tcsh" }).status, input_wrong);
    EXPECT_EQ(call({ "help", "nothing" }).status, input_wrong);
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

#include "cli/calling_test.hpp"
#include "cli/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

// What `serve` and the commands that open a data directory refuse before they begin.

namespace recourse::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class DeskDirectory : public testing::Test {
protected:
    DeskDirectory()
    {
        auto pattern = (fs::temp_directory_path() / "recourse-cli-XXXXXX").string();
        folder = mkdtemp(pattern.data());
    }
    ~DeskDirectory() override { fs::remove_all(folder); }

    fs::path folder;
};

std::ptrdiff_t lines(std::string const& text)
{
    return std::ranges::count(text, '\n');
}

/// All bytes of all files.
std::map<std::string, std::string> bytes_in(fs::path const& folder)
{
    std::map<std::string, std::string> all;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        all[entry.path().lexically_relative(folder).string()] = std::string(std::istreambuf_iterator<char> { in }, {});
    }
    return all;
}

TEST_F(DeskDirectory, a_check_changes_no_byte)
{
    auto const data = (folder / "desk").string();
    ASSERT_EQ(call({ "key", "--data", data, "--name", "k", "--role", "officer" }).status, answered);
    auto const whole = bytes_in(data);
    auto const checked = call({ "check", "--data", data });
    EXPECT_EQ(checked.status, answered) << checked.out << checked.err;
    EXPECT_THAT(checked.out, HasSubstr("as they should be"));
    EXPECT_EQ(bytes_in(data), whole);
}

TEST_F(DeskDirectory, whoever_only_looks_makes_none)
{
    auto const typo = (folder / "typo").string();
    std::vector<std::vector<std::string>> const looking { { "check" }, { "trace", "O-1" }, { "order", "list" },
        { "order", "show", "O-1" }, { "claim", "list" }, { "claim", "show", "C-1" }, { "matter", "list" },
        { "matter", "show", "L-1" }, { "rebuild" }, { "do", "clock.read" },
        { "backup", "--to", (folder / "copy").string() } };
    for (auto words : looking) {
        words.insert(words.end(), { "--data", typo });
        auto const called = call(words);
        EXPECT_EQ(called.status, input_wrong) << words[0];
        EXPECT_THAT(called.err, HasSubstr("there is no desk in " + typo)) << words[0];
        EXPECT_THAT(called.err, HasSubstr("recourse serve --data")) << words[0];
        EXPECT_EQ(called.out, "") << words[0];
    }
    EXPECT_TRUE(fs::is_empty(folder));
    // An empty directory is no desk either; a key begins one.
    EXPECT_EQ(call({ "check", "--data", folder.string() }).status, input_wrong);
    EXPECT_TRUE(fs::is_empty(folder));
    EXPECT_EQ(call({ "key", "--data", typo, "--name", "ops", "--role", "officer" }).status, answered);
    EXPECT_EQ(call({ "check", "--data", typo }).status, answered);
}

TEST_F(DeskDirectory, one_that_is_taken_names_the_holder_and_the_way_round)
{
    std::vector<std::string> flaws;
    auto options = desk_options_of({ { "data", folder.string() } }, flaws);
    options.serves_at = "http://127.0.0.1:8080";
    app::SystemClock clock;
    auto const held = open_desk(std::move(options), clock);
    ASSERT_TRUE(held) << held.error();
    auto const shown = call({ "order", "list", "--data", folder.string() });
    EXPECT_EQ(shown.status, input_wrong);
    EXPECT_THAT(shown.err, HasSubstr("is in use by pid "));
    EXPECT_THAT(shown.err, HasSubstr("recourse serve at http://127.0.0.1:8080"));
    EXPECT_THAT(shown.err, HasSubstr("--server URL"));
    // Where there is no way round, none is named.
    auto const checked = call({ "check", "--data", folder.string() });
    EXPECT_THAT(checked.err, HasSubstr("stop it first"));
    EXPECT_THAT(checked.err, Not(HasSubstr("--server")));
}

TEST_F(DeskDirectory, is_served_in_the_clear_to_other_machines_only_when_it_is_said)
{
    auto const data = (folder / "desk").string();
    for (auto const* address : { "0.0.0.0:0", "[::]:0", "192.0.2.1:8080", "10.0.0.1:80", "[::ffff:10.0.0.1]:80" }) {
        auto const called = call({ "serve", "--data", data, "--listen", address });
        EXPECT_EQ(called.status, input_wrong) << address;
        EXPECT_THAT(called.err, HasSubstr(std::string { "--listen " } + address + " is open to other machines"));
        EXPECT_THAT(called.err, HasSubstr("--tls-in-front"));
    }
    // What is left to be wrong is something else.
    for (std::vector<std::string> const& fine : std::vector<std::vector<std::string>> {
             { "--listen", "0.0.0.0:80", "--tls-in-front" }, { "--listen", "127.0.0.1:80" }, { "--listen", "[::1]:80" },
             { "--listen", "0.0.0.0:80", "--certificate", "c.pem", "--private-key", "k.pem" } }) {
        auto words = fine;
        words.insert(words.begin(), { "serve", "--data", data });
        words.insert(words.end(), { "--log", "xml" });
        auto const called = call(words);
        EXPECT_EQ(called.status, input_wrong);
        EXPECT_EQ(lines(called.err), 1) << called.err;
        EXPECT_THAT(called.err, HasSubstr("--log is json or none, not 'xml'"));
    }
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(DeskDirectory, every_option_that_is_wrong_is_named_at_once)
{
    auto const called
        = call({ "serve", "--data", (folder / "desk").string(), "--listen", "here", "--log", "xml", "--fee", "much",
            "--review-days", "some", "--leg-days", "0", "--limit-least", "lots", "--provider", "uncle", "--certificate",
            "c.pem", "--webhook-timeout", "0", "--mail-from", "x", "--backups", (folder / "none").string() });
    EXPECT_EQ(called.status, input_wrong);
    for (auto const* option : { "--listen wants", "--log is", "--fee wants", "--review-days wants", "--leg-days wants",
             "--limit-least wants", "--provider is", "--certificate and --private-key", "--webhook-timeout wants",
             "--mail-from says nothing", "--backups: " })
        EXPECT_THAT(called.err, HasSubstr(option));
    EXPECT_EQ(lines(called.err), 11) << called.err;
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(DeskDirectory, is_run_by_a_reading_that_says_who_may_open_a_claim)
{
    auto const called = call({ "serve", "--data", (folder / "desk").string(), "--listen", "127.0.0.1:0", "--programme",
        "alibaba-trade-assurance:practitioner" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err,
        HasSubstr("the reading 'practitioner' of the book alibaba-trade-assurance says nothing of who may open a "
                  "claim, so that no desk can run by it; these do: current-help, receipt-counts, strict-scope"));
    EXPECT_TRUE(fs::is_empty(folder));
}

} // namespace
} // namespace recourse::cli

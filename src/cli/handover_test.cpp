#include "cli/calling_test.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

// A case handed over as a package, looked at, and opened as a matter in another directory.

namespace recourse::cli {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class HandoverTest : public testing::Test {
protected:
    HandoverTest()
    {
        std::string name = fs::temp_directory_path() / "recourse-handover-XXXXXX";
        EXPECT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
        ::unsetenv("RECOURSE_PASSPHRASE");
    }
    ~HandoverTest() override
    {
        ::unsetenv("RECOURSE_PASSPHRASE");
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    std::string at(std::string_view name) const { return folder / name; }
    std::string put(std::string_view name, std::string_view text, mode_t mode = 0600) const
    {
        std::ofstream { at(name), std::ios::binary } << text;
        EXPECT_EQ(::chmod(at(name).c_str(), mode), 0);
        return at(name);
    }
    Called hand_over(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words { "case", "handover", source("examples/legal/case.toml"), "--with",
            source("examples/legal/more.toml"), "--for", "Smith LLP", "--to", at("package.zip") };
        words.insert(words.end(), more.begin(), more.end());
        return call(words);
    }
    fs::path folder;
    std::string const passphrase = "correct horse battery staple";
};

/// The days of a matter that run, "limitation 2029-01-10", from what `import` compared.
std::string last_line(std::string const& text)
{
    auto const end = text.find_last_not_of('\n');
    return text.substr(text.rfind('\n', end) + 1, end - text.rfind('\n', end));
}

} // namespace

TEST_F(HandoverTest, a_case_becomes_a_package_that_is_looked_at_without_a_desk)
{
    auto const file = put("passphrase", passphrase + "\n");
    auto const made = hand_over({ "--passphrase-file", file });
    ASSERT_EQ(made.status, answered) << made.err;
    EXPECT_THAT(
        made.out, AllOf(HasSubstr("package.zip"), HasSubstr("left out: evidence/"), Not(HasSubstr(passphrase))));
    auto const seen = call({ "case", "import", at("package.zip"), "--passphrase-file", file });
    ASSERT_EQ(seen.status, answered) << seen.err;
    EXPECT_THAT(seen.out,
        AllOf(HasSubstr("Smith LLP"), HasSubstr("memo/handover-memo.docx"), HasSubstr("case/more.toml"),
            HasSubstr("Left out by whoever handed over"), Not(HasSubstr("took:"))));
    // Never over a file that is there.
    auto const again = hand_over({ "--passphrase-file", file });
    EXPECT_EQ(again.status, input_wrong);
    EXPECT_THAT(again.err, HasSubstr("is there already"));
}

TEST_F(HandoverTest, a_passphrase_is_made_printed_once_and_needed)
{
    auto const made = hand_over();
    ASSERT_EQ(made.status, answered) << made.err;
    auto const at_passphrase = made.out.find("shown once: ");
    ASSERT_NE(at_passphrase, std::string::npos);
    auto const printed = made.out.substr(at_passphrase + 12, 35);
    EXPECT_EQ(made.out.find(printed, at_passphrase + 13), std::string::npos);
    ::setenv("RECOURSE_PASSPHRASE", printed.c_str(), 1);
    EXPECT_EQ(call({ "case", "import", at("package.zip") }).status, answered);
    ::setenv("RECOURSE_PASSPHRASE", "another one altogether", 1);
    auto const wrong = call({ "case", "import", at("package.zip") });
    EXPECT_EQ(wrong.status, input_wrong);
    EXPECT_THAT(wrong.err, AllOf(HasSubstr("the passphrase is another"), Not(HasSubstr("altogether"))));
}

TEST_F(HandoverTest, what_is_wrong_is_said_at_once_and_nothing_is_written)
{
    auto const open = put("open", passphrase, 0644);
    auto const wrong = hand_over({ "--passphrase-file", open, "--language", "fr", "--note", "x" });
    EXPECT_EQ(wrong.status, input_wrong);
    EXPECT_THAT(wrong.err,
        AllOf(
            HasSubstr("chmod 600"), HasSubstr("--language is 'fr'"), HasSubstr("--note goes with the id of a matter")));
    EXPECT_THAT(hand_over({ "--passphrase-file", put("short", "short\n") }).err, HasSubstr("from 12 to 99 characters"));
    EXPECT_THAT(
        hand_over({ "--passphrase-file", put("none", "\n") }).err, HasSubstr("no passphrase in its first line"));
    EXPECT_THAT(hand_over({ "--passphrase-file", at("nowhere") }).err, HasSubstr("cannot be read"));
    EXPECT_THAT(hand_over({ "--evidence", put("no.zip", "no zip") }).err, HasSubstr("--evidence"));
    EXPECT_FALSE(fs::exists(at("package.zip")));
    EXPECT_EQ(call({ "case", "import", at("package.zip"), "--into", "L-1" }).status, input_wrong);
}

TEST_F(HandoverTest, a_package_opens_as_a_matter_in_a_directory_and_is_gone_on_with)
{
    ::setenv("RECOURSE_PASSPHRASE", passphrase.c_str(), 1);
    ASSERT_EQ(hand_over().status, answered);
    auto const desk = at("desk");
    ASSERT_EQ(call({ "key", "--data", desk, "--name", "k", "--role", "officer" }).status, answered);
    auto const client = put("client.json", R"({"profile":{"name":"Nordic Chairs","country":"NO"}})");
    ASSERT_EQ(call({ "do", "parties.register", "--body", client, "--data", desk }).status, answered);
    std::vector<std::string> const where { "--data", desk, "--role", "buyer", "--party", "P-1" };
    auto const with = [&](std::vector<std::string> words) {
        words.insert(words.end(), where.begin(), where.end());
        return call(words);
    };
    auto const taken = with({ "case", "import", at("package.zip"), "--counsel", "Smith LLP" });
    ASSERT_EQ(taken.status, answered) << taken.err << taken.out;
    EXPECT_THAT(taken.out,
        AllOf(HasSubstr("opened"), HasSubstr("took: add-pursued (pursued 1)"), HasSubstr("took: add-head (heads 1)"),
            HasSubstr("took: state-footing")));
    auto const id = last_line(taken.out);
    auto const read = with({ "do", "matters.read", id });
    EXPECT_THAT(read.out, HasSubstr("Smith LLP"));
    // Gone on with, it makes nothing twice.
    auto const again = with({ "case", "import", at("package.zip"), "--into", id });
    ASSERT_EQ(again.status, answered) << again.err;
    EXPECT_THAT(again.out, AllOf(HasSubstr("there before"), Not(HasSubstr("took: add-head"))));
    EXPECT_EQ(with({ "do", "matters.read", id }).out, read.out);
    EXPECT_EQ(with({ "case", "import", at("package.zip"), "--into", "L-99999" }).status, input_wrong);
    // The desk hands it over in its turn, and a third one counts the same days.
    auto const passed_on = with({ "case", "handover", id, "--for", "Third LLP", "--to", at("second.zip") });
    ASSERT_EQ(passed_on.status, answered) << passed_on.err;
    EXPECT_THAT(passed_on.out, AllOf(HasSubstr("second.zip"), Not(HasSubstr(passphrase))));
    auto const third = with({ "case", "import", at("second.zip") });
    ASSERT_EQ(third.status, answered) << third.err;
    EXPECT_THAT(third.out, AllOf(HasSubstr("Third LLP"), HasSubstr("are on the days of the package")));
    EXPECT_NE(last_line(third.out), id);
    auto const nobodys = with({ "case", "handover", "L-99999", "--for", "x", "--to", at("none.zip") });
    EXPECT_EQ(nobodys.status, input_wrong);
    EXPECT_FALSE(fs::exists(at("none.zip")));
}

TEST_F(HandoverTest, a_changed_package_is_taken_by_nobody)
{
    ::setenv("RECOURSE_PASSPHRASE", passphrase.c_str(), 1);
    ASSERT_EQ(hand_over().status, answered);
    std::fstream file { at("package.zip"), std::ios::binary | std::ios::in | std::ios::out };
    file.seekg(0, std::ios::end);
    auto const middle = file.tellg() / 2;
    file.seekg(middle);
    char const one = static_cast<char>(file.get() ^ 1);
    file.seekp(middle);
    file.put(one);
    file.close();
    auto const called = call({ "case", "import", at("package.zip") });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("were changed on the way"));
    EXPECT_EQ(called.out, "");
}

} // namespace recourse::cli

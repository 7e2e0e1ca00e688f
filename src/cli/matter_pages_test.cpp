#include "base/wrap.hpp"
#include "cli/calling_test.hpp"
#include "codec/json_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

// Pages of a matter: its clause, filings, whom it pursues, its account. Each fits a terminal in both languages.

namespace recourse::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

/// A desk with one matter of a buyer from abroad.
class MatterPages : public testing::Test {
protected:
    MatterPages()
    {
        auto pattern = (fs::temp_directory_path() / "recourse-cli-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        data = (folder / "desk").string();
        EXPECT_EQ(call({ "key", "--data", data, "--name", "k", "--role", "officer" }).status, answered);
        party = made(call({ "do", "parties.register", "--body", "-", "--data", data },
            R"({"profile":{"name":"Lakeside Hardware LLC","country":"US"}})"));
        matter = made(call(
            { "do", "matters.open-outside", "--body", "-", "--data", data, "--role", "buyer", "--party", party },
            R"({"against":"Yongjiang","currency":"USD","title":"Pumps","language":"zh","counsel":"Li & Partners"})"));
        put("add-pursued",
            R"({"pursued":{"name":"Ningbo Yongjiang Pump Co., Ltd.","country":"CN","uscc":"91350211M0000XUF46",)"
            R"("standing":"deregistered"}})");
        put("add-head", R"({"head":{"amount":{"amount":"50000.00","currency":"USD"},"basis":"Civil Code art. 566"}})");
        put("state-footing", R"({"footing":{"law":"general","known_on":"2026-03-19"}})");
        put("record-clause",
            R"({"clause":{"text":"Any dispute shall be submitted to CIETAC for arbitration in Beijing."}})");
        put("note-paper", R"({"paper":{"paper":"contract","state":"have","note":"with the chop"}})");
    }
    ~MatterPages() override { fs::remove_all(folder); }

    static std::string made(Called const& called)
    {
        EXPECT_EQ(called.status, answered) << called.err;
        auto const read = codec::read_json(called.out, "answer");
        auto const* id = read.root.find("id");
        return id == nullptr ? std::string {} : std::string { id->text };
    }
    void put(std::string const& command, std::string const& body)
    {
        made(call(
            { "do", "matters." + command, matter, "--body", "-", "--data", data, "--role", "buyer", "--party", party },
            body));
    }
    Called page(std::vector<std::string> words)
    {
        words.insert(words.begin(), "matter");
        words.insert(words.end(), { "--data", data, "--role", "buyer", "--party", party });
        return call(words);
    }
    /// The page in that language; no line of it is wider than a terminal.
    std::string shown(std::vector<std::string> words, std::string const& language)
    {
        words.insert(words.end(), { "--language", language });
        auto const called = page(words);
        EXPECT_EQ(called.status, answered) << called.err;
        for (std::size_t at = 0; at < called.out.size();) {
            auto const end = std::min(called.out.find('\n', at), called.out.size());
            auto const line = called.out.substr(at, end - at);
            EXPECT_LE(display_width(line), 80u) << line;
            at = end + 1;
        }
        return called.out;
    }

    fs::path folder;
    std::string data, party, matter;
};

TEST_F(MatterPages, say_what_the_desk_knows)
{
    EXPECT_THAT(shown({ "clause", matter }, "en"), AllOf(HasSubstr("CIETAC"), HasSubstr("Findings"), HasSubstr("->")));
    EXPECT_THAT(shown({ "filing", matter }, "en"),
        AllOf(HasSubstr("cietac (now)"), HasSubstr("(limitation, "), HasSubstr("begin by ")));
    EXPECT_THAT(shown({ "filing", matter, "cietac" }, "en"),
        AllOf(HasSubstr("contract [have]"), HasSubstr("with the chop"), HasSubstr("identity [unknown]"),
            HasSubstr("Papers of: US"), HasSubstr("Timetable")));
    EXPECT_THAT(shown({ "pursuit", matter }, "en"),
        AllOf(HasSubstr("computed is R"), HasSubstr("all shareholders, jointly"), HasSubstr("To find out")));
    EXPECT_THAT(shown({ "account", matter }, "en"), AllOf(HasSubstr("Open: USD 50,000.00"), HasSubstr("It balances")));
}

TEST_F(MatterPages, say_it_in_chinese)
{
    EXPECT_THAT(shown({ "clause", matter }, "zh"), HasSubstr("争议解决条款"));
    EXPECT_THAT(shown({ "filing", matter }, "zh"), HasSubstr("最后一日"));
    EXPECT_THAT(shown({ "filing", matter, "cietac" }, "zh"), HasSubstr("时间表"));
    EXPECT_THAT(shown({ "pursuit", matter }, "zh"), HasSubstr("待查明"));
    EXPECT_THAT(shown({ "account", matter }, "zh"), HasSubstr("未受偿"));
}

TEST_F(MatterPages, name_what_is_wrong_and_what_mends_it)
{
    auto const typo = page({ "filing", matter, "appeal" });
    EXPECT_NE(typo.status, answered);
    EXPECT_THAT(typo.err, AllOf(HasSubstr("no filing 'appeal'"), HasSubstr("cietac")));
    for (auto const* what : { "clause", "filing", "pursuit", "account" }) {
        auto const wrong = page({ what, "O-1" });
        EXPECT_EQ(wrong.status, input_wrong);
        EXPECT_THAT(wrong.err, HasSubstr("'O-1' is no id of a matter such as L-17"));
        EXPECT_EQ(wrong.out, "");
        EXPECT_NE(page({ what, "L-999" }).status, answered);
        auto const french = page({ what, matter, "--language", "fr" });
        EXPECT_EQ(french.status, input_wrong);
        EXPECT_THAT(french.err, HasSubstr("--language is 'fr'"));
    }
}

} // namespace
} // namespace recourse::cli

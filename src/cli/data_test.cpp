#include "catalog/house_test.hpp"
#include "cli/calling_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

// An operator's own data: laid beside the shipped data with --data, or checked for itself.

namespace recourse::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class OwnData : public testing::Test {
protected:
    void TearDown() override { fs::remove_all(folder); }

    void write(std::string const& path, std::string const& text) const
    {
        fs::create_directories((folder / path).parent_path());
        std::ofstream { folder / path } << text;
    }

    /// A small book in programmes/<at>, and one case.
    void write_book(std::string const& at = "house/2026-01-01", std::string const& id = "house",
        std::string const& edition = "2026-01-01", std::string const& more = {}) const
    {
        write("programmes/" + at + "/programme.toml",
            catalog::house_book({ .id = id, .edition = edition, .more = more }));
    }

    Called check() const { return call({ "rules", "check", folder.string() }); }

    fs::path const folder = fs::temp_directory_path() / ("recourse-data-" + std::to_string(::getpid()));
    std::string const dispute
        = "as_of = 2026-05-01\n[order]\nplatform = \"house.example\"\nvalue = \"100.00 USD\"\ndate = 2026-02-01\n"
          "[[payments]]\namount = \"100.00 USD\"\nthrough_platform = true\n[[problems]]\nkind = \"quality\"\nshare = "
          "\"1\"\n";
};

constexpr auto year_2027 = R"([calendar]
id = "cn"
year = 2027
zone = "Asia/Shanghai"
weekend = ["saturday", "sunday"]

[source]
document = "The operator's own notice"
kind = "copy"
read = 2026-11-20
confidence = "unverified"

[[holiday]]
date = 2027-01-01
occasion = "New Year's Day"
)";

TEST_F(OwnData, a_book_and_a_calendar_year_count_beside_the_shipped_ones)
{
    write_book();
    write("calendars/cn/2027.toml", year_2027);
    auto const data = folder.string();

    auto const answer = call({ "assess", "-", "--format", "json", "--no-forecast", "--data", data }, dispute);
    EXPECT_EQ(answer.status, answered) << answer.err;
    EXPECT_THAT(answer.out, HasSubstr("\"programme\": \"house\""));
    EXPECT_THAT(answer.out, HasSubstr("\"verdict\": \"covered\""));
    EXPECT_THAT(call({ "rules", "show", "house", "--data", data }).out, HasSubstr("Broken goods are paid."));
    EXPECT_EQ(call({ "rules", "show", "house" }).status, input_wrong);

    std::vector<std::string> const period { "deadline", "--from", "2026-12-31", "--period", "3 working days",
        "--calendar", "cn" };
    EXPECT_THAT(call(period).out, HasSubstr("cannot be counted"));
    auto with = period;
    with.insert(with.end(), { "--data", data });
    EXPECT_THAT(call(with).out, HasSubstr("2027-01-06"));

    EXPECT_THAT(call({ "fees", "prc-court", "320000.00 CNY", "--data", data }).out, HasSubstr("CNY 6,100.00"));
    auto const checked = call({ "rules", "check", "--data", data });
    EXPECT_THAT(checked.out, HasSubstr("5 calendar years")) << checked.err;
}

TEST_F(OwnData, the_environment_names_a_folder_too)
{
    write_book();
    ::setenv("RECOURSE_DATA", folder.c_str(), 1);
    auto const shown = call({ "rules", "show", "house" });
    ::unsetenv("RECOURSE_DATA");
    EXPECT_EQ(shown.status, answered) << shown.err;
}

TEST_F(OwnData, a_shipped_edition_is_not_changed)
{
    write_book("escrow-com/2026-11-22", "escrow-com", "2026-11-22");
    auto const same = call({ "assess", "-", "--data", folder.string() }, dispute);
    EXPECT_EQ(same.status, input_wrong);
    EXPECT_THAT(same.err, HasSubstr((folder / "programmes/escrow-com/2026-11-22").string()));
    EXPECT_THAT(same.err, HasSubstr("the program has an edition programmes/escrow-com/2026-11-22 of its own"));
    fs::remove_all(folder);
    write_book("escrow-com/mine", "escrow-com", "2026-11-22");
    auto const twin = call({ "assess", "-", "--data", folder.string() }, dispute);
    EXPECT_EQ(twin.status, input_wrong);
    EXPECT_THAT(twin.err, HasSubstr("stands in programmes/escrow-com/2026-11-22 too"));
    EXPECT_EQ(call({ "assess", "-", "--data", "/no/such/folder" }, dispute).status, input_wrong);
}

TEST_F(OwnData, a_file_of_the_forums_takes_the_place_of_the_shipped_one)
{
    write("forums/any/rates.toml", R"([sources.bank]
title = "Our bank"
kind = "own"

[[rate]]
from = "USD"
to = "CNY"
rate = "10"
date = 2026-01-01
source = "bank"
)");
    auto const called
        = call({ "fees", "prc-court", "1000.00 USD", "--as-of", "2026-05-01", "--data", folder.string() });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("CNY 10,000.00"));
}

TEST_F(OwnData, a_good_folder_has_nothing_wrong)
{
    write_book();
    auto const called = check();
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, HasSubstr("1 book with 1 rule, "));
    EXPECT_THAT(called.out, HasSubstr("1 case: nothing wrong"));
}

struct Mistake {
    std::string what, more, says;
};

TEST_F(OwnData, check_finds_what_is_wrong)
{
    std::vector<Mistake> const mistakes {
        { "crossed cap",
            "[[cap]]\nid = \"most\"\nlow = 'money(\"50.00 USD\")'\nhigh = 'money(\"20.00 USD\")'\nsays = \"x\"\n"
            "says_zh = \"x\"\nsource = \"terms\"\n",
            "'low' of the cap 'most' is 50.00 USD, above 'high', which is 20.00 USD" },
        { "empty says", "[[scope]]\nid = \"s\"\nwhen = 'true'\nsays = \"\"\nsays_zh = \" \"\nsource = \"terms\"\n",
            "'says' is empty" },
        { "stray brace",
            "[[scope]]\nid = \"s\"\nwhen = 'true'\nsays = \"a } b\"\nsays_zh = \"x\"\nsource = \"terms\"\n",
            "a brace is closed that was not opened" },
        { "read tomorrow", "[sources.later]\ntitle = \"x\"\nkind = \"own\"\nread = 2999-01-01\n",
            "'read' is 2999-01-01, which is still to come" },
        { "failing case",
            "[[case]]\nname = \"never so\"\nas_of = 2026-05-01\n[case.given]\npayments = []\nproblems = [{ kind = "
            "\"quality\" }]\n[case.given.order]\nplatform = \"house.example\"\ndate = 2026-02-01\n[case.then]\nhigh = "
            "\"7.00 USD\"\n",
            "never so: high: expected 7.00 USD" },
    };
    for (auto const& [what, more, says] : mistakes) {
        fs::remove_all(folder);
        write_book("house/2026-01-01", "house", "2026-01-01", more);
        auto const called = check();
        EXPECT_EQ(called.status, input_wrong) << what;
        EXPECT_THAT(called.err, HasSubstr(says)) << what;
        EXPECT_THAT(called.err, HasSubstr((folder / "programmes/house/2026-01-01/programme.toml").string() + ":"))
            << what;
    }
}

TEST_F(OwnData, check_compares_a_book_with_its_folder_and_reads_the_calendars)
{
    write_book("house/2026-01-01", "hose", "2026-01-02");
    write_book("house/2026-01-02", "hose", "2026-01-02");
    write("calendars/cn/2027.toml", "[calendar]\nid = \"cn\"\nyear = 2027\n");
    auto const called = check();
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("'id' is 'hose', the folder is called 'house'"));
    EXPECT_THAT(called.err, HasSubstr("'edition' is '2026-01-02', the folder is called '2026-01-01'"));
    EXPECT_THAT(called.err, HasSubstr("edition 2026-01-02 of 'hose' stands in programmes/house/2026-01-01 too"));
    EXPECT_THAT(called.err, HasSubstr((folder / "calendars/cn/2027.toml").string() + ":"));
    EXPECT_THAT(called.err, Not(HasSubstr("\nprogrammes/")));
}

} // namespace
} // namespace recourse::cli

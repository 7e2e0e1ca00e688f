#include "cli/calling_test.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace recourse::cli {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

namespace fs = std::filesystem;

/// A folder of this process that goes away again.
class PaperCommands : public testing::Test {
protected:
    PaperCommands() { fs::create_directories(folder_); }
    ~PaperCommands() override { fs::remove_all(folder_); }

    std::string at(std::string const& name) const { return (folder_ / name).string(); }
    std::string put(std::string const& name, std::string const& text) const
    {
        std::ofstream { folder_ / name } << text;
        return at(name);
    }
    std::string begin(std::string const& name) const
    {
        std::ifstream in { folder_ / name, std::ios::binary };
        std::string bytes(4, '\0');
        in.read(bytes.data(), 4);
        return bytes;
    }

    std::string const example_ = source("examples/legal/case.toml");
    std::string const more_ = source("examples/legal/more.toml");

private:
    fs::path const folder_ = fs::path { testing::TempDir() } / ("recourse-paper-" + std::to_string(::getpid()));
};

} // namespace

TEST_F(PaperCommands, list_names_each_document_and_to_whom_it_goes)
{
    auto const called = call({ "paper", "list" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, AllOf(HasSubstr("demand-letter"), HasSubstr("Letter of demand, to: supplier")));
    EXPECT_THAT(call({ "paper", "list", "--language", "zh" }).out, HasSubstr("催告函"));
    EXPECT_EQ(call({ "paper", "list", "--language", "fr" }).status, input_wrong);
}

TEST_F(PaperCommands, make_writes_each_kind_of_file_and_tells_what_is_open)
{
    for (auto const& [name, magic] : { std::pair { "a.docx", "PK\x03\x04" }, { "a.pdf", "%PDF" } }) {
        auto const called = call({ "paper", "make", "demand-letter", example_, "--with", more_, "--to", at(name) });
        EXPECT_EQ(called.status, answered) << called.err;
        EXPECT_EQ(begin(name), magic);
        EXPECT_THAT(called.out, HasSubstr("nothing is open"));
    }
    auto const bare = call({ "paper", "make", "demand-letter", example_ });
    EXPECT_EQ(bare.status, answered) << bare.err;
    EXPECT_THAT(bare.out, HasSubstr("[● last day to pay]"));
    EXPECT_THAT(bare.err, AllOf(HasSubstr("! demand.due: "), HasSubstr("[matter: chosen by\n    counsel")));
}

TEST_F(PaperCommands, all_that_is_wrong_is_named_at_once_and_nothing_is_written)
{
    auto const more = put("more.toml", "buyer.nmae = \"x\"\npaid = 3\n");
    auto const called = call({ "paper", "make", "demand-leter", example_, "--with", more, "--to", at("a.doc"),
        "--as-of", "2026-02-30", "--language", "fr" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err,
        AllOf(HasSubstr("did you mean 'demand-letter'?"), HasSubstr("end it with .docx, .pdf or .txt"),
            HasSubstr("--as-of: 2026-02-30"), HasSubstr("--language is 'fr'"),
            HasSubstr("more.toml:1:7: no paper has a field 'buyer.nmae'"), HasSubstr("more.toml:2:8: paid is")));
    EXPECT_FALSE(fs::exists(at("a.doc")));
    auto const broken = put("case.toml", "[order]\nvalu = 3\n");
    EXPECT_THAT(call({ "paper", "make", "demand-letter", broken }).err, HasSubstr("case.toml:2"));
}

TEST_F(PaperCommands, fields_tell_who_gives_them_and_which_the_case_leaves_open)
{
    auto const plain = call({ "paper", "fields", "demand-letter" });
    EXPECT_EQ(plain.status, answered) << plain.err;
    EXPECT_THAT(plain.out, HasSubstr("! demand.due (date): last day to pay [matter: chosen by counsel"));
    auto const of_case = call({ "paper", "fields", "demand-letter", example_ });
    EXPECT_THAT(of_case.out, AllOf(HasSubstr("open    ! demand.due"), HasSubstr("filled  ! order.number")));
    EXPECT_EQ(call({ "paper", "fields", "demand-letter", "--with", more_ }).status, input_wrong);
}

TEST_F(PaperCommands, the_statement_counts_interest_in_both_ways)
{
    auto const segmented = call({ "statement", example_, "--with", more_ });
    EXPECT_EQ(segmented.status, answered) << segmented.err;
    EXPECT_THAT(segmented.out, AllOf(HasSubstr("Heads of claim: USD 19,270.00"), HasSubstr("https://github.com/")));
    auto const json = call(
        { "statement", example_, "--with", more_, "--mode", "lpr-at-breach", "--uplift", "30", "--format", "json" });
    EXPECT_EQ(json.status, answered) << json.err;
    EXPECT_THAT(json.out, AllOf(HasSubstr("\"mode\": \"lpr-at-breach\""), HasSubstr("\"uplift\": \"0.3\"")));
    auto const wrong = call({ "statement", example_, "--mode", "lpr", "--uplift", "101", "--format", "xml" });
    EXPECT_EQ(wrong.status, input_wrong);
    EXPECT_THAT(wrong.err, AllOf(HasSubstr("--mode"), HasSubstr("--uplift"), HasSubstr("--format")));
}

TEST_F(PaperCommands, a_case_without_sums_has_no_statement_and_says_why)
{
    auto const called = call({ "statement", put("case.toml", "[[problems]]\nkind = \"quality\"\n") });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("problems[0].loss"));
}

TEST_F(PaperCommands, the_clause_is_read_from_a_file_or_the_input)
{
    std::string const words = "Any dispute shall be submitted to CIETAC for arbitration in Beijing, or to the courts.";
    auto const text = call({ "clause", "-" }, words);
    EXPECT_EQ(text.status, answered) << text.err;
    EXPECT_THAT(text.out, HasSubstr("Verdict: either_or"));
    EXPECT_THAT(call({ "clause", put("c.txt", words), "--format", "json" }).out, HasSubstr("\"arbitration_or_court\""));
    EXPECT_EQ(call({ "clause", at("none.txt") }).status, input_wrong);
}

TEST_F(PaperCommands, a_filing_names_its_papers_and_the_days_to_begin)
{
    auto const called = call({ "filing", "cietac", example_, "--with", more_, "--last-day", "2027-06-30" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out, AllOf(HasSubstr("power of attorney for the lawyer"), HasSubstr("begin by 20")));
    auto const wrong = call({ "filing", "cietc", example_ });
    EXPECT_EQ(wrong.status, input_wrong);
    EXPECT_THAT(wrong.err, HasSubstr("cietac"));
}

} // namespace recourse::cli

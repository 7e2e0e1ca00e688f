#include "base/wrap.hpp"
#include "cli/calling_test.hpp"
#include "vault/seal/sample_test.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

namespace recourse::cli {

namespace {

namespace fs = std::filesystem;
namespace seal = vault::seal;
using testing::HasSubstr;
using testing::Not;

class Verify : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/cli-verify-XXXXXX";
        ASSERT_NE(::mkdtemp(name), nullptr);
        folder = name;
    }
    void TearDown() override { fs::remove_all(folder); }

    std::string put(std::string const& name, std::string_view bytes) const
    {
        vault::stamp::write_file(folder / name, bytes);
        return (folder / name).string();
    }

    fs::path folder;
    seal::SampleLog log = seal::sample_log();
};

} // namespace

TEST_F(Verify, says_six_lines_and_what_a_proof_does_not_prove)
{
    auto const bundle = put("b.zip", seal::zip_of(seal::sample_bundle(log, 11)));
    auto const called = call({ "verify", bundle });
    EXPECT_EQ(called.status, answered) << called.out << called.err;
    EXPECT_THAT(called.out, HasSubstr("C-17-2026-11-30, 2 exhibits\n"));
    EXPECT_THAT(called.out,
        HasSubstr("yes  bytes complete  all 26 files are as they were sealed on\n                     2026-"));
    EXPECT_THAT(called.out, HasSubstr("yes  in the log      2 exhibits, by 4 records in a log of 11 entries,"));
    EXPECT_THAT(called.out, HasSubstr("yes  log signed by   an unknown key, desk.example/log+"));
    EXPECT_THAT(called.out, HasSubstr("yes  sealed by       the key that signed the log, desk.example/log+"));
    std::istringstream lines(called.out);
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(display_width(line), 80U) << line;
    EXPECT_THAT(called.out, HasSubstr("-    existed         the bundle has no time stamp"));
    EXPECT_THAT(called.out, HasSubstr("-    consistent      nothing was given to compare with"));
    EXPECT_THAT(called.out, HasSubstr("It does not show that\na file was true before it was taken in"));
}

TEST_F(Verify, the_status_follows_the_lines_asked_for)
{
    auto const bundle = put("b.zip", seal::zip_of(seal::sample_bundle(log, 11)));
    auto const known
        = put("known", "# the operator's\n" + vault::log::to_string(seal::sample_signer(1).verifier) + "\n");
    auto const other = put("other", vault::log::to_string(seal::sample_signer(2).verifier) + "\n");
    EXPECT_EQ(call({ "verify", bundle, "--trust", known }).status, answered);
    EXPECT_EQ(call({ "verify", bundle, "--trust", other }).status, input_wrong);
    EXPECT_EQ(call({ "verify", bundle, "--trust", other, "--ask", "complete,in_log" }).status, answered);
    EXPECT_EQ(call({ "verify", bundle, "--ask", "existed" }).status, input_wrong);
    auto const seen = put("seen", vault::log::to_string(log.checkpoint(6).note));
    auto const unproved = put("unproved", vault::log::to_string(log.checkpoint(5).note));
    EXPECT_EQ(call({ "verify", bundle, seen }).status, answered);
    EXPECT_EQ(call({ "verify", bundle, unproved }).status, input_wrong);
    EXPECT_EQ(call({ "verify", bundle, bundle }).status, answered);
}

TEST_F(Verify, holds_a_receipt_against_a_bundle_and_a_file_against_a_receipt)
{
    auto const bundle = put("b.zip", seal::zip_of(seal::sample_bundle(log, 11)));
    auto entry = log.entry(3, 11);
    auto const older = put("older.tlog-proof", vault::log::to_string(entry.proof));
    entry.proof.extra = entry.bytes;
    auto const receipt = put("r.tlog-proof", vault::log::to_string(entry.proof));
    auto const keys = put("keys", vault::log::to_string(seal::sample_signer(1).verifier) + "\n");
    auto const file = put("contract.txt", seal::contract), other = put("other.txt", "other");
    EXPECT_EQ(call({ "verify", bundle, receipt }).status, answered);
    EXPECT_EQ(call({ "verify", bundle, older }).status, answered);
    auto const good = call({ "verify", receipt, file, "--trust", keys });
    EXPECT_EQ(good.status, answered) << good.out << good.err;
    EXPECT_THAT(good.out, HasSubstr("yes  bytes complete  the file is the one of the record"));
    EXPECT_THAT(good.out, HasSubstr("yes  in the log      record 3 (received, 2026-"));
    EXPECT_EQ(call({ "verify", receipt, "--trust", keys }).status, answered);
    auto const another = call({ "verify", receipt, other, "--trust", keys });
    EXPECT_EQ(another.status, input_wrong);
    EXPECT_THAT(another.out, HasSubstr("NO   bytes complete  the file has 5 bytes"));
    EXPECT_THAT(call({ "verify", receipt, file }).out, HasSubstr("?    log signed by"));
    EXPECT_EQ(call({ "verify", receipt, file }).status, input_wrong);
    EXPECT_THAT(call({ "verify", older, file, "--trust", keys }).out, HasSubstr("?    in the log"));
    entry.proof.extra->back() ^= 1;
    auto const altered = put("altered.tlog-proof", vault::log::to_string(entry.proof));
    EXPECT_THAT(call({ "verify", altered, file, "--trust", keys }).out, HasSubstr("NO   in the log"));
    EXPECT_EQ(call({ "verify", receipt, (folder / "nowhere").string() }).status, input_wrong);
    EXPECT_EQ(call({ "verify", put("cut.tlog-proof", "c2sp.org/tlog-proof@v1\nindex x\n") }).status, input_wrong);
}

TEST_F(Verify, names_the_file_that_is_wrong)
{
    auto zip = seal::zip_of(seal::sample_bundle(log, 11));
    zip[zip.find("500 pumps")] = '9';
    auto const called = call({ "verify", put("b.zip", zip), "--format", "json" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.out, HasSubstr(R"("holds": false)"));
    EXPECT_THAT(called.out, HasSubstr(R"("file": "data/E001_contract.txt")"));
}

TEST_F(Verify, nothing_from_a_bundle_steers_the_terminal)
{
    fs::create_directories(folder / "bag/data");
    put("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    put("bag/manifest-sha256.txt", "\x1B[2J\x1B]0;x\x07\n");
    auto const called = call({ "verify", (folder / "bag").string() });
    EXPECT_EQ(called.status, input_wrong);
    put("bag/data/\x1B[31m", "x");
    auto const named = call({ "verify", (folder / "bag").string() });
    EXPECT_EQ(named.status, input_wrong);
    for (auto const& text : { called.out, called.err, named.out, named.err })
        EXPECT_THAT(text, Not(HasSubstr("\x1B")));
    EXPECT_THAT(named.err, HasSubstr("a control character in a name"));
}

TEST_F(Verify, names_everything_that_is_wrong_with_the_call)
{
    auto const called = call({ "verify", "/nowhere.zip", "--trust", put("keys", "x\n"), "--trust-authority",
        put("pem", "y"), "--format", "xml" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("--format is 'xml'; expected text or json"));
    EXPECT_THAT(called.err, HasSubstr("keys: line 1: "));
    EXPECT_THAT(called.err, HasSubstr("pem: has no certificate (PEM)"));
    EXPECT_THAT(called.err, HasSubstr("/nowhere.zip: No such file or directory"));
    EXPECT_THAT(call({ "verify", put("b.zip", seal::zip_of(seal::sample_bundle(log, 11))), "--ask", "truth" }).err,
        HasSubstr("'truth' is none of complete"));
}

} // namespace recourse::cli

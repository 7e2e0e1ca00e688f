#include "cli/calling_test.hpp"
#include "vault/seal/sample_test.hpp"
#include "vault/zip/archive.hpp"

#include <gmock/gmock.h>

#include <filesystem>

// Packets of files alone; those of a desk are in tests/desk.

namespace recourse::cli {

namespace {

namespace fs = std::filesystem;
namespace seal = vault::seal;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class PacketCommands : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/cli-packet-XXXXXX";
        ASSERT_NE(::mkdtemp(name), nullptr);
        folder = name;
    }
    void TearDown() override { fs::remove_all(folder); }

    std::string put(std::string const& name, std::string_view bytes) const
    {
        fs::create_directories((folder / name).parent_path());
        vault::stamp::write_file(folder / name, bytes);
        return (folder / name).string();
    }
    std::string at(std::string const& name) const { return (folder / name).string(); }

    static std::vector<std::string> names_in(std::string const& zip)
    {
        auto const archive = vault::Archive::open(vault::file_range(zip).value());
        if (!archive)
            return { to_string(archive.error()) };
        std::vector<std::string> names;
        for (auto const& one : archive->entries())
            names.push_back(one.name);
        return names;
    }

    fs::path folder;
};

} // namespace

TEST_F(PacketCommands, list_names_who_takes_packets_and_as_what)
{
    auto const called = call({ "packet", "list" });
    EXPECT_EQ(called.status, answered) << called.err;
    EXPECT_THAT(called.out,
        AllOf(HasSubstr("cietac                   arbitration      one PDF   China International"),
            HasSubstr("paypal                   payment-service  files     PayPal dispute")));
}

TEST_F(PacketCommands, the_example_breaks_nothing_before_cietac_and_is_made)
{
    auto const checked = call({ "packet", "check", source("examples/evidence"), "--for", "cietac" });
    EXPECT_EQ(checked.status, answered) << checked.out << checked.err;
    EXPECT_THAT(checked.out,
        AllOf(HasSubstr("E001 Contract for 500 pumps, 2 pages\n"), HasSubstr("\n0 breaches, "),
            HasSubstr("unknown  packet unknown-types: ")));
    EXPECT_THAT(checked.err, HasSubstr("README.md is left out"));
    auto const zip = at("p.zip");
    auto const made = call({ "packet", "make", source("examples/evidence"), "--for", "cietac", "--to", zip });
    EXPECT_EQ(made.status, answered) << made.out << made.err;
    EXPECT_THAT(made.out, HasSubstr("it is on no record"));
    EXPECT_THAT(names_in(zip), testing::ElementsAre("READ-FIRST.txt", "hand-in/evidence-cietac.pdf"));
    auto const again = call({ "packet", "make", source("examples/evidence"), "--for", "cietac", "--to", zip });
    EXPECT_EQ(again.status, input_wrong);
    EXPECT_THAT(again.err, HasSubstr("is there already"));
}

TEST_F(PacketCommands, files_that_nobody_described_are_numbered_and_what_is_missing_is_named)
{
    put("files/E004_reply.txt", "No.");
    put("files/a.csv", "1,2\n");
    put("files/b.eml", "From: a@example.org\n\nHello\n");
    auto const checked = call({ "packet", "check", at("files"), "--for", "prc-court" });
    EXPECT_EQ(checked.status, input_wrong);
    EXPECT_THAT(checked.out,
        AllOf(HasSubstr("E004 E004_reply.txt\n"), HasSubstr("E005 a.csv\n"), HasSubstr("E006 b.eml\n"),
            HasSubstr("breach   list signer-missing"), HasSubstr("breach   E005 column-empty: 'proves' is empty"),
            HasSubstr("-> fill it in, in both languages")));
    auto const files = call({ "packet", "check", at("files"), "--for", "inspector" });
    EXPECT_THAT(files.out,
        AllOf(HasSubstr("E006 b.eml as E006-email.eml in findings\n"),
            HasSubstr("E005 a.csv as E005-other.csv, stays out\n"), HasSubstr("breach   slot order slot-empty")));
    auto const refused = call({ "packet", "make", at("files"), "--for", "prc-court", "--to", at("p.zip") });
    EXPECT_EQ(refused.status, input_wrong);
    EXPECT_THAT(refused.err, HasSubstr("--despite-breaches"));
    EXPECT_FALSE(fs::exists(at("p.zip")));
    auto const made
        = call({ "packet", "make", at("files"), "--for", "prc-court", "--to", at("p.zip"), "--despite-breaches" });
    EXPECT_EQ(made.status, answered) << made.err;
    EXPECT_TRUE(fs::exists(at("p.zip")));
}

TEST_F(PacketCommands, everything_wrong_with_a_description_is_said_at_once)
{
    put("files/a.txt", "a");
    put("files/E002.txt", "b");
    auto const about = put("about.toml",
        "[[exhibits]]\nfile = \"a.txt\"\nnumber = \"E2\"\nkind = \"painting\"\n[[exhibits]]\nfile = \"E002.txt\"\n"
        "[[exhibits]]\nnumber = \"7\"\n[[exhibits]]\nfile = \"c.txt\"\n[[facts]]\nsays = \"x\"\nexhibits = [\"E\"]\n");
    auto const called = call({ "packet", "check", at("files"), "--for", "cietac", "--about", about });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err,
        AllOf(HasSubstr("'painting' is no kind of evidence"), HasSubstr("'7' is no number such as E007"),
            HasSubstr("has no file c.txt"), HasSubstr("the number E002 is another file's too"),
            HasSubstr("'E' is no number such as E007")));
    auto const unknown = put("unknown.toml", "titel = \"x\"\nsole_arbitrator = 3\n");
    auto const other = call({ "packet", "check", at("files"), "--for", "cietac", "--about", unknown });
    EXPECT_EQ(other.status, input_wrong);
    EXPECT_THAT(other.err, AllOf(HasSubstr("titel"), HasSubstr("sole_arbitrator")));
}

TEST_F(PacketCommands, a_translation_names_what_it_translates)
{
    put("files/a.txt", "Contract");
    put("files/a-zh.txt", "合同");
    put("files/b.txt", "Reply");
    auto const description = [](std::string_view of) {
        return fmt::format("[[exhibits]]\nnumber = \"E001\"\nfile = \"a.txt\"\nlanguage = \"en\"\ntranslations = "
                           "[\"zh\"]\n[[exhibits]]\nnumber = \"E002\"\nfile = \"a-zh.txt\"\nlanguage = \"zh\"\n"
                           "translation_of = \"{}\"\ntranslated_by = \"Mr Wu\"\n[[exhibits]]\nfile = \"b.txt\"\n"
                           "language = \"en\"\ntranslations = [\"zh\"]\n",
            of);
    };
    auto const good = put("good.toml", description("E001"));
    auto const checked = call({ "packet", "check", at("files"), "--for", "prc-court", "--about", good });
    EXPECT_THAT(
        checked.out, AllOf(Not(HasSubstr("E001 translation")), HasSubstr("breach   E003 translation-not-attached: ")));
    auto const bad = put("bad.toml", description("contract"));
    auto const refused = call({ "packet", "check", at("files"), "--for", "prc-court", "--about", bad });
    EXPECT_EQ(refused.status, input_wrong);
    EXPECT_THAT(refused.err, HasSubstr("translation_of: 'contract' is no number such as E007"));
}

TEST_F(PacketCommands, what_goes_with_a_desk_is_not_taken_for_files)
{
    auto const called
        = call({ "packet", "check", source("examples/evidence"), "--for", "cietac", "--compartment", "shared" });
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_THAT(called.err, HasSubstr("--compartment goes with a dossier of a desk"));
    auto const nobody = call({ "packet", "check", source("examples/evidence"), "--for", "cietak" });
    EXPECT_EQ(nobody.status, input_wrong);
    EXPECT_THAT(nobody.err, AllOf(HasSubstr("no receiver is called 'cietak'"), HasSubstr("cietac")));
    auto const where = call({ "packet", "check", "V-17", "--for", "cietac", "--compartment", "shared" });
    EXPECT_EQ(where.status, input_wrong);
    EXPECT_THAT(where.err, HasSubstr("name one of --server URL and --data DIR"));
    auto const whose = call({ "packet", "check", "V-17", "--for", "cietac", "--data", at("desk") });
    EXPECT_EQ(whose.status, input_wrong);
    EXPECT_THAT(whose.err, HasSubstr("needs --compartment"));
    auto const nowhere = call({ "packet", "check", at("nothing"), "--for", "cietac" });
    EXPECT_EQ(nowhere.status, input_wrong);
    EXPECT_THAT(nowhere.err, HasSubstr("nothing"));
}

TEST_F(PacketCommands, a_sealed_bundle_is_verified_before_anything_is_made_of_it)
{
    auto const log = seal::sample_log();
    auto zip = seal::zip_of(seal::sample_bundle(log, 11));
    auto const good = put("b.zip", zip);
    auto const checked = call({ "packet", "check", good, "--for", "alibaba-trade-assurance" });
    EXPECT_THAT(checked.out, AllOf(HasSubstr("E001 "), HasSubstr("E002 ")));
    auto const made = call(
        { "packet", "make", good, "--for", "alibaba-trade-assurance", "--to", at("p.zip"), "--despite-breaches" });
    EXPECT_EQ(made.status, answered) << made.out << made.err;
    EXPECT_EQ(names_in(at("p.zip")).front(), "READ-FIRST.txt");
    // The numbers that were sealed stay, whatever a description says, and it is told where it says another.
    auto const about = put("about.toml",
        fmt::format("[[exhibits]]\nfile = '{}'\nnumber = \"E001\"\nname = \"A photograph\"\n"
                    "[[exhibits]]\nnumber = \"E002\"\nfile = '{}'\nname = \"The contract\"\n",
            seal::photo_name, seal::contract_name));
    auto const differs = call({ "packet", "check", good, "--for", "cietac", "--about", about });
    EXPECT_EQ(differs.status, input_wrong) << differs.err;
    EXPECT_THAT(differs.out,
        AllOf(HasSubstr("E001 The contract"), HasSubstr("E002 A photograph"), Not(HasSubstr("E003")),
            HasSubstr("breach   E001 number-differs: the description calls it E002"),
            HasSubstr("breach   E002 number-differs: the description calls it E001")));
    EXPECT_EQ(
        call({ "packet", "make", good, "--for", "cietac", "--about", about, "--to", at("r.zip") }).status, input_wrong);
    EXPECT_FALSE(fs::exists(at("r.zip")));
    zip[zip.find("data/") + 200] ^= 1;
    auto const bad = put("bad.zip", zip);
    auto const refused = call(
        { "packet", "make", bad, "--for", "alibaba-trade-assurance", "--to", at("q.zip"), "--despite-breaches" });
    EXPECT_EQ(refused.status, input_wrong);
    EXPECT_THAT(refused.err, HasSubstr("bad.zip: "));
    EXPECT_FALSE(fs::exists(at("q.zip")));
}

} // namespace recourse::cli

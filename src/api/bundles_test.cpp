#include "api/bundle_texts.hpp"
#include "api/dossier_replies.hpp"
#include "api/vault_test.hpp"
#include "tests/golden.hpp"
#include "vault/seal/verify.hpp"
#include "vault/zip/byte_range.hpp"

#include <gmock/gmock.h>

// Bundles sealed of a dossier, and taken into another one.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

} // namespace

TEST(Bundles, are_verified_without_the_desk_and_say_nothing_of_other_compartments)
{
    Work work;
    auto& desk = work.desk;
    auto const paper = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "合同 1.txt");
    auto const seal
        = [&](Who const& who, std::string const& body) { return desk.post(who, work.path + "/bundles", body); };
    EXPECT_EQ(seal(work.one.buys, "{'compartment':'shared','to':'CIETAC'}").code(), "bundle.empty");
    EXPECT_EQ(
        seal(work.one.buys, fmt::format("{{'compartment':'shared','to':'CIETAC','exhibits':['{}']}}", paper)).code(),
        "bundle.not_numbered");
    desk.must(work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", paper));
    // The buyer's own side handed it over: nobody else is to know.
    desk.must(work.counsel, work.path + "/hand-over",
        fmt::format("{{'compartment':'buyer-and-counsel','handing':{{'exhibits':['{}'],'parcel':'copies','to':'MARKER "
                    "expert'}}}}",
            paper));
    auto const sealed = seal(work.one.buys, "{'compartment':'shared','to':'CIETAC'}");
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    EXPECT_EQ(sealed.headers.get("Content-Type"), "application/zip");
    EXPECT_EQ(sealed.headers.get("ETag"), fmt::format("\"{}\"", to_string(sha256(sealed.body))));
    EXPECT_THAT(sealed.body, Not(HasSubstr("MARKER")));
    auto const opened = vault::seal::open_zip(vault::memory_range(sealed.body));
    ASSERT_TRUE(opened);
    auto& keeper = desk.desk().vault().keeper();
    auto const verification = vault::seal::verify_bundle(*opened, { keeper.keys(), {} }, std::nullopt, keeper.now());
    EXPECT_EQ(verification.exhibits, 1u);
    for (auto const question : { vault::seal::Question::complete, vault::seal::Question::in_log,
             vault::seal::Question::signed_by, vault::seal::Question::sealed_by })
        EXPECT_EQ(verification.of(question).state, vault::seal::State::holds) << verification.of(question).says;
    // It is on record, with its digest.
    auto const custody = desk.get(work.one.sells, work.of(paper, "custody")).body;
    EXPECT_THAT(custody,
        AllOf(HasSubstr("\"act\":\"sealed\""), HasSubstr(to_string(sha256(sealed.body))), HasSubstr("to: CIETAC"),
            Not(HasSubstr("MARKER"))));
    EXPECT_THAT(seal(work.counsel, "{'compartment':'buyer-and-counsel','to':'our expert'}").body, HasSubstr("MARKER"));
    EXPECT_TRUE(std::filesystem::is_empty(desk.directory() / "vault" / "sealing"));
}

TEST(Bundles, bring_the_list_and_the_statement_and_say_when_the_key_was_changed)
{
    Work work;
    auto& desk = work.desk;
    auto const paper = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "合同 1.txt");
    desk.must(work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", paper));
    auto const text = [&](std::string const& zip, std::string_view name) {
        auto const opened = vault::seal::open_zip(vault::memory_range(zip));
        auto const at = vault::find(*opened->contents, name);
        return at ? *vault::read_whole(*opened->contents, *at, 1 << 20) : std::string {};
    };
    auto const sealed
        = [&](std::string const& body) { return desk.post(work.one.buys, work.path + "/bundles", body).body; };
    auto const before = sealed("{'compartment':'shared','to':'CIETAC'}");
    auto const list = text(before, vault::seal::list_file), statement = text(before, vault::seal::statement_file);
    EXPECT_THAT(list,
        AllOf(HasSubstr("证据清单"), HasSubstr("List of exhibits"), HasSubstr("E001"), HasSubstr("合同 1.txt"),
            HasSubstr(to_string(sha256("We deliver 500 pumps.\n")))));
    EXPECT_THAT(statement, AllOf(HasSubstr("article 93"), HasSubstr("第九十三条"), HasSubstr("nothing recorded")));
    // What one side seals in private is told to nobody else by a checkpoint.
    EXPECT_EQ(text(before, "earlier/001.checkpoint"), "");
    sealed("{'compartment':'buyer-and-counsel','to':'our expert'}");
    auto const theirs
        = desk.post(work.one.sells, work.path + "/bundles", "{'compartment':'supplier-and-counsel','to':'x'}").body;
    EXPECT_NE(text(theirs, "earlier/001.checkpoint"), ""); // of the shared one
    EXPECT_EQ(text(theirs, "earlier/002.checkpoint"), "");
    ASSERT_TRUE(desk.desk().vault().keeper().rotate("operator", "test"));
    auto const after = text(sealed("{'compartment':'shared','to':'CIETAC'}"), vault::seal::statement_file);
    EXPECT_THAT(after, AllOf(HasSubstr("the key that signs the log"), Not(HasSubstr("nothing recorded"))));
}

TEST(Bundles, have_a_list_in_both_languages)
{
    auto const exhibit = [](std::uint64_t id, std::uint32_t number, std::string name, std::string title) {
        evidence::ExhibitState one;
        one.id = { id };
        one.number = number;
        one.on = Date::of(2026, 11, 2);
        one.exhibit.digest = sha256(name);
        one.exhibit.size = name.size();
        one.exhibit.file_name = std::move(name);
        one.exhibit.media_type = "application/pdf";
        one.exhibit.source.from = "the buyer's mailbox";
        one.exhibit.description.title = std::move(title);
        return one;
    };
    evidence::State state;
    state.title = "Pumps that leak";
    state.title_zh = "漏水的水泵";
    BundleMatter matter { { 17 }, state, act::Role::buyer, "V-17_1796000000", {}, {}, Date::of(2026, 11, 30) };
    auto contract = exhibit(4, 1, "合同.pdf", "The contract");
    contract.exhibit.description.title_zh = "合同";
    auto withdrawn = exhibit(5, 2, "draft.pdf", "An early draft");
    withdrawn.withdrawn = Date::of(2026, 11, 12);
    withdrawn.withdrawn_because = "a signed one is there";
    auto erased = exhibit(6, 3, "address.pdf", "Where the witness lives");
    erased.withdrawn = Date::of(2026, 11, 13);
    erased.erased = Date::of(2026, 11, 20);
    matter.exhibits = { { "E001", contract }, { "E004", exhibit(7, 4, "report.pdf", {}) } };
    matter.gone = { { "E002", withdrawn }, { "E003", erased } };
    auto const list = exhibit_list_text(matter);
    EXPECT_THAT(list, Not(HasSubstr("witness")));
    EXPECT_THAT(list, Not(HasSubstr("address.pdf")));
    expect_golden("bundles/list.zh-en.txt", list);
}

TEST(Bundles, are_the_same_under_the_same_key)
{
    Work work;
    auto& desk = work.desk;
    auto const number = [&](std::string const& exhibit) {
        desk.must(
            work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", exhibit));
    };
    auto const paper = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
    number(paper);
    std::string const body = "{'compartment':'shared','to':'CIETAC'}";
    auto const seal = [&](std::string const& what, std::string key) {
        return desk.post(work.one.buys, work.path + "/bundles", what, { { "Idempotency-Key", std::move(key) } });
    };
    auto const first = seal(body, "one");
    ASSERT_EQ(first.status, 200) << first.body;
    auto const entries = desk.desk().vault().keeper().checkpoint().checkpoint.head.size;
    // What came meanwhile, and what is gone, makes no other bundle of it.
    auto const more = work.add(work.one.buys, "shared", "An annex.\n", "annex.txt");
    number(more);
    desk.must(work.one.buys, work.path + "/withdraw-exhibit", fmt::format("{{'exhibit':'{}','reason':'r'}}", paper));
    auto const grown = desk.desk().vault().keeper().checkpoint().checkpoint.head.size;
    EXPECT_GT(grown, entries);
    auto const again = seal(body, "one");
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.headers.get("ETag"), first.headers.get("ETag"));
    EXPECT_EQ(again.headers.get("Content-Disposition"), first.headers.get("Content-Disposition"));
    EXPECT_EQ(desk.desk().vault().keeper().checkpoint().checkpoint.head.size, grown); // nothing new is on record
    EXPECT_EQ(seal("{'compartment':'shared','to':'somebody else'}", "one").code(), "command.key_reused");
    auto const other = seal(body, "two");
    ASSERT_EQ(other.status, 200) << other.body;
    EXPECT_NE(other.body, first.body);
    // When it is not kept any more, the answer says what it was.
    ASSERT_TRUE(desk.desk().vault().kept_bundles().clear());
    auto const late = seal(body, "one");
    EXPECT_EQ(late.status, 410);
    EXPECT_EQ(late.code(), "bundle.sealed_before");
    EXPECT_THAT(late.body, HasSubstr(to_string(sha256(first.body))));
}

TEST(Bundles, keep_the_line_of_a_number_that_is_not_used_again)
{
    Work work;
    auto& desk = work.desk;
    auto const first = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
    auto const second = work.add(work.one.buys, "shared", "An early draft.\n", "draft.txt");
    auto const own = work.add(work.one.buys, "buyer-and-counsel", "MARKER of the buyer.\n", "own.txt");
    for (auto const& [compartment, exhibits] : std::initializer_list<std::pair<std::string_view, std::string>> {
             { "shared", fmt::format("'{}','{}'", first, second) }, { "buyer-and-counsel", fmt::format("'{}'", own) } })
        desk.must(work.one.buys, work.path + "/number",
            fmt::format("{{'compartment':'{}','exhibits':[{}]}}", compartment, exhibits));
    for (auto const& one : { second, own })
        desk.must(work.one.buys, work.path + "/withdraw-exhibit",
            fmt::format("{{'exhibit':'{}','reason':'superseded'}}", one));
    auto const sealed = desk.post(work.one.sells, work.path + "/bundles", "{'compartment':'shared','to':'CIETAC'}");
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    auto const opened = vault::seal::open_zip(vault::memory_range(sealed.body));
    ASSERT_TRUE(opened);
    auto const text = [&](std::string_view name) {
        auto const at = vault::find(*opened->contents, name);
        return at ? *vault::read_whole(*opened->contents, *at, 1 << 20) : std::string {};
    };
    EXPECT_THAT(text(vault::seal::list_file),
        AllOf(HasSubstr("E002"), HasSubstr("draft.txt"), HasSubstr(fmt::format("Withdrawn on {}", desk.today())),
            HasSubstr(fmt::format("已于 {} 撤回", desk.today())), HasSubstr("superseded"), Not(HasSubstr("B001"))));
    EXPECT_THAT(text(vault::seal::exhibits_file),
        AllOf(HasSubstr("\"number\": \"E002\""), HasSubstr("\"act\": \"withdrawn\""), Not(HasSubstr("B001")),
            Not(HasSubstr("draft.txt"))));
    EXPECT_THAT(sealed.body, AllOf(Not(HasSubstr("MARKER")), Not(HasSubstr("An early draft"))));
    auto& keeper = desk.desk().vault().keeper();
    auto const verification = vault::seal::verify_bundle(*opened, { keeper.keys(), {} }, std::nullopt, keeper.now());
    EXPECT_EQ(verification.exhibits, 1u);
    EXPECT_EQ(verification.of(vault::seal::Question::complete).state, vault::seal::State::holds);
    EXPECT_EQ(verification.of(vault::seal::Question::in_log).state, vault::seal::State::holds);
}

TEST(Bundles, name_each_exhibit_once_and_hold_the_same_bytes_under_two_numbers)
{
    Work work;
    auto& desk = work.desk;
    auto const open = work.add(work.one.buys, "shared", "The same bytes.\n", "open.txt");
    auto const own = work.add(work.one.buys, "buyer-and-counsel", "The same bytes.\n", "own.txt");
    for (auto const& [compartment, exhibit] : std::initializer_list<std::pair<std::string_view, std::string>> {
             { "shared", open }, { "buyer-and-counsel", own } })
        desk.must(work.one.buys, work.path + "/number",
            fmt::format("{{'compartment':'{}','exhibits':['{}']}}", compartment, exhibit));
    auto const seal = [&](std::string_view first, std::string_view second, std::vector<http::Field> const& more = {}) {
        return desk.post(work.one.buys, work.path + "/bundles",
            fmt::format(
                "{{'compartment':'buyer-and-counsel','to':'our expert','exhibits':['{}','{}']}}", first, second),
            more);
    };
    EXPECT_EQ(seal(own, own).code(), "dossier.named_twice");
    EXPECT_EQ(seal(own, open, { { "Idempotency-Key", "" } }).code(), "command.no_key");
    auto const sealed = seal(own, open);
    ASSERT_EQ(sealed.status, 200) << sealed.body;
    auto const opened = vault::seal::open_zip(vault::memory_range(sealed.body));
    ASSERT_TRUE(opened);
    auto& keeper = desk.desk().vault().keeper();
    auto const verification = vault::seal::verify_bundle(*opened, { keeper.keys(), {} }, std::nullopt, keeper.now());
    EXPECT_EQ(verification.exhibits, 2u);
    EXPECT_EQ(verification.of(vault::seal::Question::complete).state, vault::seal::State::holds);
}

TEST(Bundles, are_taken_into_another_dossier)
{
    Work work;
    auto& desk = work.desk;
    auto const paper = work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
    desk.must(work.one.buys, work.path + "/number", fmt::format("{{'compartment':'shared','exhibits':['{}']}}", paper));
    auto const zip
        = desk.post(work.one.buys, work.path + "/bundles", "{'compartment':'shared','to':'the insurer'}").body;
    auto const& other = work.market.second_case;
    auto const digest = uploaded(desk, other.buys, zip);
    auto const path = "/v1/dossiers/" + other.dossier;
    auto const body
        = fmt::format("{{'compartment':'buyer-and-counsel','digest':'{}','from':'a fellow buyer'}}", digest);
    auto const taken = desk.post(other.buys, path + "/imports", body, { { "Idempotency-Key", "import" } });
    ASSERT_EQ(taken.status, 200) << taken.body;
    auto const tree = taken.json();
    ASSERT_EQ(tree.find("files")->items.size(), 1u);
    EXPECT_EQ(tree.find("answers")->items[0].find("state")->text, "holds");
    auto const exhibit = std::string { tree.find("files")->items[0].find("exhibit")->text };
    auto const content = desk.get(other.buys, fmt::format("{}/exhibits/{}/content", path, exhibit));
    EXPECT_EQ(content.body, "We deliver 500 pumps.\n");
    EXPECT_EQ(desk.get(other.sells, fmt::format("{}/exhibits/{}/content", path, exhibit)).status, 404);
    // Sent again, it is the same exhibit and the same record.
    auto& keeper = desk.desk().vault().keeper();
    auto const size = keeper.checkpoint().checkpoint.head.size;
    EXPECT_EQ(desk.post(other.buys, path + "/imports", body, { { "Idempotency-Key", "import" } }).body, taken.body);
    EXPECT_EQ(keeper.checkpoint().checkpoint.head.size, size);
    // Under another key too; nothing had to change.
    auto const again = desk.post(other.buys, path + "/imports", body);
    EXPECT_EQ(again.json().find("files")->items[0].find("exhibit")->text, exhibit) << again.body;
    // What was changed on its way is not taken.
    auto broken = zip;
    broken[broken.size() / 2] ^= 1;
    auto const wrong
        = fmt::format("{{'compartment':'shared','digest':'{}','from':'x'}}", uploaded(desk, other.buys, broken));
    auto const refused = desk.post(other.buys, path + "/imports", wrong);
    EXPECT_EQ(refused.code(), "bundle.not_taken");
    EXPECT_FALSE(refused.json().find("errors")->items.empty());
    EXPECT_THAT(refused.body, Not(HasSubstr(desk.directory().string())));
}

TEST(Bundles, that_would_unpack_to_far_more_are_not_read)
{
    Work work;
    auto& desk = work.desk;
    // A zip of one deflated member that says that it holds what deflate may just reach; nobody looks inside.
    std::string zip;
    auto const put = [&](std::initializer_list<std::pair<std::uint64_t, int>> fields) {
        for (auto const& [value, size] : fields) {
            for (int i = 0; i < size; ++i)
                zip += static_cast<char>(value >> (8 * i) & 0xFFU);
        }
    };
    constexpr std::string_view name = "bag/data/x";
    std::string const packed(200'000, 'x');
    constexpr std::uint64_t claimed = 150'000'000;
    put({ { 0x04034b50, 4 }, { 20, 2 }, { 0, 2 }, { 8, 2 }, { 0, 4 }, { 0, 4 }, { packed.size(), 4 }, { claimed, 4 },
        { name.size(), 2 }, { 0, 2 } });
    zip += name;
    zip += packed;
    auto const directory = zip.size();
    put({ { 0x02014b50, 4 }, { 20, 2 }, { 20, 2 }, { 0, 2 }, { 8, 2 }, { 0, 4 }, { 0, 4 }, { packed.size(), 4 },
        { claimed, 4 }, { name.size(), 2 }, { 0, 2 }, { 0, 2 }, { 0, 2 }, { 0, 2 }, { 0, 4 }, { 0, 4 } });
    zip += name;
    auto const size = zip.size() - directory;
    put({ { 0x06054b50, 4 }, { 0, 2 }, { 0, 2 }, { 1, 2 }, { 1, 2 }, { size, 4 }, { directory, 4 }, { 0, 2 } });
    auto const digest = uploaded(desk, work.one.buys, zip);
    auto const refused = desk.post(work.one.buys, work.path + "/imports",
        fmt::format("{{'compartment':'shared','digest':'{}','from':'x'}}", digest));
    EXPECT_EQ(refused.code(), "bundle.not_taken");
    EXPECT_THAT(refused.body, HasSubstr("is too large"));
}

} // namespace recourse::api

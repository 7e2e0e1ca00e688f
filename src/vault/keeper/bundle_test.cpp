// Bundles out of the vault, and into another one.

#include "vault/bag/checksum.hpp"
#include "vault/bag/write.hpp"
#include "vault/contents/memory_contents.hpp"
#include "vault/contents/views.hpp"
#include "vault/keeper/fill.hpp"
#include "vault/keeper/import.hpp"
#include "vault/keeper/keeper_test.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/keeper/stamping.hpp"
#include "vault/seal/derived.hpp"
#include "vault/seal/read_bundle.hpp"
#include "vault/seal/verify.hpp"
#include "vault/stamp/authority_test.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace recourse::vault::keeper {

namespace {

constexpr std::string_view contract = "We deliver 500 pumps by 1 October.\n";
std::string const photo = "\xFF\xD8" + std::string(100'000, 'p');

class BundleTest : public ::testing::Test {
protected:
    BundleTest()
    {
        clock_.micros
            = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
                  .count();
        keeper_ = opened(folder_ / "vault", clock_);
        for (std::uint64_t i = 1; i <= 5; ++i)
            take_in(*keeper_, i, fmt::format("somebody else's {}", i), "C-9");
        take_in_named(6, contract, "合同/contract.txt");
        take_in_named(7, photo, "photo.jpg");
        give_number(8, 0, contract, "E1");
        give_number(8, 1, photo, "E2");
    }

    /// The object and the record that it came in under that name.
    void take_in_named(std::uint64_t sequence, std::string_view bytes, std::string_view name)
    {
        must(keeper_->objects().put(bytes));
        Entry const entry { { sequence, 0 }, named(received(bytes), name) };
        must(keeper_->append({ &entry, 1 }));
    }
    static Draft named(Draft draft, std::string_view name)
    {
        draft.note = fmt::format("compartment: shared\noriginal name: {}\nmedia type: text/plain", name);
        return draft;
    }
    /// What was done with a number, in the event after the last one.
    void record(std::uint64_t sequence, Act act, std::string_view bytes, std::string note)
    {
        auto draft = received(bytes);
        draft.act = act;
        draft.note = std::move(note);
        Entry const entry { { sequence, 0 }, draft };
        must(keeper_->append({ &entry, 1 }));
    }
    static Draft number_of(std::string_view bytes, std::string_view mark)
    {
        auto draft = received(bytes);
        draft.act = Act::numbered;
        draft.note = fmt::format("number: {}", mark);
        return draft;
    }
    void give_number(std::uint64_t sequence, std::uint32_t index, std::string_view bytes, std::string_view mark)
    {
        Entry const entry { { sequence, index }, number_of(bytes, mark) };
        must(keeper_->append({ &entry, 1 }));
    }

    BundleRequest request() const
    {
        return { "C-17-2026", "C-17", { clock_.micros / 1'000'000 * 1'000'000 },
            { { "E002", "E002_photo.jpg", "photo.jpg", "text/plain", sha256(photo) },
                { "E001", "E001_contract.txt", "合同/contract.txt", "text/plain", sha256(contract) } },
            { { std::string { seal::statement_file }, "It ran.\n" },
                { std::string { seal::list_file }, "The list.\n" } } };
    }
    static std::string written(Keeper& keeper, BundleRequest const& request)
    {
        std::string zip;
        auto const done = write(keeper, request, output(zip));
        if (!done)
            for (auto const& flaw : done.error())
                ADD_FAILURE() << to_string(flaw);
        return zip;
    }
    static Output output(std::string& into)
    {
        return [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
            into.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            return {};
        };
    }
    static std::string texts(std::string const& zip, std::string_view name)
    {
        auto const open = opened_zip(zip);
        auto const at = find(*open.contents, name);
        return at ? *read_whole(*open.contents, *at, 1 << 20) : std::string {};
    }
    static seal::Opened opened_zip(std::string const& zip)
    {
        auto open = seal::open_zip(memory_range(zip));
        if (!open)
            throw std::runtime_error(to_string(open.error().front()));
        return std::move(*open);
    }
    seal::Verification verified(
        std::string const& zip, seal::Trust const& trust, std::optional<seal::OtherView> const& other = {})
    {
        return seal::verify_bundle(opened_zip(zip), trust, other, keeper_->now());
    }
    static void expect(seal::Verification const& verification, seal::Question question, seal::State state)
    {
        auto const& answer = verification.of(question);
        EXPECT_EQ(answer.state, state) << name(question) << ": " << answer.says;
        for (auto const& flaw : answer.flaws)
            EXPECT_NE(answer.state, answer.state) << to_string(flaw);
    }

    /// The same files, sealed by somebody else whose key lies beside the others.
    static seal::Opened resealed(seal::Opened const& open)
    {
        log::Seed seed;
        seed.fill(9);
        auto const signer = log::make_signer("evil.example/log", seed);
        std::map<std::string, std::string> files { { "keys/002.vkey", log::to_string(signer.verifier) + "\n" } };
        for (std::size_t i = 0; i < open.contents->entries().size(); ++i) {
            auto const& name = open.contents->entries()[i].name;
            if (name != seal::seal_file && !name.starts_with("bag") && name.find("manifest-") == std::string::npos)
                files.emplace(name, *read_whole(*open.contents, i, 1 << 20));
        }
        auto const bundle = seal::read_bundle(open.contents).bundle;
        auto const at = to_string(bundle.sealed_at);
        auto bag = write_bag(
            MemoryContents(files), { { "Bagging-Date", at.substr(0, 10) }, { "External-Identifier", bundle.name } });
        auto const sum = [&](std::string_view kind) {
            auto const* const one = checksum_kind(kind);
            Checksums checksums({ &one, 1 });
            checksums.add(bytes_of(bag->files.at(fmt::format("tagmanifest-{}.txt", kind))));
            return checksums.finish().front();
        };
        auto const text = seal::to_text({ bundle.name, at, sum("sha256"), sum("sha512") });
        files.merge(bag->files);
        files[std::string { seal::seal_file }] = log::to_string(*log::sign_note(text, { &signer, 1 }));
        seal::Opened forged;
        forged.contents = std::make_shared<MemoryContents const>(std::move(files));
        return forged;
    }

    TestFolder folder_;
    TestClock clock_;
    std::unique_ptr<Keeper> keeper_;
};

using seal::Question;
using seal::State;

} // namespace

TEST_F(BundleTest, are_verified_by_themselves)
{
    seal::Trust const trust { { keeper_->signer().verifier }, {} };
    auto const zip = written(*keeper_, request());
    auto const verification = verified(zip, trust);
    EXPECT_EQ(verification.exhibits, 2);
    for (auto const question : { Question::complete, Question::in_log, Question::signed_by, Question::sealed_by })
        expect(verification, question, State::holds);
    EXPECT_EQ(verification.of(Question::existed).state, State::absent);
    // Nothing changed: the same bytes.
    EXPECT_EQ(written(*keeper_, request()), zip);
    // The numbering is in, other cases are not.
    auto const bundle = must(fill(*keeper_, request()));
    std::vector<std::uint64_t> indexes;
    for (auto const& entry : bundle.entries)
        indexes.push_back(entry.proof.index);
    EXPECT_THAT(indexes, ::testing::ElementsAre(5, 6, 7, 8));
}

TEST_F(BundleTest, prove_what_was_shown_before)
{
    seal::Trust const trust { { keeper_->signer().verifier }, {} };
    auto const receipt = log::parse_tlog_proof(must(keeper_->receipt(Place { 6, 0 }))).value();
    auto const first = written(*keeper_, request());
    take_in(*keeper_, 9, "later");
    must(keeper_->receipt(0)); // of another case
    take_in(*keeper_, 10, "later still");
    auto const second = written(*keeper_, request());
    auto const with_receipt = verified(second, trust, log::to_string(receipt.checkpoint.note));
    expect(with_receipt, Question::consistent, State::holds);
    auto const with_first = verified(second, trust, opened_zip(first).contents);
    expect(with_first, Question::consistent, State::holds);
    EXPECT_EQ(must(fill(*keeper_, request())).earlier.size(), 1);

    // Also after a start without the index.
    keeper_.reset();
    std::filesystem::remove(folder_ / "vault/index.db");
    keeper_ = opened(folder_ / "vault", clock_);
    EXPECT_EQ(written(*keeper_, request()), second);
}

TEST_F(BundleTest, tell_of_no_checkpoint_that_others_were_shown)
{
    auto const sealed_for = [&](std::string audience, std::vector<std::string> sees) {
        auto wanted = request();
        wanted.audience = std::move(audience);
        wanted.sees = std::move(sees);
        return must(fill(*keeper_, wanted)).earlier;
    };
    auto wanted = request();
    wanted.audience = "C-17 buyer-and-counsel";
    written(*keeper_, wanted); // at 9 entries, in private
    take_in(*keeper_, 9, "later");
    must(keeper_->receipt(0, "C-17 shared")); // at 10
    take_in(*keeper_, 10, "later still");
    EXPECT_EQ(sealed_for("C-17 shared", { "C-17 shared" }).size(), 1);
    EXPECT_EQ(sealed_for("C-17 supplier-and-counsel", { "C-17 shared", "C-17 supplier-and-counsel" }).size(), 1);
    EXPECT_EQ(sealed_for("C-17 buyer-and-counsel", { "C-17 shared", "C-17 buyer-and-counsel" }).size(), 2);
}

TEST_F(BundleTest, are_sealed_after_everything_in_them)
{
    auto wanted = request();
    wanted.sealed_at = { 1'700'000'000'000'000 }; // the clock was put back
    auto const verification = verified(written(*keeper_, wanted), {});
    expect(verification, Question::sealed_by, State::holds);
    EXPECT_GE(must(fill(*keeper_, wanted)).sealed_at.micros, 1'796'000'000'000'000);
}

TEST_F(BundleTest, are_verified_by_hand_as_they_say_themselves)
{
    // Plain, and after a change of the key.
    auto const plain = written(*keeper_, request());
    must(keeper_->rotate("operator", "test"));
    auto const rotated = written(*keeper_, request());
    auto const put = [&](std::string const& name, std::string const& zip) {
        auto const path = folder_ / name;
        stamp::write_file(path, zip);
        return path.string();
    };
    auto const command = fmt::format("python3 '{}/tests/vault/how_to_verify.py' '{}' '{}'", RECOURSE_SOURCE_DIR,
        put("plain.zip", plain), put("rotated.zip", rotated));
    EXPECT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(concurrency-mt-unsafe): one thread
}

TEST_F(BundleTest, bring_the_stamps_that_cover_them_and_the_changes_of_the_key)
{
    stamp::LocalAuthority const authority;
    StampingOptions options;
    options.ask
        = [&](std::string_view request) -> std::expected<std::string, std::string> { return authority.reply(request); };
    options.chain = authority.signer() + authority.root();
    options.revocations = [&] { return authority.list("-"); };
    Stamping stamping(*keeper_, options);
    auto const first_key = keeper_->signer().verifier;
    ASSERT_EQ(must(stamping.turn()).did, StampingTurn::Did::stamped);
    must(keeper_->rotate("operator", "test"));
    take_in(*keeper_, 9, "later");
    clock_.micros += 3'600'000'000;
    ASSERT_EQ(must(stamping.turn()).did, StampingTurn::Did::stamped);

    auto const zip = written(*keeper_, request());
    auto const verification = verified(zip, { { first_key }, authority.root() });
    for (auto const question :
        { Question::complete, Question::in_log, Question::signed_by, Question::sealed_by, Question::existed })
        expect(verification, question, State::holds);
    EXPECT_EQ(must(fill(*keeper_, request())).stamps.size(), 2); // the first and the latest
}

TEST_F(BundleTest, tell_nothing_of_the_same_bytes_in_another_case)
{
    take_in(*keeper_, 9, contract, "C-99");
    auto const bundle = must(fill(*keeper_, request()));
    for (auto const& entry : bundle.entries)
        EXPECT_NE(decode_record(entry.bytes)->subject, "C-99");
    EXPECT_EQ(bundle.entries.size(), 4);
    auto of_other = request();
    of_other.subject = "C-98";
    EXPECT_EQ(fill(*keeper_, of_other).error().kind, FaultKind::missing);
}

TEST_F(BundleTest, leave_out_records_that_may_not_leave_and_all_behind_them)
{
    // A translation of the contract that a closed record says it was made from.
    must(keeper_->objects().put("translation"));
    auto open = named(received("translation"), "t.txt");
    auto closed = received("translation");
    closed.act = Act::translated;
    closed.parents = { sha256(contract) };
    closed.note = "MARKER";
    std::vector<Entry> const entries { { { 9, 0 }, open }, { { 10, 0 }, closed },
        { { 11, 0 }, number_of("translation", "E3") } };
    must(keeper_->append(entries));
    auto wanted = request();
    wanted.exhibits = { { "E003", "E003_t.txt", "t.txt", "text/plain", sha256("translation") } };
    auto const indexes = [&] {
        std::vector<std::uint64_t> all;
        for (auto const& one : must(fill(*keeper_, wanted)).entries)
            all.push_back(one.proof.index);
        return all;
    };
    EXPECT_THAT(indexes(), ::testing::ElementsAre(5, 7, 9, 10, 11));
    wanted.may_leave = [](Record const& record) { return !record.note.contains("MARKER"); };
    EXPECT_THAT(indexes(), ::testing::ElementsAre(9, 11));
    EXPECT_EQ(written(*keeper_, wanted).find("MARKER"), std::string::npos);
    auto const verification = verified(written(*keeper_, wanted), { { keeper_->signer().verifier }, {} });
    for (auto const question : { Question::complete, Question::in_log, Question::signed_by, Question::sealed_by })
        expect(verification, question, State::holds);
    // An exhibit of which no record may leave is in no bundle.
    wanted.may_leave = [](Record const&) { return false; };
    EXPECT_EQ(fill(*keeper_, wanted).error().kind, FaultKind::missing);
}

TEST_F(BundleTest, bring_what_an_exhibit_was_made_from)
{
    must(keeper_->objects().put("translation"));
    auto translated = received("translation");
    translated.act = Act::translated;
    translated.parents = { sha256(contract) };
    Entry const entry { { 9, 0 }, translated };
    must(keeper_->append({ &entry, 1 }));
    auto wanted = request();
    wanted.exhibits = { { "E003", "E003_translation.txt", "t.txt", "text/plain", sha256("translation") } };
    std::vector<std::uint64_t> indexes;
    for (auto const& one : must(fill(*keeper_, wanted)).entries)
        indexes.push_back(one.proof.index);
    EXPECT_THAT(indexes, ::testing::ElementsAre(5, 7, 9));
    EXPECT_THAT(must(keeper_->made_from(sha256(contract))), ::testing::ElementsAre(9));
}

TEST_F(BundleTest, keep_the_line_of_each_number_that_is_gone)
{
    constexpr std::string_view draft = "An early draft.\n", secret = "Somebody's address.\n";
    take_in_named(9, draft, "draft.txt");
    take_in_named(10, secret, "address.txt");
    take_in_named(11, "never numbered", "loose.txt");
    give_number(12, 0, draft, "E3");
    give_number(12, 1, secret, "E4");
    record(13, Act::withdrawn, draft, "number: E3\nreason: a newer one");
    record(14, Act::withdrawn, "never numbered", "reason: not needed\nnumber: E1");
    record(15, Act::withdrawn, contract, "number: E2\nreason: of bytes that never had it");
    clock_.micros += 1'000'000;
    record(16, Act::erased, secret, "order: (2026) 7\nreason: personal");
    auto wanted = request();
    wanted.gone = { sha256(draft), sha256(secret), sha256("never numbered") };
    auto const zip = written(*keeper_, wanted);
    auto const bundle = seal::read_bundle(opened_zip(zip).contents);
    EXPECT_TRUE(bundle.flaws.empty());
    auto const gone = seal::gone_numbers(bundle.records);
    ASSERT_EQ(gone.size(), 2u);
    EXPECT_EQ(gone[0].number, "E003");
    EXPECT_EQ(gone[0].act, Act::withdrawn);
    EXPECT_EQ(gone[1].number, "E004");
    EXPECT_EQ(gone[1].act, Act::erased);
    auto const list = texts(zip, seal::exhibits_file);
    EXPECT_THAT(list,
        testing::AllOf(testing::HasSubstr("\"gone\": ["), testing::HasSubstr("\"number\": \"E003\""),
            testing::HasSubstr("\"act\": \"erased\""),
            testing::HasSubstr(fmt::format("\"entry\": {}", gone[1].entry))));
    // The bytes and the names of what is gone stay here.
    for (auto const* word : { "draft.txt", "address.txt", "An early draft", "loose.txt" })
        EXPECT_THAT(zip, testing::Not(testing::HasSubstr(word)));
    for (auto const question : { seal::Question::complete, seal::Question::in_log, seal::Question::sealed_by })
        expect(verified(zip, { keeper_->keys(), {} }), question, seal::State::holds);
}

TEST_F(BundleTest, of_what_is_not_here_are_not_made)
{
    auto wanted = request();
    wanted.exhibits.push_back({ "E003", "E003_x", "x", "", sha256("not here") });
    EXPECT_EQ(fill(*keeper_, wanted).error().kind, FaultKind::missing);
    must(keeper_->objects().put("not recorded"));
    wanted = request();
    wanted.exhibits.push_back({ "E003", "E003_x", "x", "", sha256("not recorded") });
    EXPECT_EQ(fill(*keeper_, wanted).error().kind, FaultKind::missing);
}

TEST_F(BundleTest, go_through_another_vault_byte_for_byte)
{
    auto const zip = written(*keeper_, request());
    TestFolder const elsewhere;
    auto options = test_options(clock_, false);
    options.origin = "other.example/evidence";
    auto const other = must(Keeper::open(system_files(), elsewhere / "vault", options));
    auto const kept = must(other->objects().put(zip));
    auto const open = open_object(*other, kept.digest);
    ASSERT_TRUE(open) << to_string(open.error().front());
    auto const imported = import(*other, *open, { { keeper_->signer().verifier }, {} }, "arbitrator");
    ASSERT_TRUE(imported) << to_string(imported.error().front());
    expect(imported->verification, Question::signed_by, State::holds);
    ASSERT_EQ(imported->exhibits.size(), 2);
    auto const& first = imported->exhibits[0];
    EXPECT_EQ(first.number, "E001");
    EXPECT_EQ(first.original_name, "合同/contract.txt");
    EXPECT_EQ(first.object.digest, sha256(contract));
    EXPECT_EQ(first.imported.act, Act::imported);
    EXPECT_EQ(first.imported.parents, std::vector { imported->list.digest });
    EXPECT_EQ(must(other->objects().get_small(first.object.digest, 1000)), contract);
    // One that somebody else sealed again is not taken in, though nothing else is wrong with it.
    {
        auto const forged = import(*other, resealed(*open), {}, "arbitrator");
        ASSERT_FALSE(forged);
        EXPECT_EQ(forged.error().front().file, seal::seal_file);
    }
    std::string again;
    ASSERT_TRUE(write_imported(*other, imported->list.digest, output(again)));
    EXPECT_EQ(again, zip);

    // And it can be recorded, numbered and bundled there.
    std::vector<Entry> entries;
    auto const add = [&](Draft draft) {
        draft.subject = "A-1";
        draft.at = other->now();
        entries.push_back({ { 1, static_cast<std::uint32_t>(entries.size()) }, std::move(draft) });
    };
    for (auto const& exhibit : imported->exhibits) {
        add(exhibit.imported);
        auto const bytes = must(other->objects().get_small(exhibit.object.digest, 1 << 20));
        add(named(received(bytes), exhibit.original_name));
        add(number_of(bytes, exhibit.number == "E001" ? "E1" : "E2"));
    }
    must(other->append(entries));
    auto wanted = request();
    wanted.subject = "A-1";
    auto const own = written(*other, wanted);
    expect(verified(own, { { other->signer().verifier }, {} }), Question::in_log, State::holds);
    EXPECT_EQ(said(other->check()), "");
}

TEST_F(BundleTest, that_are_damaged_are_not_taken_in)
{
    auto const zip = written(*keeper_, request());
    auto const before = must(keeper_->objects().list({}, 1000)).size();
    auto damaged = zip;
    damaged[damaged.find(contract) + 3] ^= 1;
    auto const open = seal::open_zip(memory_range(damaged));
    ASSERT_TRUE(open);
    auto const imported = import(*keeper_, *open, {}, "arbitrator");
    ASSERT_FALSE(imported);
    EXPECT_THAT(to_string(imported.error().front()), ::testing::HasSubstr("E001_contract.txt"));
    EXPECT_EQ(must(keeper_->objects().list({}, 1000)).size(), before);
    ImportLimits small;
    small.bytes_max = 1000;
    EXPECT_FALSE(import(*keeper_, opened_zip(zip), {}, "arbitrator", small));
    small = {};
    small.files_max = 3;
    EXPECT_FALSE(import(*keeper_, opened_zip(zip), {}, "arbitrator", small));
    EXPECT_FALSE(open_object(*keeper_, sha256(contract))); // no zip
    EXPECT_FALSE(open_object(*keeper_, sha256("not here")));
}

TEST_F(BundleTest, of_others_are_bags)
{
    auto const payload = std::make_shared<MemoryContents const>(
        std::map<std::string, std::string> { { "data/照片/one.txt", "first" }, { "data/two.txt", "second" } });
    auto bag = write_bag(*payload, {});
    ASSERT_TRUE(bag);
    auto const beside = std::make_shared<MemoryContents const>(bag->files);
    auto const whole
        = std::make_shared<Together const>(std::vector<std::shared_ptr<Contents const>> { payload, beside });
    seal::Opened open;
    open.contents = whole;
    open.folder = "their-bag";
    auto const imported = import(*keeper_, open, {}, "clerk");
    ASSERT_TRUE(imported) << to_string(imported.error().front());
    ASSERT_EQ(imported->exhibits.size(), 2);
    EXPECT_EQ(imported->exhibits[0].original_name, "two.txt");
    EXPECT_EQ(imported->exhibits[1].original_name, "one.txt");
    EXPECT_EQ(imported->exhibits[1].number, "");
    EXPECT_EQ(imported->verification.of(Question::in_log).state, State::absent);
    std::string first, second;
    ASSERT_TRUE(write_imported(*keeper_, imported->list.digest, output(first)));
    auto const again = import(*keeper_, opened_zip(first), {}, "clerk");
    ASSERT_TRUE(again) << to_string(again.error().front());
    EXPECT_EQ(again->list.digest, imported->list.digest);
    ASSERT_TRUE(write_imported(*keeper_, again->list.digest, output(second)));
    EXPECT_EQ(first, second);
    EXPECT_FALSE(write_imported(*keeper_, sha256("first"), output(second)));
}

} // namespace recourse::vault::keeper

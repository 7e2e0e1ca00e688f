#include "vault/contents/memory_contents.hpp"
#include "vault/seal/read_bundle.hpp"
#include "vault/seal/sample_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

namespace recourse::vault::seal {

namespace {

using Texts = std::map<std::string, std::string>;

Opened opened(std::string zip)
{
    auto found = open_zip(memory_range(std::move(zip)));
    EXPECT_TRUE(found.has_value());
    return *found;
}

Texts texts_of(std::string const& zip)
{
    auto const found = opened(zip);
    Texts texts;
    for (std::size_t i = 0; i < found.contents->entries().size(); ++i)
        texts[found.contents->entries()[i].name] = *read_whole(*found.contents, i, 1 << 24);
    return texts;
}

Opened folder(Texts texts)
{
    Opened found;
    found.contents = std::make_shared<MemoryContents const>(std::move(texts));
    return found;
}

std::string shown(Verification const& verification)
{
    std::string text;
    for (std::size_t i = 0; i < questions; ++i) {
        auto const& answer = verification.answers[i];
        text += fmt::format("{}: {}: {}\n", name(static_cast<Question>(i)), name(answer.state), answer.says);
        for (auto const& flaw : answer.flaws)
            text += "  " + to_string(flaw) + "\n";
    }
    return text;
}

bool sound(Verification const& verification)
{
    return verification.of(Question::complete).state == State::holds
        && verification.of(Question::in_log).state == State::holds
        && verification.of(Question::signed_by).state == State::holds
        && verification.of(Question::sealed_by).state == State::holds;
}

/// The files that line one names as wrong; "" where it is the whole.
std::vector<std::string> wrong_files(Verification const& verification)
{
    std::vector<std::string> files;
    for (auto const& flaw : verification.of(Question::complete).flaws)
        files.push_back(flaw.file);
    return files;
}

class Sealed : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        authority = std::make_unique<stamp::LocalAuthority>();
        log = std::make_unique<SampleLog>(sample_log());
        zip = zip_of(sample_bundle(*log, 11, authority.get()));
    }
    static void TearDownTestSuite() { authority.reset(); }
    static std::unique_ptr<stamp::LocalAuthority> authority;
    static std::unique_ptr<SampleLog> log;
    static std::string zip;
};

std::unique_ptr<stamp::LocalAuthority> Sealed::authority;
std::unique_ptr<SampleLog> Sealed::log;
std::string Sealed::zip;

Trust trusting(std::uint8_t key)
{
    return { { sample_signer(key).verifier }, {} };
}

} // namespace

TEST_F(Sealed, five_lines_each_by_itself)
{
    auto const bundle = opened(zip);
    auto const alone = verify_bundle(bundle, {}, std::nullopt, sample_time);
    EXPECT_TRUE(sound(alone)) << shown(alone);
    EXPECT_EQ(alone.bundle, "C-17-2026-11-30");
    EXPECT_EQ(alone.of(Question::in_log).says, "2 exhibits, by 4 records in a log of 11 entries, \"desk.example/log\"");
    EXPECT_THAT(alone.of(Question::signed_by).says, testing::StartsWith("an unknown key, desk.example/log+"));
    EXPECT_EQ(alone.of(Question::existed).state, State::holds);
    EXPECT_THAT(alone.of(Question::existed).says,
        testing::EndsWith(
            "under the root CN=Test Root,O=Test Authority (which the bundle brings: nobody here vouches for it)"));
    EXPECT_EQ(alone.of(Question::consistent).state, State::absent);

    auto known = trusting(1);
    known.anchors = authority->root();
    auto const trusted = verify_bundle(bundle, known, std::nullopt, sample_time);
    EXPECT_THAT(trusted.of(Question::signed_by).says, testing::StartsWith("a known key, "));
    EXPECT_THAT(trusted.of(Question::existed).says, testing::EndsWith("(which is trusted)"));
    auto const other_key = verify_bundle(bundle, trusting(2), std::nullopt, sample_time);
    EXPECT_EQ(other_key.of(Question::signed_by).state, State::fails);
    EXPECT_EQ(other_key.of(Question::complete).state, State::holds);
}

TEST_F(Sealed, the_same_bytes_twice_and_after_import)
{
    auto const read = read_bundle(opened(zip).contents);
    EXPECT_TRUE(read.flaws.empty());
    EXPECT_EQ(read.bundle.exhibits.at(0).original_name, contract_name);
    EXPECT_EQ(zip_of(read.bundle), zip);
    std::string packed;
    auto const done = pack(opened(zip).contents, "C-17-2026-11-30",
        [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
            packed.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            return {};
        });
    EXPECT_TRUE(done.has_value());
    EXPECT_EQ(packed, zip);
}

TEST_F(Sealed, any_flipped_bit_of_the_zip_is_found_and_named)
{
    auto const wanted = std::getenv("RECOURSE_FLIPS"); // NOLINT(concurrency-mt-unsafe): one thread
    int const flips = wanted == nullptr ? 1'000 : std::atoi(wanted);
    std::mt19937_64 random(17);
    int found = 0;
    for (int i = 0; i < flips; ++i) {
        auto const bit = random() % (zip.size() * 8);
        auto damaged = zip;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        auto const bundle = open_zip(memory_range(std::move(damaged)));
        if (!bundle) {
            ++found; // the flaw has the member, or says that it is the structure
            EXPECT_FALSE(bundle.error().front().says.empty());
            continue;
        }
        auto const verification = verify_bundle(*bundle, {}, std::nullopt, sample_time);
        bool const seen = verification.of(Question::complete).state == State::fails;
        found += seen ? 1 : 0;
        EXPECT_TRUE(seen) << "bit " << bit % 8 << " of byte " << bit / 8 << "\n" << shown(verification);
    }
    EXPECT_EQ(found, flips);
}

TEST_F(Sealed, any_flipped_bit_of_a_file_names_that_file)
{
    auto const good = texts_of(zip);
    std::mt19937_64 random(23);
    for (auto const& [name, bytes] : good)
        for (int i = 0; i < 8 && !bytes.empty(); ++i) {
            auto damaged = good;
            auto const bit = random() % (bytes.size() * 8);
            damaged[name][bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
            auto const verification = verify_bundle(folder(damaged), {}, std::nullopt, sample_time);
            auto const files = wrong_files(verification);
            // A broken declaration or list leaves nothing to compare the others with.
            bool const whole = name == "bagit.txt";
            EXPECT_TRUE(whole ? !files.empty() : std::ranges::find(files, name) != files.end())
                << name << " bit " << bit << "\n"
                << shown(verification);
        }
}

TEST_F(Sealed, every_removal_addition_rename_swap_and_cut_is_named)
{
    auto const good = texts_of(zip);
    auto const files = [](Texts texts) {
        return wrong_files(verify_bundle(folder(std::move(texts)), {}, std::nullopt, sample_time));
    };
    EXPECT_TRUE(files(good).empty());
    for (auto const& [name, bytes] : good) {
        auto without = good;
        without.erase(name);
        // Without its seal a bundle is a bag that nobody sealed; it says so, and its lines two to four are empty.
        if (name == seal_file) {
            auto const verification = verify_bundle(folder(without), {}, std::nullopt, sample_time);
            EXPECT_THAT(verification.of(Question::complete).says, testing::HasSubstr("nobody sealed them"));
            EXPECT_NE(verification.of(Question::in_log).state, State::holds);
            continue;
        }
        EXPECT_THAT(files(without), testing::Contains(name)) << "removed";
        auto renamed = without;
        renamed[name + "x"] = bytes;
        EXPECT_THAT(files(renamed), testing::Contains(name + "x")) << "renamed";
        auto cut = good;
        cut[name].resize(bytes.size() / 2);
        if (!bytes.empty())
            EXPECT_FALSE(files(cut).empty()) << "cut " << name;
    }
    for (auto const* added : { "data/E003_new.txt", "note.txt", "tokens/002.tsr", "keys/002.vkey",
             "entries/000000000001.entry", "fetch.txt", "data/sub/x", ".hidden" }) {
        auto more = good;
        more[added] = "x";
        EXPECT_THAT(files(more), testing::Contains(added)) << "added";
    }
    auto swapped = good;
    std::swap(swapped["data/E001_contract.txt"], swapped["data/E002_photo.jpg"]);
    EXPECT_THAT(files(swapped),
        testing::AllOf(testing::Contains("data/E001_contract.txt"), testing::Contains("data/E002_photo.jpg")));
}

TEST_F(Sealed, a_bundle_that_was_made_anew_without_the_key_is_refused)
{
    // A forger changes an exhibit and makes every list again, but cannot sign.
    auto bundle = read_bundle(opened(zip).contents).bundle;
    bundle.exhibits[0] = exhibit_of("E001", "E001_contract.txt", "contract.txt", "We deliver nothing.\n");
    auto const signer = sample_signer(9);
    auto const written
        = write_bundle(bundle, { &signer, 1 }, [](auto) -> std::expected<void, std::string> { return {}; });
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(
        to_string(written.error().front()), "data/E001_contract.txt: no record among the entries is about its bytes");
    // With a log and a key of his own it is whole in itself, and by an unknown key.
    SampleLog forged(9);
    forged.add_named("We deliver nothing.\n", "contract.txt");
    forged.add_number("We deliver nothing.\n", "E1");
    Bundle made;
    made.name = "C-17-2026-11-30";
    made.sealed_at = sample_time;
    made.exhibits = { bundle.exhibits[0] };
    made.entries = { forged.entry(0, 2), forged.entry(1, 2) };
    made.checkpoint = forged.checkpoint(2);
    made.keys = { sample_signer(9).verifier };
    auto const verification = verify_bundle(opened(zip_of(made, 9)), trusting(1), std::nullopt, sample_time);
    EXPECT_EQ(verification.of(Question::complete).state, State::holds) << shown(verification);
    EXPECT_EQ(verification.of(Question::signed_by).state, State::fails);
}

TEST_F(Sealed, a_proof_of_size_one_is_empty_and_no_other)
{
    SampleLog one; // a bundle of one record and no exhibit
    one.add("", Act::held, "all");
    Bundle bundle;
    bundle.name = "one";
    bundle.sealed_at = sample_time;
    bundle.entries.push_back(one.entry(0, 1));
    bundle.checkpoint = one.checkpoint(1);
    bundle.keys.push_back(sample_signer().verifier);
    EXPECT_TRUE(sound(verify_bundle(opened(zip_of(bundle)), {}, std::nullopt, sample_time)));
    // The same empty path under a larger tree is refused before anything is written.
    one.add("more");
    bundle.checkpoint = one.checkpoint(2);
    bundle.entries[0].proof.checkpoint = bundle.checkpoint;
    auto const signer = sample_signer();
    EXPECT_FALSE(
        write_bundle(bundle, { &signer, 1 }, [](auto) -> std::expected<void, std::string> { return {}; }).has_value());
}

TEST_F(Sealed, what_was_seen_before)
{
    auto const now = opened(zip);
    auto const now_sealed = read_bundle(now.contents).bundle.sealed_at;
    auto const compared = [&](OtherView const& other, Opened const& with) {
        auto const answer = verify_bundle(with, {}, other, sample_time).of(Question::consistent);
        return fmt::format("{}: {}", name(answer.state), answer.says);
    };
    auto const checkpoint = [](SampleLog const& of, std::uint64_t size) {
        return OtherView { log::to_string(of.checkpoint(size).note) };
    };
    EXPECT_EQ(compared(checkpoint(*log, 11), now), "holds: the same log, at the same 11 entries");
    EXPECT_EQ(compared(checkpoint(*log, 6), now), "holds: the 6 entries that were seen are the beginning of these 11");
    EXPECT_EQ(compared(checkpoint(*log, 7), now), "holds: the 7 entries that were seen are the beginning of these 11");
    EXPECT_EQ(compared(checkpoint(*log, 5), now),
        "undetermined: neither has a proof that leads from 5 entries to 11; ask the operator for one");
    EXPECT_EQ(compared(OtherView { "rubbish" }, now).substr(0, 64),
        "undetermined: the other is neither a bundle, a checkpoint nor a ");

    // History rewritten to the same size.
    auto const changed = sample_log_of("rewritten", 5);
    EXPECT_THAT(compared(checkpoint(changed, 11), now),
        testing::StartsWith(
            "fails: two histories: at 11 entries the log has two roots, signed both by desk.example/log+"));
    // An old checkpoint of another history.
    EXPECT_THAT(compared(checkpoint(changed, 6), now),
        testing::StartsWith("fails: two histories: at 6 entries the log has two roots, signed both by "));
    // Two bundles of two histories of different lengths, which have no size in common but what they say of earlier
    // ones.
    auto const fork = opened(zip_of(sample_bundle(changed, 12)));
    EXPECT_THAT(compared(OtherView { fork.contents }, now),
        testing::StartsWith("fails: two histories: at 6 entries the log has two roots, signed both by "));
    // The tail was cut: sealed later, with fewer entries.
    auto cut = sample_bundle(*log, 9);
    cut.sealed_at.micros = now_sealed.micros + 1;
    EXPECT_EQ(compared(OtherView { now.contents }, opened(zip_of(cut))),
        "fails: the log was cut: 9 entries now, 11 in what was sealed before");
    // Grown, with the proof; and the other way round.
    auto grown = sample_bundle(*log, 11);
    grown.earlier.push_back(log->other(9, 11));
    auto const before = opened(zip_of(sample_bundle(*log, 9)));
    auto const after = opened(zip_of(grown));
    EXPECT_EQ(compared(OtherView { before.contents }, after),
        "holds: the 9 entries that were seen are the beginning of these 11");
    EXPECT_EQ(compared(OtherView { after.contents }, before),
        "holds: this is an earlier view: what was seen has the same 9 entries and 2 more");
    // Entry 3 is another record, with no root at the same size to compare.
    auto const other_entry = sample_log_of("somebody else's 0", 6, 1, Act::collected);
    auto third = sample_bundle(other_entry, 13);
    third.earlier.clear();
    auto first = sample_bundle(*log, 11);
    first.earlier.clear();
    EXPECT_THAT(compared(OtherView { opened(zip_of(third)).contents }, opened(zip_of(first))),
        testing::StartsWith("fails: two histories: entry 3 is two different records, each proved, signed both by "));
}

TEST_F(Sealed, a_key_that_was_announced_is_known)
{
    SampleLog first(1);
    first.add_named(contract, "contract.txt");
    first.add_number(contract, "E1");
    first.add("", Act::key_rotated, log::to_string(sample_signer(2).verifier));
    auto bundle = Bundle {};
    bundle.name = "rotated";
    bundle.sealed_at = sample_time;
    bundle.exhibits.push_back(exhibit_of("E001", "E001_contract.txt", "contract.txt", std::string { contract }));
    bundle.entries = { first.entry(0, 3), first.entry(1, 3), first.entry(2, 3) };
    bundle.checkpoint = first.checkpoint(3);
    bundle.keys = { sample_signer(1).verifier, sample_signer(2).verifier };
    auto const zip_by_new_key = zip_of(bundle, 2);
    auto const verification = verify_bundle(opened(zip_by_new_key), trusting(1), std::nullopt, sample_time);
    EXPECT_TRUE(sound(verification)) << shown(verification);
    EXPECT_EQ(
        verify_bundle(opened(zip_by_new_key), trusting(3), std::nullopt, sample_time).of(Question::signed_by).state,
        State::fails);
}

TEST_F(Sealed, a_key_that_was_announced_long_ago_is_known_by_a_checkpoint_of_then)
{
    SampleLog first(1), second(2); // the same entries under the old key and the new one
    for (auto* const log : { &first, &second }) {
        log->add_named(contract, "contract.txt");
        log->add_number(contract, "E1");
        log->add("", Act::key_rotated, log::to_string(sample_signer(2).verifier));
        for (int i = 0; i < 7; ++i)
            log->add(fmt::format("later {}", i));
    }
    SampleLog forged(2);
    forged.add_named(contract, "contract.txt");
    forged.add_number(contract, "E1");
    forged.add("", Act::key_rotated, log::to_string(sample_signer(2).verifier));
    forged.add("only here");
    for (int i = 1; i < 7; ++i)
        forged.add(fmt::format("later {}", i));
    auto const signed_by = [&](SampleLog const& shown, std::optional<OtherCheckpoint> earlier) {
        Bundle bundle;
        bundle.name = "rotated";
        bundle.sealed_at = sample_time;
        bundle.exhibits.push_back(exhibit_of("E001", "E001_contract.txt", "contract.txt", std::string { contract }));
        bundle.entries = { shown.entry(0, 10), shown.entry(1, 10), shown.entry(2, 10) };
        bundle.checkpoint = shown.checkpoint(10);
        bundle.keys = { sample_signer(1).verifier, sample_signer(2).verifier };
        if (earlier)
            bundle.earlier.push_back(*earlier);
        return verify_bundle(opened(zip_of(bundle, 2)), trusting(1), std::nullopt, sample_time)
            .of(Question::signed_by)
            .state;
    };
    EXPECT_EQ(signed_by(second, first.other(3, 10)), State::holds);
    EXPECT_EQ(signed_by(second, first.other(5, 10)), State::holds);
    EXPECT_EQ(signed_by(second, std::nullopt), State::fails);
    EXPECT_EQ(signed_by(second, first.other(2, 10)), State::fails); // before it was announced
    EXPECT_EQ(signed_by(second, second.other(3, 10)), State::fails); // by nobody who is trusted
    EXPECT_EQ(signed_by(forged, first.other(5, 10)), State::fails); // of another history
}

TEST_F(Sealed, what_no_stamp_covers_is_named)
{
    auto bundle = sample_bundle(*log, 11);
    auto over = log->other(4, 11); // entry 3 is in it, entry 4 is not
    auto reply = authority->stamp(over.note);
    bundle.stamps.push_back({ reply, over, authority->signer() + authority->root(), "" });
    auto const answer = verify_bundle(opened(zip_of(bundle)), {}, std::nullopt, sample_time).of(Question::existed);
    EXPECT_EQ(answer.state, State::undetermined);
    EXPECT_THAT(answer.flaws, testing::ElementsAre(Flaw { "data/E002_photo.jpg", "no time stamp covers its record" }));

    bundle.stamps[0].chain.clear(); // the token brings the signer along, and the root: nobody says that it is one
    auto const open = verify_bundle(opened(zip_of(bundle)), {}, std::nullopt, sample_time).of(Question::existed);
    EXPECT_EQ(open.state, State::undetermined);
    EXPECT_EQ(open.flaws.front().says, "undetermined: no root certificate is given to trust");

    bundle.stamps[0].over = log->other(7, 11);
    auto const wrong = verify_bundle(opened(zip_of(bundle)), { {}, authority->root() }, std::nullopt, sample_time)
                           .of(Question::existed);
    EXPECT_EQ(wrong.state, State::fails);
    EXPECT_EQ(wrong.flaws.front(), (Flaw { "tokens/001.tsr", "bad: is of other bytes" }));
}

TEST_F(Sealed, a_bag_of_somebody_else_is_checked_and_said_to_be_no_more)
{
    Texts const bag { { "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" }, { "data/a", "x" },
        { "manifest-sha256.txt", to_string(sha256("x")) + "  data/a\n" } };
    auto const verification = verify_bundle(folder(bag), {}, std::nullopt, sample_time);
    EXPECT_EQ(verification.of(Question::complete).state, State::holds);
    EXPECT_EQ(
        verification.of(Question::complete).says, "all 3 files are there with their checksums; nobody sealed them");
    for (auto const question :
        { Question::in_log, Question::signed_by, Question::sealed_by, Question::existed, Question::consistent })
        EXPECT_EQ(verification.of(question).state, State::absent);
}

TEST(SealNote, only_its_one_form)
{
    Seal const seal { "b", "2026-11-30T10:00:00Z", std::string(64, 'a'), std::string(128, 'b') };
    EXPECT_EQ(parse_seal(to_text(seal)), seal);
    auto older = seal;
    older.version = 1;
    EXPECT_EQ(parse_seal(to_text(older)), older);
    for (auto const& [from, to] : { std::pair { "bundle 3", "bundle 4" }, { "bundle 3", "bundle 03" }, { "T10", " 10" },
             { "Z\n", "\n" }, { "sha256 a", "sha256 A" }, { "\nb\n", "\n../b\n" } }) {
        auto text = to_text(seal);
        text.replace(text.find(from), std::string_view { from }.size(), to);
        EXPECT_FALSE(parse_seal(text).has_value()) << text;
    }
    EXPECT_FALSE(parse_seal(to_text(seal) + "x\n").has_value());
    for (auto const* text : { "2026-11-30T10:00:00Z", "2026-11-30T10:00:00.5Z" })
        EXPECT_EQ(to_string(*parse_instant(text)), text);
    for (auto const* text :
        { "2026-11-30T10:00:00", "2026-02-30T10:00:00Z", "2026-11-30T25:00:00Z", "2026-11-30T10:00:00.50Z", "" })
        EXPECT_FALSE(parse_instant(text).has_value()) << text;
}

} // namespace recourse::vault::seal

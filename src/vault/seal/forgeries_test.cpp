#include "vault/bag/write.hpp"
#include "vault/seal/lists.hpp"
#include "vault/seal/read_bundle.hpp"
#include "vault/seal/second_verifier_test.hpp"

#include <gmock/gmock.h>

// What somebody can do to a finished bundle who has a key of his own and not the log's: he alters files, makes every
// list again, seals it himself and puts his key beside the others. Both verifiers have to say the same of it, and what
// is right.

namespace recourse::vault::seal {

namespace {

log::Signer stranger(std::string name = "evil.example/log")
{
    return log::make_signer(std::move(name), seed_of(66));
}

void put_key(Texts& files, log::Signer const& signer)
{
    files["keys/002.vkey"] = log::to_string(signer.verifier) + "\n";
}

/// Makes the bag and the seal again.
Texts sealed_again(Texts files, log::Signer const& signer, std::string const& at, std::string const& more_info = {},
    int version = bundle_version)
{
    for (auto const* name : { "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt",
             "tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "seal" })
        files.erase(name);
    constexpr std::string_view name = "C-17-2026-11-30";
    BagInfo info { { "Bagging-Date", at.substr(0, 10) }, { "External-Identifier", std::string { name } } };
    if (!more_info.empty())
        info.emplace_back("Contact-Name", more_info);
    auto const bag = write_bag(MemoryContents(files), info);
    EXPECT_TRUE(bag.has_value());
    for (auto const& [file, text] : bag->files)
        files[file] = text;
    auto const sum = [&](std::string_view kind) {
        auto const* const one = checksum_kind(kind);
        Checksums checksums({ &one, 1 });
        auto const& text = files.at(fmt::format("tagmanifest-{}.txt", kind));
        checksums.add({ reinterpret_cast<std::uint8_t const*>(text.data()), text.size() });
        return checksums.finish().front();
    };
    Seal const seal { std::string { name }, at, sum("sha256"), sum("sha512"), version };
    files["seal"] = log::to_string(*log::sign_note(to_text(seal), { &signer, 1 }));
    return files;
}

void replace(std::string& text, std::string_view from, std::string_view to)
{
    auto const at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
}

struct Forgery {
    std::string what;
    std::function<void(Texts&)> alter;
    std::string
        states; ///< of complete, in_log, signed_by, sealed_by, existed, consistent: + holds, - fails, ? or blank
    std::string place; ///< that has to be named: "question=file"
    std::string at = {}; ///< day of the seal; empty: as it was
    std::string more_info = {};
};

/// "+-+- ?" written out.
std::string written_out(std::string_view marks)
{
    std::string out;
    for (char const mark : marks)
        out += std::string { out.empty() ? "" : " " }
            + (mark == '+'        ? "holds"
                    : mark == '-' ? "fails"
                    : mark == '?' ? "undetermined"
                                  : "absent");
    return out;
}

class Forgeries : public SecondVerifier {
protected:
    /// Both say the same of each case, `states`, and name the place.
    void expect_all(std::vector<Asked> const& cases, std::vector<std::pair<std::string, std::string>> const& wanted)
    {
        auto const said = second(cases);
        for (std::size_t i = 0; i < cases.size(); ++i) {
            auto const own = first(cases[i]);
            auto const& [marks, place] = wanted[i];
            EXPECT_EQ(own.states, written_out(marks)) << cases[i].what;
            EXPECT_EQ(said[i].states, written_out(marks)) << cases[i].what << ", by the second verifier";
            if (place.empty())
                continue;
            EXPECT_THAT(own.wrong, testing::Contains(place)) << cases[i].what;
            EXPECT_THAT(said[i].wrong, testing::Contains(place)) << cases[i].what << ", by the second verifier";
        }
    }

    stamp::LocalAuthority const authority;
    SampleLog const log = sample_log();
    Bundle const bundle = sample_bundle(log, 11, &authority);
    std::string const zip = zip_of(bundle);
    Texts const good = texts_of(zip);
    std::string const day = to_string(bundle.sealed_at);
};

} // namespace

TEST_F(Forgeries, are_not_what_an_earlier_version_sealed)
{
    auto files = good;
    auto const later = sealed_again(files, sample_signer(), day);
    files["exhibits.json"] = exhibits_text(*parse_exhibits(files["exhibits.json"]), {}, 2);
    EXPECT_EQ(files["exhibits.json"].find("gone"), std::string::npos);
    auto const earlier = sealed_again(files, sample_signer(), day, {}, 2);
    auto mixed = good;
    mixed = sealed_again(mixed, sample_signer(), day, {}, 2); // a list that version 2 did not have
    expect_all({ { "as it is now", packed(later) }, { "version 2", packed(earlier) }, { "mixed", packed(mixed) } },
        { { "+++++ ", "" }, { "+++++ ", "" }, { "--+++ ", "in_log=exhibits.json" } });
}

TEST_F(Forgeries, of_a_stranger_are_found_by_both_verifiers)
{
    constexpr auto contract_file = "data/E001_contract.txt";
    constexpr auto photo_file = "data/E002_photo.jpg";
    auto const other_history = sample_log_of("rewritten");
    auto const over = [&](SampleLog const& of, std::uint64_t size) {
        auto const signer = stranger(std::string { sample_origin });
        auto const head = of.checkpoint(size).checkpoint;
        return log::to_string(log::sign_checkpoint(head, { &signer, 1 })->note);
    };
    std::vector<Forgery> const forgeries {
        { "nothing but the seal", [](Texts&) {}, "+++-+ ", "sealed_by=seal" },
        { "another way to verify", [](Texts& files) { files["HOW-TO-VERIFY.txt"] = "Trust me.\n"; }, "+++-+ ",
            "sealed_by=seal" },
        { "no way to verify", [](Texts& files) { files.erase("HOW-TO-VERIFY.txt"); }, "-++-+ ",
            "complete=HOW-TO-VERIFY.txt" },
        { "an exhibit left out with its records",
            [&](Texts& files) {
                files.erase(photo_file);
                for (auto const index : { 4U, 6U }) {
                    files.erase(entry_file(index));
                    files.erase(proof_file(index));
                }
                auto exhibits = *parse_exhibits(files["exhibits.json"]);
                exhibits.pop_back();
                files["exhibits.json"] = exhibits_text(exhibits, {});
                std::vector<Record> records;
                for (auto const index : { 3U, 5U })
                    records.push_back(*decode_record(files[entry_file(index)]));
                files["custody.jsonl"] = custody_text(records, exhibits);
            },
            "+++-+ ", "sealed_by=seal" },
        { "another original name",
            [](Texts& files) { replace(files["exhibits.json"], "\"photo.jpg\"", "\"draft.jpg\""); }, "--+-+ ",
            "in_log=exhibits.json" },
        { "another kind of file",
            [](Texts& files) { replace(files["exhibits.json"], "\"text/plain\"", "\"text/html\""); }, "--+-+ ",
            "in_log=exhibits.json" },
        { "numbers exchanged",
            [&](Texts& files) {
                files["data/E002_contract.txt"] = files[contract_file];
                files["data/E001_photo.jpg"] = files[photo_file];
                files.erase(contract_file);
                files.erase(photo_file);
                auto exhibits = *parse_exhibits(files["exhibits.json"]);
                std::swap(exhibits[0], exhibits[1]);
                exhibits[0].number = "E001";
                exhibits[0].file = "E001_photo.jpg";
                exhibits[1].number = "E002";
                exhibits[1].file = "E002_contract.txt";
                files["exhibits.json"] = exhibits_text(exhibits, {});
                files["custody.jsonl"]
                    = custody_text(read_bundle(open_zip(memory_range(zip))->contents).records, exhibits);
            },
            "--+-+ ", "in_log=exhibits.json" },
        { "a number that the file has not",
            [](Texts& files) { replace(files["exhibits.json"], "\"E001\"", "\"E099\""); }, "--+-+ ",
            "in_log=exhibits.json" },
        { "a file named otherwise",
            [&](Texts& files) {
                files["data/E001_signed.txt"] = files[contract_file];
                files.erase(contract_file);
                replace(files["exhibits.json"], contract_file, "data/E001_signed.txt");
            },
            "--+-+ ", "in_log=exhibits.json" },
        { "the list in another order",
            [](Texts& files) {
                auto exhibits = *parse_exhibits(files["exhibits.json"]);
                std::swap(exhibits[0], exhibits[1]);
                files["exhibits.json"] = exhibits_text(exhibits, {});
            },
            "--+-+ ", "in_log=exhibits.json" },
        { "the list written otherwise", [](Texts& files) { files["exhibits.json"] += "\n"; }, "--+-+ ",
            "in_log=exhibits.json" },
        { "another digest in the list",
            [](Texts& files) {
                auto& text = files["exhibits.json"];
                auto const at = text.find("\"sha256\": \"") + 11;
                text[at] = text[at] == '0' ? '1' : '0';
            },
            "--+-? ", "in_log=data/E001_contract.txt" },
        { "payloads exchanged", [&](Texts& files) { std::swap(files[contract_file], files[photo_file]); }, "+-+-+ ",
            "in_log=data/E002_photo.jpg" },
        { "another payload", [&](Texts& files) { replace(files[contract_file], "500", "900"); }, "+-+-+ ",
            "in_log=data/E001_contract.txt" },
        { "one payload more", [](Texts& files) { files["data/E009_new.txt"] = "new"; }, "--+-+ ",
            "complete=data/E009_new.txt" },
        { "an order of a court", [](Texts& files) { files["court-order.txt"] = "For the seller.\n"; }, "-++-+ ",
            "complete=court-order.txt" },
        { "custody altered", [](Texts& files) { replace(files["custody.jsonl"], "\"buyer\"", "\"nobody\""); }, "--+-+ ",
            "in_log=custody.jsonl" },
        { "custody emptied", [](Texts& files) { files["custody.jsonl"].clear(); }, "--+-+ ", "in_log=custody.jsonl" },
        { "custody removed", [](Texts& files) { files.erase("custody.jsonl"); }, "--+-+ ", "in_log=custody.jsonl" },
        { "entries exchanged", [](Texts& files) { std::swap(files[entry_file(3)], files[entry_file(5)]); }, "--+-? ",
            "in_log=entries/000000000003.entry" },
        { "a proof without an entry", [](Texts& files) { files[proof_file(9)] = files[proof_file(3)]; }, "--+-+ ",
            "complete=proofs/000000000009.tlog-proof" },
        { "an entry without a proof", [](Texts& files) { files.erase(proof_file(5)); }, "--+-+ ",
            "in_log=proofs/000000000005.tlog-proof" },
        { "stamps with a gap",
            [](Texts& files) {
                for (auto const* ending : { "tsr", "checkpoint", "consistency", "chain.pem", "crl.pem" })
                    files[stamp_file(3, ending)] = files[stamp_file(1, ending)];
            },
            "-++-- ", "complete=tokens/003.tsr" },
        { "rubbish as an earlier checkpoint",
            [](Texts& files) {
                files[earlier_file(2, "checkpoint")] = "rubbish";
                files[earlier_file(2, "consistency")] = "";
            },
            "--+-+ ", "in_log=earlier/002.checkpoint" },
        { "an earlier checkpoint without its proof",
            [](Texts& files) { files[earlier_file(1, "consistency")].clear(); }, "+-+-+ ",
            "in_log=earlier/001.consistency" },
        { "another history as an earlier checkpoint",
            [&](Texts& files) {
                put_key(files, stranger(std::string { sample_origin }));
                files[earlier_file(1, "checkpoint")] = over(other_history, 6);
            },
            "+-+-+ ", "in_log=earlier/001.consistency" },
        { "a time that is none", [](Texts&) {}, "-++-+ ", "sealed_by=seal", "2026-11-30T25:61:00Z" },
        { "sealed before everything in it", [](Texts&) {}, "+++-+ ", "sealed_by=seal", "2020-01-01T00:00:00Z" },
        { "more about the bag", [](Texts&) {}, "-++-+ ", "complete=bag-info.txt", {}, "A judge" },
        { "files to be fetched", [](Texts& files) { files["fetch.txt"] = "http://evil.example/x 3 data/x\n"; },
            "-++-+ ", "complete=fetch.txt" },
        { "keys with a gap", [](Texts& files) { files["keys/004.vkey"] = files["keys/001.vkey"]; }, "-++-+ ",
            "complete=keys/004.vkey" },
        { "a key that is none", [](Texts& files) { files["keys/002.vkey"] = "rubbish\n"; }, "-++-+ ",
            "complete=keys/002.vkey" },
        { "his name under the checkpoint",
            [&](Texts& files) {
                auto const signer = stranger(std::string { sample_origin });
                put_key(files, signer);
                auto note = *log::parse_note(files["checkpoint"]);
                auto const mine = *log::sign_note(note.text, { &signer, 1 });
                note.signatures.push_back(mine.signatures.front());
                auto const before = files["checkpoint"], after = log::to_string(note);
                for (auto& [name, text] : files)
                    if (name == "checkpoint" || name.starts_with("proofs/"))
                        replace(text, before, after);
            },
            "++--+ ", "signed_by=checkpoint" },
        { "a stamp by a signer who was revoked before",
            [&](Texts& files) { files[stamp_file(1, "crl.pem")] = authority.list("200101000000Z,keyCompromise"); },
            "+++-- ", "existed=tokens/001.tsr" },
        { "a stamp by a signer who was revoked later, by a reason that spares it",
            [&](Texts& files) { files[stamp_file(1, "crl.pem")] = authority.list("491231235959Z,superseded"); },
            "+++-+ ", "sealed_by=seal" },
        { "a stamp by a signer who was revoked later, because his key was known",
            [&](Texts& files) { files[stamp_file(1, "crl.pem")] = authority.list("491231235959Z,keyCompromise"); },
            "+++-- ", "existed=tokens/001.tsr" },
        { "a stamp without its certificates", [](Texts& files) { files[stamp_file(1, "chain.pem")].clear(); }, "+++-? ",
            "existed=tokens/001.tsr" },
        { "a stamp of other bytes", [&](Texts& files) { files[stamp_file(1, "tsr")] = authority.stamp("other"); },
            "+++-- ", "existed=tokens/001.tsr" },
        { "rubbish as a stamp", [](Texts& files) { files[stamp_file(1, "tsr")] = "xx"; }, "+++-- ",
            "existed=tokens/001.tsr" },
        { "a stamp without its proof", [](Texts& files) { files[stamp_file(1, "consistency")].clear(); }, "+++-- ",
            "existed=tokens/001.consistency" },
        { "no stamp any more",
            [](Texts& files) {
                std::erase_if(files, [](auto const& one) { return one.first.starts_with("tokens/"); });
            },
            "+++-  ", "sealed_by=seal" },
    };
    std::vector<Asked> cases;
    std::vector<std::pair<std::string, std::string>> wanted;
    for (auto const& one : forgeries) {
        auto files = good;
        one.alter(files);
        auto signer = stranger();
        if (auto const own = files.find("keys/002.vkey"); own == files.end())
            put_key(files, signer);
        else if (own->second != "rubbish\n")
            signer = stranger(std::string { sample_origin });
        files = sealed_again(std::move(files), signer, one.at.empty() ? day : one.at, one.more_info);
        cases.push_back({ one.what, packed(std::move(files)) });
        wanted.emplace_back(one.states, one.place);
    }
    expect_all(cases, wanted);
}

TEST_F(Forgeries, are_weighed_by_the_keys_that_are_trusted)
{
    auto files = good;
    put_key(files, stranger());
    auto const resealed = packed(sealed_again(files, stranger(), day));
    std::vector<log::Verifier> const operators { sample_signer().verifier }, strangers { stranger().verifier };
    expect_all(
        { { "as it was", zip, {}, operators }, { "as it was, another trusted", zip, {}, strangers },
            { "sealed again", resealed, {}, operators }, { "sealed again, he trusted", resealed, {}, strangers } },
        { { "+++++ ", "" }, { "++--+ ", "signed_by=checkpoint" }, { "+++-+ ", "sealed_by=seal" },
            { "++-++ ", "signed_by=checkpoint" } });
}

TEST_F(Forgeries, accuse_nobody)
{
    // He signs a history of his own with a key in the log's name, and puts it beside the log's.
    auto const signer = stranger(std::string { sample_origin });
    auto const other_history = sample_log_of("rewritten", 5);
    auto const his = [&](std::uint64_t size) {
        return log::to_string(log::sign_checkpoint(other_history.checkpoint(size).checkpoint, { &signer, 1 })->note);
    };
    auto files = good;
    put_key(files, signer);
    files[earlier_file(1, "checkpoint")] = his(6);
    auto const framed = packed(sealed_again(files, signer, day));
    // An old bundle, sealed by him as if it were of today: was the log cut?
    auto old_files = texts_of(zip_of(sample_bundle(log, 9)));
    put_key(old_files, signer);
    auto const late
        = packed(sealed_again(old_files, signer, to_string(Instant { bundle.sealed_at.micros + 5'000'000 })));
    auto const newer = packed(sealed_again(good, sample_signer(), day));
    std::vector<log::Verifier> const known { sample_signer().verifier };
    expect_all(
        { { "framed, against the true one", framed, zip, known }, { "the true one, against that", zip, framed, known },
            { "framed, nobody trusted", framed, zip }, { "against a checkpoint of his", framed, his(11) },
            { "an old one with a late seal", late, newer, known }, { "against rubbish", zip, "rubbish" } },
        { { "+-+-++", "in_log=earlier/001.consistency" }, { "++++++", "" }, { "+-+-++", "" }, { "+-+-+?", "" },
            { "+++- ?", "sealed_by=seal" }, { "+++++?", "" } });
}

TEST_F(Forgeries, are_told_from_what_cannot_be_told)
{
    // After a change of the key: the old bundle against the new one, and the other way round.
    SampleLog older(1), newer(2); // the same entries under the old key and the new one
    for (auto* const one : { &older, &newer }) {
        one->add_named(contract, "contract.txt");
        one->add_number(contract, "E1");
        one->add("", Act::key_rotated, log::to_string(sample_signer(2).verifier));
        for (int i = 0; i < 7; ++i)
            one->add(fmt::format("later {}", i));
    }
    auto const made = [&](SampleLog const& from, std::uint64_t size, std::vector<std::uint64_t> const& entries) {
        Bundle bundle;
        bundle.name = "rotated";
        bundle.sealed_at = sample_time;
        bundle.exhibits.push_back(exhibit_of("E001", "E001_contract.txt", "contract.txt", std::string { contract }));
        for (auto const index : entries)
            bundle.entries.push_back(from.entry(index, size));
        bundle.checkpoint = from.checkpoint(size);
        bundle.keys = { sample_signer(1).verifier };
        return bundle;
    };
    auto const before = zip_of(made(older, 2, { 0, 1 }), 1);
    auto after = made(newer, 10, { 0, 1, 2 });
    after.keys.push_back(sample_signer(2).verifier);
    after.earlier = { older.other(2, 10), older.other(3, 10) };
    auto const rotated = zip_of(after, 2);
    // An exhibit that came after the last stamp.
    auto late = bundle;
    late.stamps[0].over = log.other(4, 11);
    late.stamps[0].reply = authority.stamp(late.stamps[0].over.note);
    auto plain = Texts { { "bagit.txt", good.at("bagit.txt") }, { "data/a", "x" },
        { "manifest-sha256.txt", to_string(sha256("x")) + "  data/a\n" } };
    auto unsealed = good;
    unsealed.erase("seal");
    auto const receipt = [&](std::uint64_t index) {
        auto proof = log.entry(index, 11).proof;
        proof.extra = "a record";
        return log::to_string(proof);
    };
    auto damaged = log.entry(3, 11).proof;
    std::swap(damaged.hashes[0], damaged.hashes[1]);
    std::vector<log::Verifier> const old_key { sample_signer(1).verifier };
    expect_all({ { "old against new", before, rotated }, { "new against old", rotated, before },
                   { "old against new, the old key trusted", before, rotated, old_key },
                   { "new against old, the old key trusted", rotated, before, old_key },
                   { "an exhibit after the last stamp", zip_of(late) }, { "a bag of somebody", packed(plain, "bag") },
                   { "without the seal", packed(unsealed) }, { "a receipt", zip, receipt(3) },
                   { "a receipt of another's entry", zip, receipt(0) },
                   { "a damaged receipt", zip, log::to_string(damaged) } },
        { { "++++ +", "" }, { "++++ +", "" }, { "++++ +", "" }, { "++++ +", "" },
            { "++++? ", "existed=data/E002_photo.jpg" }, { "+     ", "" }, { "+     ", "" }, { "++++++", "" },
            { "++++++", "" }, { "+++++?", "" } });
    // Both say by when, by whom and under which root, the accuracy of the stamp added.
    Asked const whole { "whole", zip };
    auto const own = first(whole).existed, others = second({ whole }).front().existed;
    auto const from = own.find("no later than "), to = own.find(" (which the bundle brings");
    ASSERT_NE(to, std::string::npos) << own;
    EXPECT_THAT(others, testing::HasSubstr(own.substr(from, to - from)));
    EXPECT_THAT(others, testing::HasSubstr("which the bundle brings: nobody here vouches for it"));
}

} // namespace recourse::vault::seal

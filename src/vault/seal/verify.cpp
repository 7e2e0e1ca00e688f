#include "vault/seal/verify.hpp"

#include "vault/bag/check.hpp"
#include "vault/bag/checksum.hpp"
#include "vault/seal/judged.hpp"
#include "vault/seal/known_keys.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace recourse::vault::seal {

namespace {

constexpr std::size_t manifest_bytes_max = 64U << 20U;

std::string checksum_of(std::string_view kind, std::string_view bytes)
{
    auto const* const one = checksum_kind(kind);
    Checksums checksums({ &one, 1 });
    checksums.add({ reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() });
    return checksums.finish().front();
}

/// That the tag manifests are those that were sealed.
void check_tag_manifests(Case const& all, Answer& answer)
{
    auto const& seal = *all.read.seal;
    for (auto const& [kind, expected] : { std::pair { "sha256", seal.sha256 }, { "sha512", seal.sha512 } }) {
        auto const file = fmt::format("tagmanifest-{}.txt", kind);
        auto const at = find(*all.opened.contents, file);
        auto const bytes = at ? read_whole(*all.opened.contents, *at, manifest_bytes_max)
                              : std::unexpected(Flaw { file, "is missing" });
        if (!bytes)
            add_flaw(answer, file, bytes.error().says);
        else if (checksum_of(kind, *bytes) != expected)
            add_flaw(answer, file, "is not the one that was sealed");
    }
}

/// The files beside the payload that the tag manifest of that kind lists.
std::set<std::string, std::less<>> listed(Case const& all, std::string_view kind)
{
    std::set<std::string, std::less<>> names;
    auto const file = fmt::format("tagmanifest-{}.txt", kind);
    auto const at = find(*all.opened.contents, file);
    auto const bytes = at ? read_whole(*all.opened.contents, *at, manifest_bytes_max) : std::unexpected(Flaw {});
    if (!bytes)
        return names;
    std::vector<Finding> ignored; // the bag's check has told them
    for (auto& line : read_manifest(*bytes, file, *checksum_kind(kind), true, ignored))
        names.insert(std::move(line.name));
    return names;
}

/// Nothing may stand beside what was sealed.
void check_strays(Case const& all, Answer& answer)
{
    auto const first = listed(all, "sha256"), second = listed(all, "sha512");
    for (auto const& file : all.opened.contents->entries()) {
        bool const covered = file.name.starts_with("data/") || file.name == seal_file
            || file.name == "tagmanifest-sha256.txt" || file.name == "tagmanifest-sha512.txt"
            || (first.contains(file.name) && second.contains(file.name));
        if (!covered)
            add_flaw(answer, file.name, "was not sealed: it was added, or a list is without it");
    }
}

} // namespace

void add_flaw(Answer& answer, std::string_view file, std::string says)
{
    Flaw flaw { std::string { file }, std::move(says) };
    if (answer.flaws.size() < answer_flaws_max && std::ranges::find(answer.flaws, flaw) == answer.flaws.end())
        answer.flaws.push_back(std::move(flaw));
}

void conclude(Answer& answer, std::string when_good)
{
    answer.state = answer.flaws.empty() ? State::holds : State::fails;
    answer.says = answer.flaws.empty()           ? std::move(when_good)
        : answer.flaws.size() == 1               ? "no: one thing is wrong"
        : answer.flaws.size() < answer_flaws_max ? fmt::format("no: {} things are wrong", answer.flaws.size())
                                                 : fmt::format("no: {} things or more are wrong", answer_flaws_max);
}

Answer answer_complete(Case& all)
{
    Answer answer;
    auto report = check_bag(*all.opened.contents);
    for (auto const& finding : report.findings) {
        if (finding.grade == Grade::error || (all.read.seal && finding.grade == Grade::warning))
            add_flaw(answer, finding.file, finding.says);
        else
            answer.notes.push_back(finding.file.empty() ? finding.says : finding.file + ": " + finding.says);
    }
    all.digests = std::move(report.digests);
    auto const files = all.opened.contents->entries().size();
    if (all.opened.packing_flaw)
        add_flaw(answer, all.opened.packing_flaw->file, all.opened.packing_flaw->says);
    if (all.opened.repacked)
        answer.notes.emplace_back("the zip was packed anew by another program; its files are what counts");
    if (!find(*all.opened.contents, seal_file)) {
        conclude(answer, fmt::format("all {} files are there with their checksums; nobody sealed them", files));
        return answer;
    }
    for (auto const& flaw : all.read.flaws)
        add_flaw(answer, flaw.file, flaw.says);
    if (all.read.seal) {
        check_tag_manifests(all, answer);
        check_strays(all, answer);
        if (!all.opened.folder.empty() && all.opened.folder != all.read.seal->name)
            add_flaw(answer, {},
                fmt::format(
                    "the folder inside is \"{}\", the seal is of \"{}\"", all.opened.folder, all.read.seal->name));
        if (!log::verify(*all.read.seal_note, all.keys))
            add_flaw(answer, seal_file, "its signature is not that of a key of the bundle");
    }
    conclude(answer,
        fmt::format("all {} files are as they were sealed on {}", files,
            all.read.seal ? all.read.seal->sealed_at : std::string {}));
    return answer;
}

namespace {

/// "1 record", "2 records".
std::string counted(std::string_view thing, std::size_t number)
{
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string names_of(std::span<log::Verifier const> keys)
{
    std::string names;
    for (auto const& key : keys)
        names += (names.empty() ? "" : " and ") + short_name(key);
    return names;
}

/// The digest of a file; nothing where it cannot be read. The check of the bag has it, unless it was stopped early.
std::optional<Digest> digest_of(Case const& all, std::string const& file)
{
    if (auto const known = all.digests.find(file); known != all.digests.end())
        return known->second;
    auto const at = find(*all.opened.contents, file);
    Digester digester;
    if (!at || !all.opened.contents->read(*at, [&](std::span<std::uint8_t const> piece) { digester.add(piece); }))
        return std::nullopt;
    return digester.finish();
}

/// What no proved record says.
std::string operators_word(Bundle const& bundle)
{
    std::string text = "not proved, the operator's word: which exhibits and records were put in, and what stands in "
                       "HOW-TO-VERIFY.txt";
    for (auto const& one : bundle.texts)
        text += " and " + one.name;
    return text;
}

/// Checkpoints that others were shown have to be of the same history.
void check_earlier(Case const& all, Answer& answer)
{
    auto const& bundle = all.read.bundle;
    for (std::size_t i = 0; i < bundle.earlier.size(); ++i) {
        auto const parsed = log::parse_signed_checkpoint(bundle.earlier[i].note);
        if (!parsed || signers_of(parsed->note, all.keys).empty())
            add_flaw(answer, earlier_file(i + 1, "checkpoint"), "its signature is not that of a key of the bundle");
        else if (!is_of_one_history(parsed->checkpoint, bundle.checkpoint.checkpoint, bundle.earlier[i].proof))
            add_flaw(answer, earlier_file(i + 1, "consistency"),
                "does not show that the earlier checkpoint and the bundle's are of one history");
    }
}

/// A seal is put on last: not before any record in the bundle, nor before a stamp by more than clocks differ.
void check_day(Case const& all, Answer& answer)
{
    auto const& bundle = all.read.bundle;
    auto const day = seconds_of(bundle.sealed_at);
    Record const* newest = nullptr;
    for (auto const& record : all.read.records)
        if (newest == nullptr || record.at > newest->at)
            newest = &record;
    if (newest != nullptr && day < seconds_of(newest->at))
        add_flaw(answer, seal_file,
            fmt::format("is dated {}, before the record {} of {}", all.read.seal->sealed_at,
                entry_file(newest->sequence), to_string(newest->at)));
    for (auto const& [file, at] : all.stamped)
        if (day + clocks_differ_seconds < seconds_of(at))
            add_flaw(answer, seal_file,
                fmt::format(
                    "is dated {}, before the time stamp {} of {}", all.read.seal->sealed_at, file, to_string(at)));
}

} // namespace

Answer answer_in_log(Case const& all)
{
    Answer answer;
    auto const& bundle = all.read.bundle;
    if (!all.read.has_checkpoint) {
        answer.state = find(*all.opened.contents, seal_file) ? State::fails : State::absent;
        answer.says = "the bundle has no checkpoint of a log";
        return answer;
    }
    auto const& head = bundle.checkpoint.checkpoint.head;
    if (!all.checkpoint_signed)
        add_flaw(answer, checkpoint_file, "its signature is not that of a key of the bundle");
    for (auto const& entry : bundle.entries) {
        auto const file = proof_file(entry.proof.index);
        if (!(entry.proof.checkpoint == bundle.checkpoint))
            add_flaw(answer, file, "is under another checkpoint than the bundle's");
        else if (auto const proved = merkle::verify_inclusion(
                     merkle::leaf_hash(entry.bytes), entry.proof.index, head.size, head.root, entry.proof.hashes);
            !proved)
            add_flaw(answer, file, fmt::format("does not prove its entry: {}", merkle::name(proved.error())));
    }
    for (auto const& flaw : all.read.flaws)
        if (flaw.file.starts_with("entries/") || flaw.file.starts_with("proofs/") || flaw.file.starts_with("earlier/")
            || flaw.file == checkpoint_file || flaw.file == exhibits_file || flaw.file == custody_file)
            add_flaw(answer, flaw.file, flaw.says);
    std::set<std::pair<Digest, std::uint64_t>> recorded;
    for (auto const& record : all.read.records)
        recorded.emplace(record.digest, record.size);
    std::set<std::string, std::less<>> exhibits;
    for (auto const& exhibit : bundle.exhibits) {
        auto const name = "data/" + exhibit.file;
        exhibits.insert(name);
        if (digest_of(all, name) != exhibit.digest)
            add_flaw(answer, name, "its SHA-256 is not the one of exhibits.json");
        else if (!recorded.contains({ exhibit.digest, exhibit.size }))
            add_flaw(answer, name, "no record in the log is about its bytes");
    }
    for (auto const& file : all.opened.contents->entries())
        if (file.name.starts_with("data/") && !exhibits.contains(file.name))
            add_flaw(answer, file.name, "is no exhibit of exhibits.json");
    check_earlier(all, answer);
    conclude(answer,
        fmt::format("{}, by {} in a log of {}, \"{}\"", counted("exhibit", bundle.exhibits.size()),
            counted("record", bundle.entries.size()), head.size == 1 ? "1 entry" : fmt::format("{} entries", head.size),
            bundle.checkpoint.checkpoint.origin));
    if (answer.state == State::holds)
        answer.notes.push_back(operators_word(bundle));
    return answer;
}

Answer answer_signed_by(Case const& all)
{
    Answer answer;
    if (!all.read.has_checkpoint) {
        answer.says = "there is no log that somebody could have signed";
        return answer;
    }
    auto const signers = signers_of(all.read.bundle.checkpoint.note, all.keys);
    bool const trusting = !all.trust.keys.empty();
    if (signers.empty())
        add_flaw(answer, checkpoint_file, "its signature is not that of a key of the bundle");
    else if (!trusting && all.known.empty())
        add_flaw(answer, checkpoint_file,
            fmt::format("is signed by {}, and by none of them the log announces the others", names_of(signers)));
    for (auto const& one : signers)
        if (trusting && !all_among({ &one, 1 }, all.known))
            add_flaw(answer, checkpoint_file,
                fmt::format("is signed by {}, none of the keys that are trusted or follow from them", short_name(one)));
    if (!answer.flaws.empty()) {
        conclude(answer, {});
        return answer;
    }
    answer.state = State::holds;
    answer.says = trusting
        ? fmt::format("a known key, {}", log::to_string(signers.front()))
        : fmt::format("an unknown key, {}: nobody here vouches for it", log::to_string(signers.front()));
    if (!trusting)
        answer.notes.emplace_back(
            "whoever made the bundle could have made the key; compare it with one that you had from the operator");
    return answer;
}

Answer answer_sealed_by(Case const& all)
{
    Answer answer;
    if (!find(*all.opened.contents, seal_file)) {
        answer.says = "nobody sealed it";
        return answer;
    }
    if (!all.read.seal) {
        add_flaw(answer, seal_file, "is not of the form of a seal");
        conclude(answer, {});
        return answer;
    }
    auto const sealers = signers_of(*all.read.seal_note, all.keys);
    auto const signers = signers_of(all.read.bundle.checkpoint.note, all.keys);
    if (sealers.empty())
        add_flaw(answer, seal_file, "its signature is not that of a key of the bundle");
    for (auto const& one : sealers)
        if (!all_among({ &one, 1 }, all.known))
            add_flaw(answer, seal_file,
                fmt::format("is by {}, {}", short_name(one),
                    all.trust.keys.empty() ? "which neither signed the log nor was announced in it"
                                           : "none of the keys that are trusted or follow from them"));
    check_day(all, answer);
    if (sealers.empty()) {
        conclude(answer, {});
        return answer;
    }
    bool const same = all_among(sealers, signers);
    conclude(answer,
        fmt::format("{}, {}, on {}", same ? "the key that signed the log" : "a key that the log announced",
            short_name(sealers.front()), all.read.seal->sealed_at));
    if (answer.state == State::fails)
        answer.says = fmt::format("{}, on {}: not to be relied on", names_of(sealers), all.read.seal->sealed_at);
    return answer;
}

std::string_view name(State state)
{
    switch (state) {
    case State::holds:
        return "holds";
    case State::fails:
        return "fails";
    case State::undetermined:
        return "undetermined";
    case State::absent:
        return "absent";
    }
    return {};
}

std::string_view name(Question question)
{
    switch (question) {
    case Question::complete:
        return "complete";
    case Question::in_log:
        return "in_log";
    case Question::signed_by:
        return "signed_by";
    case Question::sealed_by:
        return "sealed_by";
    case Question::existed:
        return "existed";
    case Question::consistent:
        return "consistent";
    }
    return {};
}

Verification verify_bundle(Opened const& opened, Trust const& trust, std::optional<OtherView> const& other, Instant now)
{
    Case all { opened, {}, trust, now, {}, {}, {}, {}, false };
    if (find(*opened.contents, seal_file))
        all.read = read_bundle(opened.contents);
    auto const& bundle = all.read.bundle;
    all.keys = bundle.keys;
    for (auto const& key : trust.keys)
        if (std::ranges::find(all.keys, key) == all.keys.end())
            all.keys.push_back(key);
    if (all.read.has_checkpoint)
        all.known = trust.keys.empty() ? own_keys(bundle, all.keys) : followed(bundle, trust.keys);
    all.checkpoint_signed = all.read.has_checkpoint && log::verify(bundle.checkpoint.note, all.keys).has_value();

    Verification verification;
    verification.bundle = bundle.name;
    verification.exhibits = bundle.exhibits.size();
    verification.of(Question::complete) = answer_complete(all);
    verification.of(Question::in_log) = answer_in_log(all);
    verification.of(Question::signed_by) = answer_signed_by(all);
    verification.of(Question::existed) = answer_existed(all);
    verification.of(Question::sealed_by) = answer_sealed_by(all);
    verification.of(Question::consistent) = answer_consistent(all, other);
    return verification;
}

} // namespace recourse::vault::seal

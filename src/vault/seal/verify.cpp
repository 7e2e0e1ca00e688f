#include "vault/seal/verify.hpp"

#include "vault/bag/check.hpp"
#include "vault/bag/checksum.hpp"
#include "vault/log/keys.hpp"
#include "vault/seal/judged.hpp"

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

/// The signed checkpoints of the bundle that are of one history with its own, its own first.
std::vector<log::SignedCheckpoint> views_of(Bundle const& bundle)
{
    std::vector<log::SignedCheckpoint> views { bundle.checkpoint };
    auto const& own = bundle.checkpoint.checkpoint;
    auto const add = [&](OtherCheckpoint const& other) {
        auto parsed = log::parse_signed_checkpoint(other.note);
        if (!parsed)
            return;
        auto const relation = parsed->checkpoint.head.size <= own.head.size
            ? log::compare(parsed->checkpoint, own, other.proof)
            : log::compare(own, parsed->checkpoint, other.proof);
        if (relation == log::Relation::same || relation == log::Relation::extends)
            views.push_back(std::move(*parsed));
    };
    std::ranges::for_each(bundle.earlier, add);
    for (auto const& stamp : bundle.stamps)
        add(stamp.over);
    return views;
}

/// The keys that follow from those that are trusted. A record announces the next key; it counts when it is proved under
/// the bundle's checkpoint and stands within a checkpoint of the same history that a trusted key signed: the last one
/// under an old key need not be the bundle's own.
std::vector<log::Verifier> followed(Bundle const& bundle, std::vector<log::Verifier> keys)
{
    auto const views = views_of(bundle);
    auto const& head = bundle.checkpoint.checkpoint.head;
    for (bool more = true; more;) { // each round adds a key or is the last
        more = false;
        for (auto const& entry : bundle.entries) {
            auto const next = log::announced_key(entry.bytes);
            auto const index = entry.proof.index;
            if (!next || std::ranges::find(keys, *next) != keys.end()
                || !merkle::verify_inclusion(
                    merkle::leaf_hash(entry.bytes), index, head.size, head.root, entry.proof.hashes))
                continue;
            if (std::ranges::none_of(views, [&](log::SignedCheckpoint const& view) {
                    return view.checkpoint.head.size > index && log::verify(view.note, keys).has_value();
                }))
                continue;
            keys.push_back(*next);
            more = true;
        }
    }
    return keys;
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
        if (flaw.file.starts_with("entries/") || flaw.file.starts_with("proofs/") || flaw.file == checkpoint_file
            || flaw.file == exhibits_file)
            add_flaw(answer, flaw.file, flaw.says);
    std::set<std::pair<Digest, std::uint64_t>> recorded;
    for (auto const& record : all.read.records)
        recorded.emplace(record.digest, record.size);
    std::set<std::string, std::less<>> exhibits;
    for (auto const& exhibit : bundle.exhibits) {
        auto const name = "data/" + exhibit.file;
        exhibits.insert(name);
        auto const digest = all.digests.find(name);
        if (digest == all.digests.end() || digest->second != exhibit.digest)
            add_flaw(answer, name, "its SHA-256 is not the one of exhibits.json");
        else if (!recorded.contains({ exhibit.digest, exhibit.size }))
            add_flaw(answer, name, "no record in the log is about its bytes");
    }
    for (auto const& file : all.opened.contents->entries())
        if (file.name.starts_with("data/") && !exhibits.contains(file.name))
            add_flaw(answer, file.name, "is no exhibit of exhibits.json");
    conclude(answer,
        fmt::format("all {} exhibits, by {} records in a log of {} entries, \"{}\"", bundle.exhibits.size(),
            bundle.entries.size(), head.size, bundle.checkpoint.checkpoint.origin));
    return answer;
}

Answer answer_signed_by(Case& all)
{
    Answer answer;
    if (!all.read.has_checkpoint) {
        answer.says = "there is no log that somebody could have signed";
        return answer;
    }
    auto const with = [&](log::Note const& note, std::span<log::Verifier const> keys) {
        std::vector<std::string> names;
        if (auto const signers = log::verify(note, keys))
            for (auto const at : *signers)
                names.push_back(log::to_string(keys[at]));
        return names;
    };
    auto const& note = all.read.bundle.checkpoint.note;
    auto const any = with(note, all.keys), known = with(note, all.trusted);
    if (any.empty()) {
        add_flaw(answer, checkpoint_file, "its signature is not that of a key of the bundle");
        conclude(answer, {});
        return answer;
    }
    if (!known.empty()) {
        answer.state = State::holds;
        answer.says = fmt::format("a known key, {}", known.front());
        if (all.read.seal_note && with(*all.read.seal_note, all.trusted).empty()) {
            answer.state = State::fails;
            answer.says += "; but the seal is by no known key";
            add_flaw(answer, seal_file, "is by no key that is trusted");
        }
        return answer;
    }
    if (all.trust.keys.empty()) {
        answer.state = State::holds;
        answer.says = fmt::format("an unknown key, {}: nobody here vouches for it", any.front());
        answer.notes.emplace_back(
            "whoever made the bundle could have made the key; compare it with one that you had from the operator");
    } else {
        answer.state = State::fails;
        answer.says = fmt::format("an unknown key, {}: none of those that are trusted", any.front());
        add_flaw(answer, checkpoint_file, "is by no key that is trusted");
    }
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
    case Question::existed:
        return "existed";
    case Question::consistent:
        return "consistent";
    }
    return {};
}

Verification verify_bundle(Opened const& opened, Trust const& trust, std::optional<OtherView> const& other, Instant now)
{
    Case all { opened, {}, trust, now, {}, {}, {}, false };
    if (find(*opened.contents, seal_file))
        all.read = read_bundle(opened.contents);
    auto const& bundle = all.read.bundle;
    all.keys = bundle.keys;
    for (auto const& key : trust.keys)
        if (std::ranges::find(all.keys, key) == all.keys.end())
            all.keys.push_back(key);
    all.trusted = followed(bundle, trust.keys);
    all.checkpoint_signed = all.read.has_checkpoint && log::verify(bundle.checkpoint.note, all.keys).has_value();

    Verification verification;
    verification.bundle = bundle.name;
    verification.exhibits = bundle.exhibits.size();
    verification.of(Question::complete) = answer_complete(all);
    verification.of(Question::in_log) = answer_in_log(all);
    verification.of(Question::signed_by) = answer_signed_by(all);
    verification.of(Question::existed) = answer_existed(all);
    verification.of(Question::consistent) = answer_consistent(all, other);
    return verification;
}

} // namespace recourse::vault::seal

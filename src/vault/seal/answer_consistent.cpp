#include "vault/contents/views.hpp"
#include "vault/seal/judged.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace recourse::vault::seal {

namespace {

/// One view of a log, as far as it is signed.
struct View {
    log::Checkpoint checkpoint;
    std::optional<Instant> sealed_at;
    std::vector<std::pair<log::Checkpoint, merkle::Proof>> others; ///< with the proof between each and `checkpoint`
    std::map<std::uint64_t, Digest> leaves; ///< of entries that are proved
};

View view_of(ReadBundle const& read, std::span<log::Verifier const> keys)
{
    auto const& bundle = read.bundle;
    View view;
    view.checkpoint = bundle.checkpoint.checkpoint;
    if (read.seal)
        view.sealed_at = bundle.sealed_at;
    auto const add = [&](OtherCheckpoint const& other) {
        auto const parsed = log::parse_signed_checkpoint(other.note);
        if (parsed && log::verify(parsed->note, keys))
            view.others.emplace_back(parsed->checkpoint, other.proof);
    };
    std::ranges::for_each(bundle.earlier, add);
    for (auto const& stamp : bundle.stamps)
        add(stamp.over);
    for (auto const& entry : bundle.entries) {
        auto const leaf = merkle::leaf_hash(entry.bytes);
        if (merkle::verify_inclusion(
                leaf, entry.proof.index, view.checkpoint.head.size, view.checkpoint.head.root, entry.proof.hashes))
            view.leaves.emplace(entry.proof.index, leaf);
    }
    return view;
}

/// All heads that a view shows.
std::vector<log::Checkpoint> heads(View const& view)
{
    std::vector<log::Checkpoint> all { view.checkpoint };
    for (auto const& [checkpoint, proof] : view.others)
        all.push_back(checkpoint);
    return all;
}

/// Two things that cannot both be true of one log. A sentence.
std::optional<std::string> contradiction(View const& one, View const& two)
{
    for (auto const& a : heads(one))
        for (auto const& b : heads(two))
            if (a.origin == b.origin && a.head.size == b.head.size && a.head.root != b.head.root)
                return fmt::format("two histories: at {} entries the log has two roots, each signed", a.head.size);
    for (auto const& [index, leaf] : one.leaves)
        if (auto const at = two.leaves.find(index); at != two.leaves.end() && at->second != leaf)
            return fmt::format("two histories: entry {} is two different records, each proved", index);
    return std::nullopt;
}

/// The proof between two heads that somebody has.
merkle::Proof const* proof_between(View const& one, View const& two)
{
    for (auto const* pair : { &one, &two }) {
        auto const& head = pair == &one ? two.checkpoint.head : one.checkpoint.head;
        for (auto const& [checkpoint, proof] : pair->others)
            if (checkpoint.head == head)
                return &proof;
    }
    return nullptr;
}

Answer answered(State state, std::string says)
{
    Answer answer;
    answer.state = state;
    answer.says = std::move(says);
    return answer;
}

Answer compared(View const& own, View const& other)
{
    if (own.checkpoint.origin != other.checkpoint.origin)
        return answered(State::undetermined,
            fmt::format("they are of two logs, \"{}\" and \"{}\"", own.checkpoint.origin, other.checkpoint.origin));
    if (auto says = contradiction(own, other))
        return answered(State::fails, *std::move(says));
    auto const own_size = own.checkpoint.head.size, other_size = other.checkpoint.head.size;
    if (own_size < other_size && own.sealed_at && other.sealed_at && *own.sealed_at > *other.sealed_at)
        return answered(State::fails,
            fmt::format("the log was cut: {} entries now, {} in what was sealed before", own_size, other_size));
    static merkle::Proof const none;
    auto const* const proof = proof_between(own, other);
    bool const older = own_size <= other_size;
    auto const relation = older ? log::compare(own.checkpoint, other.checkpoint, proof == nullptr ? none : *proof)
                                : log::compare(other.checkpoint, own.checkpoint, proof == nullptr ? none : *proof);
    switch (relation) {
    case log::Relation::same:
        return answered(State::holds, fmt::format("the same log, at the same {} entries", own_size));
    case log::Relation::extends:
        return answered(State::holds,
            older ? fmt::format("this is an earlier view: what was seen has the same {} entries and {} more", own_size,
                        other_size - own_size)
                  : fmt::format("the {} entries that were seen are the beginning of these {}", other_size, own_size));
    case log::Relation::forked:
        return answered(State::fails, "two histories: the proof between the two checkpoints leads elsewhere");
    case log::Relation::cut:
    case log::Relation::other_log:
    case log::Relation::unproved:
        break;
    }
    return answered(State::undetermined,
        fmt::format("neither has a proof that leads from {} entries to {}; ask the operator for one",
            std::min(own_size, other_size), std::max(own_size, other_size)));
}

} // namespace

Answer answer_consistent(Case const& all, std::optional<OtherView> const& other)
{
    if (!other)
        return answered(State::absent, "nothing was given to compare with");
    if (!all.read.has_checkpoint || !all.checkpoint_signed)
        return answered(State::undetermined, "this bundle has no checkpoint that is signed");
    auto const own = view_of(all.read, all.keys);
    View seen;
    if (auto const* const contents = std::get_if<std::shared_ptr<Contents const>>(&*other)) {
        auto const read = read_bundle(*contents);
        if (!read.has_checkpoint || !log::verify(read.bundle.checkpoint.note, all.keys))
            return answered(State::undetermined, "the other has no checkpoint that is signed by a key of this one");
        seen = view_of(read, all.keys);
    } else {
        auto const parsed = log::parse_signed_checkpoint(std::get<std::string>(*other));
        if (!parsed)
            return answered(State::undetermined, "the other is neither a bundle nor a checkpoint: " + parsed.error());
        if (!log::verify(parsed->note, all.keys))
            return answered(State::undetermined, "the other checkpoint is not signed by a key of this bundle");
        seen.checkpoint = parsed->checkpoint;
    }
    return compared(own, seen);
}

} // namespace recourse::vault::seal

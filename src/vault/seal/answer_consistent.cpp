#include "vault/contents/views.hpp"
#include "vault/seal/judged.hpp"
#include "vault/seal/known_keys.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace recourse::vault::seal {

namespace {

/// A checkpoint that somebody signed.
struct SignedHead {
    log::Checkpoint checkpoint;
    std::vector<log::Verifier> signers;
    bool of_log = false; ///< all of them are keys of the log: only then it speaks against whoever keeps the log
    merkle::Proof proof; ///< between it and the view's own
};

/// One view of a log, as far as it is signed.
struct View {
    std::vector<SignedHead> heads; ///< its own first
    std::optional<Instant> sealed_at; ///< by a key of the log
    std::map<std::uint64_t, Digest> leaves; ///< of entries that are proved

    SignedHead const& own() const { return heads.front(); }
};

/// Whose signatures can be checked, and which of those are the log's own.
struct Keys {
    std::span<log::Verifier const> all;
    std::span<log::Verifier const> of_log;
};

SignedHead head_of(log::SignedCheckpoint const& one, merkle::Proof proof, Keys const& keys)
{
    SignedHead head { one.checkpoint, signers_of(one.note, keys.all), false, std::move(proof) };
    head.of_log = all_among(head.signers, keys.of_log);
    return head;
}

View view_of(ReadBundle const& read, Keys const& keys)
{
    auto const& bundle = read.bundle;
    View view;
    view.heads.push_back(head_of(bundle.checkpoint, {}, keys));
    if (read.seal && all_among(signers_of(*read.seal_note, keys.all), keys.of_log))
        view.sealed_at = bundle.sealed_at;
    auto const add = [&](OtherCheckpoint const& other) {
        auto const parsed = log::parse_signed_checkpoint(other.note);
        if (auto head = parsed ? head_of(*parsed, other.proof, keys) : SignedHead {}; !head.signers.empty())
            view.heads.push_back(std::move(head));
    };
    std::ranges::for_each(bundle.earlier, add);
    for (auto const& stamp : bundle.stamps)
        add(stamp.over);
    auto const& own = view.own().checkpoint.head;
    for (auto const& entry : bundle.entries) {
        auto const leaf = merkle::leaf_hash(entry.bytes);
        if (merkle::verify_inclusion(leaf, entry.proof.index, own.size, own.root, entry.proof.hashes))
            view.leaves.emplace(entry.proof.index, leaf);
    }
    return view;
}

Answer answered(State state, std::string says)
{
    Answer answer;
    answer.state = state;
    answer.says = std::move(says);
    return answer;
}

std::string first_name(SignedHead const& head)
{
    return head.signers.empty() ? std::string { "nobody who is known" } : short_name(head.signers.front());
}

/// "both by desk.example/log+0a1b2c3d", or by whom either.
std::string by(SignedHead const& one, SignedHead const& other)
{
    auto const first = first_name(one), second = first_name(other);
    return first == second ? "both by " + first : fmt::format("by {} and by {}", first, second);
}

/// Two things that cannot both be true of one log. It is shown only by what the log's own keys signed; what others
/// signed is put into `notes` and accuses nobody.
std::optional<Answer> contradiction(View const& one, View const& two, std::vector<std::string>& notes)
{
    std::optional<Answer> unsure;
    for (auto const& a : one.heads)
        for (auto const& b : two.heads) {
            auto const &left = a.checkpoint, &right = b.checkpoint;
            if (left.origin != right.origin || left.head.size != right.head.size || left.head.root == right.head.root)
                continue;
            if (a.of_log && b.of_log)
                return answered(State::fails,
                    fmt::format(
                        "two histories: at {} entries the log has two roots, signed {}", left.head.size, by(a, b)));
            auto const& stranger = a.of_log ? b : a;
            auto says = fmt::format("at {} entries there are two roots, and one is signed by {}, which is not known to "
                                    "be a key of this log: that is no evidence against its keeper",
                left.head.size, first_name(stranger));
            if (&a == &one.own() && &b == &two.own())
                unsure = answered(State::undetermined, std::move(says));
            else if (std::ranges::find(notes, says) == notes.end())
                notes.push_back(std::move(says));
        }
    if (unsure)
        return unsure;
    for (auto const& [index, leaf] : one.leaves)
        if (auto const at = two.leaves.find(index); at != two.leaves.end() && at->second != leaf)
            return one.own().of_log && two.own().of_log
                ? answered(State::fails,
                      fmt::format("two histories: entry {} is two different records, each proved, signed {}", index,
                          by(one.own(), two.own())))
                : answered(State::undetermined,
                      fmt::format("entry {} is two different records, and not both views are signed by known keys of "
                                  "this log: that is no evidence against its keeper",
                          index));
    return std::nullopt;
}

/// The proof between two views' own heads that somebody has.
merkle::Proof const* proof_between(View const& one, View const& two)
{
    for (auto const* pair : { &one, &two }) {
        auto const& head = pair == &one ? two.own().checkpoint.head : one.own().checkpoint.head;
        for (auto const& other : pair->heads)
            if (&other != &pair->own() && other.checkpoint.head == head)
                return &other.proof;
    }
    return nullptr;
}

Answer compared(View const& own, View const& other)
{
    auto const &left = own.own().checkpoint, &right = other.own().checkpoint;
    if (left.origin != right.origin)
        return answered(
            State::undetermined, fmt::format("they are of two logs, \"{}\" and \"{}\"", left.origin, right.origin));
    std::vector<std::string> notes;
    auto const finished = [&](Answer answer) {
        answer.notes = std::move(notes);
        return answer;
    };
    if (auto found = contradiction(own, other, notes))
        return finished(*std::move(found));
    auto const own_size = left.head.size, other_size = right.head.size;
    if (own_size < other_size && own.sealed_at && other.sealed_at && *own.sealed_at > *other.sealed_at)
        return finished(answered(State::fails,
            fmt::format("the log was cut: {} entries now, {} in what was sealed before", own_size, other_size)));
    static merkle::Proof const none;
    auto const* const proof = proof_between(own, other);
    if (left.head == right.head)
        return finished(answered(State::holds, fmt::format("the same log, at the same {} entries", own_size)));
    if (is_of_one_history(left, right, proof == nullptr ? none : *proof))
        return finished(answered(State::holds,
            own_size <= other_size
                ? fmt::format("this is an earlier view: what was seen has the same {} entries and {} more", own_size,
                      other_size - own_size)
                : fmt::format("the {} entries that were seen are the beginning of these {}", other_size, own_size)));
    return finished(answered(State::undetermined,
        fmt::format("neither has a proof that leads from {} entries to {}; ask the operator for one",
            std::min(own_size, other_size), std::max(own_size, other_size))));
}

/// The view of a receipt; the entry that it proves has to be that of the bundle, where that has it.
std::expected<View, Answer> view_of_receipt(log::TlogProof const& proof, View const& own, Case const& all)
{
    View view;
    view.heads.push_back(head_of(proof.checkpoint, {}, { all.keys, all.known }));
    auto const& head = proof.checkpoint.checkpoint.head;
    if (auto const leaf = own.leaves.find(proof.index); leaf != own.leaves.end()
        && !merkle::verify_inclusion(leaf->second, proof.index, head.size, head.root, proof.hashes))
        return std::unexpected(answered(State::undetermined,
            fmt::format("the receipt does not prove entry {} of this bundle: it is damaged, or of another record",
                proof.index)));
    return view;
}

} // namespace

Answer answer_consistent(Case const& all, std::optional<OtherView> const& other)
{
    if (!other)
        return answered(State::absent, "nothing was given to compare with");
    if (!all.read.has_checkpoint || !all.checkpoint_signed)
        return answered(State::undetermined, "this bundle has no checkpoint that is signed");
    auto const own = view_of(all.read, { all.keys, all.known });
    View seen;
    if (auto const* const contents = std::get_if<std::shared_ptr<Contents const>>(&*other)) {
        auto const read = read_bundle(*contents);
        if (!read.has_checkpoint)
            return answered(State::undetermined, "the other has no checkpoint");
        // A newer bundle tells the keys that followed since.
        auto const known = followed(read.bundle, all.known);
        auto keys = all.keys;
        keys.insert(keys.end(), read.bundle.keys.begin(), read.bundle.keys.end());
        seen = view_of(read, { keys, known });
        if (!seen.own().of_log && signers_of(read.bundle.checkpoint.note, all.keys).empty())
            return answered(
                State::undetermined, "the other has no checkpoint that is signed by a known key of this log");
    } else {
        std::string_view const text = std::get<std::string>(*other);
        bool const receipt = text.starts_with(receipt_begin);
        auto const proof = receipt ? log::parse_tlog_proof(text) : std::unexpected(std::string {});
        auto const parsed = receipt ? std::unexpected(std::string {}) : log::parse_signed_checkpoint(text);
        if (!proof && !parsed)
            return answered(State::undetermined,
                "the other is neither a bundle, a checkpoint nor a receipt: "
                    + (receipt ? proof.error() : parsed.error()));
        if (proof) {
            auto view = view_of_receipt(*proof, own, all);
            if (!view)
                return std::move(view.error());
            seen = std::move(*view);
        } else {
            seen.heads.push_back(head_of(*parsed, {}, { all.keys, all.known }));
        }
        if (seen.own().signers.empty())
            return answered(State::undetermined, "the other checkpoint is not signed by a key of this bundle");
    }
    return compared(own, seen);
}

} // namespace recourse::vault::seal

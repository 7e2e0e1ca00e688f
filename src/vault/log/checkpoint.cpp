#include "vault/log/checkpoint.hpp"

#include "base/check.hpp"
#include "vault/log/lines.hpp"

#include <fmt/format.h>

namespace recourse::vault::log {

namespace {

constexpr std::size_t proof_hashes_max = 64;

}

std::string to_text(Checkpoint const& checkpoint)
{
    auto text = fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.head.size, base64_of(checkpoint.head.root));
    for (auto const& line : checkpoint.extensions)
        text += line + "\n";
    return text;
}

std::expected<Checkpoint, std::string> parse_checkpoint(std::string_view text)
{
    Checkpoint checkpoint;
    auto const origin = take_line(text);
    if (!origin || origin->empty())
        return std::unexpected("line 1: expected the log's origin");
    checkpoint.origin = *origin;
    auto const size = take_line(text);
    auto const number = size ? parse_decimal(*size) : std::nullopt;
    if (!number || *number > merkle::size_max)
        return std::unexpected("line 2: expected the size of the tree, in digits without leading zeros");
    auto const root = take_line(text);
    auto const digest = root ? parse_base64_digest(*root) : std::nullopt;
    if (!digest)
        return std::unexpected("line 3: expected the root, 32 bytes in base64");
    checkpoint.head = { *number, *digest };
    if (*number == 0 && *digest != merkle::empty_root())
        return std::unexpected("line 3: a tree of size 0 has another root");
    for (int number_of_line = 4; !text.empty(); ++number_of_line) {
        auto const line = take_line(text);
        if (!line || line->empty())
            return std::unexpected(fmt::format("line {}: an extension is a line that is not empty", number_of_line));
        checkpoint.extensions.emplace_back(*line);
    }
    return checkpoint;
}

std::expected<SignedCheckpoint, std::string> parse_signed_checkpoint(std::string_view bytes)
{
    auto note = RECOURSE_TRY(parse_note(bytes));
    auto checkpoint = RECOURSE_TRY(parse_checkpoint(note.text));
    return SignedCheckpoint { std::move(checkpoint), std::move(note) };
}

std::optional<SignedCheckpoint> sign_checkpoint(Checkpoint const& checkpoint, std::span<Signer const> signers)
{
    auto note = sign_note(to_text(checkpoint), signers);
    if (!note)
        return std::nullopt;
    return SignedCheckpoint { checkpoint, std::move(*note) };
}

std::string_view name(Relation relation)
{
    switch (relation) {
    case Relation::same:
        return "same";
    case Relation::extends:
        return "extends";
    case Relation::other_log:
        return "other_log";
    case Relation::cut:
        return "cut";
    case Relation::forked:
        return "forked";
    case Relation::unproved:
        return "unproved";
    }
    RECOURSE_ASSERT(false);
}

Relation compare(Checkpoint const& earlier, Checkpoint const& later, std::span<Digest const> proof)
{
    if (earlier.origin != later.origin)
        return Relation::other_log;
    if (earlier.head.size == later.head.size)
        return earlier.head.root == later.head.root ? Relation::same : Relation::forked;
    if (earlier.head.size > later.head.size)
        return Relation::cut;
    auto const verdict = merkle::consistent(earlier.head, later.head, proof);
    if (verdict)
        return Relation::extends;
    switch (verdict.error()) {
    case merkle::Refusal::first_root:
    case merkle::Refusal::root:
        return Relation::forked;
    case merkle::Refusal::outside:
    case merkle::Refusal::empty_tree:
    case merkle::Refusal::no_subtree:
    case merkle::Refusal::length:
        return Relation::unproved;
    }
    RECOURSE_ASSERT(false);
}

std::string proof_lines(std::span<Digest const> proof)
{
    std::string lines;
    for (auto const& hash : proof)
        lines += base64_of(hash) + "\n";
    return lines;
}

std::expected<merkle::Proof, std::string> parse_proof_lines(std::string_view text)
{
    merkle::Proof proof;
    while (!text.empty()) {
        auto const line = take_line(text);
        auto const hash = line ? parse_base64_digest(*line) : std::nullopt;
        if (!hash)
            return std::unexpected(fmt::format("line {}: expected a hash, 32 bytes in base64", proof.size() + 1));
        if (proof.size() == proof_hashes_max)
            return std::unexpected(fmt::format("more than {} hashes", proof_hashes_max));
        proof.push_back(*hash);
    }
    return proof;
}

} // namespace recourse::vault::log

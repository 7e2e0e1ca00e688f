#include "vault/log/proof.hpp"

#include "base/base64.hpp"
#include "base/check.hpp"
#include "vault/log/lines.hpp"

#include <fmt/format.h>

namespace recourse::vault::log {

namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::size_t hashes_max = 63;

} // namespace

std::string to_string(TlogProof const& proof)
{
    auto text = fmt::format("{}\n", first_line);
    if (proof.extra)
        text += fmt::format("{}{}\n", extra_word, to_base64(*proof.extra));
    return text
        + fmt::format(
            "{}{}\n{}\n{}", index_word, proof.index, proof_lines(proof.hashes), to_string(proof.checkpoint.note));
}

std::expected<TlogProof, std::string> parse_tlog_proof(std::string_view text)
{
    auto const bytes = text.size();
    if (bytes > 2 * note_size_max)
        return std::unexpected(fmt::format("the proof has more than {} bytes", 2 * note_size_max));
    std::size_t number = 1;
    auto const wrong = [&](std::string_view says) { return std::unexpected(fmt::format("line {}: {}", number, says)); };
    if (take_line(text) != first_line)
        return wrong("expected c2sp.org/tlog-proof@v1");
    TlogProof proof;
    ++number;
    auto line = take_line(text);
    if (line && line->starts_with(extra_word)) {
        proof.extra = parse_base64(line->substr(extra_word.size()));
        if (!proof.extra)
            return wrong("expected base64 after 'extra '");
        ++number;
        line = take_line(text);
    }
    auto const index
        = line && line->starts_with(index_word) ? parse_decimal(line->substr(index_word.size())) : std::nullopt;
    if (!index)
        return wrong("expected 'index ' and the entry's index in digits without leading zeros");
    proof.index = *index;
    for (;;) {
        ++number;
        line = take_line(text);
        if (!line)
            return wrong("expected a hash, or an empty line and the checkpoint");
        if (line->empty())
            break;
        auto const hash = parse_base64_digest(*line);
        if (!hash)
            return wrong("expected a hash, 32 bytes in base64");
        if (proof.hashes.size() == hashes_max)
            return wrong("more hashes than any tree takes");
        proof.hashes.push_back(*hash);
    }
    auto checkpoint = parse_signed_checkpoint(text);
    if (!checkpoint)
        return std::unexpected(
            fmt::format("the checkpoint, which begins after line {}: {}", number, checkpoint.error()));
    proof.checkpoint = std::move(*checkpoint);
    return proof;
}

std::expected<std::vector<std::size_t>, ProofRefusal> verify(
    TlogProof const& proof, std::string_view entry, std::string_view origin, std::span<Verifier const> known)
{
    using Kind = ProofRefusal::Kind;
    auto const& checkpoint = proof.checkpoint.checkpoint;
    auto by = verify(proof.checkpoint.note, known);
    if (!by)
        return std::unexpected(by.error() == NoteRefusal::unknown_keys
                ? ProofRefusal { Kind::unknown_keys, "the checkpoint is signed by none of the known keys" }
                : ProofRefusal {
                      Kind::bad_signature, "a signature of the checkpoint in a known key's name is not that key's" });
    // What was signed is the text: the checkpoint is read from it once more, whoever filled the struct.
    auto const read = parse_checkpoint(proof.checkpoint.note.text);
    if (!read || *read != checkpoint)
        return std::unexpected(ProofRefusal { Kind::bad_signature, "what was signed is another checkpoint" });
    if (checkpoint.origin != origin)
        return std::unexpected(ProofRefusal {
            ProofRefusal::Kind::origin, fmt::format("the checkpoint is of the log {}", checkpoint.origin) });
    auto const verdict = merkle::verify_inclusion(
        merkle::leaf_hash(entry), proof.index, checkpoint.head.size, checkpoint.head.root, proof.hashes);
    if (!verdict)
        return std::unexpected(ProofRefusal { Kind::inclusion,
            fmt::format(
                "the hashes do not lead from the entry at index {} to the root of the checkpoint of size {} ({})",
                proof.index, checkpoint.head.size, merkle::name(verdict.error())) });
    return *by;
}

} // namespace recourse::vault::log

#pragma once

#include "vault/log/note.hpp"
#include "vault/merkle/merkle.hpp"

/// Checkpoints as c2sp.org/tlog-checkpoint has them: what a log says of itself, as the text of a signed note.
namespace recourse::vault::log {

struct Checkpoint {
    std::string origin; ///< which log: one line, not empty
    merkle::Head head; ///< how many entries and their root
    std::vector<std::string> extensions; ///< lines without meaning here, none of them empty; ours have none
    friend bool operator==(Checkpoint const&, Checkpoint const&) = default;
};

/// The text that is signed.
std::string to_text(Checkpoint const&);
/// Only what to_text writes: no leading zeros, one form of base64. Otherwise what is wrong. A size of 0 must have the
/// root of the empty tree.
std::expected<Checkpoint, std::string> parse_checkpoint(std::string_view text);

/// A checkpoint with its note.
struct SignedCheckpoint {
    Checkpoint checkpoint;
    Note note;
    friend bool operator==(SignedCheckpoint const&, SignedCheckpoint const&) = default;
};
std::expected<SignedCheckpoint, std::string> parse_signed_checkpoint(std::string_view note);
std::optional<SignedCheckpoint> sign_checkpoint(Checkpoint const&, std::span<Signer const>);

/// How a later view of a log stands to an earlier one.
enum class Relation : std::uint8_t {
    same, ///< same size, same root
    extends, ///< the proof shows that the later one only added entries
    other_log, ///< the origins differ: nothing follows
    cut, ///< what is shown now is shorter than what was seen before: its end is missing, unless the longer one is shown
    forked, ///< same size and another root, or a proof of exactly the right length that leads elsewhere: history was
            ///< rewritten
    unproved, ///< no proof, or one of the wrong form: cannot tell
};
std::string_view name(Relation);

/// `proof` is the consistency proof from `earlier` to `later`; it may be empty where the sizes are equal or the first
/// is 0. Both checkpoints must have been verified, or the answer means nothing. `forked` by proof accuses whoever made
/// the proof as well as the log; it is sure only when the proof is the log's own.
Relation compare(Checkpoint const& earlier, Checkpoint const& later, std::span<Digest const> proof);

/// A consistency proof as lines of base64, one hash each; empty for an empty one.
std::string proof_lines(std::span<Digest const>);
/// Only what proof_lines writes, at most 64 lines.
std::expected<merkle::Proof, std::string> parse_proof_lines(std::string_view);

} // namespace recourse::vault::log

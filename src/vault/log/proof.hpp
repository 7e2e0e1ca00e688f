#pragma once

#include "vault/log/checkpoint.hpp"

/// Proofs that stand alone, as c2sp.org/tlog-proof@v1 has them; files end with ".tlog-proof". This is the receipt for
/// what was recorded.
namespace recourse::vault::log {

struct TlogProof {
    std::optional<std::string> extra; ///< bytes that nothing vouches for
    std::uint64_t index = 0; ///< of the entry, from 0
    merkle::Proof hashes; ///< from the leaf's sibling upwards
    SignedCheckpoint checkpoint;
    friend bool operator==(TlogProof const&, TlogProof const&) = default;
};

std::string to_string(TlogProof const&);
/// Only what to_string writes; otherwise what is wrong, with the line. At most 63 hashes. Nothing is verified by this.
std::expected<TlogProof, std::string> parse_tlog_proof(std::string_view);

struct ProofRefusal {
    enum class Kind : std::uint8_t {
        origin, ///< the checkpoint is another log's
        unknown_keys, ///< nobody of the list signed the checkpoint
        bad_signature,
        inclusion, ///< the hashes do not lead from the entry to the checkpoint's root
    };
    Kind kind {};
    std::string says; ///< a sentence
};

/// That the entry is in the log of that origin, by a checkpoint which one of the keys signed. The answer names the keys
/// that did, as positions in `known`.
std::expected<std::vector<std::size_t>, ProofRefusal> verify(
    TlogProof const&, std::string_view entry, std::string_view origin, std::span<Verifier const> known);

} // namespace recourse::vault::log

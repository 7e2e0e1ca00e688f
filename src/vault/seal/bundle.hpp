#pragma once

#include "base/instant.hpp"
#include "vault/contents/contents.hpp"
#include "vault/log/proof.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

// What a sealed bundle holds. It is a bag in a zip (docs/formats/bundle.md), and knows no case: exhibits, the records
// of what was done to them, the proofs of those in the log, time stamps, keys and texts.

namespace recourse::vault::seal {

/// Gives the bytes of an exhibit, the same each time.
using ExhibitReader = std::function<std::expected<void, Flaw>(PieceSink const&)>;

struct Exhibit {
    std::string number; ///< "E001": a letter and digits, each once
    std::string
        file; ///< below data/: "E001_contract.pdf"; ASCII letters, digits, '.', '_', '-', beginning with `number`
    std::string original_name; ///< as it came, any text
    std::string media_type; ///< "application/pdf"; may be empty
    Digest digest; ///< SHA-256 of the bytes
    std::uint64_t size = 0; ///< of the bytes
    ExhibitReader read;
};

/// An entry of the log with its proof under the checkpoint of the bundle.
struct Entry {
    std::string bytes; ///< of the record, as it stands in the log
    log::TlogProof proof;
};

/// A checkpoint of the same log, older or newer, with the consistency proof between it and that of the bundle.
struct OtherCheckpoint {
    std::string note; ///< the signed checkpoint, as it was
    merkle::Proof proof; ///< from the smaller to the larger of the two
};

/// A time stamp over a checkpoint: over the bytes of its note.
struct Stamp {
    std::string reply; ///< of the authority, as it came
    OtherCheckpoint over;
    std::string chain; ///< PEM, the root with it; may be empty
    std::string revocations; ///< PEM, as they were when it was stamped; may be empty
};

/// A file beside the exhibits: the printed list, the statement about the system.
struct Text {
    std::string name; ///< one of text_names
    std::string bytes;
};

/// Whole seconds: the day of a seal has no parts of one, those of records have.
inline std::int64_t seconds_of(Instant at)
{
    return at.micros / 1'000'000;
}

struct Bundle {
    std::string name; ///< of the folder inside: ASCII letters, digits, '.', '_', '-'
    Instant sealed_at;
    std::vector<Exhibit> exhibits; ///< by number
    std::vector<Entry> entries; ///< by index
    log::SignedCheckpoint checkpoint;
    std::vector<Stamp> stamps;
    std::vector<OtherCheckpoint> earlier; ///< what was shown to others before: receipts, other bundles
    std::vector<log::Verifier> keys; ///< that signed what is in it
    std::vector<Text> texts; ///< by name
};

// ---- names of the layout

inline constexpr std::string_view seal_file = "seal";
inline constexpr std::string_view checkpoint_file = "checkpoint";
inline constexpr std::string_view exhibits_file = "exhibits.json";
inline constexpr std::string_view custody_file = "custody.jsonl";
inline constexpr std::string_view how_to_verify_file = "HOW-TO-VERIFY.txt";

std::string entry_file(std::uint64_t index); ///< "entries/000000000012.entry"
std::string proof_file(std::uint64_t index); ///< "proofs/000000000012.tlog-proof"
/// "tokens/001.tsr"; numbers count from 1.
std::string stamp_file(std::size_t number, std::string_view ending);
std::string earlier_file(std::size_t number, std::string_view ending);
std::string key_file(std::size_t number);

/// That the proof leads from the smaller of two checkpoints of a log to the larger, or that they are the same.
bool is_of_one_history(log::Checkpoint const& one, log::Checkpoint const& other, std::span<Digest const> proof);

/// The names that texts may have in a bundle of that version; a file of another name is none of a bundle.
std::span<std::string_view const> text_names(int version);
inline constexpr std::string_view list_file = "list.zh-en.txt";
inline constexpr std::string_view statement_file = "system-statement.zh-en.txt";

/// ASCII letters, digits, '.', '_', '-', not beginning with '.', 1 to 100 of them.
bool is_plain_name(std::string_view);

/// The text of bag-info.txt: the day of the seal, the name, bytes and number of the exhibits.
std::string bag_info_text(Bundle const&);

} // namespace recourse::vault::seal

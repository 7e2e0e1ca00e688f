#pragma once

#include "base/digest.hpp"
#include "base/instant.hpp"

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The record of one act on a piece of evidence: the entry of the log. The records of an exhibit are its chain of
/// custody.
namespace recourse::vault {

/// What was done. Stored by number: don't renumber, only add.
enum class Act : std::uint8_t {
    collected = 1, ///< taken from where it was: a phone, a platform, a mailbox
    received = 2, ///< came in, as it is kept
    viewed_original = 3, ///< the original carrier was looked at
    derived = 4, ///< made from its parents by a tool: thumbnail, text layer, transcript
    translated = 5, ///< of its parent, by whom the note says
    redacted = 6, ///< of its parent, with parts made unreadable
    numbered = 7, ///< got its exhibit number
    exported = 8, ///< left in a bundle or file
    handed_over = 9, ///< given to a person or body
    sealed = 10, ///< a bundle was sealed
    timestamped = 11, ///< the object is a time-stamp token over a checkpoint
    key_observed = 12, ///< the object is a key record of a mail domain, as seen
    cosigned = 13, ///< a witness signed a checkpoint
    imported = 14, ///< came in a bundle of another vault
    held = 15, ///< may not be erased until let go, by which order the note says
    erased = 16, ///< the bytes were taken away, by which order the note says; the earlier records stay
    key_rotated = 17, ///< the log's next key, which the note is
    released = 18, ///< a hold was let go
    withdrawn = 19, ///< is no exhibit any more, why the note says; the bytes and the number stay
    restarted = 20, ///< the program that keeps all this was started; the note says how it ended before
    incident = 21, ///< something went wrong with what keeps all this; the note says what
};
inline constexpr std::uint8_t act_last = 21;
/// "viewed-original".
std::string_view name(Act);
std::optional<Act> parse_act(std::string_view);

using Nonce = std::array<std::uint8_t, 32>;
/// From the system's generator.
Nonce new_nonce();

/// Texts are UTF-8 without control characters but newline and tab in `note`.
struct Record {
    static constexpr std::uint64_t version = 1;
    static constexpr std::size_t text_size_max = 512; ///< bytes of each of subject, actor, how
    static constexpr std::size_t note_size_max = 16 * 1024; ///< bytes
    static constexpr std::size_t parents_max = 256;

    std::uint64_t sequence = 0; ///< the index of the entry in its log
    Digest digest {}; ///< of the object; all zeros where the act has none
    std::uint64_t size = 0; ///< of the object, in bytes
    /// Random, new for each record: a proof shows the hashes of neighbours, and without it a short text could be
    /// guessed from them, also after it was erased.
    Nonce nonce {};
    Act act = Act::received;
    std::string subject; ///< the case, matter or order that it belongs to: "C-17"; empty: none
    std::string actor; ///< who: a person, a key, a program
    Instant at; ///< by the desk's clock
    std::string how; ///< with which tool and version, through which channel or device
    std::vector<Digest> parents; ///< the objects that it was made from
    std::string note;
    friend bool operator==(Record const&, Record const&) = default;
};

/// The bytes of the record; the same record always has the same. Fields beyond their limits are a bug and assert: see
/// `flaw`.
std::string encode(Record const&);
/// What cannot be stored about the record: "how has 600 bytes; at most 512". Nothing: it can.
std::optional<std::string> flaw(Record const&);
/// The record of the bytes, all of them; encode of it gives them again. Otherwise what is wrong.
std::expected<Record, std::string> decode_record(std::string_view);

} // namespace recourse::vault

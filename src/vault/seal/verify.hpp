#pragma once

#include "base/digest.hpp"
#include "vault/bag/manifest.hpp"
#include "vault/contents/contents.hpp"
#include "vault/log/note.hpp"
#include "vault/stamp/judge.hpp"
#include "vault/zip/archive.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Verifying a bundle by itself: no server, no network, no configuration, no clock that matters.

namespace recourse::vault::seal {

enum class State : std::uint8_t {
    holds,
    fails, ///< shown to be wrong
    undetermined, ///< cannot be told; `says` names what is missing
    absent, ///< there is nothing of it in the bundle, or it was not asked for
};
std::string_view name(State);

/// One question and its answer, independent of the others.
struct Answer {
    State state = State::absent;
    std::string says; ///< one sentence
    std::vector<Flaw> flaws; ///< the files that are wrong; at most 100
    std::vector<std::string> notes; ///< what is reported beside it
};

enum class Question : std::uint8_t {
    complete, ///< every byte is as it was sealed
    in_log, ///< every exhibit has its records, and every record stands in the log
    signed_by, ///< who signed the log: a key that is trusted, or one that nobody vouches for
    sealed_by, ///< who sealed the bundle: the log's own key or one that it announced, and not before what is in it
    existed, ///< no later than when, and by whose word
    consistent, ///< with what was seen before
};
inline constexpr std::size_t questions = 6;
std::string_view name(Question);

struct Verification {
    std::array<Answer, questions> answers;
    std::string bundle; ///< its name; empty where it has none
    std::size_t exhibits = 0;

    Answer const& of(Question question) const { return answers[static_cast<std::size_t>(question)]; }
    Answer& of(Question question) { return answers[static_cast<std::size_t>(question)]; }
};

/// What somebody trusts who verifies.
struct Trust {
    std::vector<log::Verifier> keys; ///< of logs; empty: none is known
    std::string anchors; ///< PEM: roots of time-stamp authorities; empty: those that the bundle brings, and it is said
};

/// Another view of the log: a bundle, or the bytes of a signed checkpoint or of a receipt (.tlog-proof).
inline constexpr std::string_view receipt_begin = "c2sp.org/tlog-proof@v1\n";
using OtherView = std::variant<std::shared_ptr<Contents const>, std::string>;

/// Opens what a person names: a folder, or a zip; the folder inside that has all the files is taken off. Errors: what
/// keeps it from being read.
struct Opened {
    std::shared_ptr<Contents const> contents;
    std::string folder; ///< the name of the folder inside a zip; empty where there is none, and for a folder
    std::optional<Flaw> packing_flaw; ///< the zip is partly ours and partly not
    bool repacked = false; ///< by another program
};
std::expected<Opened, std::vector<Flaw>> open_bundle(std::string const& path);
/// The same of a zip in memory.
std::expected<Opened, std::vector<Flaw>> open_zip(std::shared_ptr<ByteRange const>);

/// A receipt (.tlog-proof) by itself. The record that it proves is in it (`extra`), or not in older ones; `file` is the
/// SHA-256 and the size of the bytes that it should be of. Answers complete (the file is that of the record), in_log
/// and signed_by; the others are absent. Errors: it is no receipt; with the line.
struct ReceiptFile {
    Digest digest;
    std::uint64_t size = 0;
};
std::expected<Verification, std::string> verify_receipt(
    std::string_view receipt, Trust const&, std::optional<ReceiptFile> const& file);

/// Answers all six. `now` is only for notes on what ran out since.
Verification verify_bundle(Opened const&, Trust const&, std::optional<OtherView> const& other, Instant now);

} // namespace recourse::vault::seal

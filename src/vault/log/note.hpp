#pragma once

#include "vault/log/ed25519.hpp"

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Signed notes as c2sp.org/signed-note@v1 has them: a text, an empty line, and lines of signatures.
namespace recourse::vault::log {

/// A signature by a key of one name and id. What the bytes are depends on the key's algorithm.
struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;
    friend bool operator==(NoteSignature const&, NoteSignature const&) = default;
};

struct Note {
    std::string text; ///< ends with a newline
    std::vector<NoteSignature> signatures; ///< at least one
    friend bool operator==(Note const&, Note const&) = default;
};

inline constexpr std::size_t note_size_max = 1u << 20;
inline constexpr std::size_t note_signatures_max = 100;

/// The note of the bytes, or what is wrong with them and in which line. Only what to_string writes is taken, so that
/// to_string(parse_note(x)) is x. No signature is verified by this.
/// Refused: more than note_size_max bytes or note_signatures_max signatures, what is no UTF-8, control characters but
/// newline, base64 that is not in its one form.
std::expected<Note, std::string> parse_note(std::string_view);
std::string to_string(Note const&);

/// Whose signatures are trusted: the key's name, its id and the public key. Written "name+id+base64", the form in which
/// operators exchange them ("vkey"), where the base64 is of the algorithm's byte (1: Ed25519) and the key.
struct Verifier {
    std::string name;
    std::uint32_t id = 0;
    PublicKey key {};
    friend bool operator==(Verifier const&, Verifier const&) = default;
};
/// The id follows from name and key: the first four bytes of SHA-256(name || newline || 1 || key).
Verifier make_verifier(std::string name, PublicKey const&);
/// True for what may be the name of a key: not empty, UTF-8, without spaces, '+' and control characters.
bool is_key_name(std::string_view);
/// Nothing but what to_string writes, with the id that follows from name and key; otherwise what is wrong.
std::expected<Verifier, std::string> parse_verifier(std::string_view);
std::string to_string(Verifier const&);

/// Signs in the name of a key. `sign` may ask a device; it gives nothing when that does not answer.
struct Signer {
    Verifier verifier;
    std::function<std::optional<Signature>(std::string_view text)> sign;
};
/// A signer whose private key is in memory. `name` must be a key name.
Signer make_signer(std::string name, Seed const&);

enum class NoteRefusal : std::uint8_t {
    unknown_keys, ///< none of the signatures is by a key of the list
    bad_signature, ///< one by a key of the list is not that key's signature of this text: the whole note is refused
};
std::string_view name(NoteRefusal);

/// Which of the keys have signed, as positions in `known`, at least one. Signatures by other keys are passed over.
std::expected<std::vector<std::size_t>, NoteRefusal> verify(Note const&, std::span<Verifier const> known);

/// The text (which must end with a newline) signed by each. Nothing when a signer gave no signature.
std::optional<Note> sign_note(std::string text, std::span<Signer const>);

} // namespace recourse::vault::log

#include "vault/log/note.hpp"

#include "base/base64.hpp"
#include "base/check.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "vault/log/lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault::log {

namespace {

constexpr std::string_view dash = "— "; // U+2014 and a space
constexpr char ed25519_byte = 1;

/// Unicode's White_Space beside the ASCII ones.
constexpr std::string_view wide_spaces[]
    = { "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
          "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000" };

std::string id_bytes(std::uint32_t id)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(id >> shift & 0xff);
    return bytes;
}

std::uint32_t id_of(std::string_view bytes)
{
    std::uint32_t id = 0;
    for (char const byte : bytes.substr(0, 4))
        id = id << 8 | static_cast<std::uint8_t>(byte);
    return id;
}

std::string_view text_of(PublicKey const& key)
{
    return { reinterpret_cast<char const*>(key.data()), key.size() };
}

std::uint32_t key_id(std::string_view name, PublicKey const& key)
{
    Digester digester;
    digester.add(name).add(std::string_view { "\n\x01", 2 }).add(text_of(key));
    auto const digest = digester.finish();
    return id_of({ reinterpret_cast<char const*>(digest.bytes.data()), 4 });
}

/// "name base64", after the dash.
std::expected<NoteSignature, std::string> parse_signature(std::string_view line)
{
    if (!line.starts_with(dash))
        return std::unexpected("a signature line begins with an em dash and a space");
    line.remove_prefix(dash.size());
    auto const space = line.find(' ');
    if (space == std::string_view::npos || !is_key_name(line.substr(0, space)))
        return std::unexpected("expected the name of a key (without spaces and '+'), a space and base64");
    auto bytes = parse_base64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5)
        return std::unexpected("expected base64 of a key's id (4 bytes) and a signature");
    return NoteSignature { std::string { line.substr(0, space) }, id_of(*bytes), bytes->substr(4) };
}

} // namespace

bool is_key_name(std::string_view text)
{
    return !text.empty() && text.size() <= 1000 && is_utf8(text) && std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '+' || c == 0x7f;
    }) && std::ranges::none_of(wide_spaces, [&](std::string_view space) {
        return text.find(space) != std::string_view::npos;
    });
}

std::expected<Note, std::string> parse_note(std::string_view bytes)
{
    if (bytes.size() > note_size_max)
        return std::unexpected(fmt::format("the note has more than {} bytes", note_size_max));
    if (!is_utf8(bytes))
        return std::unexpected("the note is not UTF-8");
    if (std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; }))
        return std::unexpected("the note has a control character");
    // The last empty line parts the text from the signatures; a text of nothing but its newline is none.
    auto const end = bytes.rfind("\n\n");
    if (end == std::string_view::npos)
        return std::unexpected("the note has no empty line between text and signatures");
    Note note;
    note.text = bytes.substr(0, end + 1);
    auto rest = bytes.substr(end + 2);
    auto line_number = static_cast<std::size_t>(std::ranges::count(bytes.substr(0, end + 2), '\n'));
    while (!rest.empty()) {
        ++line_number;
        auto const line = take_line(rest);
        if (!line)
            return std::unexpected(fmt::format("line {}: does not end with a newline", line_number));
        auto signature = parse_signature(*line);
        if (!signature)
            return std::unexpected(fmt::format("line {}: {}", line_number, signature.error()));
        if (note.signatures.size() == note_signatures_max)
            return std::unexpected(fmt::format("the note has more than {} signatures", note_signatures_max));
        note.signatures.push_back(std::move(*signature));
    }
    if (note.signatures.empty())
        return std::unexpected("the note has no signature");
    return note;
}

std::string to_string(Note const& note)
{
    std::string out = note.text + "\n";
    for (auto const& one : note.signatures)
        out += fmt::format("{}{} {}\n", dash, one.name, to_base64(id_bytes(one.id) + one.bytes));
    return out;
}

Verifier make_verifier(std::string name, PublicKey const& key)
{
    RECOURSE_ASSERT(is_key_name(name));
    auto const id = key_id(name, key);
    return { std::move(name), id, key };
}

std::expected<Verifier, std::string> parse_verifier(std::string_view text)
{
    auto const first = text.find('+');
    auto const second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos)
        return std::unexpected("expected a key as name+id+base64");
    auto const name = text.substr(0, first);
    if (!is_key_name(name))
        return std::unexpected("the key's name is empty or has spaces");
    auto const bytes = parse_base64(text.substr(second + 1));
    if (!bytes || bytes->empty())
        return std::unexpected("the key is not base64");
    if (bytes->front() != ed25519_byte || bytes->size() != 1 + PublicKey {}.size())
        return std::unexpected("the key is not an Ed25519 key (algorithm 1 and 32 bytes)");
    PublicKey key;
    std::ranges::copy(bytes->substr(1), reinterpret_cast<char*>(key.data()));
    auto verifier = make_verifier(std::string { name }, key);
    if (text.substr(first + 1, second - first - 1) != fmt::format("{:08x}", verifier.id))
        return std::unexpected(fmt::format("the id of this name and key is {:08x}", verifier.id));
    return verifier;
}

std::string to_string(Verifier const& verifier)
{
    std::string bytes(1, ed25519_byte);
    bytes += text_of(verifier.key);
    return fmt::format("{}+{:08x}+{}", verifier.name, verifier.id, to_base64(bytes));
}

Signer make_signer(std::string name, Seed const& seed)
{
    return { make_verifier(std::move(name), public_key(seed)),
        [seed](std::string_view text) { return std::optional(sign(seed, text)); } };
}

std::string_view name(NoteRefusal refusal)
{
    switch (refusal) {
    case NoteRefusal::unknown_keys:
        return "unknown_keys";
    case NoteRefusal::bad_signature:
        return "bad_signature";
    }
    RECOURSE_ASSERT(false);
}

std::expected<std::vector<std::size_t>, NoteRefusal> verify(Note const& note, std::span<Verifier const> known)
{
    std::vector<std::size_t> by;
    for (auto const& one : note.signatures) {
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (known[i].name != one.name || known[i].id != one.id)
                continue;
            Signature signature;
            if (one.bytes.size() != signature.size())
                return std::unexpected(NoteRefusal::bad_signature);
            std::ranges::copy(one.bytes, reinterpret_cast<char*>(signature.data()));
            if (!is_signature(known[i].key, note.text, signature))
                return std::unexpected(NoteRefusal::bad_signature);
            if (std::ranges::find(by, i) == by.end())
                by.push_back(i);
        }
    }
    if (by.empty())
        return std::unexpected(NoteRefusal::unknown_keys);
    return by;
}

std::optional<Note> sign_note(std::string text, std::span<Signer const> signers)
{
    RECOURSE_ASSERT(text.ends_with('\n') && !signers.empty());
    Note note { std::move(text), {} };
    for (auto const& signer : signers) {
        auto const signature = signer.sign(note.text);
        if (!signature)
            return std::nullopt;
        note.signatures.push_back({ signer.verifier.name, signer.verifier.id,
            std::string { reinterpret_cast<char const*>(signature->data()), signature->size() } });
    }
    return note;
}

} // namespace recourse::vault::log

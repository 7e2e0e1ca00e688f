#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Files from strangers, wherever they lie: in a folder, in an archive, in memory. Only what is regular and has a name
// that cannot leave the place is ever listed.

namespace recourse::vault {

/// What is wrong, and with which file; `file` is empty where it is the whole. Both come from outside in parts: whoever
/// shows them to a person passes them through printable().
struct Flaw {
    std::string file;
    std::string says; ///< a clause, with the remedy where there is one
    friend bool operator==(Flaw const&, Flaw const&) = default;
};
/// "data/E001.pdf: its SHA-256 is another".
std::string to_string(Flaw const&);

struct ContentFile {
    std::string name; ///< UTF-8, parts joined by '/', none of them "", "." or ".."
    std::uint64_t size = 0; ///< bytes
    friend bool operator==(ContentFile const&, ContentFile const&) = default;
};

/// Takes the next bytes of a file.
using PieceSink = std::function<void(std::span<std::uint8_t const>)>;

class Contents {
public:
    virtual ~Contents() = default;
    /// By name in the order of bytes, each once.
    virtual std::span<ContentFile const> entries() const = 0;
    /// Gives the bytes of entries()[index] in pieces, in order; as many as its size says, or it is an error. May be
    /// called from several threads. Errors: it cannot be read, or is not what was listed; pieces given until then are
    /// worth nothing.
    virtual std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const = 0;
};

/// The place of a name among the entries.
std::optional<std::size_t> find(Contents const&, std::string_view name);

/// The whole of a small file. Errors: as read(); larger than so many bytes.
std::expected<std::string, Flaw> read_whole(Contents const&, std::size_t index, std::size_t bytes_max);

/// What keeps a name from being one of a file inside: it is empty, absolute, leads outside ("..", a drive), has an
/// empty part or ".", a backslash, a control character, more than 1,024 bytes, or is no UTF-8. A clause; nothing when
/// it is well.
std::optional<std::string> name_flaw(std::string_view name);

} // namespace recourse::vault

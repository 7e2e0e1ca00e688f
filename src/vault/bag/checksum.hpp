#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::vault {

/// A function that a manifest may name, as its file's name writes it: "md5", "sha256", "sha3256".
struct ChecksumKind {
    std::string_view name;
    std::string_view library_name;
    std::size_t digits = 0; ///< hexadecimal, of one checksum
};

/// The kind of that name, in small letters; nothing for one that is not known.
ChecksumKind const* checksum_kind(std::string_view name);

/// Several checksums of the same bytes, which come in pieces.
class Checksums {
public:
    explicit Checksums(std::span<ChecksumKind const* const> kinds);
    ~Checksums();
    Checksums(Checksums const&) = delete;
    Checksums& operator=(Checksums const&) = delete;

    void add(std::span<std::uint8_t const> bytes);
    /// In small hexadecimal digits, in the order of the kinds. Once.
    std::vector<std::string> finish();

private:
    std::vector<void*> contexts_;
};

} // namespace recourse::vault

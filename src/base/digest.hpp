#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recourse {

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
struct Digest {
    std::array<std::uint8_t, 32> bytes {};
    friend auto operator<=>(Digest const&, Digest const&) = default;
};

/// The digest of the bytes.
Digest sha256(std::span<std::uint8_t const> bytes);
Digest sha256(std::string_view text);

/// 64 small hexadecimal digits; parse_digest undoes it and takes nothing else.
std::string to_string(Digest const&);
std::optional<Digest> parse_digest(std::string_view);

/// A digest of what comes in pieces.
class Digester {
public:
    Digester();
    ~Digester();
    Digester(Digester const&) = delete;
    Digester& operator=(Digester const&) = delete;

    Digester& add(std::span<std::uint8_t const> bytes);
    Digester& add(std::string_view text);
    /// Least significant byte first.
    Digester& add(std::uint64_t number);
    /// The digest of everything added; the next piece starts a new one.
    Digest finish();

private:
    void* context_;
};

} // namespace recourse

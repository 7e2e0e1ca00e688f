#pragma once

#include "vault/contents/contents.hpp"
#include "vault/zip/byte_range.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace recourse::vault {

/// Where packed bytes lie and how many they must become.
struct Packed {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::uint64_t unpacked = 0;
};

/// Unpacks a raw deflate stream (RFC 1951), never more than was announced. What is wrong with it, as a clause: no
/// deflate, more or fewer bytes than announced, bytes left over after its end. Nothing when it is well.
std::optional<std::string> inflate(ByteRange const&, Packed const&, PieceSink const&);

} // namespace recourse::vault

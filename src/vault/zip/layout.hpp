#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The one form in which we write a zip: members in the order of bytes of their names, stored, without extra fields,
// comments and descriptors, names marked as UTF-8, all of the first moment that a zip knows (1980-01-01), files of mode
// 0644; zip64 exactly where a number needs it. So the same files always give the same bytes (PKWARE APPNOTE 6.3.3).

namespace recourse::vault {

struct ZipMember {
    std::string name;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
    friend bool operator==(ZipMember const&, ZipMember const&) = default;
};

/// What stands before the bytes of a member.
std::string local_header(ZipMember const&);

/// The line of a member in the directory; `offset` is the place of its local header.
std::string directory_line(ZipMember const&, std::uint64_t offset);

/// What stands after the directory.
std::string directory_end(std::uint64_t members, std::uint64_t directory_bytes, std::uint64_t directory_offset);

/// Places of the local headers, and at the end the place of the directory.
std::vector<std::uint64_t> offsets_of(std::span<ZipMember const>);

// ---- numbers of the format, for reading and writing

namespace zip {

inline constexpr std::uint32_t local_mark = 0x04034b50;
inline constexpr std::uint32_t directory_mark = 0x02014b50;
inline constexpr std::uint32_t end_mark = 0x06054b50;
inline constexpr std::uint32_t end64_mark = 0x06064b50;
inline constexpr std::uint32_t locator_mark = 0x07064b50;
inline constexpr std::size_t local_bytes = 30;
inline constexpr std::size_t directory_bytes = 46;
inline constexpr std::size_t end_bytes = 22;
inline constexpr std::size_t end64_bytes = 56;
inline constexpr std::size_t locator_bytes = 20;
inline constexpr std::uint32_t in_zip64 = 0xFFFFFFFF; ///< the number stands in the zip64 field
inline constexpr std::uint16_t in_zip64_short = 0xFFFF;
inline constexpr std::uint16_t zip64_field = 0x0001;
inline constexpr std::uint16_t utf8_flag = 1U << 11U;

} // namespace zip

} // namespace recourse::vault

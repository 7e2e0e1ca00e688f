#pragma once

#include <string>
#include <string_view>

namespace recourse::packets {

/// How many first bytes media_type_of looks at.
inline constexpr std::size_t media_type_bytes = 1024;

/// What a file is, by its first bytes where they tell; otherwise `said` of it, or else by the ending of its name among
/// texts and office files. "application/octet-stream" where nothing tells.
std::string media_type_of(std::string_view first_bytes, std::string_view said, std::string_view file_name);

} // namespace recourse::packets

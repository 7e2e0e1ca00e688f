#pragma once

#include <expected>
#include <iosfwd>
#include <string>
#include <string_view>

namespace recourse::cli {

/// The bytes of a file, or of `in` where the name is "-", without a byte order mark. Errors: a clause that names the
/// file, also where it is a folder or has more than `bytes_max` bytes.
std::expected<std::string, std::string> read_file(
    std::string const& name, std::istream& in, std::size_t bytes_max = 64U << 20U);

/// Puts the text into the file as a whole or not at all: it is written beside it under a name of its own first and then
/// renamed over it. The file keeps its mode, a link stays a link, and what is no regular file (a device, a pipe) is
/// written into. Errors: a clause that names the file.
std::expected<void, std::string> write_file(std::string const& name, std::string_view text);

} // namespace recourse::cli

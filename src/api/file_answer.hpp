#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How a file goes out, whole or in part.

namespace recourse::api {

/// Some bytes of a file.
struct ByteSpan {
    std::uint64_t begin = 0;
    std::uint64_t count = 0;
    friend bool operator==(ByteSpan const&, ByteSpan const&) = default;
};

/// What a Range asks of a file of that size (RFC 9110, 14): one range of bytes. Of anything else, several ranges among
/// it, the whole is given.
struct RangeAsked {
    enum class Kind : std::uint8_t { whole, part, not_there } kind = Kind::whole;
    ByteSpan span; ///< of a part
};
RangeAsked range_asked(std::string_view range, std::uint64_t size);

/// The file as something to be kept and not to be shown, whatever is in it: `attachment` with its name, in ASCII and as
/// it is (RFC 6266). What could lead elsewhere or end the field is left out.
std::string attachment(std::string_view file_name);

} // namespace recourse::api

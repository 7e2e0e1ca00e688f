#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace recourse::readers {

/// Numbers out of bytes, most significant first; nothing beyond the end.
template <class Whole>
std::optional<Whole> big_endian(std::string_view bytes, std::size_t at)
{
    if (at > bytes.size() || bytes.size() - at < sizeof(Whole))
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Whole); ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<Whole>(value);
}

} // namespace recourse::readers

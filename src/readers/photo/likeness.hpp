#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::readers::photo {

/// The picture in grey, each value one byte, row by row; small enough that nothing can burst.
struct Grey {
    std::uint32_t width = 0, height = 0;
    std::string values;
};

/// No picture above this is decoded.
inline constexpr std::uint64_t pixels_max = 100'000'000;

std::optional<Grey> decode_jpeg(std::string_view bytes);
std::optional<Grey> decode_png(std::string_view bytes);

/// 64 bits, each of which says whether the brightness falls from one field of a 9 by 8 grid to its neighbour on the
/// right; as 16 hexadecimal digits. Survives another size, quality and format; not a crop or a turn.
std::string likeness(Grey const&);

} // namespace recourse::readers::photo

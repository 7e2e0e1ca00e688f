#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace recourse::packets::pdf {

/// What a JPEG says of itself in its headers; the picture is not decoded.
struct Jpeg {
    std::uint32_t width = 0, height = 0;
    int components = 3; ///< 1 grey, 3 colour, 4 for print
    bool inverted = false; ///< of four components, as Adobe writes them
    int orientation = 1; ///< of EXIF, 1 to 8: how it has to be turned
};
/// Throws Refused.
Jpeg read_jpeg(std::string_view bytes);

/// A PNG decoded to eight bits a channel.
struct Png {
    std::uint32_t width = 0, height = 0;
    bool grey = false;
    std::string colour; ///< rows of one or three bytes a pixel
    std::string opacity; ///< rows of one byte a pixel; empty: opaque
};
/// Throws Refused; also for a picture of more than `pixels_max`.
Png read_png(std::string_view bytes);
/// So many that the cell has the memory to take them apart: up to eight bytes of each at once.
inline constexpr std::uint64_t pixels_max = 64'000'000;

} // namespace recourse::packets::pdf

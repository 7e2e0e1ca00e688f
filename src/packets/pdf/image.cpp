#include "packets/pdf/image.hpp"

#include "packets/pdf/refused.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <png.h>

namespace recourse::packets::pdf {

namespace {

std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t count)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count, bool little)
{
    if (!little)
        return big(bytes, at, count);
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// Tag 0x0112 of the first directory of EXIF (TIFF 6.0); 1 where there is none or it is broken.
int orientation_of(std::string_view exif)
{
    static constexpr std::string_view mark { "Exif\0\0", 6 };
    if (!exif.starts_with(mark))
        return 1;
    auto const tiff = exif.substr(mark.size());
    if (tiff.size() < 8)
        return 1;
    bool const little = tiff.starts_with("II");
    auto const directory = number(tiff, 4, 4, little);
    if (directory > tiff.size() || tiff.size() - directory < 2)
        return 1;
    auto const entries = number(tiff, directory, 2, little);
    for (std::size_t i = 0, at = directory + 2; i < entries && at + 12 <= tiff.size(); ++i, at += 12)
        if (number(tiff, at, 2, little) == 0x0112) {
            auto const value = number(tiff, at + 8, 2, little);
            return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
    return 1;
}

} // namespace

Jpeg read_jpeg(std::string_view bytes)
{
    if (!bytes.starts_with("\xff\xd8"))
        throw Refused { "it is no JPEG" };
    Jpeg jpeg;
    bool adobe = false;
    // Segments up to the frame (ITU-T T.81, B.1.1).
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) != 0xff)
            throw Refused { "the JPEG is broken before its picture" };
        auto const marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        auto const length = big(bytes, at + 2, 2);
        if (length < 2 || at + 2 + length > bytes.size())
            throw Refused { "the JPEG is cut off before its picture" };
        auto const body = bytes.substr(at + 4, length - 2);
        if (marker == 0xe1 && jpeg.orientation == 1)
            jpeg.orientation = orientation_of(body);
        if (marker == 0xee && body.starts_with("Adobe"))
            adobe = true;
        bool const frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            // PDF decodes baseline, extended and progressive frames of eight bits (ISO 32000-1, 7.4.8).
            if (marker > 0xc2 || body.size() < 6 || body[0] != 8)
                throw Refused { "this form of JPEG cannot be placed on a page" };
            jpeg.height = big(body, 1, 2);
            jpeg.width = big(body, 3, 2);
            jpeg.components = static_cast<unsigned char>(body[5]);
            jpeg.inverted = adobe && jpeg.components == 4;
            if (jpeg.width == 0 || jpeg.height == 0
                || (jpeg.components != 1 && jpeg.components != 3 && jpeg.components != 4))
                throw Refused { "this form of JPEG cannot be placed on a page" };
            return jpeg;
        }
        if (marker == 0xda)
            break;
        at += 2 + length;
    }
    throw Refused { "the JPEG has no picture" };
}

namespace {

/// Its size alone, from the header: before anything is decoded.
Png read_png_header(std::string_view bytes)
{
    static constexpr std::string_view signature { "\x89PNG\r\n\x1a\n", 8 };
    if (!bytes.starts_with(signature) || bytes.size() < 33 || bytes.substr(12, 4) != "IHDR")
        throw Refused { "it is no PNG" };
    Png png;
    png.width = big(bytes, 16, 4);
    png.height = big(bytes, 20, 4);
    if (png.width == 0 || png.height == 0)
        throw Refused { "the PNG is empty" };
    if (auto const pixels = static_cast<std::uint64_t>(png.width) * png.height; pixels > pixels_max)
        throw Refused { fmt::format("the PNG has {} by {} pixels, more than the {} million that are bound", png.width,
            png.height, pixels_max / 1'000'000) };
    return png;
}

} // namespace

Png read_png(std::string_view bytes)
{
    auto png = read_png_header(bytes);
    png_image image {};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        throw Refused { "the PNG is broken" };
    bool const opaque = (image.format & PNG_FORMAT_FLAG_ALPHA) == 0;
    png.grey = (image.format & PNG_FORMAT_FLAG_COLOR) == 0;
    image.format = png.grey ? (opaque ? PNG_FORMAT_GRAY : PNG_FORMAT_GA) : (opaque ? PNG_FORMAT_RGB : PNG_FORMAT_RGBA);
    std::string all(PNG_IMAGE_SIZE(image), '\0');
    if (png_image_finish_read(&image, nullptr, all.data(), 0, nullptr) == 0) {
        png_image_free(&image);
        throw Refused { "the PNG is broken" };
    }
    if (opaque) {
        png.colour = std::move(all);
        return png;
    }
    std::size_t const channels = png.grey ? 2 : 4;
    png.colour.reserve(all.size() / channels * (channels - 1));
    png.opacity.reserve(all.size() / channels);
    for (std::size_t at = 0; at + channels <= all.size(); at += channels) {
        png.colour.append(all, at, channels - 1);
        png.opacity += all[at + channels - 1];
    }
    return png;
}

} // namespace recourse::packets::pdf

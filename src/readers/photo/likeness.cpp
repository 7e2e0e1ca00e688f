#include "readers/photo/likeness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <csetjmp>
#include <cstdio>

#include "readers/photo/photo.hpp"

#include <jpeglib.h>
#include <png.h>

namespace recourse::readers::photo {

namespace {

struct Errors {
    jpeg_error_mgr manager;
    std::jmp_buf back;
};

void give_up(j_common_ptr state)
{
    std::longjmp(reinterpret_cast<Errors*>(state->err)->back, 1);
}

void say_nothing(j_common_ptr) { }

/// No object with a destructor lives across the jump: rows go into memory that the caller owns.
bool decode(std::string_view bytes, Grey& grey)
{
    jpeg_decompress_struct state {};
    Errors errors {};
    state.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = &give_up;
    errors.manager.output_message = &say_nothing;
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_decompress(&state);
        return false;
    }
    jpeg_create_decompress(&state);
    jpeg_mem_src(&state, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    if (jpeg_read_header(&state, TRUE) != JPEG_HEADER_OK
        || std::uint64_t { state.image_width } * state.image_height > pixels_max) {
        jpeg_destroy_decompress(&state);
        return false;
    }
    state.out_color_space = JCS_GRAYSCALE;
    state.scale_num = 1;
    state.scale_denom = 8;
    state.dct_method = JDCT_IFAST;
    jpeg_start_decompress(&state);
    grey.width = state.output_width;
    grey.height = state.output_height;
    grey.values.resize(std::size_t { grey.width } * grey.height);
    while (state.output_scanline < state.output_height) {
        auto* row
            = reinterpret_cast<unsigned char*>(grey.values.data()) + std::size_t { state.output_scanline } * grey.width;
        if (jpeg_read_scanlines(&state, &row, 1) != 1)
            break;
    }
    // A picture that is cut short is decoded as far as it goes, with warnings; its likeness would be of the grey rest.
    bool const whole = errors.manager.num_warnings == 0;
    jpeg_abort_decompress(&state);
    jpeg_destroy_decompress(&state);
    return whole;
}

} // namespace

std::optional<Grey> decode_jpeg(std::string_view bytes)
{
    Grey grey;
    if (!decode(bytes, grey))
        return std::nullopt;
    return grey;
}

std::optional<Grey> decode_png(std::string_view bytes)
{
    png_image image {};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return std::nullopt;
    Grey grey { image.width, image.height, {} };
    if (std::uint64_t { image.width } * image.height > pixels_max) {
        png_image_free(&image);
        return std::nullopt;
    }
    image.format = PNG_FORMAT_GRAY;
    grey.values.resize(PNG_IMAGE_SIZE(image));
    png_color const background { 255, 255, 255 };
    bool const done = png_image_finish_read(&image, &background, grey.values.data(), 0, nullptr) != 0;
    png_image_free(&image);
    if (!done)
        return std::nullopt;
    return grey;
}

std::string likeness(Grey const& grey)
{
    constexpr std::uint32_t columns = 9, rows = 8;
    if (grey.width < columns || grey.height < rows)
        return {};
    std::uint64_t fields[rows][columns] {};
    for (std::uint32_t row = 0; row < rows; ++row) {
        for (std::uint32_t column = 0; column < columns; ++column) {
            auto const top = row * grey.height / rows, bottom = (row + 1) * grey.height / rows;
            auto const left = column * grey.width / columns, right = (column + 1) * grey.width / columns;
            std::uint64_t sum = 0;
            for (auto y = top; y < bottom; ++y)
                for (auto x = left; x < right; ++x)
                    sum += static_cast<unsigned char>(grey.values[std::size_t { y } * grey.width + x]);
            fields[row][column] = sum * 16 / (std::uint64_t { bottom - top } * (right - left));
        }
    }
    std::uint64_t bits = 0;
    for (auto const& row : fields)
        for (std::uint32_t column = 0; column + 1 < columns; ++column)
            bits = bits << 1 | (row[column] > row[column + 1] ? 1u : 0u);
    return fmt::format("{:016x}", bits);
}

std::optional<int> likeness_distance(std::string_view a, std::string_view b)
{
    std::uint64_t first = 0, second = 0;
    auto const read = [](std::string_view text, std::uint64_t& into) {
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), into, 16);
        return text.size() == 16 && error == std::errc {} && end == text.data() + text.size();
    };
    if (!read(a, first) || !read(b, second))
        return std::nullopt;
    return std::popcount(first ^ second);
}

} // namespace recourse::readers::photo

#include "base/base64.hpp"

#include <cstdint>

namespace recourse {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string to_base64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const byte
            = [&](std::size_t k) { return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U; };
        std::uint32_t const three = byte(0) << 16U | byte(1) << 8U | byte(2);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? alphabet[three >> (18U - 6U * k) & 63U] : '=';
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view text)
{
    for (int padding = 0; padding < 2 && text.ends_with('=') && text.size() % 4 == (padding == 0 ? 0U : 3U); ++padding)
        text.remove_suffix(1);
    if (text.size() % 4 == 1)
        return std::nullopt;
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (char const c : text) {
        auto const six = alphabet.find(c);
        if (six == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(six);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(static_cast<unsigned char>(bits >> count));
            bits &= (1U << count) - 1U;
        }
    }
    return bits == 0 ? std::optional(out) : std::nullopt;
}

} // namespace recourse

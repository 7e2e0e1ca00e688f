#include "handover/passphrase.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unistd.h>

namespace recourse::handover {

namespace {

constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz";
constexpr std::size_t groups = 6, group_letters = 5;
constexpr std::size_t characters_min = 12, characters_max = 99;

/// Bytes from here on would make the first letters likelier than the last ones.
constexpr std::uint8_t fair_below = 256 / letters.size() * letters.size();

} // namespace

std::string new_passphrase()
{
    std::string text;
    std::size_t made = 0;
    while (made < groups * group_letters) {
        std::array<std::uint8_t, 64> random {};
        RECOURSE_ASSERT(getentropy(random.data(), random.size()) == 0);
        for (auto const byte : random) {
            if (byte >= fair_below || made == groups * group_letters)
                continue;
            if (made > 0 && made % group_letters == 0)
                text += '-';
            text += letters[byte % letters.size()];
            ++made;
        }
    }
    return text;
}

std::optional<std::string> passphrase_flaw(std::string_view text)
{
    if (text.size() < characters_min || text.size() > characters_max)
        return "it has from 12 to 99 characters";
    bool const plain = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (!plain)
        return "it is of letters, digits, spaces and marks of ASCII: other characters are not the same bytes in every "
               "program that opens a zip";
    return std::nullopt;
}

} // namespace recourse::handover

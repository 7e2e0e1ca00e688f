#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace recourse {

namespace {

/// The word with capitals lowered and '-' written as '_', so that neither counts as a difference.
std::string folded(std::string_view word)
{
    std::string out { word };
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
        if (c == '-')
            c = '_';
    }
    return out;
}

/// Edit distance in which two neighbours swapped count one (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            bool const same = a[i - 1] == b[j - 1];
            row[j] = std::min({ above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1) });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

} // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<std::string_view const> candidates)
{
    // A longer word was not mistyped, and comparing it would cost without bound.
    constexpr std::size_t length_max = 200;
    if (word.empty() || word.size() > length_max)
        return std::nullopt;
    auto const sought = folded(word);
    std::optional<std::string_view> best;
    std::size_t best_distance = 0;
    for (auto const candidate : candidates) {
        auto const longer = std::max(word.size(), candidate.size());
        auto const shorter = std::min(word.size(), candidate.size());
        if (longer > length_max || longer - shorter > longer / 3)
            continue;
        auto const d = distance(sought, folded(candidate));
        if (d > longer / 3 || (best && d >= best_distance))
            continue;
        best = candidate;
        best_distance = d;
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<std::string_view const> candidates)
{
    auto const near = nearest(word, candidates);
    return near ? "did you mean '" + std::string { *near } + "'?" : std::string {};
}

bool is_utf8(std::string_view bytes)
{
    auto const byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
    for (std::size_t i = 0; i < bytes.size();) {
        auto const lead = byte(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        // The second byte's range is what shuts out overlong forms (E0, F0), surrogates (ED) and code points beyond
        // U+10FFFF (F4): Unicode Standard, table 3-7.
        std::size_t length = 0;
        std::uint8_t low = 0x80;
        std::uint8_t high = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            length = 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            length = 3;
            low = lead == 0xE0 ? 0xA0 : low;
            high = lead == 0xED ? 0x9F : high;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            length = 4;
            low = lead == 0xF0 ? 0x90 : low;
            high = lead == 0xF4 ? 0x8F : high;
        } else {
            return false;
        }
        if (bytes.size() - i < length || byte(i + 1) < low || byte(i + 1) > high)
            return false;
        for (std::size_t k = 2; k < length; ++k)
            if (byte(i + k) < 0x80 || byte(i + k) > 0xBF)
                return false;
        i += length;
    }
    return true;
}

std::size_t code_points(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0) != 0x80; }));
}

std::string join_and(std::span<std::string const> parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

} // namespace recourse

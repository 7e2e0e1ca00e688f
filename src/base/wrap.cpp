#include "base/wrap.hpp"

#include "base/printable.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace recourse {

namespace {

struct Range {
    char32_t first, last;
};

// Unicode Standard Annex 11: the blocks of East Asian width W and F that can stand in our texts.
constexpr std::array wide {
    Range { 0x1100, 0x115F },
    Range { 0x2E80, 0x303E },
    Range { 0x3041, 0x33FF },
    Range { 0x3400, 0x4DBF },
    Range { 0x4E00, 0x9FFF },
    Range { 0xA000, 0xA4CF },
    Range { 0xAC00, 0xD7A3 },
    Range { 0xF900, 0xFAFF },
    Range { 0xFE30, 0xFE4F },
    Range { 0xFF00, 0xFF60 },
    Range { 0xFFE0, 0xFFE6 },
    Range { 0x1F300, 0x1FAFF },
    Range { 0x20000, 0x3FFFD },
};
constexpr std::array combining { Range { 0x0300, 0x036F }, Range { 0x200B, 0x200F }, Range { 0xFE00, 0xFE0F } };
constexpr std::u32string_view closing = U"，。、；：？！）》」』”’…】〕";
constexpr std::u32string_view opening = U"（《「『“‘【〔";

bool within(auto const& ranges, char32_t c)
{
    return std::ranges::any_of(ranges, [c](Range const& range) { return c >= range.first && c <= range.last; });
}

std::size_t width_of(char32_t c)
{
    return within(combining, c) ? 0 : within(wide, c) ? 2 : 1;
}

/// The next code point of well-formed UTF-8, taken off the text.
char32_t take(std::string_view& text)
{
    auto const lead = static_cast<std::uint8_t>(text.front());
    std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && i < text.size(); ++i)
        c = c << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
    text.remove_prefix(std::min(length, text.size()));
    return c;
}

/// What stays together on a line, and whether a space stood before it.
struct Piece {
    std::string text;
    std::size_t width = 0;
    bool spaced = false;
};

std::vector<Piece> pieces_of(std::string_view text)
{
    std::vector<Piece> pieces;
    bool spaced = false;
    bool after_wide = true;
    bool after_opening = false;
    while (!text.empty()) {
        auto const start = text;
        auto const c = take(text);
        if (c == U' ' || c == U'\n') {
            spaced = true;
            continue;
        }
        bool const may_break = (after_wide || within(wide, c)) && !after_opening && closing.find(c) == closing.npos;
        if (pieces.empty() || spaced || may_break)
            pieces.push_back({ {}, 0, spaced && !pieces.empty() });
        pieces.back().text += start.substr(0, start.size() - text.size());
        pieces.back().width += width_of(c);
        spaced = false;
        after_wide = within(wide, c);
        after_opening = opening.find(c) != opening.npos;
    }
    return pieces;
}

} // namespace

std::size_t display_width(std::string_view text)
{
    std::size_t width = 0;
    while (!text.empty())
        width += width_of(take(text));
    return width;
}

std::string wrap(std::string_view text, std::size_t width, std::string_view first_indent, std::string_view indent)
{
    std::string lines { first_indent };
    std::size_t column = display_width(first_indent);
    bool empty_line = true;
    for (auto const& piece : pieces_of(printable(text))) {
        auto const gap = piece.spaced && !empty_line ? std::size_t { 1 } : 0;
        if (!empty_line && column + gap + piece.width > width) {
            lines += "\n";
            lines += indent;
            column = display_width(indent);
            empty_line = true;
        }
        if (piece.spaced && !empty_line) {
            lines += ' ';
            ++column;
        }
        lines += piece.text;
        column += piece.width;
        empty_line = false;
    }
    return lines + "\n";
}

} // namespace recourse

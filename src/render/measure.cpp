#include "render/measure.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <fmt/format.h>

#include <memory>

namespace recourse::render {

namespace {

int width_of(UChar32 c)
{
    switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
        return 0;
    default:
        break;
    }
    auto const width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

UChar32 next(std::string_view text, std::size_t& at)
{
    UChar32 c = 0;
    U8_NEXT(text.data(), at, text.size(), c);
    return c;
}

/// The spans as one text, with the end of each span in it. References take the form that a reader sees.
struct Flat {
    std::string text;
    std::vector<std::pair<std::size_t, Span const*>> ends;
};

Flat flatten(Line const& line)
{
    Flat flat;
    for (auto const& span : line) {
        flat.text += span.note > 0 ? fmt::format("[{}]", span.note) : span.text;
        flat.ends.emplace_back(flat.text.size(), &span);
    }
    return flat;
}

/// Bytes [from, to) of the flat text as spans again.
Line cut(Flat const& flat, std::size_t from, std::size_t to)
{
    Line line;
    std::size_t begin = 0;
    for (auto const& [end, span] : flat.ends) {
        auto const a = std::max(begin, from);
        auto const b = std::min(end, to);
        if (a < b)
            line.push_back({ flat.text.substr(a, b - a), span->tone, 0 });
        begin = end;
    }
    return line;
}

/// Whether a break at `at` would part "USD" from "48,000.00".
bool parts_amount(std::string_view text, std::size_t at)
{
    if (at < 4 || at >= text.size() || text[at - 1] != ' ')
        return false;
    auto const capital = [&](std::size_t i) { return text[i] >= 'A' && text[i] <= 'Z'; };
    bool const digit = (text[at] >= '0' && text[at] <= '9') || text.substr(at).starts_with("\u2212") || text[at] == '-';
    return digit && capital(at - 2) && capital(at - 3) && capital(at - 4);
}

std::vector<std::size_t> breaks(std::string_view text)
{
    std::vector<std::size_t> places;
    UErrorCode status = U_ZERO_ERROR;
    // One iterator a thread: making one costs more than using it.
    thread_local std::unique_ptr<icu::BreakIterator> const iterator { icu::BreakIterator::createLineInstance(
        icu::Locale::getRoot(), status) };
    UText* opened
        = iterator ? utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status) : nullptr;
    if (opened && U_SUCCESS(status)) {
        iterator->setText(opened, status);
        for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next())
            if (!parts_amount(text, static_cast<std::size_t>(at)))
                places.push_back(static_cast<std::size_t>(at));
    }
    utext_close(opened);
    // Without the library's data the text still comes out, broken anywhere it must be.
    if (places.empty() || places.back() != text.size())
        places.push_back(text.size());
    return places;
}

std::size_t without_trailing_spaces(std::string_view text, std::size_t from, std::size_t to)
{
    while (to > from && text[to - 1] == ' ')
        --to;
    return to;
}

} // namespace

int columns(std::string_view text)
{
    int total = 0;
    for (std::size_t at = 0; at < text.size();)
        total += width_of(next(text, at));
    return total;
}

int columns(Line const& line)
{
    return columns(flatten(line).text);
}

std::vector<Line> wrap(Line const& line, int width)
{
    auto const flat = flatten(line);
    std::string_view const text = flat.text;
    width = std::max(width, 2);
    std::vector<Line> lines;
    std::size_t start = 0;
    std::size_t end = 0;
    int used = 0;
    auto const finish = [&](std::size_t to) {
        lines.push_back(cut(flat, start, without_trailing_spaces(text, start, to)));
        start = to;
        while (start < text.size() && text[start] == ' ')
            ++start;
        end = std::max(end, start);
        used = 0;
    };
    for (auto const place : breaks(text)) {
        auto const bare = without_trailing_spaces(text, end, place);
        auto const piece = columns(text.substr(end, bare - end));
        if (used > 0 && used + piece > width)
            finish(end);
        if (piece > width) {
            // A word wider than the line: as much as fits, and again.
            for (std::size_t at = end; at < bare;) {
                auto after = at;
                auto const one = width_of(next(text, after));
                if (used + one > width && used > 0)
                    finish(at);
                used += one;
                at = after;
            }
            end = place;
            used += static_cast<int>(place - bare);
            continue;
        }
        used += columns(text.substr(end, place - end));
        end = place;
    }
    if (start < text.size() || lines.empty())
        finish(text.size());
    return lines;
}

Line clipped(Line const& line, int width, std::string_view ellipsis)
{
    auto const flat = flatten(line);
    if (columns(flat.text) <= width)
        return cut(flat, 0, flat.text.size());
    std::size_t keep = 0;
    int used = 0;
    for (std::size_t at = 0; at < flat.text.size();) {
        auto const one = width_of(next(flat.text, at));
        if (used + one > width - columns(ellipsis))
            break;
        used += one;
        keep = at;
    }
    auto out = cut(flat, 0, without_trailing_spaces(flat.text, 0, keep));
    out.push_back({ std::string { ellipsis }, out.empty() ? Tone::plain : out.back().tone, 0 });
    return out;
}

} // namespace recourse::render

#include "core/rules/excerpt.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace recourse::rules {

namespace {

constexpr std::size_t shown_before_max = 60;
constexpr std::size_t shown_after_max = 40;

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t line_start(std::string_view text, std::size_t at)
{
    auto const newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
}

} // namespace

Place place_in(std::string_view text, std::uint32_t at, Place const& start)
{
    auto const before = text.substr(0, std::min<std::size_t>(at, text.size()));
    auto const lines = static_cast<int>(std::ranges::count(before, '\n'));
    auto const columns = static_cast<int>(code_points(before.substr(line_start(text, before.size()))));
    Place place = start;
    place.line = std::max(start.line, 1) + lines;
    place.column = columns + (lines == 0 ? std::max(start.column, 1) : 1);
    return place;
}

Problem problem_of(std::string_view text, Fault const& fault, Place const& start)
{
    auto const at = std::min<std::size_t>(fault.at, text.size());
    auto begin = line_start(text, at);
    auto end = std::min(text.find_first_of("\r\n", at), text.size());
    // Long lines are cut around the spot, never inside a character.
    if (at - begin > shown_before_max)
        begin = at - shown_before_max;
    while (begin < at && continues(text[begin]))
        ++begin;
    end = std::min(end, at + shown_after_max);
    while (end > at && end < text.size() && continues(text[end]))
        --end;
    std::string line(text.substr(begin, end - begin));
    std::ranges::replace(line, '\t', ' ');
    auto const indent = std::string(code_points(text.substr(begin, at - begin)), ' ');
    return { place_in(text, fault.at, start), fault.message + "\n    " + line + "\n    " + indent + "^", fault.remedy };
}

} // namespace recourse::rules

#include "base/printable.hpp"

#include "base/text.hpp"

#include <cstdint>

namespace recourse {

namespace {

bool reorders(std::string_view point)
{
    // U+202A-202E are E2 80 AA-AE, U+2066-2069 are E2 81 A6-A9.
    return (point >= "\u202A" && point <= "\u202E") || (point >= "\u2066" && point <= "\u2069");
}

bool controls(std::string_view point)
{
    auto const lead = static_cast<std::uint8_t>(point.front());
    if (point.size() == 1)
        return lead < 0x20 || lead == 0x7F;
    // The second control block, U+0080-009F, and the line and paragraph separators.
    return (point.size() == 2 && lead == 0xC2 && static_cast<std::uint8_t>(point[1]) < 0xA0) || point == "\u2028"
        || point == "\u2029";
}

} // namespace

bool is_unprintable(std::string_view point)
{
    return controls(point) || reorders(point);
}

std::size_t first_length(std::string_view text)
{
    for (std::size_t n = 1; n <= 4 && n <= text.size(); ++n)
        if (is_utf8(text.substr(0, n)))
            return n;
    return 0;
}

std::string well_formed(std::string_view text)
{
    if (is_utf8(text))
        return std::string { text };
    std::string out;
    while (!text.empty()) {
        auto const n = first_length(text);
        out += n == 0 ? std::string_view { "\uFFFD" } : text.substr(0, n);
        text.remove_prefix(n == 0 ? 1 : n);
    }
    return out;
}

std::string printable(std::string_view text)
{
    auto const whole = well_formed(text);
    std::string out;
    out.reserve(whole.size());
    for (std::string_view rest = whole; !rest.empty();) {
        auto const point = rest.substr(0, first_length(rest));
        rest.remove_prefix(point.size());
        if (point == "\t" || point == "\n" || point == "\u2028" || point == "\u2029")
            out += ' ';
        else if (!is_unprintable(point))
            out += point;
    }
    return out;
}

std::string printable_message(std::string_view text)
{
    constexpr std::string_view goes_on = "\n    ";
    std::string out;
    while (true) {
        auto const end = text.find(goes_on);
        out += printable(text.substr(0, end));
        if (end == std::string_view::npos)
            return out;
        out += goes_on;
        text.remove_prefix(end + goes_on.size());
    }
}

} // namespace recourse

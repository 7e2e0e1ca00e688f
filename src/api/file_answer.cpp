#include "api/file_answer.hpp"

#include "base/file_name.hpp"
#include "http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recourse::api {

namespace {

std::optional<std::uint64_t> whole_number(std::string_view text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

RangeAsked range_asked(std::string_view range, std::uint64_t size)
{
    using Kind = RangeAsked::Kind;
    constexpr std::string_view unit = "bytes=";
    if (!range.starts_with(unit))
        return {};
    range.remove_prefix(unit.size());
    auto const hyphen = range.find('-');
    if (hyphen == std::string_view::npos || range.find(',') != std::string_view::npos)
        return {};
    auto const first = range.substr(0, hyphen), last = range.substr(hyphen + 1);
    if (first.empty()) {
        auto const count = whole_number(last);
        if (!count)
            return {};
        if (*count == 0 || size == 0)
            return { Kind::not_there, {} };
        auto const given = std::min(*count, size);
        return { Kind::part, { size - given, given } };
    }
    auto const begin = whole_number(first);
    auto const end = last.empty() ? std::optional { UINT64_MAX } : whole_number(last);
    if (!begin || !end || *end < *begin)
        return {};
    if (*begin >= size)
        return { Kind::not_there, {} };
    return { Kind::part, { *begin, std::min(*end, size - 1) - *begin + 1 } };
}

std::string attachment(std::string_view file_name)
{
    auto const name = safe_file_name(file_name);
    std::string ascii;
    for (char const c : name)
        ascii += static_cast<unsigned char>(c) < 0x80 && c != '\\' && c != '%' ? c : '_';
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii, http::percent_encode(name));
}

} // namespace recourse::api

#include "api/file_answer.hpp"

#include "http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recourse::api {

namespace {

constexpr std::size_t name_bytes_max = 200;
constexpr std::size_t plain_bytes_max = 60;

std::optional<std::uint64_t> whole_number(std::string_view text)
{
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// At most so many bytes, cut between characters. The ending, which says what it is, stays.
std::string cut(std::string name, std::size_t max)
{
    if (name.size() <= max)
        return name;
    auto const dot = name.rfind('.');
    auto const ending = dot != std::string::npos && name.size() - dot <= 10 ? name.substr(dot) : std::string {};
    auto end = max - ending.size();
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0u) == 0x80u)
        --end;
    name.resize(end);
    return name + ending;
}

/// Its last part, without control characters and quotes, cut between characters.
std::string safe_name(std::string_view name)
{
    if (auto const slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string safe;
    for (char const c : name) {
        auto const code = static_cast<unsigned char>(c);
        if (code >= 0x20 && code != 0x7F && c != '"')
            safe += c;
    }
    safe = cut(std::move(safe), name_bytes_max);
    while (safe.starts_with('.'))
        safe.erase(0, 1);
    return safe.empty() ? "file" : safe;
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
    auto const name = safe_name(file_name);
    std::string ascii;
    for (char const c : name)
        ascii += static_cast<unsigned char>(c) < 0x80 && c != '\\' && c != '%' ? c : '_';
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii, http::percent_encode(name));
}

std::string plain_file_name(std::string_view file_name)
{
    std::string plain;
    for (char const c : safe_name(file_name)) {
        bool const kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '_' || c == '-';
        if (kept)
            plain += c;
        else if (!plain.ends_with('_'))
            plain += '_';
    }
    plain = cut(std::move(plain), plain_bytes_max);
    return plain.find_first_not_of("_.") == std::string::npos ? "file" : plain;
}

} // namespace recourse::api

#include "http/cookies.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace recourse::http {

namespace {

bool is_cookie_text(std::string_view text)
{
    return std::ranges::all_of(
        text, [](char c) { return c > 0x20 && c < 0x7F && !std::string_view { "\",;\\" }.contains(c); });
}

} // namespace

std::vector<std::pair<std::string_view, std::string_view>> parse_cookies(std::string_view header)
{
    std::vector<std::pair<std::string_view, std::string_view>> cookies;
    while (!header.empty()) {
        auto const end = std::min(header.find(';'), header.size());
        auto const pair = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        auto const equals = pair.find('=');
        if (equals == std::string_view::npos)
            continue;
        auto const name = trimmed(pair.substr(0, equals));
        auto value = trimmed(pair.substr(equals + 1));
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        if (!name.empty())
            cookies.emplace_back(name, value);
    }
    return cookies;
}

std::optional<std::string_view> find_cookie(Headers const& headers, std::string_view name)
{
    std::optional<std::string_view> found;
    for (auto const& field : headers) {
        if (!same_name(field.name, "Cookie"))
            continue;
        for (auto const& [key, value] : parse_cookies(field.value)) {
            if (key != name)
                continue;
            if (found)
                return {};
            found = value;
        }
    }
    return found;
}

std::string to_header(SetCookie const& cookie)
{
    RECOURSE_ASSERT(!cookie.name.empty() && is_cookie_text(cookie.name) && !cookie.name.contains('='));
    RECOURSE_ASSERT(is_cookie_text(cookie.value) && is_cookie_text(cookie.path));
    auto header = fmt::format("{}={}; Path={}", cookie.name, cookie.value, cookie.path);
    if (cookie.max_age)
        fmt::format_to(std::back_inserter(header), "; Max-Age={}", cookie.max_age->count());
    if (cookie.http_only)
        header += "; HttpOnly";
    if (cookie.secure)
        header += "; Secure";
    header += cookie.same_site == SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax";
    return header;
}

} // namespace recourse::http

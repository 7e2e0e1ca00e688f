#include "http/target.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace recourse::http {

namespace {

constexpr std::size_t pairs_max = 256;
constexpr std::string_view wrong_escape = "A '%' is not followed by two hexadecimal digits.";
constexpr std::string_view wrong_text = "The text is not UTF-8 or holds control characters.";

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool has_controls(std::string_view text, std::string_view allowed)
{
    return std::ranges::any_of(text, [&](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return (byte < 0x20 || byte == 0x7F) && !allowed.contains(c);
    });
}

} // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size())
                return {};
            auto const high = hex_digit(text[i + 1]);
            auto const low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0)
                return {};
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

std::string percent_encode(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || std::string_view { "-._~" }.contains(c);
        if (plain)
            encoded += c;
        else
            encoded.append({ '%', digits[byte >> 4], digits[byte & 15] });
    }
    return encoded;
}

std::expected<Parameters, std::string_view> parse_query(std::string_view text)
{
    Parameters pairs;
    while (!text.empty()) {
        auto const end = std::min(text.find('&'), text.size());
        auto const pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty())
            continue;
        if (pairs.size() == pairs_max)
            return std::unexpected(std::string_view { "The query has too many parts." });
        auto const equals = std::min(pair.find('='), pair.size());
        auto name = percent_decode(pair.substr(0, equals), true);
        auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value)
            return std::unexpected(wrong_escape);
        if (!is_utf8(*name) || !is_utf8(*value) || has_controls(*name, "") || has_controls(*value, "\t\r\n"))
            return std::unexpected(wrong_text);
        pairs.add(std::move(*name), std::move(*value));
    }
    return pairs;
}

std::expected<Target, std::string_view> parse_target(std::string_view text)
{
    Target target;
    if (text == "*") {
        target.path = text;
        return target;
    }
    for (std::string_view const scheme : { "http://", "https://" }) {
        if (!text.starts_with('/') && same_name(text.substr(0, scheme.size()), scheme)) {
            auto const rest = text.substr(scheme.size());
            auto const host_end = std::min(rest.find_first_of("/?"), rest.size());
            if (host_end == 0)
                return std::unexpected(std::string_view { "The target names no host." });
            text = rest.substr(host_end);
            if (!text.starts_with('/')) {
                target.path = "/";
                break;
            }
        }
    }
    for (char const c : text)
        if (auto const byte = static_cast<unsigned char>(c); byte <= 0x20 || byte >= 0x7F || c == '#')
            return std::unexpected(std::string_view { "The target holds a byte that must be escaped." });
    auto const question = std::min(text.find('?'), text.size());
    if (target.path.empty())
        target.path = text.substr(0, question);
    if (!target.path.starts_with('/'))
        return std::unexpected(std::string_view { "The target does not begin with '/'." });

    std::string_view rest { target.path };
    while (rest.size() > 1 || (!rest.empty() && !target.segments.empty())) {
        rest.remove_prefix(1);
        auto const end = std::min(rest.find('/'), rest.size());
        auto segment = percent_decode(rest.substr(0, end));
        if (!segment)
            return std::unexpected(wrong_escape);
        if (!is_utf8(*segment) || has_controls(*segment, ""))
            return std::unexpected(wrong_text);
        // Whoever sends these hopes that somebody behind us walks a tree of files with them.
        if (*segment == "." || *segment == "..")
            return std::unexpected(std::string_view { "The path holds a dot segment." });
        target.segments.push_back(std::move(*segment));
        rest.remove_prefix(end);
    }
    auto query = parse_query(text.substr(std::min(question + 1, text.size())));
    if (!query)
        return std::unexpected(query.error());
    target.query = std::move(*query);
    return target;
}

std::string media_type(std::string_view content_type)
{
    std::string small { trimmed(content_type.substr(0, content_type.find(';'))) };
    for (char& c : small)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
    return small;
}

} // namespace recourse::http

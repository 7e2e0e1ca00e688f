#include "readers/dkim/canonical.hpp"

#include <algorithm>

namespace recourse::readers::dkim {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

constexpr bool is_white(char c)
{
    return is_blank(c) || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_white(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_white(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Every line feed with a carriage return before it.
std::string with_line_ends(std::string_view mail)
{
    std::string result;
    result.reserve(mail.size() + mail.size() / 32);
    for (std::size_t i = 0; i < mail.size(); ++i) {
        if (mail[i] == '\n' && (i == 0 || mail[i - 1] != '\r'))
            result += '\r';
        result += mail[i];
    }
    return result;
}

} // namespace

bool Field::is(std::string_view small_name) const
{
    return std::ranges::equal(name, small_name, {}, lower);
}

TakenApart take_apart(std::string_view mail)
{
    TakenApart result;
    result.mail = with_line_ends(mail);
    std::string_view const all = result.mail;
    std::size_t at = 0;
    while (at < all.size()) {
        if (all.substr(at).starts_with("\r\n")) {
            result.body = all.substr(at + 2);
            break;
        }
        auto end = at;
        do {
            auto const line = all.find("\r\n", end);
            end = line == std::string_view::npos ? all.size() : line + 2;
        } while (end < all.size() && is_blank(all[end]));
        auto const whole = all.substr(at, end - at);
        at = end;
        auto const colon = whole.find(':');
        if (colon == std::string_view::npos || result.fields.size() >= 1000)
            continue;
        auto name = whole.substr(0, colon);
        while (!name.empty() && is_blank(name.back()))
            name.remove_suffix(1);
        result.fields.push_back({ whole, name, whole.substr(colon + 1) });
    }
    return result;
}

std::string canonical_field(Field const& field, Form form)
{
    if (form == Form::simple)
        return std::string { field.whole };
    std::string result;
    std::ranges::transform(field.name, std::back_inserter(result), lower);
    result += ':';
    bool blank = false, begun = false;
    for (char const c : field.value) {
        if (is_white(c)) {
            blank = begun;
            continue;
        }
        if (blank)
            result += ' ';
        blank = false;
        begun = true;
        result += c;
    }
    return result + "\r\n";
}

std::string canonical_body(std::string_view body, Form form)
{
    std::string result;
    if (form == Form::simple)
        result = body;
    else {
        result.reserve(body.size());
        while (!body.empty()) {
            auto const end = body.find("\r\n");
            auto line = body.substr(0, end);
            body.remove_prefix(end == std::string_view::npos ? body.size() : end + 2);
            while (!line.empty() && is_blank(line.back()))
                line.remove_suffix(1);
            bool blank = false;
            for (char const c : line) {
                if (is_blank(c)) {
                    blank = true;
                    continue;
                }
                if (blank)
                    result += ' ';
                blank = false;
                result += c;
            }
            result += "\r\n";
        }
    }
    if (!result.empty() && !result.ends_with("\r\n"))
        result += "\r\n";
    while (result.ends_with("\r\n\r\n"))
        result.resize(result.size() - 2);
    if (result == "\r\n" || result.empty())
        result = form == Form::simple ? "\r\n" : "";
    return result;
}

std::optional<Tags> read_tags(std::string_view text)
{
    Tags tags;
    while (true) {
        auto const end = text.find(';');
        auto const one = trimmed(text.substr(0, end));
        if (!one.empty()) {
            auto const equals = one.find('=');
            if (equals == std::string_view::npos)
                return std::nullopt;
            auto const name = trimmed(one.substr(0, equals));
            bool const good = !name.empty() && std::ranges::all_of(name, [](char c) {
                return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_';
            });
            if (!good || tag(tags, name) || tags.size() >= 64)
                return std::nullopt;
            tags.emplace_back(name, trimmed(one.substr(equals + 1)));
        } else if (end != std::string_view::npos)
            return std::nullopt;
        if (end == std::string_view::npos)
            return tags;
        text.remove_prefix(end + 1);
    }
}

std::optional<std::string> tag(Tags const& tags, std::string_view name)
{
    auto const found = std::ranges::find(tags, name, &Tags::value_type::first);
    if (found == tags.end())
        return std::nullopt;
    return found->second;
}

std::string without_signature(std::string_view value)
{
    std::string result;
    while (true) {
        auto const end = value.find(';');
        auto const one = value.substr(0, end);
        auto const equals = one.find('=');
        if (equals != std::string_view::npos && trimmed(one.substr(0, equals)) == "b")
            result += one.substr(0, equals + 1);
        else
            result += one;
        if (end == std::string_view::npos)
            break;
        result += ';';
        value.remove_prefix(end + 1);
    }
    while (result.ends_with("\r\n"))
        result.resize(result.size() - 2);
    return result;
}

std::optional<std::string> from_folded_base64(std::string_view text)
{
    std::string result;
    std::uint32_t held = 0;
    int bits = 0, padding = 0;
    for (char const c : text) {
        if (is_white(c))
            continue;
        if (c == '=') {
            ++padding;
            continue;
        }
        static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        auto const digit = alphabet.find(c);
        if (digit == std::string_view::npos || padding > 0)
            return std::nullopt;
        held = held << 6 | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            result += static_cast<char>(held >> bits & 0xff);
        }
    }
    if (padding > 2 || bits == 6)
        return std::nullopt;
    return result;
}

} // namespace recourse::readers::dkim

#include "readers/text/html.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace recourse::readers {

namespace {

constexpr bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

void append_code_point(std::string& to, std::uint32_t point)
{
    if (point == 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
        point = 0xfffd;
    if (point < 0x80)
        to += static_cast<char>(point);
    else if (point < 0x800) {
        to += static_cast<char>(0xc0 | (point >> 6));
        to += static_cast<char>(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        to += static_cast<char>(0xe0 | (point >> 12));
        to += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
        to += static_cast<char>(0x80 | (point & 0x3f));
    } else {
        to += static_cast<char>(0xf0 | (point >> 18));
        to += static_cast<char>(0x80 | ((point >> 12) & 0x3f));
        to += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
        to += static_cast<char>(0x80 | (point & 0x3f));
    }
}

struct Named {
    std::string_view name, text;
};
constexpr Named names[] = { { "amp", "&" }, { "lt", "<" }, { "gt", ">" }, { "quot", "\"" }, { "apos", "'" },
    { "nbsp", " " }, { "ensp", " " }, { "emsp", " " }, { "copy", "©" }, { "reg", "®" }, { "yen", "¥" },
    { "pound", "£" }, { "euro", "€" }, { "middot", "·" }, { "hellip", "…" }, { "ndash", "–" }, { "mdash", "—" },
    { "ldquo", "“" }, { "rdquo", "”" }, { "lsquo", "‘" }, { "rsquo", "’" }, { "times", "×" }, { "deg", "°" } };

constexpr std::string_view blocks[]
    = { "p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "dt",
          "dd", "section", "article", "header", "footer", "blockquote", "pre", "hr", "title" };

/// The number of a reference without "&#" and ";".
std::optional<std::uint32_t> number_of(std::string_view digits)
{
    std::uint32_t value = 0;
    std::uint32_t base = 10;
    if (digits.starts_with('x') || digits.starts_with('X')) {
        base = 16;
        digits.remove_prefix(1);
    }
    if (digits.empty() || digits.size() > 8)
        return std::nullopt;
    for (char const c : digits) {
        auto const l = lower(c);
        std::uint32_t digit = 99;
        if (l >= '0' && l <= '9')
            digit = static_cast<std::uint32_t>(l - '0');
        else if (l >= 'a' && l <= 'f')
            digit = static_cast<std::uint32_t>(l - 'a' + 10);
        if (digit >= base)
            return std::nullopt;
        value = std::min<std::uint64_t>(std::uint64_t { value } * base + digit, 0x110000);
    }
    return value;
}

} // namespace

bool HtmlToken::is(std::string_view tag) const
{
    return kind != Kind::text && same(name, tag);
}

std::string HtmlToken::attribute(std::string_view wanted) const
{
    for (auto const& [key, value] : attributes) {
        if (same(key, wanted))
            return resolve_references(value);
    }
    return {};
}

bool is_void_element(std::string_view name)
{
    static constexpr std::string_view all[]
        = { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" };
    return std::ranges::any_of(all, [&](auto one) { return same(name, one); });
}

bool HtmlScan::tag(HtmlToken& token)
{
    // at_ is on '<', and a letter or '/' and a letter follow
    auto at = at_ + 1;
    token.kind = HtmlToken::Kind::start;
    if (page_[at] == '/') {
        token.kind = HtmlToken::Kind::end;
        ++at;
    }
    auto const name = at;
    while (at < page_.size() && !is_space(page_[at]) && page_[at] != '>' && page_[at] != '/')
        ++at;
    token.name = page_.substr(name, at - name);
    while (at < page_.size() && page_[at] != '>') {
        if (is_space(page_[at]) || page_[at] == '/' || page_[at] == '=') {
            token.closed = page_[at] == '/';
            ++at;
            continue;
        }
        token.closed = false;
        auto const key = at;
        while (at < page_.size() && !is_space(page_[at]) && page_[at] != '=' && page_[at] != '>' && page_[at] != '/')
            ++at;
        auto const key_text = page_.substr(key, at - key);
        auto after = at;
        while (after < page_.size() && is_space(page_[after]))
            ++after;
        std::string_view value;
        if (after < page_.size() && page_[after] == '=') {
            at = after + 1;
            while (at < page_.size() && is_space(page_[at]))
                ++at;
            if (at < page_.size() && (page_[at] == '"' || page_[at] == '\'')) {
                auto const quote = page_[at++];
                auto const end = std::min(page_.find(quote, at), page_.size());
                value = page_.substr(at, end - at);
                at = std::min(end + 1, page_.size());
            } else {
                auto const begin = at;
                while (at < page_.size() && !is_space(page_[at]) && page_[at] != '>')
                    ++at;
                value = page_.substr(begin, at - begin);
            }
        }
        if (token.attributes.size() < 64)
            token.attributes.emplace_back(key_text, value);
    }
    at_ = std::min(at + 1, page_.size());
    token.end = at_;
    if (token.kind == HtmlToken::Kind::start && !token.closed && (token.is("script") || token.is("style")))
        passing_ = token.name;
    return true;
}

bool HtmlScan::next(HtmlToken& token)
{
    token = {};
    if (!passing_.empty()) {
        auto at = at_;
        for (;; ++at) {
            at = page_.find("</", at);
            if (at == std::string_view::npos) {
                at_ = page_.size();
                break;
            }
            if (same(page_.substr(at + 2, passing_.size()), passing_)) {
                at_ = at;
                break;
            }
        }
        passing_ = {};
    }
    while (at_ < page_.size()) {
        token.begin = at_;
        auto const rest = page_.substr(at_);
        if (rest.starts_with("<!--")) {
            auto const end = page_.find("-->", at_ + 4);
            at_ = end == std::string_view::npos ? page_.size() : end + 3;
            continue;
        }
        if (rest.size() > 1 && rest[0] == '<' && (rest[1] == '!' || rest[1] == '?')) {
            auto const end = page_.find('>', at_);
            at_ = end == std::string_view::npos ? page_.size() : end + 1;
            continue;
        }
        auto const letter = [&](std::size_t i) {
            auto const c = i < rest.size() ? lower(rest[i]) : '\0';
            return c >= 'a' && c <= 'z';
        };
        if (rest[0] == '<' && (letter(1) || (rest.size() > 1 && rest[1] == '/' && letter(2))))
            return tag(token);
        auto end = page_.find('<', at_ + 1);
        end = std::min(end, page_.size());
        token.raw = page_.substr(at_, end - at_);
        at_ = token.end = end;
        return true;
    }
    return false;
}

std::string resolve_references(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '&') {
            result += text[i++];
            continue;
        }
        auto const semicolon = text.substr(i, 12).find(';');
        if (semicolon == std::string_view::npos) {
            result += text[i++];
            continue;
        }
        auto const inner = text.substr(i + 1, semicolon - 1);
        if (inner.starts_with('#')) {
            if (auto const point = number_of(inner.substr(1))) {
                append_code_point(result, *point);
                i += semicolon + 1;
                continue;
            }
        } else if (auto const* const found = std::ranges::find(names, inner, &Named::name); found != std::end(names)) {
            result += found->text;
            i += semicolon + 1;
            continue;
        }
        result += text[i++];
    }
    return result;
}

std::string squeezed(std::string_view text)
{
    std::string result;
    bool space = false;
    for (char const c : text) {
        if (is_space(c)) {
            space = !result.empty();
            continue;
        }
        if (space)
            result += ' ';
        space = false;
        result += c;
    }
    return result;
}

std::string html_text(std::string_view page)
{
    std::string result, line;
    auto const flush = [&] {
        auto const done = squeezed(line);
        if (!done.empty())
            result += done + "\n";
        line.clear();
    };
    HtmlScan scan { page };
    HtmlToken token;
    while (scan.next(token)) {
        if (token.kind == HtmlToken::Kind::text)
            line += resolve_references(token.raw);
        else if (std::ranges::any_of(blocks, [&](auto one) { return same(token.name, one); }))
            flush();
    }
    flush();
    return result;
}

} // namespace recourse::readers

#include "core/rules/literals.hpp"

#include "core/rules/text_forms.hpp"

#include <charconv>
#include <limits>
#include <optional>

namespace recourse::rules {

namespace {

std::optional<std::uint64_t> digits(std::string_view text)
{
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        base = 16;
        text.remove_prefix(2);
    }
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The escapes of one string or bytes literal.
class Unescaper {
public:
    Unescaper(std::string_view text, bool bytes) : text_(text), bytes_(bytes) { }

    std::expected<std::string, LiteralFault> all()
    {
        while (at_ < text_.size()) {
            if (text_[at_] != '\\') {
                out_ += text_[at_++];
                continue;
            }
            if (auto fault = escape())
                return std::unexpected(*std::move(fault));
        }
        return std::move(out_);
    }

private:
    LiteralFault wrong(std::string message) const { return { at_, std::move(message) }; }

    std::optional<LiteralFault> escape()
    {
        char const c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        static constexpr std::string_view plain = "\\?\"'`abfnrtv";
        static constexpr std::string_view meaning = "\\?\"'`\a\b\f\n\r\t\v";
        if (auto const found = plain.find(c); found != std::string_view::npos && c != '\0') {
            out_ += meaning[found];
            at_ += 2;
            return std::nullopt;
        }
        switch (c) {
        case 'x':
        case 'X':
            return number(2, 2, 16, "\\x is followed by two hexadecimal digits");
        case 'u':
            return bytes_ ? wrong("bytes have no \\u escape; write each byte as \\x")
                          : number(2, 4, 16, "\\u is followed by four hexadecimal digits");
        case 'U':
            return bytes_ ? wrong("bytes have no \\U escape; write each byte as \\x")
                          : number(2, 8, 16, "\\U is followed by eight hexadecimal digits");
        case '0':
        case '1':
        case '2':
        case '3':
            return number(1, 3, 8, "an octal escape has three digits, \\000 to \\377");
        default:
            return wrong(std::string("'\\") + c + "' is not an escape");
        }
    }

    std::optional<std::uint32_t> hex_at(std::size_t from, std::size_t count, int base) const
    {
        if (from + count > text_.size())
            return std::nullopt;
        std::uint32_t number = 0;
        auto const* first = text_.data() + from;
        auto const [end, error] = std::from_chars(first, first + count, number, base);
        if (error != std::errc {} || end != first + count)
            return std::nullopt;
        return number;
    }

    std::optional<LiteralFault> number(std::size_t skip, std::size_t count, int base, char const* rule)
    {
        auto code = hex_at(at_ + skip, count, base);
        if (!code)
            return wrong(rule);
        auto length = skip + count;
        if (bytes_) {
            out_ += static_cast<char>(static_cast<unsigned char>(*code));
            at_ += length;
            return std::nullopt;
        }
        // Two \u escapes may stand for one character beyond the first plane.
        if (*code >= 0xD800 && *code < 0xDC00 && count == 4 && text_.substr(at_ + length, 2) == "\\u") {
            auto const low = hex_at(at_ + length + 2, 4, 16);
            if (low && *low >= 0xDC00 && *low < 0xE000) {
                code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
                length += 6;
            }
        }
        if (!append_code_point(out_, *code))
            return wrong("the escape is not a Unicode character");
        at_ += length;
        return std::nullopt;
    }

    std::string_view text_;
    bool bytes_;
    std::size_t at_ = 0;
    std::string out_;
};

} // namespace

std::expected<Value, LiteralFault> read_integer(std::string_view text, bool negative)
{
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    auto const number = digits(text);
    if (!number || *number > most + (negative ? 1 : 0))
        return std::unexpected(LiteralFault { 0, "the number does not fit an int (64 bits with sign)" });
    return Value::of(static_cast<std::int64_t>(negative ? 0 - *number : *number));
}

std::expected<Value, LiteralFault> read_uinteger(std::string_view text)
{
    text.remove_suffix(1);
    auto const number = digits(text);
    if (!number)
        return std::unexpected(LiteralFault { 0, "the number does not fit a uint (64 bits)" });
    return Value::of_uint(*number);
}

std::expected<Value, LiteralFault> read_double(std::string_view text, bool negative)
{
    auto const number = read_real(text);
    if (!number)
        return std::unexpected(LiteralFault { 0, "the number is beyond what a double can hold" });
    return Value::of(negative ? -*number : *number);
}

std::expected<Value, LiteralFault> read_string(std::string_view text, Arena& arena)
{
    bool raw = false;
    bool bytes = false;
    std::size_t start = 0;
    for (; text[start] != '"' && text[start] != '\''; ++start)
        (text[start] == 'r' || text[start] == 'R' ? raw : bytes) = true;
    auto const triple = text.substr(start, 3) == std::string(3, text[start]) && text.size() >= start + 6;
    auto const quote = std::size_t { triple ? 3u : 1u };
    auto const body = text.substr(start + quote, text.size() - start - 2 * quote);
    std::string_view content = body;
    std::string unescaped;
    if (!raw) {
        auto result = Unescaper(body, bytes).all();
        if (!result) {
            result.error().at += start + quote;
            return std::unexpected(std::move(result).error());
        }
        unescaped = *std::move(result);
        content = unescaped;
    }
    auto const kept = arena.copy(content);
    return bytes ? Value::bytes(kept) : Value::string(kept);
}

} // namespace recourse::rules

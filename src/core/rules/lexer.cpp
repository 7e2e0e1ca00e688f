#include "core/rules/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace recourse::rules {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool in_name(char c)
{
    return starts_name(c) || is_digit(c);
}
bool in_quoted_name(char c)
{
    return in_name(c) || c == '.' || c == '-' || c == '/' || c == ' ';
}

struct Mark {
    std::string_view text;
    Token token;
};
// Longer marks first.
constexpr std::array marks {
    Mark { "&&", Token::and_also },
    Mark { "||", Token::or_else },
    Mark { "==", Token::equal },
    Mark { "!=", Token::not_equal },
    Mark { "<=", Token::less_equal },
    Mark { ">=", Token::greater_equal },
    Mark { "<", Token::less },
    Mark { ">", Token::greater },
    Mark { "!", Token::bang },
    Mark { "+", Token::plus },
    Mark { "-", Token::minus },
    Mark { "*", Token::star },
    Mark { "/", Token::slash },
    Mark { "%", Token::percent },
    Mark { "(", Token::left_paren },
    Mark { ")", Token::right_paren },
    Mark { "[", Token::left_bracket },
    Mark { "]", Token::right_bracket },
    Mark { "{", Token::left_brace },
    Mark { "}", Token::right_brace },
    Mark { ".", Token::dot },
    Mark { ",", Token::comma },
    Mark { ":", Token::colon },
    Mark { "?", Token::question },
};

class Lexer {
public:
    Lexer(std::string_view text, std::vector<Fault>& faults) : text_(text), faults_(faults) { }

    std::vector<Lexeme> all()
    {
        std::vector<Lexeme> lexemes;
        for (;;) {
            skip_blank();
            begin_ = at_;
            auto const token = at_ == text_.size() ? Token::end : next();
            lexemes.push_back({ token, static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_) });
            if (token == Token::end)
                return lexemes;
        }
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    std::string_view rest() const { return text_.substr(at_); }

    Token fault(std::size_t at, std::string message, std::string remedy = {})
    {
        if (faults_.size() < faults_max)
            faults_.push_back({ static_cast<std::uint32_t>(at), std::move(message), std::move(remedy) });
        return Token::bad;
    }

    void skip_blank()
    {
        for (;;) {
            while (at_ < text_.size() && std::string_view(" \t\n\r\f").contains(text_[at_]))
                ++at_;
            if (!rest().starts_with("//"))
                return;
            at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
        }
    }

    Token next()
    {
        if (auto const prefix = string_prefix())
            return string(*prefix);
        if (starts_name(peek()))
            return name();
        if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1))))
            return number();
        if (peek() == '`')
            return quoted_name();
        for (auto const& mark : marks) {
            if (rest().starts_with(mark.text)) {
                at_ += mark.text.size();
                return mark.token;
            }
        }
        return stray();
    }

    Token stray()
    {
        auto const at = at_;
        do
            ++at_;
        while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0) == 0x80);
        auto const what = text_.substr(at, at_ - at);
        std::string remedy;
        if (what == "=")
            remedy = "write '==' to compare";
        else if (what == "&" || what == "|")
            remedy = fmt::format("write '{0}{0}'", what);
        else if (what == "\u201C" || what == "\u201D" || what == "\u2018" || what == "\u2019")
            remedy = "text stands in straight quotes, \" or '";
        if (static_cast<unsigned char>(what[0]) < 0x20)
            return fault(
                at, fmt::format("a control character ({:#04x}) outside a text", static_cast<unsigned>(what[0])));
        return fault(at, fmt::format("'{}' has no meaning here", what), remedy);
    }

    Token name()
    {
        while (in_name(peek()))
            ++at_;
        auto const word = text_.substr(begin_, at_ - begin_);
        if (word == "true")
            return Token::word_true;
        if (word == "false")
            return Token::word_false;
        if (word == "null")
            return Token::word_null;
        return word == "in" ? Token::word_in : Token::name;
    }

    Token quoted_name()
    {
        ++at_;
        auto const start = at_;
        while (in_quoted_name(peek()))
            ++at_;
        if (peek() == '`' && at_ > start) {
            ++at_;
            return Token::quoted_name;
        }
        auto const close = text_.find_first_of("`\r\n", at_);
        at_ = close == std::string_view::npos ? text_.size() : close + (text_[close] == '`' ? 1 : 0);
        return fault(
            begin_, "a name in backticks holds letters, digits, and . - / _ and spaces, and ends with a backtick");
    }

    Token number()
    {
        auto token = Token::integer;
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
            at_ += 2;
            auto const digits = at_;
            while (is_hex(peek()))
                ++at_;
            if (at_ == digits)
                return fault(begin_, "0x is followed by hexadecimal digits");
        } else {
            while (is_digit(peek()))
                ++at_;
            if (peek() == '.' && is_digit(peek(1))) {
                token = Token::real;
                ++at_;
                while (is_digit(peek()))
                    ++at_;
            }
            auto const sign = std::size_t { peek(1) == '+' || peek(1) == '-' };
            if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
                token = Token::real;
                at_ += 1 + sign;
                while (is_digit(peek()))
                    ++at_;
            }
        }
        if (token == Token::integer && (peek() == 'u' || peek() == 'U')) {
            token = Token::uinteger;
            ++at_;
        }
        if (!in_name(peek()))
            return token;
        auto const letters = at_;
        while (in_name(peek()))
            ++at_;
        return fault(letters, fmt::format("'{}' runs into a number", text_.substr(letters, at_ - letters)),
            "names do not begin with a digit");
    }

    struct Prefix {
        std::size_t size = 0;
        bool raw = false;
        bool bytes = false;
    };

    /// The letters r and b, once each in either order, straight before a quote.
    std::optional<Prefix> string_prefix() const
    {
        Prefix prefix;
        for (;; ++prefix.size) {
            char const c = peek(prefix.size);
            if (c == '"' || c == '\'')
                return prefix;
            bool& seen = c == 'r' || c == 'R' ? prefix.raw : prefix.bytes;
            if (!std::string_view("rRbB").contains(c) || c == '\0' || seen)
                return std::nullopt;
            seen = true;
        }
    }

    Token string(Prefix prefix)
    {
        at_ += prefix.size;
        auto const triple = text_.substr(at_, 3) == std::string(3, peek());
        auto const quote = text_.substr(at_, triple ? 3 : 1);
        at_ += quote.size();
        while (!rest().starts_with(quote)) {
            if (at_ == text_.size() || (!triple && (peek() == '\n' || peek() == '\r')))
                return fault(begin_, "a text that does not end", fmt::format("close it with {}", quote));
            at_ += !prefix.raw && peek() == '\\' && at_ + 1 < text_.size() ? 2 : 1;
        }
        at_ += quote.size();
        return prefix.bytes ? Token::bytes : Token::string;
    }

    std::string_view text_;
    std::vector<Fault>& faults_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
};

} // namespace

std::vector<Lexeme> lex(std::string_view text, std::vector<Fault>& faults)
{
    return Lexer(text, faults).all();
}

std::string_view say(Token token)
{
    switch (token) {
    case Token::end:
        return "the end";
    case Token::name:
    case Token::quoted_name:
        return "a name";
    case Token::integer:
    case Token::uinteger:
    case Token::real:
        return "a number";
    case Token::string:
        return "a text";
    case Token::bytes:
        return "bytes";
    case Token::word_true:
        return "'true'";
    case Token::word_false:
        return "'false'";
    case Token::word_null:
        return "'null'";
    case Token::word_in:
        return "'in'";
    case Token::left_paren:
        return "'('";
    case Token::right_paren:
        return "')'";
    case Token::left_bracket:
        return "'['";
    case Token::right_bracket:
        return "']'";
    case Token::left_brace:
        return "'{'";
    case Token::right_brace:
        return "'}'";
    case Token::dot:
        return "'.'";
    case Token::comma:
        return "','";
    case Token::colon:
        return "':'";
    case Token::question:
        return "'?'";
    case Token::plus:
        return "'+'";
    case Token::minus:
        return "'-'";
    case Token::star:
        return "'*'";
    case Token::slash:
        return "'/'";
    case Token::percent:
        return "'%'";
    case Token::bang:
        return "'!'";
    case Token::less:
        return "'<'";
    case Token::less_equal:
        return "'<='";
    case Token::greater:
        return "'>'";
    case Token::greater_equal:
        return "'>='";
    case Token::equal:
        return "'=='";
    case Token::not_equal:
        return "'!='";
    case Token::and_also:
        return "'&&'";
    case Token::or_else:
        return "'||'";
    case Token::bad:
        break;
    }
    return "this";
}

bool is_reserved(std::string_view name)
{
    static constexpr std::array<std::string_view, 18> words { "as", "break", "const", "continue", "else", "for",
        "function", "if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while", "in" };
    return std::ranges::find(words, name) != words.end();
}

} // namespace recourse::rules

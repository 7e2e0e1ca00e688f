#pragma once

// Text to tokens, as CEL's lexis has them. Literals stay text here; literals.hpp reads them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::rules {

enum class Token : std::uint8_t {
    end,
    name,
    quoted_name,
    integer,
    uinteger,
    real,
    string,
    bytes,
    word_true,
    word_false,
    word_null,
    word_in,
    left_paren,
    right_paren,
    left_bracket,
    right_bracket,
    left_brace,
    right_brace,
    dot,
    comma,
    colon,
    question,
    plus,
    minus,
    star,
    slash,
    percent,
    bang,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    and_also,
    or_else,
    bad, ///< already reported
};

/// A token and where it stands: bytes [begin, end) of the text.
struct Lexeme {
    Token token = Token::end;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Of one expression; more than a person wants to read are not kept.
inline constexpr std::size_t faults_max = 50;

/// Something wrong at a byte of the text; places and excerpts are worked out by excerpt.hpp.
struct Fault {
    std::uint32_t at = 0;
    std::string message;
    std::string remedy;
};

/// Always ends with Token::end. Text must be well-formed UTF-8.
std::vector<Lexeme> lex(std::string_view text, std::vector<Fault>& faults);

/// "'&&'", "a name", for messages.
std::string_view say(Token);

/// Words that CEL keeps for itself beside true, false, null and in: no name may be one, a field may.
bool is_reserved(std::string_view name);

} // namespace recourse::rules

#pragma once

// The values of literals.

#include "core/rules/value.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace recourse::rules {

/// Where inside the token and what.
struct LiteralFault {
    std::size_t at = 0;
    std::string message;
};

/// "42", "0x2A"; with `negative` for the number with a minus before it. Errors: outside 64 bits.
std::expected<Value, LiteralFault> read_integer(std::string_view text, bool negative);
/// "42u", "0x2AU".
std::expected<Value, LiteralFault> read_uinteger(std::string_view text);
std::expected<Value, LiteralFault> read_double(std::string_view text, bool negative);
/// A whole string or bytes token with prefix and quotes; the value lives in the arena. Errors: a wrong escape.
std::expected<Value, LiteralFault> read_string(std::string_view text, Arena&);

} // namespace recourse::rules

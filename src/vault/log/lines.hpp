#pragma once

#include "base/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the texts of a log are made of. Everything has one form.
namespace recourse::vault::log {

/// Takes the first line off the text, without its newline; nothing when no newline is left.
std::optional<std::string_view> take_line(std::string_view& text);
/// Digits without leading zeros, below 2^63.
std::optional<std::uint64_t> parse_decimal(std::string_view);
/// Base64 with its padding, and no other base64 that means the same bytes.
std::optional<std::string> parse_base64(std::string_view);
std::string base64_of(Digest const&);
std::optional<Digest> parse_base64_digest(std::string_view);

} // namespace recourse::vault::log

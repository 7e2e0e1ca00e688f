#pragma once

#include "http/message.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::http {

/// A request target taken apart.
struct Target {
    std::string path; ///< as sent, beginning with '/'; "*" for the whole server
    std::vector<std::string> segments; ///< decoded; "/" has none, "/a/" has "a" and ""
    Parameters query;
};

/// Each %XX becomes its byte; where asked, '+' becomes a space. Nothing when a '%' is not followed by two hexadecimal
/// digits.
std::optional<std::string> percent_decode(std::string_view, bool plus_is_space = false);

/// Letters, digits and -._~ stay, every other byte becomes %XX: right for one segment or one part of a query.
std::string percent_encode(std::string_view);

/// Reads `a=1&b=2&a=3` (application/x-www-form-urlencoded); at most 256 pairs.
/// Errors: a sentence that says what is wrong: an escape, UTF-8, control characters, too many pairs.
std::expected<Parameters, std::string_view> parse_query(std::string_view);

/// Reads "/path?query", "http://host/path?query" or "*" (RFC 9112, 3.2).
/// Errors: a sentence; beside those of the query a "." or ".." segment however it is written, a fragment, and bytes
/// that must be escaped.
std::expected<Target, std::string_view> parse_target(std::string_view);

/// "application/json" of "Application/JSON; charset=utf-8".
std::string media_type(std::string_view content_type);

} // namespace recourse::http

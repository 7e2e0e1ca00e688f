#pragma once

#include "base/language.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace recourse::http {

/// The forms in which an answer may be had.
enum class Format : std::uint8_t { json, html, csv, plain };

/// "application/json", "text/html", "text/csv", "text/plain".
std::string_view media_type_of(Format);

/// Which of the offered media types the Accept header likes best (RFC 9110, 12.5.1): the most specific range that
/// matches gives a type its weight; equal weights go to the type offered first. An empty header takes anything. Ranges
/// that cannot be read are passed over. Nothing: answer 406.
std::optional<std::size_t> choose_media(std::string_view accept, std::span<std::string_view const> offered);
std::optional<Format> choose_format(std::string_view accept, std::initializer_list<Format> offered);

/// The language that Accept-Language likes best of English and Chinese ("zh-Hant-TW" is Chinese); `otherwise` where
/// it names neither.
Language choose_language(std::string_view accept_language, Language otherwise);

/// True when Accept-Encoding takes the coding ("gzip"). An absent header takes none: it may be a client of a few lines.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

} // namespace recourse::http

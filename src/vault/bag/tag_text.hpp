#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

// The text of the files beside the payload: encodings, lines, names.

namespace recourse::vault {

/// The text as UTF-8. Encodings are UTF-8, UTF-16 (its byte order by a mark, else big endian), UTF-16BE, UTF-16LE,
/// ISO-8859-1 and US-ASCII, in any case of letters. Errors: another encoding, or bytes that are none of its text.
std::expected<std::string, std::string> to_utf8(std::string_view bytes, std::string_view encoding);

/// Lines end with LF, CR LF or CR; the last one may lack it.
std::vector<std::string_view> lines_of(std::string_view text);

/// A name as a manifest of version 1.0 writes it, and back: only CR, LF and '%' are encoded (RFC 8493, 2.1.3). A '%'
/// before anything else stays as it is.
std::string encode_name(std::string_view name);
std::string decode_name(std::string_view written);

/// Unicode's composed form (NFC); the text itself where it is no UTF-8.
std::string composed(std::string_view name);

/// The composed form without regard to case, to find names that some file systems take for one.
std::string folded(std::string_view name);

} // namespace recourse::vault

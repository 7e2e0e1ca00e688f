#pragma once

#include "base/instant.hpp"
#include "base/language.hpp"

#include <expected>
#include <string>
#include <string_view>

// A mail as bytes: RFC 5322 (form), 2045 and 2046 (body), 2047 (words of the header), 3834 (made by a program),
// 2369 and 8058 (leaving a list).

namespace recourse::notify {

struct Mail {
    std::string from; ///< an address, without a name
    std::string to;
    std::string subject; ///< UTF-8, one line
    std::string body {}; ///< UTF-8, lines end with \n
    Instant at {};
    std::string message_id {}; ///< without the angle brackets
    std::string unsubscribe {}; ///< an https URL; empty: none
    Language language = Language::en;
};

/// Lines end with CRLF and are at most 78 bytes long, but for an address or an URL that is longer itself. Errors: a
/// sentence, when something that becomes part of the header holds a line break or another control character, or an
/// address is none.
std::expected<std::string, std::string> to_message(Mail const&);

/// "Mon, 30 Nov 2026 08:30:00 +0000".
std::string mail_date(Instant);
/// A header's text: as it is where it is printable ASCII, else in encoded words of at most 75 bytes, folded.
std::string header_text(std::string_view utf8, std::size_t used);
/// Quoted-printable (RFC 2045, 6.7); lines of the text end with \n.
std::string quoted_printable(std::string_view text);

} // namespace recourse::notify

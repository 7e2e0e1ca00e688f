#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::readers::dkim {

/// One header field as it stands, with its folded lines, CRLF at each end.
struct Field {
    std::string_view whole; ///< with the CRLF at its end
    std::string_view name; ///< as written, without spaces before the colon
    std::string_view value; ///< after the colon, with the CRLF at its end
    bool is(std::string_view small_name) const; ///< without regard to case
};

/// A mail with CRLF line ends, taken apart into fields and body.
struct TakenApart {
    std::string mail; ///< what the views point into
    std::vector<Field> fields;
    std::string_view body;
};
/// At most 1,000 fields; what begins like no field is passed over.
TakenApart take_apart(std::string_view mail);

enum class Form : std::uint8_t { simple, relaxed };

/// RFC 6376 section 3.4.
std::string canonical_field(Field const&, Form);
std::string canonical_body(std::string_view body, Form);

/// tag=value;... of RFC 6376 section 3.2, values without white space at the ends; nothing where it breaks the grammar
/// or a tag stands twice.
using Tags = std::vector<std::pair<std::string, std::string>>;
std::optional<Tags> read_tags(std::string_view);
std::optional<std::string> tag(Tags const&, std::string_view name);

/// The field of a signature with the value of b= taken out.
std::string without_signature(std::string_view value);

/// Base64 in which white space stands anywhere; nothing where it is none.
std::optional<std::string> from_folded_base64(std::string_view);

} // namespace recourse::readers::dkim

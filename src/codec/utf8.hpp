#pragma once

#include <string>
#include <string_view>

namespace recourse::codec {

/// The text as well-formed UTF-8: every byte that belongs to no code point becomes U+FFFD.
std::string well_formed(std::string_view);

/// Well-formed, and safe to put before a person: control characters (tab and line break become a space, the rest
/// vanishes, so that no text can steer a terminal) and the marks that reorder text (U+202A-202E, U+2066-2069) are gone.
std::string printable(std::string_view);

} // namespace recourse::codec

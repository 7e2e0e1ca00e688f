#pragma once

#include <string>
#include <string_view>

namespace recourse {

/// The text as well-formed UTF-8: every byte that belongs to no code point becomes U+FFFD.
std::string well_formed(std::string_view);

/// Well-formed, and safe to put before a person: control characters (tab and line break become a space, the rest
/// vanishes, so that no text can steer a terminal) and the marks that reorder text (U+202A-202E, U+2066-2069) are gone.
std::string printable(std::string_view);

/// The same for a message of ours that quotes what came from outside: a line break stays where four spaces follow it,
/// which is how our messages go on in a second line. No quoted text can begin a line as a message of its own.
std::string printable_message(std::string_view);

/// True for a code point (as its bytes) that printable() takes out or replaces.
bool is_unprintable(std::string_view point);

/// Bytes of the code point that starts the text; 0 where none does.
std::size_t first_length(std::string_view);

} // namespace recourse

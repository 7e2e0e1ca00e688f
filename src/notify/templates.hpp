#pragma once

#include "base/language.hpp"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The texts of mails: notices/<kind>/{en,zh}.txt, part of the program. The first line is "Subject: ...", then an empty
// line, then the text; {name} stands for a value.

namespace recourse::notify {

/// A text that is part of the program.
struct EmbeddedText {
    std::string_view path; ///< "notices/claim-opened/en.txt"
    std::string_view text;
};
/// Every file of the folder as it stood when the program was built, sorted by path. (cmake/embed.cmake makes it.)
std::span<EmbeddedText const> embedded_texts();

/// A kind of mail, as people switch it off or not.
struct Kind {
    std::string_view word; ///< the folder's name
    bool may_be_silenced = true;
};
std::span<Kind const> kinds();
Kind const* find_kind(std::string_view word);

/// A notice before it is set as text: its kind and what fills the template. What is said in words has one value for
/// each language, "what.en" and "what.zh" for {what}.
using Values = std::vector<std::pair<std::string, std::string>>;

struct Text {
    std::string subject;
    std::string body;
};
/// Line breaks and control characters of values become spaces, so that no value makes a line of its own; long ones are
/// cut. Errors: a sentence; the template or one of its values is missing.
std::expected<Text, std::string> text_of(std::string_view kind, Language, Values const&);

/// What stands below every mail: notices/footer/{en,zh}.txt, which has no subject.
std::expected<std::string, std::string> footer_of(Language, Values const&);

/// The names of the holes in a text, each once, in the order in which they come.
std::vector<std::string> holes(std::string_view text);

} // namespace recourse::notify

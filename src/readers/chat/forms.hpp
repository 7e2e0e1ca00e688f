#pragma once

#include "readers/chat/chat.hpp"
#include "readers/chat/when.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The forms of exports, each taken apart into messages whose times are not settled yet.

namespace recourse::readers::chat {

/// A message as its export has it, before times are settled.
struct Raw {
    Message message;
    std::optional<Written> time;
    std::size_t begin = 0, end = 0; ///< in the decoded text
};

/// What a form found.
struct Found {
    std::vector<Raw> messages;
    bool full = false; ///< there are more than are read
    std::size_t unread = 0; ///< lines before the first message, of text exports
};

/// Text, line by line. Gaps that the export names go to the chat.
Found read_lines(std::string_view text, Chat&);
/// A table with headings; numbers that are missing go to the chat as gaps.
Found read_table(std::string_view text, Chat&);
/// How many headings of a table's first line are known, and whether time, sender and message are among them.
struct Headings {
    std::size_t known = 0;
    bool enough = false;
};
Headings headings_of(std::string_view text);
/// A page: an element whose class names a message, and within it elements for time, sender and text.
Found read_page(std::string_view page);

/// Without blanks of every kind and marks of direction at the ends.
std::string_view trimmed(std::string_view);
/// In small letters, as far as they are ASCII.
std::string small_letters(std::string_view);
bool contains_any(std::string_view text, std::initializer_list<std::string_view> words);

} // namespace recourse::readers::chat

#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::http {

/// `"v17"`: the tag of a thing that counts its versions.
std::string version_tag(std::uint64_t version);
/// The version of such a tag; nothing for any other text, weak tags and lists among them.
std::optional<std::uint64_t> tagged_version(std::string_view tag);

/// A strong tag of the bytes themselves, by their digest.
std::string content_tag(std::string_view bytes);

/// True when the list (`"a", W/"b"` or `*`) names the tag. Weak comparison takes W/"a" and "a" as equal
/// (If-None-Match), strong comparison takes weak tags as equal to nothing (If-Match). A list that is no list names
/// nothing.
enum class Comparison : std::uint8_t { strong, weak };
bool names_tag(std::string_view list, std::string_view tag, Comparison);

enum class Precondition : std::uint8_t {
    holds,
    not_modified, ///< answer 304 with the tag
    failed, ///< answer 412
};

/// RFC 9110, 13.2.2 for If-Match and If-None-Match. `current` is the tag of what is there now; nothing where nothing
/// is.
Precondition check_preconditions(Method, Headers const&, std::optional<std::string_view> current);

} // namespace recourse::http

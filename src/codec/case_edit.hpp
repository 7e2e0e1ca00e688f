#pragma once

#include "core/case/facts.hpp"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace recourse::codec {

/// Text as a TOML string in double quotes.
std::string toml_string(std::string_view text);

/// The TOML case file with one more fact, everything else left as it was, comments too: a line `#key = ...` in the
/// right place is used up, else the new line stands below the heading of its group, which is added where it is missing.
/// `value` is TOML. One item more than a list has is a new item. Errors, as clauses: the text is not a correct case
/// file, the fact is there already, its group is written on one line in braces, or the value is not what the field
/// wants.
std::expected<std::string, std::string> with_fact(std::string const& text, casework::FactPath, std::string_view value);

/// The file with so many items of a list of which nothing is known yet; none says that the list is known to be empty.
/// Errors: as above; the file says something of that list already.
std::expected<std::string, std::string> with_items(std::string const& text, std::uint16_t group, std::size_t count);

} // namespace recourse::codec

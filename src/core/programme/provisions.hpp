#pragma once

#include "core/cover/book.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the tables of a book that drive a running programme have in common.

namespace recourse::programme {

/// Named as the rule where not the book but the operator's own settings say so.
inline constexpr std::string_view operator_rule = "operator";

/// The words of a key; none where the rule has no such key.
std::vector<std::string> const& words(cover::Provision const&, std::string_view key);
/// The first of them; empty where there is none.
std::string_view word_of(cover::Provision const&, std::string_view key);
bool names(cover::Provision const&, std::string_view key, std::string_view one);
std::optional<std::int64_t> number(cover::Provision const&, std::string_view key);
/// False where the rule has no such key.
bool flag(cover::Provision const&, std::string_view key);

/// The rules of one table in one reading, in the order of the book.
std::vector<cover::Provision const*> table_of(cover::Book const&, cover::Reading const&, std::string_view table);

/// Asserts that the book has the reading.
cover::Reading const& reading_of(cover::Book const&, std::string_view id);

} // namespace recourse::programme

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace recourse {

/// The candidate nearest to `word` by edit distance (letters swapped count one; case and -/_ are ignored), if it is
/// near enough to be what was meant: at most a third of the longer word. Ties go to the earlier candidate.
std::optional<std::string_view> nearest(std::string_view word, std::span<std::string_view const> candidates);

/// "did you mean 'order.value'?" or "".
std::string did_you_mean(std::string_view word, std::span<std::string_view const> candidates);

/// True when the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view);

/// Number of code points in well-formed UTF-8.
std::size_t code_points(std::string_view);

/// "a, b and c".
std::string join_and(std::span<std::string const> parts);

} // namespace recourse

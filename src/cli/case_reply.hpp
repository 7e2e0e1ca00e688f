#pragma once

#include "base/language.hpp"
#include "core/case/facts.hpp"
#include "core/case/guide.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <variant>

namespace recourse::cli {

/// What a person typed when asked for a fact.
struct Unknown { }; ///< don't know: an empty line, "?", "don't know", "dunno", "unknown", "不知道"
struct Enough { }; ///< no more questions: "stop", "quit", "q", "够了"
struct Known {
    std::string toml; ///< the value as it stands in a case file
};
using Reply = std::variant<Unknown, Enough, Known>;

/// Understands a reply to the question for this fact: yes and no for true and false, a word or its number in the list
/// or its label, a share also as "35 %", several texts with commas between them. A reply that is no fact ("no", "n/a",
/// "-" where a text is asked for, "help" anywhere) is not taken for one. Errors: a clause that says what was expected.
std::expected<Reply, std::string> understand(
    casework::FactPath, std::string_view typed, casework::FactWords const* words, Language language = Language::en);

} // namespace recourse::cli

#pragma once

#include "base/language.hpp"
#include "core/case/facts.hpp"

#include <string>
#include <string_view>

// How a fact is asked for: the form of its answer, the names of its words.

namespace recourse::casework {

/// The form that an answer is wanted in: "yes or no", "a day such as 2026-03-01", "none, cietac, ...". Empty where the
/// fact is one of a list of words, which are shown themselves.
std::string_view form_of(FactPath, Language);

/// The Chinese name of a word of the schema ("not_shipped"); the word itself where it has none.
std::string_view chinese_name(std::string_view word);

/// What the item of a list is called in a question: "payment 2", "第2笔付款"; empty for what is of no list.
std::string item_name(FactPath, Language);

} // namespace recourse::casework

#pragma once

#include "core/assess/interview.hpp"

namespace recourse::assess {

/// How the answer to a question is given: its kind, choices, unit, ends and example. `id` is one that `is_question`
/// takes.
void describe_answer(
    NextQuestion&, casework::World const&, casework::Facts const&, Options const&, casework::FactWords const*);

/// What knowing it may change, as a sentence.
std::string why_of(casework::Moves const&, Language);

/// The label of a word of the schema, or the word with blanks.
std::string label_of(std::string const& word, casework::FactWords const*, Language);

/// The words that the guide has for a fact; null where it has none.
casework::FactWords const* words_of(casework::World const&, std::string_view id);

/// A value as a person reads it.
std::string said(casework::Facts const&, casework::FactPath, casework::FactWords const*, Language);

} // namespace recourse::assess

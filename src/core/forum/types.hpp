#pragma once

#include "base/language.hpp"
#include "core/case/answer.hpp"

#include <string>

namespace recourse::forum {

/// A text in both languages.
struct Words {
    std::string en, zh;
    std::string const& in(Language language) const { return language == Language::zh && !zh.empty() ? zh : en; }
    friend bool operator==(Words const&, Words const&) = default;
};

using casework::SourceRef;

/// A statement and where it comes from. What rests on no source has the mark "unverified", what was concluded from one
/// "inference": both are shown, never left out.
struct Point {
    Words says;
    SourceRef source;
};

/// Whether something is so, as far as the data tells.
enum class Answer : std::uint8_t { yes, no, uncertain, unknown };
std::string_view word(Answer);

} // namespace recourse::forum

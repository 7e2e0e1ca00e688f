#pragma once

#include "core/case/answer.hpp"

#include <string_view>

namespace recourse::codec {

/// The words of the JSON answer; other programs look for them: don't rename.
std::string_view word(casework::Verdict); ///< covered, partly, not_covered, undecided
std::string_view word(casework::RouteStatus); ///< open, conditional, closed, unknown
std::string_view word(casework::Track); ///< assurance, legal, other
std::string_view word(casework::DeadlineStatus); ///< passed, today, soon, later, not_started, unknown
std::string_view word(casework::Severity); ///< stop, warn, note

} // namespace recourse::codec

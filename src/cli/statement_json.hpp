#pragma once

#include "brief/study.hpp"

#include <string>

namespace recourse::cli {

/// The claim statement of a study as JSON (docs/papers-of-a-case.md). Amounts are {"amount", "currency"}; texts are
/// {"en", "zh"}. Asserts that there is one.
std::string statement_json(brief::Study const&);

} // namespace recourse::cli

#pragma once

#include "brief/study.hpp"
#include "papers/values.hpp"

namespace recourse::brief {

/// The values of a document's fields for a case: what was given, then what the case says, then what is worked out. A
/// fact that is not known leaves its field open; nothing is guessed.
///
/// Whoever the paper goes to reads only what is meant for him: offers are kept from courts, tribunals and authorities,
/// what counsel does against the supplier from the supplier and the platform, and what the reading of the clause found
/// is for counsel alone.
papers::Values fill(Study const&, papers::Document const&);

} // namespace recourse::brief

#pragma once

#include "codec/case_file.hpp"
#include "core/assess/assess.hpp"

namespace recourse::catalog {

/// The `[inputs.<programme>]` tables of a case file as values of the books' types; texts live in the arena. Adds to
/// `problems` a programme or a name that no book knows and a value of the wrong kind.
assess::BookInputs book_inputs(codec::CaseFile const&, casework::World const&, rules::Arena&, Problems& problems);

} // namespace recourse::catalog

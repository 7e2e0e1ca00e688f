#pragma once

#include "cli/rules_folder.hpp"

namespace recourse::cli {

/// Runs the cases that rule books and routes carry: every difference between what they expect and what comes out.
Problems failing_cases(Data const&);

} // namespace recourse::cli

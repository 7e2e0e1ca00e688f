#pragma once

#include "base/date.hpp"
#include "catalog/data_files.hpp"

namespace recourse::catalog {

/// Runs the cases that rule books and routes carry: every difference between what they expect and what comes out. A
/// case that says no day is run on `today`.
Problems failing_cases(Data const&, Date today);

} // namespace recourse::catalog

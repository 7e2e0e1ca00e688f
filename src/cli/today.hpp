#pragma once

#include "base/date.hpp"

namespace recourse::cli {

/// Today in Beijing, where the programmes' and the courts' days end.
Date today();

} // namespace recourse::cli

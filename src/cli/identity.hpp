#pragma once

#include "core/case/facts.hpp"

#include <string>

namespace recourse::cli {

/// What tells this case from any other and is not likely to change: its number, else its title, else all that was there
/// when it began.
std::string identity(casework::Facts const&);

} // namespace recourse::cli

#pragma once

#include "core/payout/payout.hpp"

#include <string>

namespace recourse::app {

/// The bytes of a payout file, for the bank: a pain.001. The same for ever; what the bank has said of it meanwhile
/// changes nothing.
std::string bytes_of(payout::File const&);

} // namespace recourse::app

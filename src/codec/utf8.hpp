#pragma once

#include "base/printable.hpp"

namespace recourse::codec {

using recourse::printable;
using recourse::well_formed;

} // namespace recourse::codec

#pragma once

#include "app/envelope.hpp"
#include "sim/random.hpp"

namespace recourse::sim {

/// Something of the command becomes what it ought not to be: a sum below zero, huge or of another currency, a text that
/// is empty or endless, a day long past or far ahead, a number of nothing, a list without end. Only what the wire could
/// carry: amounts are not below zero there, but this is not left to the wire.
void spoil(app::Command&, Random&);

/// Any command at all with nothing in it, mostly at the wrong time.
app::Command any_command(Random&);

} // namespace recourse::sim

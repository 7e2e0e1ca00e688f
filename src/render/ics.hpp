#pragma once

#include "core/case/answer.hpp"

#include <string>

namespace recourse::render {

/// The deadlines that have not passed and the dated steps of the plan as a calendar (RFC 5545): all-day events with
/// alarms seven days and one day before, and in the morning of a step that is due on the day of the answer. The same
/// case gives the same identifiers when it is assessed again, so that a calendar moves an event instead of doubling it.
std::string render_ics(casework::Answer const&);

} // namespace recourse::render

#pragma once

#include "core/case/answer.hpp"

#include <string>
#include <string_view>

namespace recourse::render {

/// The deadlines that have not passed and the dated steps of the plan as a calendar (RFC 5545): all-day events with
/// alarms seven days and one day before (where a right lapses after years, 90 and 30 days before as well), and in the
/// morning of a step that is due on the day of the answer. `which` tells this case from others and stays the same when
/// it is assessed again, so that a calendar moves an event instead of doubling it; the title where it is empty.
std::string render_ics(casework::Answer const&, std::string_view which = {});

} // namespace recourse::render

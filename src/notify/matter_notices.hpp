#pragma once

#include "notify/notices.hpp"

// What the client of a matter and its counsel are told by mail: days that come near, and days that were missed. Nobody
// else is told of a matter.

namespace recourse::notify {

/// The notices of an event of the matter, whose state has it.
std::vector<Notice> matter_notices(Id<Matter>, matter::State const&, matter::Event const&);

/// The day is counted as it was when the notice was written, and neither done nor over.
bool day_runs(matter::State const&, StillRuns const&);

} // namespace recourse::notify

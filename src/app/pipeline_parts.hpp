#pragma once

#include "app/envelope.hpp"
#include "app/stored_event.hpp"

// Inside app: what the files of the pipeline have in common.

namespace recourse::app {

/// What the first event of a command and its last tell about its outcome; the log is all that is kept for ever.
Outcome outcome_of(codec::Happening const& first, store::Event const& last);

} // namespace recourse::app

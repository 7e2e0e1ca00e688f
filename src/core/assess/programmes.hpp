#pragma once

#include "core/assess/assess.hpp"

namespace recourse::assess {

/// A programme that concerns the case, with what it pays.
struct Programme {
    cover::Book const* book;
    cover::Inputs const* inputs;
    cover::Outcome outcome; ///< at least one reading
};

/// Those that are listed for the case (or the one that the options name) and may bind, in the order of the world.
std::vector<Programme> programmes(casework::World const&, casework::Evaluation&, BookInputs const&, Options const&);

} // namespace recourse::assess

#pragma once

#include "core/case/world.hpp"

#include <memory>

namespace recourse::sim {

/// The same world with the holidays of one more year in the calendar of the PRC: made up, as no notice has named them
/// yet. It keeps the other one.
std::shared_ptr<casework::World const> with_notice(std::shared_ptr<casework::World const>);

} // namespace recourse::sim

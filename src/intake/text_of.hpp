#pragma once

#include "core/intake/types.hpp"
#include "readers/readers.hpp"

#include <string>

namespace recourse::intake {

/// What the readers made of a file, as lines, speakers and tables. Of a mail the fields that say who wrote to whom, and
/// its text once, though it may stand in it as plain text and as a page; what it quotes of earlier ones is marked so.
Text text_of(readers::Reading const&, std::string const& file);

} // namespace recourse::intake

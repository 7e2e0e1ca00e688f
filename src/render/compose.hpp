#pragma once

#include "core/case/answer.hpp"
#include "render/page.hpp"

namespace recourse::render {

/// The page of an answer, in the answer's language. Sections that would be empty are left out.
Page compose(casework::Answer const&);

} // namespace recourse::render

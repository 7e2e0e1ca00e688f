#pragma once

#include "base/language.hpp"

#include <string>
#include <string_view>

namespace recourse::handover {

/// What stands in clear beside the encrypted part, in English and Chinese: how to open it. It says nothing of the case
/// and is the same for every package.
std::string_view outer_readme();

/// What stands inside: what each file is and how to check the digests.
std::string inner_readme(Language);

} // namespace recourse::handover

#pragma once

#include <string>
#include <string_view>

namespace recourse::render {

/// Text as it may stand between tags and inside quoted attributes: & < > " ' become references.
std::string escaped(std::string_view text);

} // namespace recourse::render

#pragma once

#include "codec/tree.hpp"

#include <string>
#include <string_view>

namespace recourse::codec {

/// Reads a TOML 1.0 document. A line that breaks the grammar or repeats a key becomes a problem with its place; reading
/// goes on after it where that line is a `key = value` of its own, and stops there otherwise. Text that is not UTF-8,
/// too long or too deeply nested is refused as a whole. Whole numbers are those of 64 bits.
Document read_toml(std::string_view text, std::string file = {}, TreeLimits const& = {});

} // namespace recourse::codec

#pragma once

#include "codec/tree.hpp"

#include <string>
#include <string_view>

namespace recourse::codec {

/// Reads one JSON document (RFC 8259, nothing more: no comments, no trailing commas, nothing after it) whose top is an
/// object. A key that stands twice in an object is a problem. Numbers with a point or an exponent, and whole numbers
/// that leave 64 bits, stay text. Reading stops at the first break of the grammar, with its line and column.
Document read_json(std::string_view text, std::string file = {}, TreeLimits const& = {});

} // namespace recourse::codec

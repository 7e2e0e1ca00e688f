#pragma once

// Bytes of a text as places and excerpts for people.

#include "base/place.hpp"
#include "core/rules/lexer.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace recourse::rules {

/// Line and column of a byte of the text, where the text itself begins at `start`.
Place place_in(std::string_view text, std::uint32_t at, Place const& start);

/// The fault with its place, and under the message the line it stands in with a caret below the spot.
Problem problem_of(std::string_view text, Fault const&, Place const& start);

} // namespace recourse::rules

#pragma once

#include "core/act/actor.hpp"

#include <optional>
#include <string_view>

namespace recourse::cli {

/// The role of "buyer", "supplier-counsel", ...
std::optional<act::Role> parse_role(std::string_view);

} // namespace recourse::cli

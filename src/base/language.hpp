#pragma once

#include <cstdint>

namespace recourse {

/// The languages in which the program speaks.
enum class Language : std::uint8_t { en, zh };

} // namespace recourse

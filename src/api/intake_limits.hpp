#pragma once

#include <cstddef>

namespace recourse::api {

/// A file from which facts are read comes in one request.
inline constexpr std::size_t intake_bytes_max = std::size_t { 8 } << 20U;

} // namespace recourse::api

#pragma once

#include <cstdint>
#include <span>

namespace recourse::vault {

/// The checksum of zip (CRC-32 of ISO 3309), of what came before and these bytes; begin with 0.
std::uint32_t crc32_of(std::uint32_t before, std::span<std::uint8_t const> bytes);

} // namespace recourse::vault

#pragma once

#include "readers/cell/cell.hpp"

namespace recourse::readers::cell {

/// For whom the walls are: a reader of ours, which has all it needs in memory, or a program that is about to be started
/// and has to load itself.
enum class Inmate : std::uint8_t { reader, program };

/// Limits of the kernel on this process: processor time, address space, no file written, few files open, no core.
/// False when one could not be set; then nothing may be read.
bool set_limits(Limits const&, std::uint64_t file_size, Inmate);

/// Puts up what walls the kernel knows. Nothing takes them down again.
Walls put_up_walls(Inmate);

} // namespace recourse::readers::cell

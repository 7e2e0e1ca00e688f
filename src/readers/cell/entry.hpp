#pragma once

#include "readers/cell/cell.hpp"

#include <optional>
#include <span>

namespace recourse::readers::cell {

/// One reader: called behind the walls with the bytes of the file and the input of the task, gives what is sent back.
/// It may throw, crash or never end.
struct NamedReader {
    std::string_view name;
    std::string (*read)(std::string_view file, std::string_view input);
};

/// What the child does: nothing when the first argument is not the hidden one, otherwise the exit status with which
/// `main` has to end at once. `prepare` runs before the walls go up, for libraries that load parts of themselves.
std::optional<int> entry(
    std::span<char const* const> arguments, std::span<NamedReader const> readers, void (*prepare)());

/// Exit statuses of a child that says why it gave up.
inline constexpr int out_of_memory = 77, too_long = 78, no_reader = 79, threw = 80, no_program = 81;

} // namespace recourse::readers::cell

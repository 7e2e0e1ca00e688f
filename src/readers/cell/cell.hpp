#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

// A cell is a child process in which a stranger's file is read. Nothing in it is trusted: it has no network, no file
// it could open, no program it could start, and it ends when it has used up what it was given. Whatever happens in it,
// the caller gets bytes of a bounded size or one word on why there are none.

namespace recourse::readers::cell {

/// What one reading may use. A hostile file costs at most this.
struct Limits {
    std::uint32_t cpu_seconds = 10; ///< of processor time
    std::uint32_t wall_ms = 20'000; ///< from the start of the child until its last byte
    std::uint64_t memory = 512u << 20; ///< bytes of address space beside the file itself
    std::uint64_t file_size = 1u << 30; ///< bytes; a longer file is not read at all
    std::uint64_t result_size = 16u << 20; ///< bytes that come back
};
BOOST_DESCRIBE_STRUCT(Limits, (), (cpu_seconds, wall_ms, memory, file_size, result_size))

/// Why nothing was read.
enum class Stopped : std::uint8_t {
    time, ///< processor or wall-clock time was used up
    memory, ///< more memory was asked for than the cell has
    size, ///< the file or the result is too long
    crashed, ///< the child ended by itself, as by a fault in a library
    not_started, ///< the system gave no process, pipe or memory: nothing was tried, it may be tried again
};
BOOST_DESCRIBE_ENUM(Stopped, time, memory, size, crashed, not_started)

struct Stop {
    Stopped why = Stopped::crashed;
    std::string says; ///< a clause for a person: "could not be read: limit of 10 s of processor time"
};

/// Which walls stood around the child. A kernel without one of them leaves the others.
struct Walls {
    bool system_calls = false; ///< seccomp: no call but those that reading needs
    bool files = false; ///< Landlock: nothing of the file system but what a program is made of
};
BOOST_DESCRIBE_STRUCT(Walls, (), (system_calls, files))

struct Outcome {
    std::string bytes;
    Walls walls;
};

/// What is to be read, and by whom.
struct Task {
    std::string reader; ///< a name that `entry` knows, or with `arguments` the path of a program
    std::vector<std::string> arguments; ///< not empty: the program is run with them, the file on its standard input
    int file = -1; ///< a descriptor open for reading; stays the caller's
    std::string input; ///< given to the reader beside the file
};

/// The program whose hidden argument starts a child: this one, unless a test names another.
inline constexpr char const* own_program = "/proc/self/exe";
/// The hidden argument. `main` calls `entry` before anything else when it is the first one.
inline constexpr std::string_view hidden_argument = "__read-evidence";

/// Reads in a child. May be called from any thread of a program with threads: the child is spawned, not forked.
/// Blocks until the child is gone; it is gone when this returns.
std::expected<Outcome, Stop> run(Task const&, Limits const& = {}, char const* program = own_program);

} // namespace recourse::readers::cell

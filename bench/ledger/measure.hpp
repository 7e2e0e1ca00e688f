#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

// What both programs of this folder measure and print, so that their lines can be put beside each other.

namespace bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Of this process, user and system.
inline double cpu_seconds()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + 1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

/// The most memory of this process until now.
inline long resident_mib()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

/// Bytes that have reached the device on which the directory lies, from whoever; 0 where the system does not say. (What
/// the system counts for one process it counts in large pages, as often as one of them is touched.)
inline std::uint64_t device_bytes(std::filesystem::path const& directory)
{
    struct stat of {};
    unsigned long long read = 0, merged = 0, sectors_read = 0, ms = 0, written = 0, written_merged = 0, sectors = 0;
    if (::stat(directory.c_str(), &of) != 0)
        return 0;
    auto const name = fmt::format("/sys/dev/block/{}:{}/stat", major(of.st_dev), minor(of.st_dev));
    if (auto* const file = std::fopen(name.c_str(), "r")) {
        (void)std::fscanf(file, "%llu %llu %llu %llu %llu %llu %llu", &read, &merged, &sectors_read, &ms, &written,
            &written_merged, &sectors);
        std::fclose(file);
    }
    return 512 * sectors;
}

/// SplitMix64.
struct Random {
    std::uint64_t state = 42;
    std::uint64_t next()
    {
        state += 0x9E37'79B9'7F4A'7C15u;
        auto mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EBu;
        return mixed ^ (mixed >> 31);
    }
};

/// What one run gave; a line of JSON for compare.py.
struct Measured {
    std::string name;
    std::size_t batch = 0; ///< 0: what gathers
    unsigned clients = 0; ///< 0: as many commands as a batch takes wait at any time
    std::uint64_t commands = 0;
    std::uint64_t events = 0; ///< rows of the log, headers left out
    double seconds = 0;
    double cpu = 0;
    std::uint64_t written = 0; ///< to the device
    std::uint64_t file_bytes = 0; ///< of the database in the end; 0: not measured
    std::vector<float> micros; ///< from the sending of a command, or the beginning of a batch, to what acknowledges it

    void print()
    {
        std::ranges::sort(micros);
        auto const at = [&](double share) {
            return micros.empty() ? 0.0F
                                  : micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
        };
        auto const per = [](double amount, std::uint64_t count) {
            return amount / static_cast<double>(std::max<std::uint64_t>(count, 1));
        };
        fmt::print("{{\"name\":\"{}\",\"batch\":{},\"clients\":{},\"commands\":{},\"events\":{},\"seconds\":{:.2f},"
                   "\"commands_per_s\":{:.0f},\"events_per_s\":{:.0f},\"p50_us\":{:.0f},\"p99_us\":{:.0f},"
                   "\"p999_us\":{:.0f},\"max_us\":{:.0f},\"cpu_us_per_event\":{:.2f},\"written_per_event\":{:.0f},"
                   "\"stored_per_event\":{:.0f},\"resident_mib\":{}}}\n",
            name, batch, clients, commands, events, seconds, static_cast<double>(commands) / seconds,
            static_cast<double>(events) / seconds, at(0.5), at(0.99), at(0.999), at(1), per(cpu * 1e6, events),
            per(static_cast<double>(written), events), per(static_cast<double>(file_bytes), events), resident_mib());
        std::fflush(stdout);
    }
};

} // namespace bench

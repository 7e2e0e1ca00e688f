#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recourse::rules {

/// To go through a shorter text costs no more than the step that does it.
inline constexpr std::size_t long_text = 4096;

/// What one evaluation may still cost. Once spent, everything else fails too, so that nothing can absorb it.
struct Budget {
    std::uint64_t steps_left = 0;
    std::uint64_t bytes_max = 0;
    bool spent = false;

    bool take(std::uint64_t steps)
    {
        if (steps > steps_left) {
            spent = true;
            steps_left = 0;
            return false;
        }
        steps_left -= steps;
        return true;
    }

    /// True when that many bytes may be in use.
    bool allows(std::uint64_t bytes)
    {
        spent |= bytes > bytes_max;
        return bytes <= bytes_max;
    }

    bool take_text(std::size_t bytes) { return bytes < long_text || take(bytes / 64); }
};

inline constexpr std::string_view too_long = "evaluation too long";
inline constexpr std::string_view too_large = "evaluation needs too much memory";

} // namespace recourse::rules

#pragma once

#include "base/check.hpp"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace recourse::sim {

/// Numbers that a seed chooses, the same on every machine, which the standard's distributions do not promise:
/// SplitMix64 (Steele, Lea and Flood, 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) { }

    std::uint64_t draw()
    {
        state_ += 0x9E37'79B9'7F4A'7C15u;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EBu;
        return mixed ^ (mixed >> 31);
    }
    /// 0 to n - 1; n is not 0. The bias is below n / 2^64.
    std::uint64_t below(std::uint64_t n)
    {
        RECOURSE_ASSERT(n > 0);
        return draw() % n;
    }
    /// Both ends included.
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }
    bool chance(unsigned per_thousand) { return per_thousand > 0 && below(1000) < per_thousand; }
    template <class T>
    T const& pick(std::vector<T> const& all)
    {
        return all[below(all.size())];
    }
    template <class T>
    T pick(std::initializer_list<T> all)
    {
        return *(all.begin() + below(all.size()));
    }
    /// Another row of numbers, so that more draws here do not change those there.
    Random fork() { return Random(draw()); }

private:
    std::uint64_t state_;
};

} // namespace recourse::sim

#pragma once

#include "base/money.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

// Numbers drawn at random, the same on every machine, and what is made of many of them.

namespace recourse::forecast {

/// xoshiro256++ (Blackman and Vigna), seeded by splitmix64: the same numbers everywhere.
class Random {
public:
    /// Every stream of one seed runs by itself.
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0)
    {
        seed += stream * 0xD1B5'4A32'D192'ED03u;
        for (auto& word : state_) {
            seed += 0x9E37'79B9'7F4A'7C15u;
            auto z = (seed ^ (seed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
            z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBu;
            word = z ^ (z >> 31);
        }
    }
    /// In [0, 1).
    double unit()
    {
        auto const rotl = [](std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
        auto const result = rotl(state_[0] + state_[3], 23) + state_[0];
        auto const t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotl(state_[3], 45);
        return static_cast<double>(result >> 11) * 0x1.0p-53;
    }

private:
    std::array<std::uint64_t, 4> state_ {};
};

/// The distribution of an estimate that says a lowest, a likely and a highest value.
class Triangle {
public:
    Triangle(double low = 0, double likely = 0, double high = 0)
        : low_(low)
        , likely_(likely)
        , high_(high)
        , mode_(high > low ? (likely - low) / (high - low) : -1)
        , rising_((high - low) * (likely - low))
        , falling_((high - low) * (high - likely))
    {
    }
    /// The value below which a share `u` of [0, 1) of the cases lies.
    double at(double u) const
    {
        if (high_ <= low_)
            return likely_;
        return u < mode_ ? low_ + std::sqrt(u * rising_) : high_ - std::sqrt((1 - u) * falling_);
    }
    /// The share of the cases that lies below `value`: of one that is certain, none up to it and all beyond.
    double share_below(double value) const
    {
        if (high_ <= low_)
            return value > likely_ ? 1 : 0;
        if (value <= low_)
            return 0;
        if (value >= high_)
            return 1;
        return value < likely_ ? (value - low_) * (value - low_) / rising_
                               : 1 - (high_ - value) * (high_ - value) / falling_;
    }
    double mean() const { return (low_ + likely_ + high_) / 3; }

private:
    double low_, likely_, high_;
    double mode_, rising_, falling_;
};

/// The mean of a column, 0 of an empty one.
double mean(std::vector<float> const& values);

/// The value below which a share of [0, 1) of the column lies; reorders it. 0 of an empty one.
double quantile(std::vector<float>& values, double share);

/// Two digits: no estimate deserves more.
Money rounded(double minor, Currency);

} // namespace recourse::forecast

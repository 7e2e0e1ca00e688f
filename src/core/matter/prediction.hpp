#pragma once

#include "base/money.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

// What the forecast said of a matter on one day, kept to be compared with what comes.

namespace recourse::matter {

/// What was predicted of one route, or of all together.
struct RoutePrediction {
    std::string route; ///< id of the route; empty: all together
    std::uint32_t chance = 0; ///< of getting anything by it, in ten-thousandths
    Money p10, p50, p90; ///< that comes in by it, in the end; what had come before included
    friend bool operator==(RoutePrediction const&, RoutePrediction const&) = default;
};
BOOST_DESCRIBE_STRUCT(RoutePrediction, (), (route, chance, p10, p50, p90))

struct Prediction {
    Money open; ///< what could still come
    std::vector<RoutePrediction> routes; ///< each once
    std::uint32_t samples = 0;
    std::uint64_t seed = 0;
    std::uint32_t ended = 0; ///< how many routes had ended by then, with a decision
    std::uint32_t own_cases = 0; ///< closed cases of the desk that moved its estimates; 0: the standard ones
    friend bool operator==(Prediction const&, Prediction const&) = default;
};
BOOST_DESCRIBE_STRUCT(Prediction, (), (open, routes, samples, seed, ended, own_cases))

/// How many routes one prediction names at most.
inline constexpr std::size_t predicted_routes_max = 60;

} // namespace recourse::matter

#pragma once

#include "core/forecast/forecast.hpp"
#include "core/offer/said.hpp"

#include <expected>
#include <string>
#include <vector>

// An operator's own closed cases move a standard estimate, as far as they carry.

namespace recourse::offer {

/// An estimate, the operator's own cases, and what comes of both: nothing is moved unseen.
struct Shrunk {
    forecast::Assumption standard;
    int cases = 0; ///< own closed cases
    double own = 0; ///< their share of successes, or their mean; 0 where there are none
    double standard_weight = 0; ///< in cases: the standard counts as so many
    double own_share = 0; ///< of the result, 0 to 1: cases / (cases + standard_weight)
    forecast::Assumption result; ///< a range, marked as an estimate, that names both
    Said says;
};

/// As how many cases a standard estimate counts that has no published figure. Chosen by the authors, without a source:
/// ten own cases weigh as much as the guess.
inline constexpr double standard_weight = 10;

/// Of a chance: `successes` of `cases`. Beta-binomial: the standard's likely value p and its weight w are a Beta
/// distribution with the parameters w p and w (1 - p); the result's likely value is (w p + successes) / (w + cases).
/// Its ends are the standard's, moved likewise, but never nearer than the posterior's p10 and p90 by the normal
/// approximation, 1.2816 * sqrt(q (1 - q) / (w + cases + 1)).
/// Errors: a weight that is not above zero, successes outside of 0 to cases, an estimate that is no chance.
std::expected<Shrunk, std::string> shrink_chance(
    forecast::Assumption const& standard, int successes, int cases, double weight = standard_weight);

/// Of a duration in weeks or a share: the values of the own closed cases. The likely value is the mean of both,
/// weighted by cases; the low end likewise with the own p10, the high end with the own p90 (the nearest value, of few
/// cases the lowest and highest). `most`: 1 for shares, 0 for none. Errors: a weight that is not above zero, a value
/// below zero or above `most`.
std::expected<Shrunk, std::string> shrink_values(
    forecast::Assumption const& standard, std::vector<double> values, double most = 0, double weight = standard_weight);

} // namespace recourse::offer

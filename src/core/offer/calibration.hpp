#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "core/offer/said.hpp"

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

// Predictions that were kept, scored against what came. Whole numbers throughout: a score is as exact as what it
// scores.

namespace recourse::offer {

/// A chance in ten-thousandths, 0 to 10000.
using Chance = int;

struct Prediction {
    std::string case_id;
    Date made;
    std::string route; ///< empty: all routes together
    std::optional<Chance> chance; ///< of getting anything by it
    struct Quantiles {
        Money p10, p50, p90;
    };
    std::optional<Quantiles> received; ///< what comes in by it, in the end
};

/// How a route, or a case, ended.
struct Outcome {
    std::string case_id;
    std::string route; ///< as the prediction's
    Date on;
    Money received; ///< zero: nothing came of it
};

/// Predictions of one tenth of chances: from `from` up to the next one.
struct Tenth {
    Chance from = 0; ///< 0, 1000 ... 9000; the last holds 10000, too
    int count = 0, came = 0;
    Chance predicted = 0; ///< the average of what was predicted
    Chance observed = 0; ///< the share that came true; 0 where `count` is
};

struct Calibration {
    int scored = 0; ///< chances with an outcome
    int waiting = 0; ///< predictions without an outcome yet
    int later = 0; ///< left out: not the first prediction of its case and route, so not another piece of evidence
    int hindsight = 0; ///< left out: made on the day of the outcome or after it
    Chance brier = 0; ///< the mean of (chance - what came)^2, in ten-thousandths: 0 is perfect, 2500 says nothing
    Chance brier_of_rate = 0; ///< the same, had the share that came been predicted for each: worse than this is useless
    std::array<Tenth, 10> tenths;

    int quantiles_scored = 0;
    int within = 0; ///< outcomes from p10 to p90, both included: four of five should be
    Chance coverage = 0; ///< the same as a share
    /// The mean pinball loss of each quantile, in ten-thousandths of p90 or of what came, the larger: cases of any size
    /// and currency weigh alike. 0 is perfect.
    Chance pinball_p10 = 0, pinball_p50 = 0, pinball_p90 = 0;

    bool enough = false; ///< at least `outcomes_least` of what was scored
    Said remark; ///< what the numbers are good for
};

/// Fewer outcomes tell luck from judgement badly: with 30 a share of one half is still uncertain by 18 points either
/// way (1.96 * sqrt(0.25 / 30)).
inline constexpr int outcomes_least = 30;

/// Scores the first prediction of each case and route against its outcome. The order of the lists changes nothing.
/// Errors, all at once: a chance outside of 0 to 10000, quantiles out of order or of several currencies, one outcome
/// twice, an outcome of another currency than its prediction, a prediction of nothing.
std::expected<Calibration, std::vector<std::string>> calibrate(
    std::vector<Prediction> const&, std::vector<Outcome> const&);

} // namespace recourse::offer

#pragma once

#include "base/date.hpp"
#include "base/id.hpp"
#include "core/matter/state.hpp"
#include "core/offer/calibration.hpp"
#include "core/offer/own_cases.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

// What the cases of this desk that are over say: of the estimates, and of the predictions that were kept of them.

namespace recourse::api {

class Desk;

/// Cases of a desk, the latest first, as many as are looked at.
inline constexpr std::size_t matters_looked_max = 5'000;
inline constexpr std::size_t claims_looked_max = 20'000;
/// A route moves an estimate for everybody only where so many cases went it: of fewer, one could be told from another.
inline constexpr int own_cases_least = 5;

struct Kept {
    std::vector<offer::Prediction> predictions;
    std::vector<offer::Outcome> outcomes; ///< of matters that are closed
    std::size_t matters = 0; ///< that were looked at
    bool cut = false; ///< there are more
};

/// The predictions of a party's matters, or of everybody's (0), and what came of those that are closed. Nothing when
/// the store gives no answer.
std::optional<Kept> kept_predictions(Desk&, Id<Party> client);

/// Closed claims and closed matters as records of routes. Claims that the buyer withdrew tell nothing.
std::optional<offer::OwnCases> own_cases(Desk&);

/// The same, counted once a day, without routes that too few cases went.
class OwnHistory {
public:
    /// Null when the store gives no answer.
    std::shared_ptr<offer::OwnCases const> now(Desk&);

private:
    std::mutex mutex_;
    std::optional<Date> counted_on_;
    std::shared_ptr<offer::OwnCases const> counted_;
};

} // namespace recourse::api

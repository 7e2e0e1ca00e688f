#pragma once

#include "core/quantum/ledger.hpp"

#include "base/wide.hpp"

#include <expected>
#include <vector>

// The interest of one run, counted exactly: a whole number of parts of a minor unit, rounded only when it is read.

namespace recourse::quantum {

class Meter {
public:
    /// Errors: no rate on the first day, rates with too many digits (all over one denominator of at most 10^12).
    static std::expected<Meter, Fault> of(Run const&, Currency);

    /// Counts the days up to `to` (exclusive) that were not counted yet, on this principal.
    void advance(Date to, Money principal);

    Money total() const; ///< rounded half up, once
    /// Zero before the run begins and on a day that is stayed.
    Ratio rate_on(Date) const;
    std::vector<Stretch> const& stretches() const { return stretches_; }
    Run const& run() const { return *run_; }

private:
    Run const* run_ = nullptr; ///< outlives the meter
    Currency currency_ {};
    std::int64_t denominator_ = 1; ///< of all rates
    Date done_ {};
    Wide weight_ = 0; ///< sum of principal * days * rate, over denominator_ * per
    std::vector<Stretch> stretches_ {};

    void add(Date from, Date until, int days, Money principal, Ratio rate);
};

/// Adds up what several sums carry on one day, exactly.
class Rates {
public:
    void add(Money principal, Ratio rate, std::int64_t per);
    Money sum(Currency) const; ///< rounded half up, once

private:
    std::vector<std::pair<Wide, Wide>> shares_ {}; ///< numerator over denominator
};

} // namespace recourse::quantum

#pragma once

#include "core/forecast/model.hpp"
#include "core/offer/happened.hpp"

#include <vector>

// Going on as columns of present values: one for each sample of the forecast.

namespace recourse::offer {

/// By which later money is worth less. Named, because nobody publishes the right one: the buyer's cost of borrowing,
/// say.
struct DiscountRate {
    Ratio yearly { 8, 100 };
    Said name { "8 % a year, chosen by the authors", "年率8%，由作者设定" };

    /// Of money that comes so many weeks from now; a year has 52.
    double factor(double weeks) const;
};

struct GoingOn {
    std::vector<float> value; ///< minor units, net of costs to come, as of now
    double costs = 0; ///< to come, on average, not discounted
    double mean() const { return forecast::mean(value); }
};

/// Samples of going on by everything that is left. The same position, options and rate give the same columns, and the
/// first n samples are those of a run of n.
GoingOn go_on(forecast::Model const&, forecast::Options const&, DiscountRate const&);

/// The month in which a week from now ends, 0 for the first; months of a twelfth of 52 weeks, each with its last
/// moment.
std::size_t month_of(double week);

/// Two digits, and never more than `most` (what is open): rounding adds nothing to a claim.
Money rounded_within(double minor, Money most);
/// Two digits, rounded towards the larger sum, within `most`: for what must not be gone below.
Money rounded_up_within(double minor, Money most);

} // namespace recourse::offer

#pragma once

#include "base/money.hpp"
#include "base/ratio.hpp"
#include "core/case/answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::route {

/// A cumulative fee scale: for an amount in (over, up_to] the fee is base + rate * (amount - over).
struct Bracket {
    Money over; ///< exclusive, except that the first bracket holds its own lower end
    std::optional<Money> up_to; ///< inclusive; absent: no end
    Money base;
    Ratio rate;
    std::optional<Money> base_max; ///< for scales that are a range
    std::optional<Ratio> rate_max;
};

struct Schedule {
    std::string id;
    Currency currency;
    std::optional<Date> from, until; ///< until exclusive
    std::vector<Bracket> brackets; ///< ascending, gapless
    std::optional<Money> minimum, cap, registration;
    std::string cap_mark;
    Rounding rounding = Rounding::half_up;
    std::vector<casework::SourceRef>
        marks; ///< parts that are weaker than the source: clause = the part, mark, title = note
    casework::SourceRef source;
};

struct Fee {
    Money low; ///< the fee itself, without registration
    Money high; ///< equal to low unless the scale is a range
    std::optional<Money> registration;
    std::vector<std::string> working; ///< "10,000 of it at 0 %, base 50.00", one line per step
};

/// "4.65 %" for 0.0465; a rate of too many digits as "0.99 times".
std::string percent(Ratio rate);

/// The fee for an amount in the schedule's currency, minimum and cap applied, exact to the minor unit. Nothing where it
/// leaves 64 bits. Asserts a non-negative amount in that currency.
std::optional<Fee> fee(Schedule const&, Money amount);

} // namespace recourse::route

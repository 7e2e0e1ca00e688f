#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/ratio.hpp"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

// Interest that a claim carries before and after a judgment.

namespace recourse::route {

/// A published yearly rate and the first day on which it holds, until the next row.
struct YearlyRate {
    Date from;
    Ratio rate; ///< 0.0345 a year
};

/// Days in a row at one rate.
struct InterestPart {
    Date from;
    Date until; ///< exclusive
    int days = 0;
    Ratio rate; ///< a year, with the uplift; for delay a day
    Money sum; ///< rounded for itself; the parts need not add up to the total
};

struct Interest {
    Money total; ///< rounded half up, once
    std::vector<InterestPart> parts;
};

/// How the days of a year are taken.
enum class YearDays : std::uint16_t { d365 = 365, d360 = 360 };

/// rate * (1 + uplift). Nothing where it takes more digits than fit.
std::optional<Ratio> with_uplift(Ratio rate, Ratio uplift);

/// Late payment at the rate that holds on the day of the breach, all the way: rate * (1 + uplift) * days / year.
/// The first day counts, the last does not. Source of the uplift of 30 to 50 %: interpretation on sales, art. 18(4).
/// Errors: `until` before `from`, no rate on the first day, a sum beyond 64 bits.
std::expected<Interest, std::string> interest_at_breach(
    Money principal, Date from, Date until, std::span<YearlyRate const>, Ratio uplift, YearDays);

/// The same with every change of the rate followed, as pleadings commonly do.
std::expected<Interest, std::string> interest_by_segment(
    Money principal, Date from, Date until, std::span<YearlyRate const>, Ratio uplift, YearDays);

/// What a judgment debtor owes on top for late performance: principal * 0.000175 * days, from the end of the period for
/// performance. Source: interpretation on interest for late performance in enforcement (2014).
std::expected<Interest, std::string> delay_interest(Money principal, Date from, Date until);

} // namespace recourse::route

#pragma once

#include "core/case/answer.hpp"
#include "core/rules/rules.hpp"

#include <array>
#include <span>
#include <string_view>

// What warnings, tasks and counterfactuals may say beside the facts: results that were worked out before them.

namespace recourse::casework {

/// The pinned ids of deadlines, in the order of the fields of `due`.
inline constexpr std::array<std::string_view, 16> pinned_deadlines {
    "claim-window",
    "escalation-possible",
    "automatic-escalation",
    "evidence-slot",
    "limitation",
    "cisg-notice",
    "cisg-two-years",
    "ship-by",
    "contract-notice",
    "bank-recall",
    "card-chargeback",
    "file-after-preservation",
    "freeze-expiry",
    "enforcement-application",
    "deregistration-objection",
    "counsel-same-day",
};

/// Declares `due` (a record of dates: due.claim_window is the earliest last day of that deadline) and `cover` (low,
/// high, cap_low, cap_high: money in the case's currency; verdict: covered, partly, not_covered, undecided), in this
/// order, after what the schema has. `cover` speaks of the best programme that is reported.
void declare_results(rules::Schema&);

/// Declares `route` after what the schema has, for the comparison of routes: what was worked out for the route in hand.
/// recoverable, cost_low, cost_likely, cost_high (money in the case's currency), weeks_low, weeks_likely, weeks_high
/// (whole weeks).
void declare_route(rules::Schema&);

/// The value of `route`. What is not known is an unknown that names "route.cost_low", ...
rules::Value bind_route(Route const&, rules::Arena&);

/// The values of both for one case. What is not known is an unknown that names "due.claim_window", "cover.low", ...
struct ResultValues {
    rules::Value due;
    rules::Value cover;
};
ResultValues bind_results(std::span<Deadline const>, std::span<Coverage const>, rules::Arena&);

} // namespace recourse::casework

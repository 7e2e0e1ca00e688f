#pragma once

#include "core/case/answer.hpp"
#include "core/rules/rules.hpp"

#include <array>
#include <span>
#include <string_view>
#include <utility>

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

/// What the programmes pay, by the route by which they are claimed.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 3> cover_results { {
    { "cover", "platform-claim" },
    { "service_cover", "payment-service-claim" },
    { "card_cover", "card-chargeback" },
} };

/// The reported programme of that route that may pay most; of equals the first. Null where there is none.
Coverage const* best_cover(std::span<Coverage const>, std::string_view route);

/// The day by which to act: the earliest last day of all readings that is not over; where all are over, the earliest.
std::optional<Date> day_to_act(Deadline const&, Date as_of);

/// Declares `due` (a record of dates: due.claim_window is the earliest last day of that deadline) and the results named
/// in cover_results (low, high, cap_low, cap_high: money in the case's currency; verdict: covered, partly, not_covered,
/// undecided; each of the best programme of its route), in this order, after what the schema has.
void declare_results(rules::Schema&);

/// Declares `route` after what the schema has, for the comparison of routes: what was worked out for the route in hand.
/// recoverable, cost_low, cost_likely, cost_high (money in the case's currency), weeks_low, weeks_likely, weeks_high
/// (whole weeks).
void declare_route(rules::Schema&);

/// The value of `route`. What is not known is an unknown that names "route.cost_low", ...
rules::Value bind_route(Route const&, rules::Arena&);

/// The values of all of them for one case. What is not known is an unknown that names "due.claim_window", "cover.low",
/// ...
struct ResultValues {
    rules::Value due;
    std::array<rules::Value, cover_results.size()> covers;
};
ResultValues bind_results(std::span<Deadline const>, std::span<Coverage const>, Date as_of, rules::Arena&);

} // namespace recourse::casework

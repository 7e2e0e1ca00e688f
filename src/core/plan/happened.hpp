#pragma once

#include "core/claim/state.hpp"
#include "core/matter/state.hpp"
#include "core/offer/happened.hpp"

#include <span>
#include <string>
#include <vector>

// What has happened on a live case, in the words in which offers are weighed.

namespace recourse::plan {

/// What a matter and its claims tell the forecast.
struct FromCase {
    offer::Happened happened;
    /// What could not be told, and why: sums of another currency, costs before a forum was chosen, a freeze that caught
    /// no known sum, a title that is challenged, a company struck off beside others, a settlement or an end after which
    /// there is nothing to weigh.
    std::vector<offer::Said> left_out;
};

/// The route of the forecast on which a receipt came. Payments of the debtor's own count for the demand.
std::string_view route_of(matter::Route);

/// Everything up to `today`, that day included, in the matter's currency:
/// - receipts are the matter's; what the claims paid and chargebacks returned beyond its receipts on those routes is
///   added, so that a claim of the same currency counts before the matter has booked it, and never twice;
/// - of the claims the last one opened says how the programme has ruled: an open or reopened one has no ruling, one
///   that is due, carried out or closed has the sum that is due, less what was charged back since, or nothing;
/// - of filings those are under way that have not ended, and whose title has not fallen; the last title that stands and
///   is not challenged is the award, principal, interest and costs; a matter closed as lost after a dismissal is an
///   award of nothing;
/// - an accepted settlement that is not broken is a ruling of the talks; offers that somebody turned down are refusals,
///   lapsed or withdrawn ones are not;
/// - a freeze is what measures that stand, and are not queued, are known to have caught; evidence is no asset;
/// - the supplier is gone where the registry has struck off whoever is pursued.
/// `claims`: of the same order, in the order of their opening; none for a purchase outside. Pure.
FromCase happened_of(matter::State const&, std::span<claim::State const> claims, Date today);

/// The forecast as the answer of `made` had it. `claim` is everything claimed on that day; routes whose weeks are not
/// known are left out, as the forecast leaves them out.
offer::Basis basis_of(
    std::span<casework::Route const>, std::vector<forecast::Assumption>, Money claim, Date made, bool frozen);

} // namespace recourse::plan

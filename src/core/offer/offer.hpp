#pragma once

#include "core/offer/going_on.hpp"

#include <optional>
#include <vector>

// An offer to settle, weighed against going on.

namespace recourse::offer {

struct Instalment {
    int day = 0; ///< from the day on which the case is looked at
    Money amount;
    bool secured = false; ///< in hand or held by a third party: it does not fail
};

/// What the other side wants before it pays.
enum class Before { nothing, originals, goods_back, claim_withdrawn, freeze_lifted };

struct Offer {
    std::vector<Instalment> instalments; ///< in the order of their days
    /// The chance that the payer stops before everything unsecured is paid: a stated estimate, of the whole offer
    /// however many instalments it has. `standard_risk` makes it of the settlement estimate.
    forecast::Assumption default_risk;
    bool waives_assurance = false, waives_legal = false, waives_other = false; ///< what nothing more can be had from
    bool revival_clause = false; ///< where it is not paid, the whole claim stands again
    bool acceleration_clause = false; ///< where one instalment fails, all are due
    bool acknowledges_debt = false;
    bool authority_shown = false; ///< the signatory's, with the company's chop
    bool on_platform = false; ///< agreed in the platform's own form, which closes its case
    Before before = Before::nothing;
    Money costs; ///< of accepting: goods sent back, papers
    Money saved; ///< that comes back when the case ends now: of a court fee, say

    Money total() const; ///< of the instalments
    bool full_and_final() const { return waives_assurance && waives_legal && waives_other; }
};

/// The chance of default that an estimate of being paid what was agreed implies (`settlement-agreed`).
forecast::Assumption standard_risk(forecast::Assumption const& paid);

/// What is known of a value: two digits, never more than is open.
struct Spread {
    Money p10, p50, p90, mean;
    friend bool operator==(Spread const&, Spread const&) = default;
};

struct Reason {
    std::string id;
    Said says;
};

/// What to ask for instead.
struct Counter {
    Money low; ///< not less: the break-even, or what is offered already
    Money ask; ///< to begin with: what going on brings in a good case
    Money high; ///< not more: what is open
    std::vector<Reason> reasons;
};

struct Warning {
    std::string id;
    casework::Severity severity = casework::Severity::note;
    Said says;
    casework::SourceRef source;
};

struct Comparison {
    Money open; ///< what can still come
    Money offered; ///< nominal
    Spread accept, go_on; ///< present values, net of costs to come
    int go_on_better = 0; ///< per cent of the samples in which going on ends better than the offer
    Money costs_saved; ///< of going on, to come, on average; `accept` and `go_on` hold them already
    /// Paid today and surely, this much is worth as much as going on, on average.
    Money sure_today;
    /// The total, paid as the offer is, on its days and with its risk, that is worth as much as going on on average;
    /// absent: not even all that is open is.
    std::optional<Money> break_even;
    /// Going on may take so many weeks longer than it should, and is on average still worth as much; absent: the offer
    /// is worth more already. `weeks_most`: at least so many.
    std::optional<int> break_even_weeks;
    Counter counter;
    std::vector<Warning> warnings;
    DiscountRate rate;
    forecast::Assumption default_risk;
    std::vector<forecast::Assumption> estimates; ///< that going on rests on, each with its source
    std::uint64_t seed = 0;
    std::uint32_t samples = 0;
};

inline constexpr int weeks_most = 260;
inline constexpr std::size_t instalments_most = 120;

/// Weighs the offer. One sample draws both: what going on brings, and whether the offer is paid. With a revival
/// clause a default brings back the case for what is not paid, so much later and with so much less to collect; without,
/// what is not paid is lost. What the offer does not waive goes on beside it for what is open above the offer.
/// A better offer (more, sooner) never looks worse; nor does a surer one, unless it has a revival clause and is worth
/// less than the case: then a default is good luck. The same arguments give the same result.
/// Errors, all at once: no instalment or too many, one of another currency or not above zero, a day before today or out
/// of order, more in all than is open, a risk that is no range within 0 and 1, a rate below zero or above 1.
std::expected<Comparison, Flaws> compare(
    Position const&, Offer const&, DiscountRate const& = {}, forecast::Options const& = {});

/// What to look at in the terms before anybody signs, the gravest first.
std::vector<Warning> warnings_of(Offer const&, Position const&);

} // namespace recourse::offer

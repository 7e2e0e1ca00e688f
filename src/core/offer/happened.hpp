#pragma once

#include "core/forecast/forecast.hpp"
#include "core/offer/said.hpp"

#include <expected>
#include <optional>
#include <string>
#include <vector>

// What has happened on a live case, and what by it can still happen.

namespace recourse::offer {

/// The forecast of an assessment as it was made: routes with known sums, costs and weeks, and the estimates chosen.
struct Basis {
    Date made; ///< the day of the answer: its weeks and shares to collect count from here
    Money claim; ///< everything claimed on that day, before any receipt
    std::vector<casework::Route> routes; ///< each with `weeks.likely`
    std::vector<forecast::Assumption> assumptions;
    bool frozen = false; ///< the facts tell of a freeze, of no known value
};

/// A route was taken: a claim filed, a demand sent, a suit filed, enforcement applied for (`award-enforcement`).
struct Begun {
    std::string route;
    Date on;
};

/// A route has ended with a decision: of a claim, or of a forum the award or judgment.
struct Ruling {
    std::string route;
    Date on;
    Money granted; ///< what was to be paid by it on that day; zero: rejected, withdrawn or closed without an answer
};

/// Money that came in; counted once, by whatever route.
struct Receipt {
    std::string route;
    Date on;
    Money amount;
};

/// Paid out already on a route: of its costs only the rest is still to come.
struct Spent {
    std::string route;
    Money amount;
};

/// An offer to settle that came to nothing.
struct Refusal {
    Date on;
    Money amount;
    bool by_supplier = false; ///< it refused to pay the amount; else we refused to take it
};

struct Freeze {
    Date on;
    Money value; ///< of what is really held, not of what the order names
};

/// The supplier has been struck off.
struct Gone {
    Date on;
    /// What can be collected from such a supplier; absent: nothing is counted but what is frozen.
    std::optional<forecast::Assumption> collect;
};

struct Happened {
    Date now;
    std::vector<Begun> begun;
    std::vector<Ruling> rulings;
    std::vector<Receipt> receipts;
    std::vector<Spent> spent;
    std::vector<Refusal> refusals;
    std::optional<Freeze> freeze;
    std::optional<Gone> gone;
};

/// One thing that the forecast takes otherwise because of what has happened.
struct Change {
    std::string id; ///< received, paid, over, silent, granted, award, lost, only_forum, under_way, overdue, refused,
                    ///< spent, frozen, gone
    std::string route; ///< empty: all
    Said says;
};

/// A case as it stands.
struct Position {
    Money claim; ///< as the basis has it
    Money received; ///< all receipts
    Money open; ///< what can still come: the award's sum once there is one
    Money secured; ///< of it, held by a freeze
    std::vector<casework::Route> routes; ///< that can still bring something, with what is left of sums, costs and weeks
    std::vector<Change> changes;

    /// Input of the forecast; valid as long as this object lives and is not moved.
    forecast::Input input() const;

    std::vector<forecast::Assumption> assumptions;
    std::vector<forecast::Begun> begun;
    double weeks_passed = 0;
    double frozen_weeks = 0;
    bool frozen = false;
};

/// Every flaw at once, each a clause that names its place ("receipts[1]: ..."): a day after `now`, another currency
/// than the claim's, an amount below zero, an award of two forums.
using Flaws = std::vector<std::string>;

/// What can still happen. Pure and without chance of its own:
/// - Receipts lower what is open by exactly what they are, whatever route brought them; of a route that pays up to a
///   limit they also lower that limit.
/// - A granted claim is certain for what of it is not paid, and is paid within weeks; a rejected one is over.
/// - Where a suit is filed the other forums are over. An award replaces the claim by its sum, less what came after it,
///   and takes as long and costs as much as its enforcement. A lost one ends the forums, not the other routes.
/// - Of a route under way only the durations are left that are not over yet. A demand or talks that would have been
///   answered grow less likely by Bayes' rule; after their longest time they are over. What takes longer than its
///   longest time is given up to half its span again, without a source.
/// - A sum that the supplier refused bounds what talks bring.
/// - A freeze holds its value for what the forum wins; assets beyond it go on shrinking, as they did since the basis.
/// - Of a supplier that is gone nothing is had by talks, nor by a new freeze of its assets.
std::expected<Position, Flaws> condition(Basis const&, Happened const&);

} // namespace recourse::offer

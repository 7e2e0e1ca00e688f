#pragma once

#include "core/quantum/law.hpp"
#include "core/quantum/ledger.hpp"

#include "time/rates.hpp"

#include <expected>
#include <optional>
#include <string>
#include <vector>

// What is open on an award or a judgment on a day: what it adjudges, ordinary interest as it adjudges it, the doubled
// interest for late performance, less what was received.

namespace recourse::quantum {

/// One money debt that the judgment adjudges, with its own last day for performance (instalments have several).
struct Adjudged {
    std::string id {};
    bool cost = false; ///< costs awarded, not principal
    Text what {};
    Money amount {};
    /// The day on which the period for performance ends, or the judgment took effect where it names none: doubled
    /// interest runs from it (interpretation, art. 2). Absent: not known yet, and none runs.
    std::optional<Date> performance_ends {};
    /// Ordinary interest that the judgment adjudges on this debt until payment: its rates with all that belongs to
    /// them. What it adjudges as a fixed sum is `fixed_interest`.
    std::optional<Run> interest {};
    Money fixed_interest {}; ///< ordinary interest up to a day, as a sum; carries no doubled interest
};

/// Days on which performance was stayed. Those that the debtor did not ask for carry no doubled interest (art. 3).
struct Stay {
    Span days {};
    bool debtor_asked = false;
};

struct Recovered {
    std::string id {};
    /// Of money that the court took: the day of the transfer (art. 3); of a sale: the day the ruling on it took effect.
    Date date {};
    Money amount {};
    std::string on {}; ///< the debt that the payer named; empty: none
    std::optional<Part> agreed {}; ///< both sides agreed on another order (art. 4 leaves it to them)
};

struct Judgment {
    std::vector<Adjudged> debts {};
    std::vector<Stay> stays {};
    std::vector<Recovered> receipts {};
};

struct JudgmentSums {
    Money costs {}; ///< still open of each
    Money principal {};
    Money interest {}; ///< ordinary
    Money delay {}; ///< doubled
    Money open {}; ///< all of it
    Money interest_a_day {};
    Money delay_a_day {};
    Money over {}; ///< received beyond all that was owed: to be given back
};

/// One line: a debt, the interest on it, or its doubled interest.
struct JudgmentLine {
    std::string debt {};
    Part part = Part::principal;
    Text what {};
    Text formula {};
    Money in_all {}; ///< adjudged, or run up to the day
    Money open {};
    law::SourceRef source {};
};

struct JudgmentStatement {
    Date as_of {};
    std::vector<JudgmentLine> lines {}; ///< what is open of them adds up to what is open in all
    JudgmentSums sums {};
    Money interest_in_all {};
    Money delay_in_all {};
    Ledger ledger {}; ///< balances per debt (fixed interest under its own id, ":interest"), postings, stretches
    std::vector<law::SourceRef> sources {};
};

/// The first day of the rule on doubled interest.
Date delay_rule_from();

/// Open amounts when the day begins. A payment goes against costs, ordinary interest and principal first and against
/// doubled interest last (art. 4 with Civil Code art. 561).
/// Errors: nothing adjudged; ids empty, used twice or unknown; amounts below zero or of several currencies; stays that
/// end before they begin; performance that ends before the rule holds, whose earlier days follow rules we do not have;
/// what run() finds.
std::expected<JudgmentStatement, Faults> open_on(Judgment const&, Date as_of);

/// A judgment in a foreign currency, in renminbi as the creditor may ask (art. 5): each debt at the central parity of
/// the day from which its doubled interest runs, receipts at that of their own day. Only a rate recorded for that very
/// day is taken. Errors: a debt without such a day, a rate that is not recorded.
std::expected<Judgment, Faults> in_renminbi(Judgment const&, time::RateTable const& central_parity);

} // namespace recourse::quantum

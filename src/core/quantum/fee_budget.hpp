#pragma once

#include "core/quantum/law.hpp"
#include "core/quantum/text.hpp"

#include "core/route/schedule.hpp"
#include "time/rates.hpp"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

// What a forum costs: which fee, on what, when it is due, who advances it and who bears it in the end.

namespace recourse::quantum {

/// Stored: don't renumber.
enum class Forum : std::uint8_t {
    prc_court = 1,
    cietac = 2,
    cietac_hk = 3,
    hkiac = 4,
    shiac = 5,
    scia = 6, ///< no table was found
    icc = 7, ///< no scale was found
    other = 8,
};
Text word(Forum);

struct FeeAsk {
    Forum forum = Forum::prc_court;
    Money amount {}; ///< in dispute; on appeal the part appealed (Measures, art. 17)
    Date on {}; ///< filing: the schedules in force on this day
    bool halved = false; ///< summary procedure, mediation, withdrawal, joined counterclaim (arts. 15, 16, 18)
    std::optional<Money> freeze {}; ///< what is to be preserved
    std::optional<Money> enforce {}; ///< what is to be enforced
    bool foreign_title = false; ///< the title is of another country: recognition is paid in advance
    int arbitrators = 1; ///< 1 or 3, where they are paid one by one
    bool emergency = false; ///< an emergency arbitrator is asked for
};

struct FeeLine {
    std::string id {}; ///< "acceptance"
    Text what {};
    std::optional<Money> low {}; ///< in the currency of the schedule; absent: not known
    std::optional<Money> high {};
    bool advanced = true; ///< the claimant pays it first
    Text formula {};
    Text due {};
    Text bears {};
    law::SourceRef source {};
    std::vector<law::SourceRef> marks {}; ///< parts of the schedule that are weaker than its source
};

struct FeeBudget {
    std::vector<FeeLine> lines {};
    std::vector<std::pair<Money, Money>> advance {}; ///< least and most to be advanced, for each currency
    bool complete = true; ///< false: a line is not known, so that the sums are too low
    std::vector<time::UsedRate> rates {};
};

/// Amounts are converted into the currency of each schedule at the rate of the day.
/// Errors, all at once: amounts below zero or too large; a number of arbitrators that is neither 1 nor 3; an exchange
/// rate that is not recorded; no schedule in force where there ought to be one.
std::expected<FeeBudget, Faults> fee_budget(FeeAsk const&, std::span<route::Schedule const>, time::RateTable const&);

/// A fee where a claim succeeds in part. The court decides by the circumstances (art. 29), so does the tribunal
/// (measures of 1995, art. 9): in proportion is the usual estimate.
struct FeeSplit {
    Money other_side {};
    Money own {};
    Text says {};
    law::SourceRef source {};
};
/// Asserts amounts of one currency, from zero up, and a claim above zero; awarded more than claimed counts as all.
FeeSplit split(Money fee, Money awarded, Money claimed);

/// How a case ends before a decision.
enum class Ending : std::uint8_t {
    court_refuses, ///< does not accept the suit, or dismisses it without a judgment (art. 27): all
    court_withdrawn, ///< or settled in mediation (art. 15): half, if it was not halved already
    tribunal_not_formed, ///< arbitration withdrawn or settled before (measures of 1995, art. 12): all
    tribunal_formed, ///< after: part, at discretion
};
struct FeeRefund {
    Money low {};
    Money high {};
    Text says {};
    law::SourceRef source {};
};
/// `paid` is the acceptance fee; a registration fee is not meant.
FeeRefund refund(Ending, Money paid, bool halved_already = false);

/// A claim that is reduced before the end of the court's investigation: what comes back of the fee (art. 21); one that
/// is raised: what has to be paid on top, below zero. Nothing where a sum leaves 64 bits. Asserts the schedule's
/// currency.
std::optional<Money> refund_on_change(route::Schedule const&, Money before, Money after);

} // namespace recourse::quantum

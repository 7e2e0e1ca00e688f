#pragma once

#include "core/quantum/law.hpp"
#include "core/quantum/text.hpp"

#include "core/route/schedule.hpp"
#include "time/rates.hpp"

#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What counsel takes: fixed, by the hour or a share of what comes in, within the published ceilings; budget and
// actuals.

namespace recourse::quantum {

/// What the engagement is about. Stored: don't renumber.
enum class Subject : std::uint8_t {
    commercial = 1,
    criminal = 2,
    administrative = 3,
    state_compensation = 4,
    group_action = 5,
    marriage_or_inheritance = 6,
    labour_pay = 7,
    support = 8,
};
/// Is a share of the outcome forbidden there? The list is not sourced; the refusal says so.
bool contingency_forbidden(Subject);
Text word(Subject);

struct FixedFee {
    Money amount {};
};
struct HourlyFee {
    Money hour {};
    std::int64_t minutes = 0; ///< worked
    std::optional<Money> most {}; ///< agreed upper limit
};
struct ContingencyFee {
    Ratio share {}; ///< of what is realised
    Money base {}; ///< paid whatever the outcome; zero: none
    bool special_contract = false; ///< in writing, on its own, with the prominent notice
};
using FeeModel = std::variant<FixedFee, HourlyFee, ContingencyFee>;

struct Engagement {
    Date on {}; ///< the day on which it was agreed: the ceiling of that day binds
    Subject subject = Subject::commercial;
    FeeModel model {};
};

enum class Binding : std::uint8_t { tiers, thirty_percent, lesser };

/// Both published ceilings on a share of the outcome, side by side.
struct Ceilings {
    Money by_tiers {}; ///< notice of 2021: 18 % of the first million, falling to 6 %
    Money by_thirty_percent {}; ///< measures of 2006
    Binding binding = Binding::tiers;
    Money most {}; ///< the one that binds
    Text says {}; ///< both with their dates, and why this one binds
    law::SourceRef tiers_source {};
    law::SourceRef older_source {};
};

/// For a sum realised in renminbi. The notice is of 2021 and its day is not known here: an engagement of that year
/// falls under the lesser of the two, an earlier one under the 30 %.
/// Errors: a sum that is negative, too large or in another currency than the tiers; an engagement before 2007, for
/// which no ceiling is known.
std::expected<Ceilings, Faults> ceilings(Money realised, Date engaged_on, route::Schedule const& tiers);

struct CounselFee {
    Money fee {}; ///< in the currency of the model; of a share in that of the realised sum
    Money base {}; ///< of a share: what is due whatever the outcome, and within `fee` where the currencies agree
    Text formula {};
    std::optional<Ceilings> ceilings {}; ///< of a share
    bool cut = false; ///< the agreed share was above the ceiling
    std::vector<Text> warnings {};
    law::SourceRef source {};
    std::vector<time::UsedRate> rates {};
};

/// The fee on a sum that was realised. The base counts towards the ceiling.
/// Errors, all at once: a share of the outcome in a subject for which it is forbidden; a share outside 0 to 1; amounts
/// below zero; a base in another currency than the realised sum; a missing exchange rate; what ceilings() finds.
std::expected<CounselFee, Faults> counsel_fee(
    Engagement const&, Money realised, Date on, route::Schedule const& tiers, time::RateTable const&);

/// One line of the budget of a case, and what was spent on it.
struct Spent {
    Date date {};
    Money amount {};
    std::string evidence {};
};
struct BudgetLine {
    std::string id {};
    Text what {};
    Money budget {};
    std::vector<Spent> spent {};
};
struct BudgetRow {
    std::string id {};
    Text what {};
    Money budget {};
    Money actual {}; ///< in the currency of the budget, each at the rate of its day
    Money left {}; ///< below zero: over the budget
};
struct BudgetReport {
    std::vector<BudgetRow> rows {};
    std::vector<BudgetRow> totals {}; ///< one for each currency
    std::vector<time::UsedRate> rates {};
};
/// What was spent up to and with the day. Errors: amounts below zero, missing exchange rates.
std::expected<BudgetReport, Faults> budget_report(std::vector<BudgetLine> const&, Date as_of, time::RateTable const&);

} // namespace recourse::quantum

#pragma once

#include "core/quantum/item.hpp"
#include "core/quantum/ledger.hpp"

#include "core/route/interest.hpp"
#include "time/rates.hpp"

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

// The statement of claim in money: itemised, dated, worked out anew for any day, in the currency of the contract and in
// renminbi. docs/claim-statement.md says how it is read.

namespace recourse::quantum {

/// Which loan prime rate interest follows (sale interpretation art. 18(4)): that of the day of the breach, which is the
/// text, or each change of it, which is the common pleading.
enum class Mode : std::uint8_t { at_breach, segmented };
Text word(Mode);

struct Terms {
    Mode mode = Mode::segmented;
    Ratio uplift = Ratio::percent(50); ///< 0 to 1; the interpretation names 30 to 50 %
    route::YearDays year = route::YearDays::d365;
    std::vector<route::YearlyRate>
        rates {}; ///< one-year loan prime rate, ascending; one row for a rate of the contract
    law::SourceRef source {}; ///< of the rates
};

/// The rates of a run that begins on `from`: one row, or all that follow, with the uplift. Nothing where no rate is
/// recorded for the day or the digits are too many.
std::optional<std::vector<route::YearlyRate>> steps(Terms const&, Mode, Date from);

/// How money came in. Stored: don't renumber.
enum class Via : std::uint8_t {
    platform_refund = 1,
    part_payment = 2,
    settlement_instalment = 3,
    chargeback = 4,
    set_off = 5,
    insurance = 6,
    enforcement = 7,
};
Text word(Via);

struct Receipt {
    std::string id {};
    Via via = Via::part_payment;
    Date date {}; ///< cleared funds; for a set-off the day on which the notice arrived (Civil Code art. 568)
    Money amount {}; ///< more than nothing
    std::string on {}; ///< the item that the payer named when paying; empty: none
    std::optional<Part> to {}; ///< the part that was named
    bool agreed = false; ///< both sides agreed on `to`; without, the order of art. 561 stands
    std::vector<std::string> evidence {};
    Text note {};
};

/// Where a deposit and agreed damages are both claimed, one has to be chosen (Civil Code art. 588).
enum class Choice : std::uint8_t { greater, deposit, liquidated_damages };

struct Particulars {
    Text title {};
    Currency currency {}; ///< of the contract
    Date as_of {};
    std::optional<Money> paid {}; ///< of the price, in all; needed for a refund, a reduction or a deposit
    std::vector<Item> items {};
    std::vector<Receipt> receipts {};
    Terms terms {};
    Choice choice = Choice::greater;
    time::RateTable rates {};
};

inline constexpr std::size_t items_max = 500;
inline constexpr std::size_t receipts_max = 500;

enum class Severity : std::uint8_t { note, warn };
struct Warning {
    std::string id {}; ///< "ld-over-130"
    Severity severity = Severity::warn;
    std::string item {}; ///< of the item or receipt; empty: the whole statement
    Text says {};
    law::SourceRef source {};
};

/// What is not claimed because another item covers it, or because it has not arisen.
struct Exclusion {
    std::string item {};
    std::string by {}; ///< the item that covers it; empty: none
    Money amount {}; ///< in the currency of the contract
    Text why {};
    law::SourceRef source {};
};

enum class LineKind : std::uint8_t { head, interest, receipt };

/// One line. The sums of all lines add up to the total, in both currencies: receipts are negative.
struct Line {
    LineKind kind = LineKind::head;
    std::string id {}; ///< of the item or receipt
    std::optional<Head> head {};
    Text what {};
    Date date {}; ///< from which it counts, or on which it was received; `as_of` where it has none
    Text formula {};
    Money own {}; ///< as measured, in its own currency
    Money sum {}; ///< what counts of it, in the currency of the contract
    Money rmb {};
    Money open {}; ///< after the receipts, in the currency of the contract; nothing for a receipt
    law::SourceRef source {}; ///< its mark is the confidence
    std::string clause {};
    std::vector<std::string> evidence {};
    Text note {};
};

struct Sums {
    Money heads {};
    Money interest {};
    Money received {};
    Money total {}; ///< heads + interest - received; below zero where too much was received
    Money interest_a_day {};
};

/// Agreed damages beside the loss (contract interpretation art. 65).
struct PenaltyMeasure {
    std::string item {};
    Money agreed {};
    Money loss {};
    Money most {}; ///< 130 % of the loss
    bool excessive = false;
};

struct OtherMode {
    Mode mode = Mode::at_breach;
    Money interest {};
    Money total {};
    Money interest_a_day {};
};

struct Statement {
    Text title {};
    Currency currency {};
    Date as_of {};
    Terms terms {};
    std::vector<Line> lines {};
    std::vector<Exclusion> exclusions {};
    std::vector<PenaltyMeasure> penalties {};
    std::vector<Warning> warnings {};
    std::vector<Posting> postings {}; ///< how each receipt was set against what
    std::vector<Stretch> stretches {};
    Sums sums {};
    Sums rmb {}; ///< each the sum of its lines; by the rate of `as_of`
    OtherMode other {};
    std::vector<time::UsedRate> rates {}; ///< exchange rates used, each once
};

/// The statement on its day. Receipts and costs of later days are left out, so that the statement of an earlier day
/// can be had again.
/// Errors, all at once: what measured() finds; ids that are empty, used twice or unknown; receipts of nothing; a
/// missing `paid`; days before the first rate, or interest before its cost arose; an uplift outside 0 to 1; a currency
/// without a recorded exchange rate; more than items_max items or receipts_max receipts.
std::expected<Statement, Faults> statement(Particulars const&);

} // namespace recourse::quantum

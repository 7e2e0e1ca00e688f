#pragma once

#include "core/quantum/head.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// One thing that is claimed, as counsel puts it: what it rests on, not yet what it comes to.

namespace recourse::quantum {

/// An amount that stands in a paper: an invoice, a bank record, an expert's sum.
struct Stated {
    Money amount {};
};

/// Civil Code art. 582, sale interpretation art. 17: what conforming goods and the goods delivered are worth on the
/// market at delivery; the reduction is the difference.
struct ValueGap {
    Money conforming {};
    Money delivered {};
    std::optional<Money> price {}; ///< where part of it is still unpaid: that much of the reduction is no refund
};

/// Contract interpretation art. 60: the price of goods bought instead, or of the market, above the contract price.
struct Bought {
    Money instead {};
    Money contract {};
    bool market = false; ///< nothing was bought: `instead` is the market price
};

enum class Per : std::uint8_t { once, day, week };

/// Damages that the contract fixes: a share of a base, once or for each day or week, with the contract's own ceiling.
struct Agreed {
    Money base {};
    Ratio share {};
    Per per = Per::once;
    std::int64_t units = 1; ///< days or weeks; 1 for once
    std::optional<Money> ceiling {};
    bool bad_faith = false; ///< breached in bad faith: normally no cut (contract interpretation art. 65)
};

/// Civil Code arts. 586, 587: up to a fifth of the contract's value is a deposit (定金) and comes back double.
struct Deposit {
    Money paid {};
    Money contract_value {};
    bool character = false; ///< the contract calls it 定金 or gives it that effect; without, it comes back once
    bool in_refund = false; ///< a refund of the price among the items already holds it
};

using Measure = std::variant<Stated, ValueGap, Bought, Agreed, Deposit>;

/// Something that goes off a loss.
enum class Off : std::uint8_t {
    not_mitigated, ///< loss that could have been avoided (Civil Code art. 591)
    own_fault, ///< art. 592
    gain, ///< what the breach brought in (sale interpretation art. 23)
    saved, ///< costs that were saved
};
struct Deduction {
    Off off = Off::saved;
    Money amount {}; ///< in the currency of the measure
    Text why {};
};

struct Item {
    std::string id {}; ///< "freight-1": letters, digits and hyphens; named by receipts and other items
    Head head = Head::damages;
    Measure measure {};
    std::vector<Deduction> off {};
    Text what {}; ///< in words; empty: the head's own
    std::optional<Date> arises {}; ///< the day of a cost; absent: it was there from the beginning
    std::optional<Date> interest_from {}; ///< absent: it carries none
    std::vector<std::string> evidence {}; ///< marks of exhibits: "E12"
    std::vector<std::string> foreseen {}; ///< exhibits that show what the supplier foresaw at signing (art. 584)
    Text mitigation {}; ///< what was done against the loss, or why nothing could be (art. 591)
    Text note {}; ///< for the lawyer
    std::string clause {}; ///< of the contract: "clause 11"
    std::vector<std::string> covers {}; ///< agreed damages, deposit: the losses they stand in for; empty: all
    std::vector<std::string> beside {}; ///< items beside which it stands without overlap (other goods, another breach)
};

/// What an item comes to, in the currency of its measure.
struct Measured {
    Money amount {};
    Money once {}; ///< of a deposit: what merely comes back; the rest is the doubling
    Text formula {};
    law::SourceRef source {};
};

/// Errors: a measure that the head does not know, amounts that are negative, of several currencies or too large, a
/// difference below zero, a share below 0 or above 1, units below 1; places begin with `at`.
std::expected<Measured, Faults> measured(Item const&, std::string const& at);

/// More than 130 % of the loss: generally excessive (contract interpretation art. 65). 130 % itself is not.
bool excessive(Money agreed, Money loss);
/// 130 % of the loss, rounded down.
Money most_of(Money loss);

} // namespace recourse::quantum

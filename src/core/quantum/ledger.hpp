#pragma once

#include "core/quantum/text.hpp"

#include "base/date.hpp"
#include "base/money.hpp"
#include "core/route/interest.hpp"

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

// What is open on several debts of one debtor after payments: interest runs on what is left of each, a payment is set
// against costs, interest and principal in the order of the law, and nothing is rounded before it has to be.

namespace recourse::quantum {

/// What a payment is set against. `delay` is the doubled interest of a judgment debtor.
enum class Part : std::uint8_t { cost, interest, principal, delay };
Text word(Part);

/// Days in a row; `until` is exclusive.
struct Span {
    Date from {};
    Date until {};
    friend bool operator==(Span const&, Span const&) = default;
};

/// Interest that runs on what is open of a debt.
struct Run {
    Part part = Part::interest; ///< interest or delay
    Date from {}; ///< the first day that counts
    std::vector<route::YearlyRate> rates {}; ///< ascending, any uplift included; the first on or before `from`
    std::int64_t per = 365; ///< the days to which a rate belongs: 365, 360, or 1 for a rate a day
    std::vector<Span> stays {}; ///< days that do not count; they may overlap
};

struct Debt {
    std::string id {};
    Part part = Part::principal; ///< principal, cost, or a fixed sum of interest
    Money amount {}; ///< not negative
    std::optional<Date> arises {}; ///< from which day it can be paid; absent: from the beginning
    std::vector<Run> runs {}; ///< none of them begins before the debt arises
    std::string of {}; ///< the debt to which it belongs, as its fixed interest does; empty: itself
};

struct Payment {
    std::string id {};
    Date date {}; ///< this day carries no interest any more on what is paid
    Money amount {};
    /// The debt that the payer named when paying (Civil Code art. 560): it is served first, within it in the order of
    /// art. 561; what is left over goes the usual way. Empty: none was named.
    std::string debt {};
    /// Both sides agreed that the payment goes against this part first; without an agreement the order stands.
    std::optional<Part> agreed {};
};

/// The order of Civil Code art. 561, and the doubled interest after the judgment's own debts (interpretation on
/// interest for late performance, art. 4).
inline constexpr std::array usual_order { Part::cost, Part::interest, Part::principal, Part::delay };

/// A piece of a payment, and against what it was set.
struct Posting {
    std::string payment {};
    Date date {};
    std::string debt {};
    Part part = Part::principal;
    Money amount {};
};

/// Days in a row on which one sum carried one rate.
struct Stretch {
    std::string debt {};
    Part part = Part::interest;
    Date from {};
    Date until {}; ///< exclusive
    int days = 0; ///< of them that count
    Money principal {};
    Ratio rate {};
    std::int64_t per = 365;
    Money sum {}; ///< rounded for itself; the stretches need not add up to the total
};

struct Balance {
    std::string debt {};
    Money open {};
    Money interest {}; ///< in all, rounded half up once
    Money interest_open {};
    Money delay {};
    Money delay_open {};
};

struct Ledger {
    std::vector<Posting> postings {}; ///< in the order in which they were made
    std::vector<Stretch> stretches {};
    std::vector<Balance> balances {}; ///< in the order of the debts
    Money over {}; ///< paid, and no debt was left for it
    Money interest_a_day {}; ///< on the day `as_of`, if nothing is paid before
    Money delay_a_day {};

    Money open() const; ///< of all debts and interest
    Money interest() const;
    Money delay() const;
};

/// The balances when the day `as_of` begins: that day itself carries no interest yet, payments on it are in.
///
/// Within one part the debts are served as Civil Code art. 560 has it where nobody named one and all are due: what
/// carries interest before what does not (the heavier burden), then the one due first, then in proportion. Whether a
/// debt is secured is not known here. Interest carries no interest.
/// A debt that arises after `as_of` is not open yet, and a payment after it is not in.
/// Errors: debts or payments of several currencies or, together, beyond amount_minor_max; interest over more than a
/// hundred years; no rate on the first day of a run; rates that cannot be counted with.
std::expected<Ledger, Faults> run(std::span<Debt const>, std::span<Payment const>, Date as_of);

} // namespace recourse::quantum

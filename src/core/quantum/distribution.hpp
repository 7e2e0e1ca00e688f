#pragma once

#include "core/quantum/law.hpp"
#include "core/quantum/statement.hpp"

#include <expected>
#include <string>
#include <vector>

// Where the money goes that came in by all routes, and the final account: every currency balances to nothing.

namespace recourse::quantum {

/// In this order they are paid out of what came in. Stored: don't renumber.
enum class Rank : std::uint8_t { enforcement_cost = 1, advanced_fee = 2, success_fee = 3 };
Text word(Rank);

/// To whom. Stored: don't renumber.
enum class Payee : std::uint8_t { client = 1, counsel = 2, funder = 3, court = 4, institution = 5, other = 6 };
Text word(Payee);

struct Recovery {
    std::string id {};
    Via via = Via::part_payment;
    Text from {}; ///< who paid
    Date date {};
    Money amount {}; ///< more than nothing
};

struct Due {
    std::string id {};
    Rank rank = Rank::enforcement_cost;
    Payee to = Payee::counsel;
    Text what {};
    Money amount {};
};

struct Accounting {
    Money claim {}; ///< all that is owed to the client, with interest, on the day of the account
    std::vector<Recovery> recoveries {};
    std::vector<Due> dues {};
    Date as_of {};
    time::RateTable rates {};
};

/// What one route brought in, in the currency of the claim, each receipt at the rate of its day.
struct RouteSum {
    Via via = Via::part_payment;
    Money sum {};
};

/// More than is owed came in: who gave last gets it back.
struct GiveBack {
    std::string recovery {};
    Text to {};
    Money amount {}; ///< in the currency in which it came
    Text why {};
};

/// One line of the final account; in is positive, out negative. An exchange is two lines with one id.
enum class Entry : std::uint8_t { recovery, give_back, exchange, payment, client };
struct AccountLine {
    Entry entry = Entry::recovery;
    std::string id {};
    Date date {};
    Text what {};
    Money amount {};
};

struct Unpaid {
    std::string due {};
    Money amount {}; ///< what the recoveries did not reach
};

struct FinalAccount {
    std::vector<RouteSum> routes {};
    Money recovered {}; ///< by all routes, in the currency of the claim
    Money open {}; ///< of the claim; nothing where more came in
    std::vector<GiveBack> give_back {};
    std::vector<AccountLine> lines {}; ///< those of each currency add up to nothing
    std::vector<Unpaid> unpaid {};
    std::vector<Money> to_client {}; ///< one for each currency, without dues to the client
    std::vector<time::UsedRate> rates {};
};

/// What is over the claim goes back first, from the latest receipts; then the dues by rank, within one rank in the
/// order given, each out of money of its own currency first and then out of others, exchanged at the rate of the day;
/// the rest is the client's.
/// Errors, all at once: ids empty or used twice; receipts of nothing, dues below zero, amounts too large; receipts
/// after the day of the account; missing exchange rates.
std::expected<FinalAccount, Faults> final_account(Accounting const&);

} // namespace recourse::quantum

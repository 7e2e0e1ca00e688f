#pragma once

#include "brief/words.hpp"
#include "core/matter/state.hpp"
#include "core/quantum/counsel.hpp"
#include "core/quantum/distribution.hpp"

#include <expected>
#include <optional>
#include <string>
#include <vector>

// The final account of a matter, which can be drawn up at any time: what was claimed and awarded, what came on which
// route, what it cost, who gets what of it, what is open. docs/claim-statement.md says how it is read.

namespace recourse::brief {

/// A sum of the matter's currency, and in renminbi at the rate of the day of the account.
struct AccountSum {
    Money own {};
    std::optional<Money> rmb {}; ///< nothing: no rate is known
};

struct AccountEntry {
    std::string id {}; ///< "head-2", "route-platform", "cost-court"
    Words what {};
    std::optional<Date> on {};
    AccountSum sum {};
    Words note {}; ///< as it came, by which title; empty: nothing
};

struct AccountPart {
    std::vector<AccountEntry> entries {};
    AccountSum total {}; ///< the sum of the entries, in renminbi too
};

/// One line of the budget.
struct AccountCost {
    matter::CostLine line = matter::CostLine::other;
    AccountSum budget {};
    AccountSum booked {};
    AccountSum left {}; ///< below nothing: over the budget
};

/// What one kind of receiver should have by the order of the law, and has been given.
struct AccountShare {
    matter::ShareKind kind = matter::ShareKind::client;
    AccountSum due {}; ///< of what has come so far
    AccountSum given {}; ///< by distributions that a second person confirmed
    AccountSum difference {}; ///< below nothing: more was given than is due
};

/// Two sums that have to be the same, and are: an account in which they are not is refused.
struct AccountCheck {
    Words says {};
    Money left {};
    Money right {};
};

struct MatterAccount {
    Date as_of {};
    Currency currency {}; ///< of the contract
    AccountPart claimed {}; ///< the heads that stand; where something else counts, it is the last entry: the difference
    AccountPart awarded {}; ///< by titles that stand
    AccountPart received {}; ///< by route
    std::vector<AccountCost> costs {}; ///< each line with a budget or a cost
    AccountSum costs_booked {};
    std::optional<quantum::CounselFee> success_fee {}; ///< on what has come; nothing: none was agreed
    quantum::FinalAccount distribution {}; ///< of what has come, by the order of the law, as if it were given out today
    std::vector<AccountShare> shares {};
    AccountSum given {}; ///< in all
    AccountSum waiting {}; ///< in a distribution that waits for a second person
    AccountSum to_share {}; ///< received, and not given out
    AccountSum open {}; ///< of the claim
    AccountSum over {}; ///< came beyond it, and has to go back
    std::vector<AccountCheck> checks {};
    std::vector<Words> remarks {};
    std::vector<time::UsedRate> rates {}; ///< that led to renminbi
};

/// What does not fit together.
struct AccountFault {
    Words says {};
    Money left {};
    Money right {}; ///< the same currency
};

/// The matter on that day. `tiers`: the ceiling of 2021 on a share of the outcome; null: it is not known.
/// In renminbi each entry is converted for itself, half to even, and every sum is that of its entries; what is open or
/// left is the difference of two such sums.
/// Errors: sums that have to be the same and are not. Nothing is put into such an account to make it fit.
std::expected<MatterAccount, AccountFault> account_of(
    matter::State const&, Date as_of, route::Schedule const* tiers, time::RateTable const&);

/// "Enforcement", "强制执行".
Words route_words(matter::Route);
Words cost_words(matter::CostLine);
Words share_words(matter::ShareKind);

/// The account as plain text.
std::string printed(MatterAccount const&, Words const& title, Language, std::size_t columns = 80);

} // namespace recourse::brief

#pragma once

#include "core/escrow/accounts.hpp"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

// The double-entry book. An event carries its transfers; applying them is all that ever changes a balance.

namespace recourse::escrow {

/// What a transfer does with the two layers of a balance. Stored: don't renumber.
enum class Phase : std::uint8_t {
    post = 0, ///< moves money at once
    pend = 1, ///< announces it: both accounts show it as pending
    post_pending = 2, ///< what was pending becomes posted
    void_pending = 3, ///< what was pending comes to nothing
};

BOOST_DESCRIBE_ENUM(Phase, post, pend, post_pending, void_pending)

/// Money moved from the account that is credited to the one that is debited: the two legs of one entry, which balance
/// because there is one amount. The amount is positive and in the currency of both accounts.
struct Transfer {
    Account debit;
    Account credit;
    Money amount;
    Phase phase = Phase::post;
    friend bool operator==(Transfer const&, Transfer const&) = default;
};
BOOST_DESCRIBE_STRUCT(Transfer, (), (debit, credit, amount, phase))

/// What stands in one account, in minor units: sums since it was opened, or since it was settled and forgotten
/// (pending: what is open now).
struct Balance {
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    std::int64_t pending_debits = 0;
    std::int64_t pending_credits = 0;
    friend bool operator==(Balance const&, Balance const&) = default;
};

/// A balance as its kind counts it: what an asset is worth, what a liability owes. Below zero only for a supplier's
/// balance in a good book.
std::int64_t worth(AccountKind, Balance const&);

/// Why transfers cannot be applied; nothing is applied then.
enum class Fault : std::uint8_t {
    not_positive, ///< an amount of nothing or less
    currencies, ///< an account of another currency than the amount
    same_account, ///< from an account to itself
    overflow, ///< a sum would leave 64 bits
    not_pending, ///< more is posted or voided than is pending
};
std::string_view word(Fault);

/// All balances. Copyable only on purpose: it is large.
class Book {
public:
    /// Zero for an account that was never touched.
    Balance balance(Account const&) const;
    /// worth() as money.
    Money amount(Account const&) const;
    /// What may still be drawn: the amount less what is pending to leave.
    Money available(Account const&) const;

    /// All of them in order, or none with the reason.
    std::expected<void, Fault> apply(std::span<Transfer const>);

    /// What a snapshot had; asserts that the account is not there yet.
    void restore(Account const&, Balance const&);
    /// Takes away the accounts in which nothing stands and nothing is pending. Nothing can be drawn from them with
    /// their sums or without; what comes in later is summed anew.
    void forget_settled();

    std::size_t size() const { return accounts_.size(); }
    template <class Do>
    void for_each(Do const& act) const
    {
        for (auto const& [account, balance] : accounts_)
            act(account, balance);
    }

private:
    std::unordered_map<Account, Balance> accounts_;
};

/// One currency of a trial balance; a good book has equal sides.
struct TrialBalance {
    Currency currency;
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    std::int64_t pending_debits = 0;
    std::int64_t pending_credits = 0;
};
/// By currency code.
std::vector<TrialBalance> trial_balance(Book const&);

} // namespace recourse::escrow

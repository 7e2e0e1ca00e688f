#include "core/escrow/book.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <map>
#include <ranges>

namespace recourse::escrow {

namespace {

/// False when the sum would leave 64 bits.
bool add(std::int64_t& to, std::int64_t amount)
{
    return !__builtin_add_overflow(to, amount, &to);
}

std::expected<void, Fault> move(Balance& debit, Balance& credit, Transfer const& transfer)
{
    auto const amount = transfer.amount.minor;
    bool const open = transfer.phase == Phase::post_pending || transfer.phase == Phase::void_pending;
    if (open) {
        if (debit.pending_debits < amount || credit.pending_credits < amount)
            return std::unexpected(Fault::not_pending);
        debit.pending_debits -= amount;
        credit.pending_credits -= amount;
    }
    bool fits = true;
    switch (transfer.phase) {
    case Phase::post:
    case Phase::post_pending:
        fits = add(debit.debits, amount) && add(credit.credits, amount);
        break;
    case Phase::pend:
        fits = add(debit.pending_debits, amount) && add(credit.pending_credits, amount);
        break;
    case Phase::void_pending:
        break;
    }
    if (!fits)
        return std::unexpected(Fault::overflow);
    return {};
}

std::expected<void, Fault> check(Transfer const& transfer)
{
    if (transfer.amount.minor <= 0)
        return std::unexpected(Fault::not_positive);
    if (transfer.debit.currency != transfer.amount.currency || transfer.credit.currency != transfer.amount.currency)
        return std::unexpected(Fault::currencies);
    if (transfer.debit == transfer.credit)
        return std::unexpected(Fault::same_account);
    return {};
}

} // namespace

std::int64_t worth(AccountKind kind, Balance const& balance)
{
    return is_asset(kind) ? balance.debits - balance.credits : balance.credits - balance.debits;
}

std::string_view word(Fault fault)
{
    switch (fault) {
    case Fault::not_positive:
        return "not-positive";
    case Fault::currencies:
        return "currencies";
    case Fault::same_account:
        return "same-account";
    case Fault::overflow:
        return "overflow";
    case Fault::not_pending:
        return "not-pending";
    }
    RECOURSE_ASSERT(false);
}

Balance Book::balance(Account const& account) const
{
    auto const found = accounts_.find(account);
    return found == accounts_.end() ? Balance {} : found->second;
}

Money Book::amount(Account const& account) const
{
    return { worth(account.kind, balance(account)), account.currency };
}

Money Book::available(Account const& account) const
{
    auto const now = balance(account);
    return { worth(account.kind, now) - (is_asset(account.kind) ? now.pending_credits : now.pending_debits),
        account.currency };
}

std::expected<void, Fault> Book::apply(std::span<Transfer const> transfers)
{
    // Few accounts are touched at a time: what they held before is kept in case a later transfer cannot be applied.
    std::vector<std::pair<Account, Balance>> before;
    before.reserve(2 * transfers.size());
    auto const touch = [&](Account const& account) -> Balance& {
        auto& balance = accounts_[account];
        before.emplace_back(account, balance);
        return balance;
    };
    for (auto const& transfer : transfers) {
        auto done = check(transfer);
        if (done) {
            // The first reference stays good while the second account is made: nodes of the map do not move.
            auto& debit = touch(transfer.debit);
            auto& credit = touch(transfer.credit);
            done = move(debit, credit, transfer);
        }
        if (!done) {
            for (auto const& [account, balance] : std::views::reverse(before))
                accounts_[account] = balance;
            return done;
        }
    }
    return {};
}

void Book::restore(Account const& account, Balance const& balance)
{
    bool const fresh = accounts_.emplace(account, balance).second;
    RECOURSE_ASSERT(fresh);
}

void Book::forget_settled()
{
    std::erase_if(accounts_, [](auto const& one) {
        auto const& balance = one.second;
        return balance.debits == balance.credits && balance.pending_debits == 0 && balance.pending_credits == 0;
    });
}

std::vector<TrialBalance> trial_balance(Book const& book)
{
    std::map<std::string_view, TrialBalance> sums;
    book.for_each([&](Account const& account, Balance const& balance) {
        auto& sum = sums.try_emplace(account.currency.code(), TrialBalance { account.currency }).first->second;
        bool const fits = add(sum.debits, balance.debits) && add(sum.credits, balance.credits)
            && add(sum.pending_debits, balance.pending_debits) && add(sum.pending_credits, balance.pending_credits);
        RECOURSE_ASSERT(fits);
    });
    std::vector<TrialBalance> result;
    for (auto const& [code, sum] : sums)
        result.push_back(sum);
    return result;
}

} // namespace recourse::escrow

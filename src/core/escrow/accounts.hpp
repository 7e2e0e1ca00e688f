#pragma once

#include "base/id.hpp"
#include "base/money.hpp"

#include <boost/describe.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace recourse {

struct Party {
    static constexpr std::string_view prefix = "P";
};
struct Order {
    static constexpr std::string_view prefix = "O";
};
struct Claim {
    static constexpr std::string_view prefix = "C";
};

} // namespace recourse

// The chart of accounts (docs/accounts.md): what the book of the hold knows of money.

namespace recourse::escrow {

/// What an account stands for, and by whom it is kept apart. Stored: don't renumber.
enum class AccountKind : std::uint8_t {
    provider = 1, ///< asset: money at the holder of the funds, by provider
    held = 2, ///< liability: what an order's buyer has paid and nobody may draw yet, by order
    refund_payable = 3, ///< liability: owed to an order's buyer, not paid out yet, by order
    supplier_balance = 4, ///< liability: what a supplier may draw; below zero it owes, by party
    bond = 5, ///< liability: a supplier's deposit, by party
    payout_payable = 6, ///< liability: on its way to a supplier, by party
    recourse = 7, ///< asset: what the guarantee pool paid for a supplier and wants back, by party
    guarantee_pool = 8, ///< liability: the programme's fund; its free part is the pool less all recourse
    fee_income = 9, ///< income of the programme
    suspense = 10, ///< liability: receipts that belong to no order yet
    inspection_payable = 11, ///< liability: owed to an inspector, by claim
    buyer_receivable = 12, ///< asset: what a buyer was sent and does not have coming, by party
    repayment_due = 13, ///< liability: the same, as those have it coming who lack it until it is paid back, by order
};

BOOST_DESCRIBE_ENUM(AccountKind, provider, held, refund_payable, supplier_balance, bond, payout_payable, recourse,
    guarantee_pool, fee_income, suspense, inspection_payable, buyer_receivable, repayment_due)

inline constexpr std::array account_kinds { AccountKind::provider, AccountKind::held, AccountKind::refund_payable,
    AccountKind::supplier_balance, AccountKind::bond, AccountKind::payout_payable, AccountKind::recourse,
    AccountKind::guarantee_pool, AccountKind::fee_income, AccountKind::suspense, AccountKind::inspection_payable,
    AccountKind::buyer_receivable, AccountKind::repayment_due };

/// "held", "supplier-balance", ...
std::string_view word(AccountKind);
/// True for assets: a debit adds to them. All others grow by credits.
constexpr bool is_asset(AccountKind kind)
{
    return kind == AccountKind::provider || kind == AccountKind::recourse || kind == AccountKind::buyer_receivable;
}

/// One account: a kind, whose, in one currency.
struct Account {
    AccountKind kind {};
    std::uint64_t owner = 0; ///< number of the order, party, claim or provider; 0 where the programme itself
    Currency currency {};
    friend bool operator==(Account const&, Account const&) = default;
};
BOOST_DESCRIBE_STRUCT(Account, (), (kind, owner, currency))

inline Account held(Id<Order> order, Currency currency)
{
    return { AccountKind::held, order.number, currency };
}
inline Account refund_payable(Id<Order> order, Currency currency)
{
    return { AccountKind::refund_payable, order.number, currency };
}
inline Account balance_of(Id<Party> supplier, Currency currency)
{
    return { AccountKind::supplier_balance, supplier.number, currency };
}
inline Account bond_of(Id<Party> supplier, Currency currency)
{
    return { AccountKind::bond, supplier.number, currency };
}
inline Account recourse_to(Id<Party> supplier, Currency currency)
{
    return { AccountKind::recourse, supplier.number, currency };
}
inline Account payout_to(Id<Party> supplier, Currency currency)
{
    return { AccountKind::payout_payable, supplier.number, currency };
}
inline Account provider(std::uint64_t number, Currency currency)
{
    return { AccountKind::provider, number, currency };
}
inline Account guarantee_pool(Currency currency)
{
    return { AccountKind::guarantee_pool, 0, currency };
}
inline Account fee_income(Currency currency)
{
    return { AccountKind::fee_income, 0, currency };
}
inline Account suspense(Currency currency)
{
    return { AccountKind::suspense, 0, currency };
}
inline Account inspection_payable(Id<Claim> claim, Currency currency)
{
    return { AccountKind::inspection_payable, claim.number, currency };
}

inline Account owed_by(Id<Party> buyer, Currency currency)
{
    return { AccountKind::buyer_receivable, buyer.number, currency };
}
inline Account repayment_due(Id<Order> order, Currency currency)
{
    return { AccountKind::repayment_due, order.number, currency };
}

/// The account as one number for the store: kind, ISO 4217 number of the currency, owner (below 2^46). from_number
/// undoes it; nothing for a number that names none.
std::uint64_t to_number(Account const&);
std::optional<Account> from_number(std::uint64_t);

/// "held/O-17/USD", "guarantee-pool/USD".
std::string to_string(Account const&);

} // namespace recourse::escrow

template <>
struct std::hash<recourse::escrow::Account> {
    std::size_t operator()(recourse::escrow::Account const& account) const noexcept
    {
        auto const key = (static_cast<std::uint64_t>(account.kind) << 56)
            ^ (static_cast<std::uint64_t>(account.currency.index()) << 46) ^ account.owner;
        return static_cast<std::size_t>(key * 0x9E37'79B9'7F4A'7C15u);
    }
};

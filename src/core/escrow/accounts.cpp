#include "core/escrow/accounts.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

namespace recourse::escrow {

namespace {

constexpr int owner_bits = 46;
constexpr std::uint64_t owner_end = std::uint64_t { 1 } << owner_bits;

std::string owner_text(Account const& account)
{
    switch (account.kind) {
    case AccountKind::held:
    case AccountKind::refund_payable:
    case AccountKind::repayment_due:
        return to_string(Id<Order> { account.owner });
    case AccountKind::supplier_balance:
    case AccountKind::bond:
    case AccountKind::payout_payable:
    case AccountKind::recourse:
    case AccountKind::buyer_receivable:
        return to_string(Id<Party> { account.owner });
    case AccountKind::inspection_payable:
        return to_string(Id<Claim> { account.owner });
    case AccountKind::provider:
        return fmt::format("{}", account.owner);
    case AccountKind::guarantee_pool:
    case AccountKind::fee_income:
    case AccountKind::suspense:
        return {};
    }
    return {};
}

} // namespace

std::string_view word(AccountKind kind)
{
    switch (kind) {
    case AccountKind::provider:
        return "provider";
    case AccountKind::held:
        return "held";
    case AccountKind::refund_payable:
        return "refund-payable";
    case AccountKind::supplier_balance:
        return "supplier-balance";
    case AccountKind::bond:
        return "bond";
    case AccountKind::payout_payable:
        return "payout-payable";
    case AccountKind::recourse:
        return "recourse";
    case AccountKind::guarantee_pool:
        return "guarantee-pool";
    case AccountKind::fee_income:
        return "fee-income";
    case AccountKind::suspense:
        return "suspense";
    case AccountKind::inspection_payable:
        return "inspection-payable";
    case AccountKind::buyer_receivable:
        return "buyer-receivable";
    case AccountKind::repayment_due:
        return "repayment-due";
    }
    RECOURSE_ASSERT(false);
}

std::uint64_t to_number(Account const& account)
{
    RECOURSE_ASSERT(account.owner < owner_end);
    return (static_cast<std::uint64_t>(account.kind) << (owner_bits + 10))
        | (static_cast<std::uint64_t>(account.currency.numeric()) << owner_bits) | account.owner;
}

std::optional<Account> from_number(std::uint64_t number)
{
    auto const kind = static_cast<AccountKind>(number >> (owner_bits + 10));
    auto const currency = Currency::from_numeric((number >> owner_bits) & 1023u);
    bool const known
        = number >> (owner_bits + 10) <= 255 && std::ranges::find(account_kinds, kind) != account_kinds.end();
    if (!known || !currency || *currency == Currency::none())
        return std::nullopt;
    return Account { kind, number & (owner_end - 1), *currency };
}

std::string to_string(Account const& account)
{
    auto const owner = owner_text(account);
    return owner.empty() ? fmt::format("{}/{}", word(account.kind), account.currency.code())
                         : fmt::format("{}/{}/{}", word(account.kind), owner, account.currency.code());
}

} // namespace recourse::escrow

#pragma once

#include "core/bank/account.hpp"
#include "core/remittance/remittance.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

// The holder of the funds, as the desk deals with it. Three are known: one that tells the desk of payments over the API
// (a payment service with a key of its own, the standard), a bank that sends and takes files, and one that only plays.

namespace recourse::app {

class Provider {
public:
    virtual ~Provider() = default;

    /// "api", "bank", "sandbox".
    virtual std::string_view word() const = 0;
    /// The programme's own account, into which payers pay and from which it pays; null: payers are told elsewhere.
    virtual bank::Account const* account() const { return nullptr; }
    /// The version of pain.001.001 in which it takes orders to pay; 0: it takes no files.
    virtual std::uint32_t file_version() const { return 0; }
    /// What happens to a remittance at once when a second person has approved it.
    virtual std::vector<remittance::Command> on_approved(remittance::Detail const&) const { return {}; }
};

std::shared_ptr<Provider const> api_provider();
/// Pays at once. A sum that ends in 66 minor units comes back, one that ends in 77 stays on its way: so that both can
/// be tried out.
std::shared_ptr<Provider const> sandbox_provider();
/// Asserts that the account has no flaw and the version is 3 or 9.
std::shared_ptr<Provider const> bank_provider(bank::Account, std::uint32_t file_version);

} // namespace recourse::app

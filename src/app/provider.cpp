#include "app/provider.hpp"

#include "base/check.hpp"

namespace recourse::app {

namespace {

class ApiProvider : public Provider {
public:
    std::string_view word() const override { return "api"; }
};

class SandboxProvider : public Provider {
public:
    std::string_view word() const override { return "sandbox"; }

    std::vector<remittance::Command> on_approved(remittance::Detail const& detail) const override
    {
        std::vector<remittance::Command> commands { remittance::Send { "sandbox" } };
        switch (detail.amount.minor % 100) {
        case 66:
            commands.emplace_back(remittance::Return { "AC04: the sandbox returns sums that end in 66" });
            break;
        case 77:
            break;
        default:
            commands.emplace_back(remittance::Settle {});
        }
        return commands;
    }
};

class BankProvider : public Provider {
public:
    BankProvider(bank::Account account, std::uint32_t version) : account_(std::move(account)), version_(version) { }

    std::string_view word() const override { return "bank"; }
    bank::Account const* account() const override { return &account_; }
    std::uint32_t file_version() const override { return version_; }

private:
    bank::Account account_;
    std::uint32_t version_;
};

} // namespace

std::shared_ptr<Provider const> api_provider()
{
    return std::make_shared<ApiProvider const>();
}

std::shared_ptr<Provider const> sandbox_provider()
{
    return std::make_shared<SandboxProvider const>();
}

std::shared_ptr<Provider const> bank_provider(bank::Account account, std::uint32_t file_version)
{
    RECOURSE_ASSERT(!bank::flaw_of(account) && (file_version == 3 || file_version == 9));
    return std::make_shared<BankProvider const>(std::move(account), file_version);
}

} // namespace recourse::app

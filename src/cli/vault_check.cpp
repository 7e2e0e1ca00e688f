#include "cli/vault_check.hpp"

#include "base/printable.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

bool vault_is_well(std::string_view command, api::Vault& vault, std::ostream& out)
{
    if (!vault.wait_followed(vault.durable(), std::chrono::minutes(10))) {
        say(fmt::format("recourse {}: the vault did not follow the log of events: {}", command,
                vault.stopped().value_or("its disk gives no answer")),
            out);
        return false;
    }
    auto const check = vault.keeper().check();
    for (auto const& one : check.findings)
        say(fmt::format("recourse {}: vault, {}{}{}: {}", command, one.where, one.what.empty() ? "" : ", ",
                printable(one.what), printable(one.says)),
            out);
    return check.findings.empty();
}

} // namespace recourse::cli

#pragma once

#include "api/vault.hpp"

#include <iosfwd>
#include <string_view>

namespace recourse::cli {

/// Waits until the vault has the records of all events, then has it read and hash everything. Each finding is a line;
/// true: there is none.
bool vault_is_well(std::string_view command, api::Vault&, std::ostream&);

} // namespace recourse::cli

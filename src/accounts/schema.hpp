#pragma once

#include "accounts/types.hpp"
#include "store/sqlite/connection.hpp"

#include <expected>

namespace recourse::accounts {

/// The version of the tables that this program writes.
int schema_version();

/// Brings an empty or older file to `schema_version`, one step after the other, each in a transaction of its own.
/// `corrupt`: of another program, or of a newer one.
std::expected<void, Fault> migrate(store::sqlite::Connection&);

} // namespace recourse::accounts

#pragma once

#include "store/sqlite/migration.hpp"

#include <expected>

namespace recourse::store::sqlite {

/// The version of the tables that this program writes.
int schema_version();

/// Brings an empty or older file to `schema_version`, one step after the other, each in a transaction of its own.
std::expected<void, SchemaFault> migrate(Connection&);

} // namespace recourse::store::sqlite

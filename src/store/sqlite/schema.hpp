#pragma once

#include "store/sqlite/connection.hpp"

#include <expected>
#include <string>

namespace recourse::store::sqlite {

/// The version of the tables that this program writes.
int schema_version();

struct SchemaFault {
    enum class Kind : std::uint8_t {
        newer, ///< written by a newer program
        foreign, ///< a database, but not of this program
        failed
    };
    Kind kind = Kind::failed;
    std::string detail;
    int code = 0; ///< where SQLite failed: its result code
};

/// Brings an empty or older file to `schema_version`, one step after the other, each in a transaction of its own.
std::expected<void, SchemaFault> migrate(Connection&);

} // namespace recourse::store::sqlite

#pragma once

#include "store/sqlite/connection.hpp"

#include <expected>
#include <span>
#include <string>

namespace recourse::store::sqlite {

/// What a file of the program holds, and how it came to its present form.
struct Schema {
    std::int64_t application_id = 0; ///< at a fixed place of the file's first page: whose file it is
    /// Step N makes version N of version N - 1. A step that has been published is never edited; a change is a new step.
    std::span<char const* const> steps;
};

struct SchemaFault {
    enum class Kind : std::uint8_t {
        newer, ///< written by a newer program
        foreign, ///< a database, but not of this program
        failed
    };
    Kind kind = Kind::failed;
    std::string detail; ///< a clause; of `newer` with what to do
    int code = 0; ///< where SQLite failed: its result code
};

/// Brings an empty or older file to the last step, one after the other, each in a transaction of its own: what failed
/// half-way stays at the version before and goes on from there at the next start.
std::expected<void, SchemaFault> migrate(Connection&, Schema const&);

} // namespace recourse::store::sqlite

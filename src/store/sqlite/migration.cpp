#include "store/sqlite/migration.hpp"

#include <fmt/format.h>

namespace recourse::store::sqlite {

namespace {

std::expected<void, SchemaFault> failed(Result<void> const& done)
{
    if (done)
        return {};
    return std::unexpected(SchemaFault { SchemaFault::Kind::failed, done.error().message, done.error().code });
}

} // namespace

std::expected<void, SchemaFault> migrate(Connection& connection, Schema const& schema)
{
    std::int64_t version = 0;
    std::int64_t application = 0;
    std::int64_t tables = 0;
    for (auto const& [number, sql] :
        { std::pair(&version, "PRAGMA user_version"), std::pair(&application, "PRAGMA application_id"),
            std::pair(&tables, "SELECT count(*) FROM sqlite_schema") }) {
        auto const read = connection.number(sql);
        if (!read)
            return std::unexpected(SchemaFault { SchemaFault::Kind::failed, read.error().message, read.error().code });
        *number = *read;
    }
    bool const empty = version == 0 && application == 0 && tables == 0;
    if (!empty && application != schema.application_id)
        return std::unexpected(SchemaFault { SchemaFault::Kind::foreign, "a database of another program", 0 });
    auto const known = static_cast<std::int64_t>(schema.steps.size());
    if (version > known) {
        return std::unexpected(SchemaFault { SchemaFault::Kind::newer,
            fmt::format("written in version {} of the tables by a newer program, this one knows {}: start the newer "
                        "one, or restore a backup from before it",
                version, known),
            0 });
    }
    for (auto step = static_cast<std::size_t>(version); step < schema.steps.size(); ++step) {
        auto transaction = Transaction::begin(connection, Access::write);
        if (!transaction)
            return failed(std::unexpected(transaction.error()));
        RECOURSE_TRY(failed(connection.execute(schema.steps[step])));
        RECOURSE_TRY(failed(connection.execute(fmt::format("PRAGMA user_version = {}", step + 1))));
        RECOURSE_TRY(failed(transaction->commit()));
    }
    return {};
}

} // namespace recourse::store::sqlite

#include "notify/outbox_state.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::notify {

namespace {

/// "RCRD", at a fixed place of the file's first page.
constexpr std::int64_t application_id = 0x52435244;

/// Step N makes version N of version N - 1. A step that has been published is never edited; a change is a new step.
constexpr std::array steps {
    // Ids are never used again (AUTOINCREMENT). Moments are microseconds since 1970, 0 stands for none.
    R"(
    PRAGMA application_id = 0x52435244;
    CREATE TABLE place(
        one INTEGER PRIMARY KEY CHECK(one = 1),
        desk BLOB NOT NULL, cursor INTEGER NOT NULL, invitations INTEGER NOT NULL) STRICT;
    CREATE TABLE endpoints(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        role INTEGER NOT NULL, party INTEGER NOT NULL, url TEXT NOT NULL, description TEXT NOT NULL,
        types TEXT NOT NULL, state INTEGER NOT NULL, since INTEGER NOT NULL, after INTEGER NOT NULL, failing_since INTEGER,
        secret BLOB NOT NULL, old_secret BLOB, old_until INTEGER, told INTEGER NOT NULL,
        replay_from INTEGER, replay_upto INTEGER) STRICT;
    CREATE INDEX endpoints_party ON endpoints(party, role);
    CREATE TABLE deliveries(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message TEXT NOT NULL UNIQUE, channel INTEGER NOT NULL, endpoint INTEGER NOT NULL, person INTEGER NOT NULL,
        address TEXT NOT NULL, type TEXT NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
        state INTEGER NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL, finished INTEGER,
        status INTEGER NOT NULL, said TEXT NOT NULL) STRICT;
    CREATE INDEX deliveries_due ON deliveries(endpoint, due) WHERE state <= 2;
    CREATE INDEX deliveries_waiting ON deliveries(due) WHERE state <= 2;
    CREATE INDEX deliveries_endpoint ON deliveries(endpoint, id);
    CREATE INDEX deliveries_state ON deliveries(state, finished);
    CREATE TABLE silenced(
        person INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY(person, kind)) STRICT, WITHOUT ROWID;
    )",
};

std::unexpected<accounts::Fault> corrupt(std::string what)
{
    return std::unexpected(accounts::Fault { store::ReadError::corrupt, std::move(what) });
}

std::expected<void, accounts::Fault> checked(sql::Result<void> const& done)
{
    if (done)
        return {};
    return std::unexpected(accounts::Fault { sql::read_error(done.error().code), done.error().message });
}

} // namespace

std::expected<void, accounts::Fault> migrate(sql::Connection& connection)
{
    std::int64_t version = 0, application = 0, tables = 0;
    for (auto const& [number, statement] :
        { std::pair(&version, "PRAGMA user_version"), std::pair(&application, "PRAGMA application_id"),
            std::pair(&tables, "SELECT count(*) FROM sqlite_schema") }) {
        auto const read = connection.number(statement);
        if (!read)
            return checked(std::unexpected(read.error()));
        *number = *read;
    }
    bool const is_empty = version == 0 && application == 0 && tables == 0;
    if (!is_empty && application != application_id)
        return corrupt("deliveries.db: a database of another program");
    if (version > static_cast<std::int64_t>(steps.size()))
        return corrupt(fmt::format("deliveries.db: written in version {} of the tables by a newer program, this one "
                                   "knows {}",
            version, steps.size()));
    for (auto step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
        auto transaction = sql::Transaction::begin(connection, sql::Access::write);
        if (!transaction)
            return checked(std::unexpected(transaction.error()));
        RECOURSE_TRY_DONE(checked(connection.execute(steps[step])));
        RECOURSE_TRY_DONE(checked(connection.execute(fmt::format("PRAGMA user_version = {}", step + 1))));
        RECOURSE_TRY_DONE(checked(transaction->commit()));
    }
    return {};
}

} // namespace recourse::notify

#include "notify/outbox_state.hpp"
#include "store/sqlite/migration.hpp"

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

} // namespace

std::expected<void, accounts::Fault> migrate(sql::Connection& connection)
{
    auto const migrated = sql::migrate(connection, { application_id, steps });
    if (migrated)
        return {};
    auto const& fault = migrated.error();
    bool const failed = fault.kind == sql::SchemaFault::Kind::failed;
    return std::unexpected(accounts::Fault {
        failed ? sql::read_error(fault.code) : store::ReadError::corrupt, "deliveries.db: " + fault.detail });
}

} // namespace recourse::notify

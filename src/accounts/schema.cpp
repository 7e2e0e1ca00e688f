#include "accounts/schema.hpp"

#include "store/sqlite/migration.hpp"

#include <array>

namespace recourse::accounts {

namespace sql = store::sqlite;

namespace {

/// "RCRA", at a fixed place of the file's first page.
constexpr std::int64_t application_id = 0x52435241;

/// Step N makes version N of version N - 1. A step that has been published is never edited; a change is a new step, and
/// a file of the version before joins the tests.
constexpr std::array steps {
    // Ids are never used again (AUTOINCREMENT): what the access log says of U-3 stays about that person. 0 stands for
    // none. Moments are microseconds since 1970.
    R"(
    PRAGMA application_id = 0x52435241;
    CREATE TABLE people(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL, email TEXT NOT NULL, email_key TEXT NOT NULL UNIQUE, language TEXT NOT NULL,
        hash TEXT NOT NULL, disabled INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
    CREATE TABLE factors(
        person INTEGER PRIMARY KEY,
        secret BLOB NOT NULL, confirmed INTEGER NOT NULL, used_step INTEGER NOT NULL) STRICT;
    CREATE TABLE recovery_codes(
        person INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(person, hash)) STRICT, WITHOUT ROWID;
    CREATE TABLE memberships(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person INTEGER NOT NULL, role INTEGER NOT NULL, party INTEGER NOT NULL, only_case INTEGER NOT NULL,
        since INTEGER NOT NULL, ended INTEGER) STRICT;
    CREATE UNIQUE INDEX memberships_now ON memberships(person, role, party, only_case) WHERE ended IS NULL;
    CREATE INDEX memberships_party ON memberships(party) WHERE ended IS NULL;
    CREATE TABLE sessions(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE, person INTEGER NOT NULL, acting INTEGER NOT NULL,
        since INTEGER NOT NULL, seen INTEGER NOT NULL, network TEXT NOT NULL, agent TEXT NOT NULL) STRICT;
    CREATE INDEX sessions_person ON sessions(person);
    CREATE TABLE keys(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, role INTEGER NOT NULL, party INTEGER NOT NULL,
        scopes INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
        used INTEGER, revoked INTEGER, made_by INTEGER NOT NULL) STRICT;
    CREATE INDEX keys_party ON keys(party);
    CREATE TABLE links(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, person INTEGER NOT NULL, email TEXT NOT NULL,
        role INTEGER NOT NULL, party INTEGER NOT NULL, only_case INTEGER NOT NULL,
        made_by INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
    CREATE TABLE failures(
        subject BLOB PRIMARY KEY,
        count INTEGER NOT NULL, last INTEGER NOT NULL, locked_until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX failures_last ON failures(last);
    CREATE TABLE accesses(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, record INTEGER NOT NULL, deed INTEGER NOT NULL,
        role INTEGER NOT NULL, party INTEGER NOT NULL, person INTEGER NOT NULL, key INTEGER NOT NULL,
        at INTEGER NOT NULL, times INTEGER NOT NULL, network TEXT NOT NULL) STRICT;
    CREATE INDEX accesses_record ON accesses(kind, record, number);
    CREATE INDEX accesses_at ON accesses(at);
    )",
    // Who let whom in again, for a while. Keys that keys made had no maker: what was recorded when each was made names
    // the key with which, and that one its own, back to a person.
    R"(
    CREATE TABLE recoveries(
        officer INTEGER NOT NULL, person INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY(officer, person)) STRICT, WITHOUT ROWID;
    CREATE INDEX recoveries_person ON recoveries(person);
    WITH RECURSIVE
        made(id, maker, by_key) AS (
            SELECT k.id, k.made_by,
                coalesce((SELECT a.key FROM accesses a WHERE a.kind = 'key' AND a.record = k.id AND a.deed = 2
                    ORDER BY a.number LIMIT 1), 0)
            FROM keys k),
        back(id, maker, by_key) AS (
            SELECT id, maker, by_key FROM made
            UNION
            SELECT b.id, m.maker, m.by_key FROM back b JOIN made m ON m.id = b.by_key
            WHERE b.maker = 0)
        UPDATE keys SET made_by = coalesce((SELECT max(b.maker) FROM back b WHERE b.id = keys.id), 0)
            WHERE made_by = 0;
    )",
    // Addresses of calendars.
    R"(
    CREATE TABLE feeds(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, person INTEGER NOT NULL, membership INTEGER NOT NULL,
        matter INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER, used INTEGER, revoked INTEGER) STRICT;
    CREATE INDEX feeds_person ON feeds(person);
    )",
};

} // namespace

int schema_version()
{
    return static_cast<int>(steps.size());
}

std::expected<void, Fault> migrate(sql::Connection& connection)
{
    auto const migrated = sql::migrate(connection, { application_id, steps });
    if (migrated)
        return {};
    auto const& fault = migrated.error();
    bool const failed = fault.kind == sql::SchemaFault::Kind::failed;
    return std::unexpected(Fault { failed ? sql::read_error(fault.code) : store::ReadError::corrupt, fault.detail });
}

} // namespace recourse::accounts

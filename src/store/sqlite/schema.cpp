#include "store/sqlite/schema.hpp"

#include <array>

namespace recourse::store::sqlite {

namespace {

/// "RCRS", at a fixed place of the file's first page, so that `file` and we know what it is.
constexpr std::int64_t application_id = 0x52435253;

/// Step N makes version N of version N - 1. A step that has been published is never edited; a change is a new step, and
/// a file of the version before joins the tests.
constexpr std::array steps {
    // Rows that grow at the end are keyed by number, the rest of a row's bytes beside it. A random key has an index of
    // its own, whose
    // narrow entries stay in memory longer than whole rows would; only rows that are little more than their key live in
    // it.
    R"(
    PRAGMA application_id = 0x52435253;
    CREATE TABLE state(
        id INTEGER PRIMARY KEY CHECK (id = 1),
        epoch INTEGER NOT NULL, holder TEXT NOT NULL,
        projected INTEGER NOT NULL) STRICT;
    INSERT INTO state VALUES(1, 0, '', 0);
    CREATE TABLE events(
        sequence INTEGER PRIMARY KEY,
        stream INTEGER NOT NULL, version INTEGER NOT NULL, type INTEGER NOT NULL, at INTEGER NOT NULL,
        command BLOB NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE TABLE commands(
        id BLOB NOT NULL UNIQUE,
        content BLOB NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, outcome BLOB NOT NULL) STRICT;
    CREATE TABLE stream_index(
        stream INTEGER NOT NULL, version INTEGER NOT NULL, sequence INTEGER NOT NULL,
        PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID;
    CREATE TABLE accounts(
        id INTEGER PRIMARY KEY,
        currency TEXT NOT NULL, debits INTEGER NOT NULL, credits INTEGER NOT NULL,
        pending_debits INTEGER NOT NULL, pending_credits INTEGER NOT NULL,
        version INTEGER NOT NULL, as_of INTEGER NOT NULL) STRICT;
    CREATE TABLE snapshots(
        stream INTEGER PRIMARY KEY, version INTEGER NOT NULL, as_of INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE TABLE entries(
        sequence INTEGER NOT NULL, leg INTEGER NOT NULL,
        account INTEGER NOT NULL, currency TEXT NOT NULL, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
        PRIMARY KEY(sequence, leg)) STRICT, WITHOUT ROWID;
    CREATE TABLE view_rows(view INTEGER NOT NULL, key BLOB NOT NULL, body BLOB NOT NULL, UNIQUE(view, key)) STRICT;
    CREATE TABLE lists(
        view INTEGER NOT NULL, scope BLOB NOT NULL, sort BLOB NOT NULL, key BLOB NOT NULL,
        PRIMARY KEY(view, scope, sort, key)) STRICT, WITHOUT ROWID;
    CREATE TABLE timers(id BLOB NOT NULL UNIQUE, due INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE INDEX timers_due ON timers(due, id);
    CREATE TABLE outbox(
        id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, state INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE INDEX outbox_pending ON outbox(id) WHERE state = 0;
    )",
    // A start reads what is unsettled, among millions of accounts that are not.
    R"(
    CREATE INDEX accounts_unsettled ON accounts(id)
        WHERE debits <> credits OR pending_debits <> 0 OR pending_credits <> 0;
    )",
    // What is shown of parties and remittances has more fields: it is made anew from the log at the start.
    R"(
    DELETE FROM commands; DELETE FROM stream_index; DELETE FROM accounts; DELETE FROM snapshots; DELETE FROM entries;
    DELETE FROM view_rows; DELETE FROM lists; DELETE FROM timers; DELETE FROM outbox;
    UPDATE state SET projected = 0;
    )",
    // Fewer and smaller rows a slice: entries are worked out from the log when somebody asks for them, a command's
    // content and outcome stand in the log as well, and what is little more than its key lives in the index itself.
    // The views are made anew from the log at the start.
    R"(
    DROP TABLE entries; DROP TABLE commands; DROP TABLE view_rows; DROP TABLE timers;
    CREATE TABLE commands(
        part INTEGER NOT NULL, id BLOB NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY(part, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE view_rows(
        view INTEGER NOT NULL, key BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY(view, key)) STRICT, WITHOUT ROWID;
    CREATE TABLE timers(id BLOB PRIMARY KEY, due INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_due ON timers(due, id);
    DELETE FROM stream_index; DELETE FROM accounts; DELETE FROM snapshots; DELETE FROM lists; DELETE FROM outbox;
    UPDATE state SET projected = 0;
    )",
    // What is made of the log has a file of its own, so that who writes it keeps no append waiting.
    R"(
    DROP TABLE commands; DROP TABLE stream_index; DROP TABLE accounts; DROP TABLE snapshots; DROP TABLE view_rows;
    DROP TABLE lists; DROP TABLE timers; DROP TABLE outbox;
    ALTER TABLE state DROP COLUMN projected;
    )",
};

/// "RCRV".
constexpr std::int64_t views_application_id = 0x52435256;

constexpr std::array views_steps {
    // The first form: without lists by number, and without carriers and inspectors in rows.
    "PRAGMA application_id = 0x52435256;",
    // The second: without makers of proposals, and without what a supplier owes in the currency of each claim.
    "PRAGMA application_id = 0x52435256;",
    // The third: a claim whose goods have to go back or to come had no day in its row where no rule gave it one.
    "PRAGMA application_id = 0x52435256;",
    // The fourth: without what reservations were asked for, and how long they last.
    "PRAGMA application_id = 0x52435256;",
    // The fifth: of payments it knew only in all what was taken back, and it had no accounts of what buyers owe.
    "PRAGMA application_id = 0x52435256;",
    // `watermark` says up to which event the tables are of the log, and a hash of
    // what stands in the log there. Rows that
    // grow at the end are keyed by number, the rest of a row's bytes beside it; what is little more than its key lives
    // in the index itself. Ids of commands lie in parts, see `part_of`. A start reads what is unsettled, among millions
    // of accounts that are not.
    R"(
    PRAGMA application_id = 0x52435256;
    CREATE TABLE watermark(
        id INTEGER PRIMARY KEY CHECK (id = 1),
        projected INTEGER NOT NULL, place BLOB NOT NULL) STRICT;
    INSERT INTO watermark VALUES(1, 0, zeroblob(32));
    CREATE TABLE commands(
        part INTEGER NOT NULL, id BLOB NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY(part, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE stream_index(
        stream INTEGER NOT NULL, version INTEGER NOT NULL, sequence INTEGER NOT NULL,
        PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID;
    CREATE TABLE accounts(
        id INTEGER PRIMARY KEY,
        currency TEXT NOT NULL, debits INTEGER NOT NULL, credits INTEGER NOT NULL,
        pending_debits INTEGER NOT NULL, pending_credits INTEGER NOT NULL,
        version INTEGER NOT NULL, as_of INTEGER NOT NULL) STRICT;
    CREATE INDEX accounts_unsettled ON accounts(id)
        WHERE debits <> credits OR pending_debits <> 0 OR pending_credits <> 0;
    CREATE TABLE snapshots(
        stream INTEGER PRIMARY KEY, version INTEGER NOT NULL, as_of INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE TABLE view_rows(
        view INTEGER NOT NULL, key BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY(view, key)) STRICT, WITHOUT ROWID;
    CREATE TABLE lists(
        view INTEGER NOT NULL, scope BLOB NOT NULL, sort BLOB NOT NULL, key BLOB NOT NULL,
        PRIMARY KEY(view, scope, sort, key)) STRICT, WITHOUT ROWID;
    CREATE TABLE timers(id BLOB PRIMARY KEY, due INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_due ON timers(due, id);
    CREATE TABLE outbox(
        id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, state INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
    CREATE INDEX outbox_pending ON outbox(id) WHERE state = 0;
    )",
};
static_assert(views_steps.size() == views_form);

} // namespace

Schema log_schema()
{
    return { application_id, steps };
}

Schema views_schema()
{
    return { views_application_id, views_steps };
}

} // namespace recourse::store::sqlite

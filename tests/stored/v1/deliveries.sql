PRAGMA application_id = 1380143684;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE deliveries(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message TEXT NOT NULL UNIQUE, channel INTEGER NOT NULL, endpoint INTEGER NOT NULL, person INTEGER NOT NULL,
        address TEXT NOT NULL, type TEXT NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
        state INTEGER NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL, finished INTEGER,
        status INTEGER NOT NULL, said TEXT NOT NULL) STRICT;
CREATE TABLE endpoints(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        role INTEGER NOT NULL, party INTEGER NOT NULL, url TEXT NOT NULL, description TEXT NOT NULL,
        types TEXT NOT NULL, state INTEGER NOT NULL, since INTEGER NOT NULL, after INTEGER NOT NULL, failing_since INTEGER,
        secret BLOB NOT NULL, old_secret BLOB, old_until INTEGER, told INTEGER NOT NULL,
        replay_from INTEGER, replay_upto INTEGER) STRICT;
CREATE TABLE place(
        one INTEGER PRIMARY KEY CHECK(one = 1),
        desk BLOB NOT NULL, cursor INTEGER NOT NULL, invitations INTEGER NOT NULL) STRICT;
INSERT INTO "place" VALUES(1,X'5F6B04737A109E060DA2DBCB35A6FF99',4,0);
CREATE TABLE silenced(
        person INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY(person, kind)) STRICT, WITHOUT ROWID;
CREATE INDEX endpoints_party ON endpoints(party, role);
CREATE INDEX deliveries_due ON deliveries(endpoint, due) WHERE state <= 2;
CREATE INDEX deliveries_waiting ON deliveries(due) WHERE state <= 2;
CREATE INDEX deliveries_endpoint ON deliveries(endpoint, id);
CREATE INDEX deliveries_state ON deliveries(state, finished);
DELETE FROM "sqlite_sequence";
COMMIT;

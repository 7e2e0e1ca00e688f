#include "vault/keeper/index.hpp"

#include "base/check.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/migration.hpp"
#include "vault/keeper/small_files.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <set>

namespace recourse::vault::keeper {

namespace sql = store::sqlite;

namespace {

/// "RCVI", at a fixed place of the file's first page.
constexpr std::int64_t application_id = 0x52435649;

/// What is in here follows from other files, so a change of the tables is a new number and the file is made anew.
constexpr std::array steps {
    // A record without event has event 0; one that is no time stamp has over -1.
    R"(
    PRAGMA application_id = 0x52435649;
    CREATE TABLE state(
        one INTEGER PRIMARY KEY CHECK(one = 1),
        entries INTEGER NOT NULL, root BLOB NOT NULL, shown INTEGER NOT NULL) STRICT;
    CREATE TABLE records(
        entry INTEGER PRIMARY KEY, act INTEGER NOT NULL, digest BLOB NOT NULL, subject TEXT NOT NULL,
        event INTEGER NOT NULL, part INTEGER NOT NULL, over INTEGER NOT NULL) STRICT;
    CREATE INDEX records_digest ON records(digest, entry);
    CREATE INDEX records_subject ON records(subject, entry);
    CREATE INDEX records_event ON records(event, part) WHERE event > 0;
    CREATE INDEX records_over ON records(over) WHERE over >= 0;
    CREATE INDEX records_key ON records(entry) WHERE act = 17;
    CREATE TABLE parents(
        parent BLOB NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(parent, entry)) STRICT, WITHOUT ROWID;
    CREATE INDEX parents_entry ON parents(entry, parent);
    CREATE TABLE shown(
        size INTEGER NOT NULL, kind INTEGER NOT NULL, whom TEXT NOT NULL, note BLOB NOT NULL,
        PRIMARY KEY(size, kind, whom)) STRICT, WITHOUT ROWID;
    CREATE INDEX shown_whom ON shown(whom, size);
    )",
};

Fault fault_of(sql::Error const& error)
{
    auto const primary = error.code & 0xFF;
    return { primary == SQLITE_FULL                                 ? FaultKind::full
            : primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ? FaultKind::corrupt
                                                                    : FaultKind::failed,
        "the index: " + error.message };
}

template <class T>
Outcome<T> as(sql::Result<T> result)
{
    if (!result)
        return std::unexpected(fault_of(result.error()));
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

std::int64_t number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

std::span<std::uint8_t const> blob(Digest const& digest)
{
    return digest.bytes;
}

Digest digest_of(std::span<std::uint8_t const> bytes)
{
    Digest digest;
    if (bytes.size() == digest.bytes.size())
        std::ranges::copy(bytes, digest.bytes.begin());
    return digest;
}

std::int64_t after_of(std::optional<std::uint64_t> after)
{
    return after ? number(*after) : -1;
}

Outcome<sql::Connection> open_file(std::filesystem::path const& file)
{
    bool const in_memory = file.empty();
    if (!in_memory)
        if (auto const made = sql::create_private(file); !made)
            return fault(FaultKind::failed, made.error());
    auto connection = RECOURSE_TRY(as(sql::Connection::open(in_memory ? ":memory:" : file, sql::Access::write, {})));
    RECOURSE_TRY_DONE(as(connection.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
                                            "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;"
                                            "PRAGMA journal_size_limit = 16777216")));
    if (auto const done = sql::migrate(connection, { application_id, steps }); !done)
        return fault(FaultKind::corrupt, fmt::format("{}: {}", file.string(), done.error().detail));
    auto const root = merkle::empty_root(); // what is bound has to outlive the statement
    RECOURSE_TRY_DONE(
        as(connection.run("INSERT INTO state VALUES(1, 0, ?1, 0) ON CONFLICT(one) DO NOTHING", blob(root))));
    return connection;
}

void remove_file(std::filesystem::path const& file)
{
    for (auto const* const ending : { "", "-wal", "-shm" }) {
        auto path = file;
        path += ending;
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
}

/// What the index has of an entry, whether it comes from the record or from its row.
std::string line_of(std::int64_t act, Digest const& digest, std::string_view subject, std::int64_t event,
    std::int64_t part, std::int64_t over, std::set<Digest> const& parents)
{
    auto line = fmt::format("{} {} {} {} {} {} {}", act, to_string(digest), subject.size(), subject, event, part, over);
    for (auto const& parent : parents)
        line += " " + to_string(parent);
    return line + "\n";
}

struct Event {
    std::int64_t sequence = 0;
    std::int64_t part = 0;
};
Event event_of(Record const& record)
{
    auto const place = place_of(record.note);
    return place ? Event { number(place->sequence), place->index } : Event {};
}

std::int64_t over_of(Record const& record)
{
    auto const size = stamped_size(record);
    return size ? number(*size) : -1;
}

} // namespace

std::optional<std::uint64_t> stamped_size(Record const& record)
{
    constexpr std::string_view word = "over ";
    if (record.act != Act::timestamped || !record.note.starts_with(word))
        return std::nullopt;
    auto const* const begin = record.note.data() + word.size();
    auto const* const end = record.note.data() + record.note.size();
    std::uint64_t size = 0;
    auto const [at, error] = std::from_chars(begin, end, size);
    if (error != std::errc {} || size > merkle::size_max)
        return std::nullopt;
    return size;
}

std::string index_line(Record const& record)
{
    auto const event = event_of(record);
    return line_of(static_cast<std::int64_t>(record.act), record.digest, record.subject, event.sequence, event.part,
        over_of(record), { record.parents.begin(), record.parents.end() });
}

Outcome<std::unique_ptr<Index>> Index::open(std::filesystem::path const& file)
{
    auto connection = open_file(file);
    if (!connection && !file.empty() && connection.error().kind == FaultKind::corrupt) {
        remove_file(file); // all of it follows from the log
        connection = open_file(file);
    }
    if (!connection)
        return std::unexpected(connection.error());
    return std::unique_ptr<Index>(new Index(std::move(*connection)));
}

Outcome<merkle::Head> Index::head()
{
    std::scoped_lock const lock(mutex_);
    auto row = RECOURSE_TRY(as(connection_.query("SELECT entries, root FROM state")));
    merkle::Head head;
    if (RECOURSE_TRY(as(row.next())))
        head = { static_cast<std::uint64_t>(row->integer(0)), digest_of(row->bytes(1)) };
    return head;
}

Outcome<void> Index::add(std::span<Record const> next, merkle::Head const& after)
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<void> {
        auto transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        for (auto const& record : next) {
            auto const event = event_of(record);
            RECOURSE_TRY_DONE(connection_.run("INSERT INTO records VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                number(record.sequence), static_cast<std::int64_t>(record.act), blob(record.digest),
                sql::Text { record.subject }, event.sequence, event.part, over_of(record)));
            for (auto const& parent : std::set<Digest>(record.parents.begin(), record.parents.end()))
                RECOURSE_TRY_DONE(
                    connection_.run("INSERT INTO parents VALUES(?1, ?2)", blob(parent), number(record.sequence)));
        }
        RECOURSE_TRY_DONE(
            connection_.run("UPDATE state SET entries = ?1, root = ?2", number(after.size), blob(after.root)));
        return transaction.commit();
    }());
}

Outcome<void> Index::clear()
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<void> {
        auto transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        RECOURSE_TRY_DONE(connection_.execute("DELETE FROM records; DELETE FROM parents; DELETE FROM shown"));
        RECOURSE_TRY_DONE(
            connection_.run("UPDATE state SET entries = 0, root = ?1, shown = 0", blob(merkle::empty_root())));
        return transaction.commit();
    }());
}

template <class... Values>
Outcome<std::vector<std::uint64_t>> Index::entries(char const* statement, Values const&... values)
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<std::vector<std::uint64_t>> {
        auto row = RECOURSE_TRY(connection_.query(statement, values...));
        std::vector<std::uint64_t> found;
        while (RECOURSE_TRY(row.next()))
            found.push_back(static_cast<std::uint64_t>(row->integer(0)));
        return found;
    }());
}

Outcome<std::vector<std::uint64_t>> Index::about_object(
    Digest const& digest, std::optional<std::uint64_t> after, std::size_t max)
{
    return entries("SELECT entry FROM records WHERE digest = ?1 AND entry > ?2 ORDER BY entry LIMIT ?3", blob(digest),
        after_of(after), number(max));
}

Outcome<std::vector<std::uint64_t>> Index::made_from(
    Digest const& digest, std::optional<std::uint64_t> after, std::size_t max)
{
    return entries("SELECT entry FROM parents WHERE parent = ?1 AND entry > ?2 ORDER BY entry LIMIT ?3", blob(digest),
        after_of(after), number(max));
}

Outcome<std::vector<std::uint64_t>> Index::about_subject(
    std::string_view subject, std::optional<std::uint64_t> after, std::size_t max)
{
    return entries("SELECT entry FROM records WHERE subject = ?1 AND entry > ?2 ORDER BY entry LIMIT ?3",
        sql::Text { subject }, after_of(after), number(max));
}

Outcome<std::vector<std::uint64_t>> Index::rotations()
{
    return entries("SELECT entry FROM records WHERE act = 17 ORDER BY entry");
}

Outcome<std::optional<std::uint64_t>> Index::of_place(Place place)
{
    auto const found = RECOURSE_TRY(entries("SELECT entry FROM records WHERE event = ?1 AND part = ?2 AND event > 0",
        number(place.sequence), std::int64_t { place.index }));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Outcome<std::optional<std::uint64_t>> Index::first_stamp_over(std::uint64_t entry)
{
    auto const found = RECOURSE_TRY(
        entries("SELECT entry FROM records WHERE over > ?1 AND over >= 0 ORDER BY over, entry LIMIT 1", number(entry)));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Outcome<std::vector<std::uint64_t>> Index::last_stamps(std::size_t max)
{
    return entries("SELECT entry FROM records WHERE over >= 0 ORDER BY over DESC, entry DESC LIMIT ?1", number(max));
}

Outcome<std::uint64_t> Index::others_from(std::uint64_t entry)
{
    auto const found = RECOURSE_TRY(
        entries("SELECT count(*) FROM records WHERE entry >= ?1 AND act NOT IN (11, 20)", number(entry)));
    return found.empty() ? 0 : found.front();
}

Outcome<std::vector<Index::Recorded>> Index::recorded(std::optional<Digest> const& after, std::size_t max)
{
    auto const above = after.value_or(Digest {});
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<std::vector<Recorded>> {
        auto row = RECOURSE_TRY(connection_.query(
            "SELECT digest, max(CASE WHEN act = 16 THEN entry ELSE -1 END),"
            " max(CASE WHEN act IN (1, 2, 4, 5, 6, 11, 12, 13, 14) THEN entry ELSE -1 END) AS brought"
            " FROM records WHERE digest > ?1 GROUP BY digest HAVING brought >= 0 ORDER BY digest LIMIT ?2",
            blob(above), number(max)));
        std::vector<Recorded> found;
        while (RECOURSE_TRY(row.next()))
            found.push_back({ digest_of(row->bytes(0)), row->integer(1) > row->integer(2) });
        return found;
    }());
}

Outcome<Digest> Index::fingerprint()
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<Digest> {
        auto row = RECOURSE_TRY(
            connection_.query("SELECT entry, act, digest, subject, event, part, over FROM records ORDER BY entry"));
        auto parent = RECOURSE_TRY(connection_.query("SELECT entry, parent FROM parents ORDER BY entry, parent"));
        bool more = RECOURSE_TRY(parent.next());
        Digester digester;
        while (RECOURSE_TRY(row.next())) {
            std::set<Digest> parents;
            for (; more && parent->integer(0) <= row->integer(0); more = RECOURSE_TRY(parent.next()))
                parents.insert(digest_of(parent->bytes(1)));
            digester.add(line_of(row->integer(1), digest_of(row->bytes(2)), row->text(3), row->integer(4),
                row->integer(5), row->integer(6), parents));
        }
        return digester.finish();
    }());
}

// ------------------------------------------------------------------------------------------------ what was shown

Outcome<std::uint64_t> Index::shown_bytes()
{
    auto const found = RECOURSE_TRY(entries("SELECT shown FROM state"));
    return found.empty() ? 0 : found.front();
}

Outcome<void> Index::add_shown(std::span<ShownCheckpoint const> shown, std::uint64_t bytes_after)
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<void> {
        auto transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        for (auto const& one : shown)
            RECOURSE_TRY_DONE(
                connection_.run("INSERT INTO shown VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", number(one.size),
                    static_cast<std::int64_t>(one.kind), sql::Text { one.whom }, std::string_view { one.note }));
        RECOURSE_TRY_DONE(connection_.run("UPDATE state SET shown = ?1", number(bytes_after)));
        return transaction.commit();
    }());
}

Outcome<bool> Index::was_shown(ShownCheckpoint const& one)
{
    auto const found = RECOURSE_TRY(entries("SELECT 1 FROM shown WHERE size = ?1 AND kind = ?2 AND whom = ?3",
        number(one.size), static_cast<std::int64_t>(one.kind), sql::Text { one.whom }));
    return !found.empty();
}

template <class... Values>
Outcome<std::vector<ShownCheckpoint>> Index::shown(char const* statement, Values const&... values)
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<std::vector<ShownCheckpoint>> {
        auto row = RECOURSE_TRY(connection_.query(statement, values...));
        std::vector<ShownCheckpoint> found;
        while (RECOURSE_TRY(row.next())) {
            auto const note = row->bytes(3);
            found.push_back(
                { static_cast<ShownCheckpoint::Kind>(row->integer(1)), static_cast<std::uint64_t>(row->integer(0)),
                    std::string { row->text(2) }, { reinterpret_cast<char const*>(note.data()), note.size() } });
        }
        return found;
    }());
}

Outcome<std::optional<ShownCheckpoint>> Index::last_shown()
{
    auto found = RECOURSE_TRY(shown("SELECT size, kind, whom, note FROM shown ORDER BY size DESC LIMIT 1"));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Outcome<std::vector<ShownCheckpoint>> Index::shown_about(std::string_view whom, std::size_t max)
{
    return shown("SELECT size, min(kind), whom, note FROM shown WHERE whom = ?1 GROUP BY size"
                 " ORDER BY size DESC LIMIT ?2",
        sql::Text { whom }, number(max));
}

Outcome<std::vector<ShownCheckpoint>> Index::of_keys()
{
    return shown("SELECT size, kind, whom, note FROM shown WHERE kind = 3 ORDER BY size");
}

Outcome<std::vector<ShownCheckpoint>> Index::all_shown(std::uint64_t after, std::size_t max)
{
    return shown("SELECT size, min(kind), whom, note FROM shown WHERE size > ?1 GROUP BY size"
                 " ORDER BY size LIMIT ?2",
        number(after), number(max));
}

} // namespace recourse::vault::keeper

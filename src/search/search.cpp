#include "search/search.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"
#include "base/text.hpp"
#include "search/fts.hpp"
#include "search/query.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/migration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recourse::search {

namespace sql = store::sqlite;

namespace {

/// "RCSE", at a fixed place of the file's first page.
constexpr std::int64_t application_id = 0x52435345;

/// What is in here is made anew from elsewhere: another version of the tables or of the parting into words is another
/// application id, not a further step.
constexpr std::array steps {
    R"(
    PRAGMA application_id = 0x52435345;
    CREATE TABLE state(one INTEGER PRIMARY KEY CHECK(one = 1), filled INTEGER NOT NULL) STRICT;
    INSERT INTO state VALUES(1, 0);
    CREATE TABLE compartments(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE documents(
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, compartment INTEGER NOT NULL) STRICT;
    CREATE TABLE pieces(
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, place TEXT NOT NULL,
        begins INTEGER NOT NULL, ends INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE INDEX pieces_document ON pieces(document);
    CREATE VIRTUAL TABLE words USING fts5(
        text, content = 'pieces', content_rowid = 'id', tokenize = 'words', columnsize = 0);
    )",
};

Fault fault_of(sql::Error const& error)
{
    auto const primary = error.code & 0xFF;
    return { primary == SQLITE_FULL                                 ? Fault::Kind::full
            : primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ? Fault::Kind::corrupt
                                                                    : Fault::Kind::failed,
        "the search: " + error.message };
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

std::unexpected<Fault> limit(std::string says)
{
    return std::unexpected(Fault { Fault::Kind::limit, std::move(says) });
}

std::int64_t number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

/// What stands around a hit in a snippet; texts do not have them.
constexpr char mark_begin = '\x02';
constexpr char mark_end = '\x03';
constexpr std::size_t snippet_bytes_max = 2'000;

/// Well-formed, at most so many bytes, without what marks hits and without NUL.
std::string clean(std::string_view text)
{
    auto out = well_formed(text.substr(0, piece_bytes_max));
    std::ranges::replace_if(out, [](char c) { return c == mark_begin || c == mark_end || c == '\0'; }, ' ');
    return out;
}

/// "1004-17": the weight and the piece of the last hit.
struct Cursor {
    std::int64_t weight = 0;
    std::int64_t piece = 0;
};
std::optional<Cursor> parse_cursor(std::string_view text)
{
    Cursor cursor;
    auto const* const begin = text.data();
    auto const* const end = begin + text.size();
    auto const weight = std::from_chars(begin, end, cursor.weight);
    if (weight.ec != std::errc {} || weight.ptr == end || *weight.ptr != '-')
        return std::nullopt;
    auto const piece = std::from_chars(weight.ptr + 1, end, cursor.piece);
    if (piece.ec != std::errc {} || piece.ptr != end || cursor.weight < 0 || cursor.piece < 0)
        return std::nullopt;
    return cursor;
}

/// The beginning of the code point that has this byte.
std::size_t point_at(std::string_view text, std::size_t at)
{
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

void take_marks(std::string_view marked, Hit& hit)
{
    std::size_t begin = 0;
    for (char const c : marked) {
        if (c == mark_begin)
            begin = hit.snippet.size();
        else if (c == mark_end)
            hit.marks.emplace_back(begin, hit.snippet.size());
        else
            hit.snippet += c;
    }
    // A word may be cut off in the text, and there may be any number of signs between words: what is left stands about
    // the first mark.
    if (hit.snippet.size() <= snippet_bytes_max)
        return;
    auto const first = hit.marks.empty() ? 0 : hit.marks.front().first;
    auto const from = point_at(hit.snippet, first - std::min(first, snippet_bytes_max / 4));
    auto const upto = point_at(hit.snippet, std::min(hit.snippet.size(), from + snippet_bytes_max));
    hit.snippet = hit.snippet.substr(from, upto - from);
    std::erase_if(hit.marks, [&](auto const& mark) { return mark.first < from || mark.second > upto; });
    for (auto& [mark_from, mark_upto] : hit.marks) {
        mark_from -= from;
        mark_upto -= from;
    }
}

Outcome<sql::Connection> open_file(std::filesystem::path const& file)
{
    bool const in_memory = file.empty();
    if (!in_memory)
        if (auto const made = sql::create_private(file); !made)
            return std::unexpected(Fault { Fault::Kind::failed, made.error() });
    auto connection = RECOURSE_TRY(as(sql::Connection::open(in_memory ? ":memory:" : file, sql::Access::write, {})));
    RECOURSE_TRY_DONE(as(add_words(connection)));
    RECOURSE_TRY_DONE(as(connection.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
                                            "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;"
                                            "PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 16777216")));
    RECOURSE_TRY_DONE(as(connection.execute("CREATE TEMP TABLE allowed(id INTEGER PRIMARY KEY)")));
    if (auto const done = sql::migrate(connection, { application_id, steps }); !done)
        return std::unexpected(
            Fault { Fault::Kind::corrupt, fmt::format("{}: {}", file.string(), done.error().detail) });
    return connection;
}

/// Moves what is in the write-ahead log into the file, and empties it: pages as they were before stay there otherwise,
/// with every word of what was taken out.
sql::Result<void> empty_log(sql::Connection& connection)
{
    auto row = RECOURSE_TRY(connection.query("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (RECOURSE_TRY(row.next()) && row->integer(0) != 0)
        return std::unexpected(sql::Error { SQLITE_BUSY, "its write-ahead log could not be emptied" });
    return {};
}

} // namespace

Outcome<std::unique_ptr<Search>> Search::open(std::filesystem::path const& file)
{
    auto connection = open_file(file);
    if (!connection && !file.empty() && connection.error().kind == Fault::Kind::corrupt) {
        for (auto const* const ending : { "", "-wal", "-shm" }) {
            auto path = file;
            path += ending;
            std::error_code ignored;
            std::filesystem::remove(path, ignored);
        }
        connection = open_file(file);
    }
    if (!connection)
        return std::unexpected(connection.error());
    // Where it was stopped between a removal and this.
    RECOURSE_TRY_DONE(as(empty_log(*connection)));
    return std::unique_ptr<Search>(new Search(std::move(*connection)));
}

Outcome<std::uint64_t> Search::filled_upto()
{
    std::scoped_lock const lock(mutex_);
    return static_cast<std::uint64_t>(RECOURSE_TRY(as(connection_.number("SELECT filled FROM state"))));
}

sql::Result<bool> Search::drop(std::string_view id)
{
    std::int64_t document = 0;
    {
        auto row = RECOURSE_TRY(connection_.query("SELECT id FROM documents WHERE name = ?1", sql::Text { id }));
        if (!RECOURSE_TRY(row.next()))
            return false;
        document = row->integer(0);
    }
    // The index has no texts of its own: what is taken out has to be given once more.
    RECOURSE_TRY_DONE(connection_.run("INSERT INTO words(words, rowid, text)"
                                      " SELECT 'delete', id, text FROM pieces WHERE document = ?1",
        document));
    RECOURSE_TRY_DONE(connection_.run("DELETE FROM pieces WHERE document = ?1", document));
    RECOURSE_TRY_DONE(connection_.run("DELETE FROM documents WHERE id = ?1", document));
    return true;
}

sql::Result<std::int64_t> Search::compartment(std::string_view name)
{
    RECOURSE_TRY_DONE(
        connection_.run("INSERT INTO compartments(name) VALUES(?1) ON CONFLICT(name) DO NOTHING", sql::Text { name }));
    auto row = RECOURSE_TRY(connection_.query("SELECT id FROM compartments WHERE name = ?1", sql::Text { name }));
    if (auto const there = row.next(); !there)
        return std::unexpected(there.error());
    return row->integer(0);
}

sql::Result<void> Search::add(Document const& document)
{
    auto const tag = RECOURSE_TRY(compartment(document.compartment));
    RECOURSE_TRY_DONE(
        connection_.run("INSERT INTO documents(name, compartment) VALUES(?1, ?2)", sql::Text { document.id }, tag));
    auto const id = RECOURSE_TRY(connection_.number("SELECT last_insert_rowid()"));
    for (auto const& piece : document.pieces) {
        auto const text = clean(piece.text);
        auto const place = well_formed(piece.place);
        RECOURSE_TRY_DONE(
            connection_.run("INSERT INTO pieces(document, place, begins, ends, text) VALUES(?1, ?2, ?3, ?4, ?5)", id,
                sql::Text { place }, number(piece.begin), number(piece.end), sql::Text { text }));
        auto const row = RECOURSE_TRY(connection_.number("SELECT last_insert_rowid()"));
        RECOURSE_TRY_DONE(connection_.run("INSERT INTO words(rowid, text) VALUES(?1, ?2)", row, sql::Text { text }));
    }
    return {};
}

Outcome<void> Search::put(std::span<Document const> documents, std::uint64_t filled_upto)
{
    for (auto const& document : documents)
        for (auto const& text : { document.id, document.compartment })
            if (text.size() > id_bytes_max || !is_utf8(text))
                return limit(fmt::format("ids and compartments are UTF-8 of at most {} bytes", id_bytes_max));
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<void> {
        auto transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        for (auto const& document : documents) {
            if (auto const dropped = drop(document.id); !dropped)
                return std::unexpected(dropped.error());
            RECOURSE_TRY_DONE(add(document));
        }
        RECOURSE_TRY_DONE(connection_.run("UPDATE state SET filled = ?1", number(filled_upto)));
        return transaction.commit();
    }());
}

Outcome<bool> Search::remove(std::string_view id)
{
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<bool> {
        auto transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        bool const there = RECOURSE_TRY(drop(id));
        if (there) // words stay in older parts of the index until they are merged
            RECOURSE_TRY_DONE(connection_.run("INSERT INTO words(words) VALUES('optimize')"));
        RECOURSE_TRY_DONE(transaction.commit());
        // Also where nothing was there: this may be the second time, after the log could not be emptied.
        RECOURSE_TRY_DONE(empty_log(connection_));
        return there;
    }());
}

Outcome<bool> Search::move(std::string_view id, std::string_view to)
{
    if (to.size() > id_bytes_max || !is_utf8(to))
        return limit(fmt::format("ids and compartments are UTF-8 of at most {} bytes", id_bytes_max));
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<bool> {
        auto transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        auto const tag = RECOURSE_TRY(compartment(to));
        RECOURSE_TRY_DONE(
            connection_.run("UPDATE documents SET compartment = ?1 WHERE name = ?2", tag, sql::Text { id }));
        bool const there = RECOURSE_TRY(connection_.number("SELECT changes()")) > 0;
        RECOURSE_TRY_DONE(transaction.commit());
        return there;
    }());
}

Outcome<Answer> Search::query(Ask const& ask)
{
    auto const query = parse_query(ask.text);
    if (!query)
        return limit(query.error());
    if (ask.compartments.size() > compartments_max)
        return limit(fmt::format("at most {} compartments at once", compartments_max));
    auto const cursor = ask.cursor.empty() ? std::optional(Cursor { -1, 0 }) : parse_cursor(ask.cursor);
    if (!cursor)
        return limit("the cursor is none that was given; begin with the first page");
    auto const words = to_fts(*query);
    Answer answer;
    if (words.empty() || ask.limit == 0)
        return answer;
    auto const page = std::min(ask.limit, hits_max);
    std::scoped_lock const lock(mutex_);
    return as([&]() -> sql::Result<Answer> {
        // What may be seen, for the questions that follow; rolled back with them.
        auto const transaction = RECOURSE_TRY(sql::Transaction::begin(connection_, sql::Access::write));
        RECOURSE_TRY_DONE(connection_.run("DELETE FROM temp.allowed"));
        for (auto const& name : ask.compartments)
            RECOURSE_TRY_DONE(connection_.run(
                "INSERT OR IGNORE INTO temp.allowed SELECT id FROM compartments WHERE name = ?1", sql::Text { name }));
        {
            auto row = RECOURSE_TRY(connection_.query(
                "SELECT count(*) FROM (SELECT 1 FROM words JOIN pieces ON pieces.id = words.rowid"
                " JOIN documents ON documents.id = pieces.document"
                " WHERE words MATCH ?1 AND documents.compartment IN (SELECT id FROM temp.allowed) LIMIT ?2)",
                sql::Text { words }, number(counted_max)));
            if (RECOURSE_TRY(row.next()))
                answer.count = static_cast<std::uint64_t>(row->integer(0));
        }
        // The page first: a snippet takes longer than to find and weigh.
        std::vector<Cursor> found;
        {
            auto row = RECOURSE_TRY(connection_.query(
                "SELECT weight, id FROM (SELECT nearness(words) AS weight, pieces.id AS id"
                " FROM words JOIN pieces ON pieces.id = words.rowid JOIN documents ON documents.id = pieces.document"
                " WHERE words MATCH ?1 AND documents.compartment IN (SELECT id FROM temp.allowed))"
                " WHERE ?2 < 0 OR weight < ?2 OR (weight = ?2 AND id < ?3) ORDER BY weight DESC, id DESC LIMIT ?4",
                sql::Text { words }, cursor->weight, cursor->piece, number(page + 1)));
            while (RECOURSE_TRY(row.next()))
                found.push_back({ row->integer(0), row->integer(1) });
        }
        if (found.size() > page) {
            found.resize(page);
            answer.next = fmt::format("{}-{}", found.back().weight, found.back().piece);
        }
        for (auto const& one : found) {
            auto row = RECOURSE_TRY(connection_.query(
                "SELECT documents.name, compartments.name, pieces.place, pieces.begins, pieces.ends,"
                " snippet(words, 0, char(2), char(3), '…', 32)"
                " FROM words JOIN pieces ON pieces.id = words.rowid JOIN documents ON documents.id = pieces.document"
                " JOIN compartments ON compartments.id = documents.compartment"
                " WHERE words MATCH ?1 AND words.rowid = ?2",
                sql::Text { words }, one.piece));
            if (!RECOURSE_TRY(row.next()))
                continue;
            answer.hits.push_back(
                { std::string { row->text(0) }, std::string { row->text(1) }, std::string { row->text(2) },
                    static_cast<std::uint64_t>(row->integer(3)), static_cast<std::uint64_t>(row->integer(4)), {}, {} });
            take_marks(row->text(5), answer.hits.back());
        }
        return std::move(answer);
    }());
}

} // namespace recourse::search

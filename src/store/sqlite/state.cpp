#include "store/sqlite/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace recourse::store {

namespace sqlite {

Result<Event> event_at(Query const& row, int column)
{
    Event event;
    auto const version = row->integer(column + 2);
    auto const type = row->integer(column + 3);
    auto const command = row->bytes(column + 5);
    event.sequence = unsigned_of(row->integer(column));
    if (version < 0 || version > std::numeric_limits<std::uint32_t>::max() || type < 0
        || type > std::numeric_limits<std::uint16_t>::max() || command.size() != event.command.bytes.size()) {
        return std::unexpected(
            Error { SQLITE_CORRUPT, fmt::format("event {} holds what no event holds", event.sequence) });
    }
    event.stream = unsigned_of(row->integer(column + 1));
    event.version = static_cast<std::uint32_t>(version);
    event.type = static_cast<std::uint16_t>(type);
    event.at = { row->integer(column + 4) };
    std::ranges::copy(command, event.command.bytes.begin());
    event.body = copied(row->bytes(column + 6));
    return event;
}

Result<Connection> open_reader(Files const& files, SqliteOptions const& options)
{
    auto const access = options.writes ? Access::read : Access::look;
    auto connection = RECOURSE_TRY(Connection::open(files.log, access, options.vfs));
    sqlite3_busy_timeout(connection.handle(), static_cast<int>(options.busy_wait_max.count()));
    RECOURSE_TRY(connection.run("ATTACH ?1 AS views", Text { files.views.native() }));
    auto const half = options.cache_bytes_reader / 1024 / 2;
    RECOURSE_TRY(
        connection.execute(fmt::format("PRAGMA main.cache_size = -{}; PRAGMA views.cache_size = -{}", half, half)));
    return connection;
}

Result<ReaderPool::Borrowed> ReaderPool::borrow()
{
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return !idle_.empty() || open_ < options_.readers_max; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back()); // the one used last: its cache is warm
            idle_.pop_back();
            return Borrowed(*this, std::move(connection));
        }
        ++open_;
    }
    auto opened = open_reader(files_, options_);
    if (!opened) {
        std::scoped_lock const lock(mutex_);
        --open_;
        returned_.notify_one();
        return std::unexpected(std::move(opened).error());
    }
    return Borrowed(*this, std::make_unique<Connection>(std::move(*opened)));
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection)
{
    std::scoped_lock const lock(mutex_);
    idle_.push_back(std::move(connection));
    returned_.notify_one();
}

} // namespace sqlite

SqliteStore::State::State(SqliteOptions opened_with, sqlite::DirectoryLock taken,
    std::unique_ptr<sqlite::Database> log_file, std::unique_ptr<sqlite::Database> views_file)
    : options(std::move(opened_with))
    , lock(std::move(taken))
    , log(std::move(log_file))
    , views(std::move(views_file))
    , readers({ log->file(), views->file() }, options)
{
}

SqliteStore::State::State(SqliteOptions opened_with, sqlite::DirectoryLock taken, std::unique_ptr<sqlite::Looked> files)
    : options(std::move(opened_with))
    , lock(std::move(taken))
    , looked(std::move(files))
    , readers({ looked->log(), looked->views() }, options)
{
}

void SqliteStore::State::stop(std::string why)
{
    std::call_once(stopping, [&] {
        stopped_by = std::move(why);
        stopped.store(true, std::memory_order_release);
    });
}

} // namespace recourse::store

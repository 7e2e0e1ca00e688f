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

Result<Connection> open_reader(std::filesystem::path const& file, SqliteOptions const& options)
{
    auto connection = RECOURSE_TRY(Connection::open(file, Access::read, options.vfs));
    sqlite3_busy_timeout(connection.handle(), static_cast<int>(options.busy_wait_max.count()));
    RECOURSE_TRY(connection.execute(fmt::format("PRAGMA cache_size = -{}", options.cache_bytes_reader / 1024)));
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
    auto opened = open_reader(file_, options_);
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

SqliteStore::State::State(SqliteOptions opened_with, sqlite::DirectoryLock taken, sqlite::Connection writing_connection,
    sqlite::Connection checkpointing_connection)
    : options(std::move(opened_with))
    , lock(std::move(taken))
    , writer(std::move(writing_connection))
    , checkpointer(std::move(checkpointing_connection))
    , readers(file(), options)
{
    // Instead of SQLite's own checkpoints, which every so many commits let one of them pay.
    sqlite3_wal_hook(
        writer.handle(),
        [](void* pages, sqlite3*, char const*, int in_log) {
            static_cast<std::atomic<unsigned>*>(pages)->store(static_cast<unsigned>(in_log), std::memory_order_relaxed);
            return SQLITE_OK;
        },
        &log_pages);
}

void SqliteStore::State::stop(std::string why)
{
    stopped_by = std::move(why);
    stopped.store(true, std::memory_order_release);
}

void SqliteStore::State::checkpoint_if_overdue()
{
    auto const pages = log_pages.load(std::memory_order_relaxed);
    auto const mark = options.checkpoint_pages + options.checkpoint_pages / 2;
    if (pages < mark)
        overdue_from = mark;
    if (pages < overdue_from)
        return;
    // While a long reader, a backup, holds the log, each try finds nothing to do: not one at every commit.
    overdue_from = pages + options.checkpoint_pages / 4;
    // What was committed is durable whether or not this succeeds; if it does not, the next commit tries again.
    sqlite3_wal_checkpoint_v2(writer.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

} // namespace recourse::store

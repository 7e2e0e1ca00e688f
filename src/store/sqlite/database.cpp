#include "store/sqlite/database.hpp"

#include "store/sqlite/files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <unistd.h>

namespace recourse::store::sqlite {

namespace {

OpenError kind_of(SchemaFault const& fault)
{
    switch (fault.kind) {
    case SchemaFault::Kind::newer:
        return OpenError::newer;
    case SchemaFault::Kind::foreign:
        return OpenError::corrupt;
    case SchemaFault::Kind::failed:
        return read_error(fault.code) == ReadError::corrupt ? OpenError::corrupt : OpenError::failed;
    }
    return OpenError::failed;
}

/// Durable commits, the log kept in its full size when the file is closed, deleted rows left where they are: the log
/// keeps what they said anyway, so wiping them would only cost.
Result<void> settle(Connection& connection, Database::Settings const& settings)
{
    sqlite3_busy_timeout(connection.handle(), static_cast<int>(settings.busy_wait_max.count()));
    RECOURSE_TRY(connection.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                    "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = -1;"
                                    "PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY"));
    RECOURSE_TRY(connection.execute(fmt::format("PRAGMA cache_size = -{}", settings.cache_bytes / 1024)));
    int keep = 1;
    sqlite3_file_control(connection.handle(), nullptr, SQLITE_FCNTL_PERSIST_WAL, &keep);
    return {};
}

} // namespace

std::expected<std::unique_ptr<Database>, Fault<OpenError>> Database::open(
    std::filesystem::path file, Settings settings, Schema const& schema)
{
    RECOURSE_TRY(opening(create_private(file)));
    auto writer = RECOURSE_TRY(opening(Connection::open(file, Access::write, settings.vfs)));
    RECOURSE_TRY(opening(settle(writer, settings)));
    if (auto const migrated = migrate(writer, schema); !migrated)
        return std::unexpected(Fault { kind_of(migrated.error()), migrated.error().detail });
    auto checkpointer = RECOURSE_TRY(opening(Connection::open(file, Access::write, settings.vfs)));
    RECOURSE_TRY(opening(settle(checkpointer, settings)));
    if (settings.grow_log) {
        // A little over the size at which it is emptied: the commit that crosses the mark should still fit.
        auto const pages = std::size_t { settings.checkpoint_pages } * 3 / 2 + 500;
        grow(file.string() + "-wal", pages * (4096 + 24));
        RECOURSE_TRY(opening(flush(file.parent_path())));
    }
    return std::unique_ptr<Database>(
        new Database(std::move(file), std::move(settings), std::move(writer), std::move(checkpointer)));
}

Database::Database(std::filesystem::path file, Settings settings, Connection writer, Connection checkpointer)
    : file_(std::move(file))
    , settings_(std::move(settings))
    , writer_(std::move(writer))
    , checkpointer_(std::move(checkpointer))
{
    // Instead of SQLite's own checkpoints, which every so many commits let one of them pay.
    sqlite3_wal_hook(
        writer_.handle(),
        [](void* pages, sqlite3*, char const*, int in_log) {
            static_cast<std::atomic<unsigned>*>(pages)->store(static_cast<unsigned>(in_log), std::memory_order_relaxed);
            return SQLITE_OK;
        },
        &log_pages_);
}

Result<void> Database::commit(Transaction& transaction)
{
    RECOURSE_TRY(transaction.commit());
    checkpoint_if_overdue();
    return {};
}

void Database::checkpoint_if_overdue()
{
    auto const pages = log_pages_.load(std::memory_order_relaxed);
    auto const mark = settings_.checkpoint_pages + settings_.checkpoint_pages / 2;
    if (pages < mark)
        overdue_from_ = mark;
    if (pages < overdue_from_)
        return;
    // While a long reader, a backup, holds the log, each try finds nothing to do: not one at every commit.
    overdue_from_ = pages + settings_.checkpoint_pages / 4;
    // What was committed is durable whether or not this succeeds; if it does not, the next commit tries again.
    sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

Result<void> Database::maintain()
{
    if (log_pages_.load(std::memory_order_relaxed) < settings_.checkpoint_pages)
        return {};
    std::scoped_lock const checkpointing(checkpointing_);
    auto const checkpoint = [&]() -> Result<void> {
        auto* const handle = checkpointer_.handle();
        int const code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        // Busy: an append is at the same work, or a reader still needs older frames.
        if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY)
            return std::unexpected(Error { code, sqlite3_errmsg(handle) });
        return {};
    };
    // Nearly all of it while appends go on; then, with the writer held for a moment, the few frames that came
    // meanwhile. Only a log that is wholly in the database starts again from its beginning.
    RECOURSE_TRY(checkpoint());
    std::scoped_lock const writing(writing_);
    RECOURSE_TRY(checkpoint());
    log_pages_.store(0, std::memory_order_relaxed);
    return {};
}

std::expected<void, Fault<ReadError>> Database::copy_to(std::filesystem::path const& target) const
{
    auto const failed = [](std::string what) { return std::unexpected(Fault { ReadError::failed, std::move(what) }); };
    if (std::filesystem::exists(target))
        return failed(fmt::format("{} exists", target.string()));
    auto part = target;
    part += ".part";
    std::error_code ignored;
    std::filesystem::remove(part, ignored); // of a backup that was broken off
    if (auto made = create_private(part); !made)
        return failed(std::move(made.error()));

    auto const copy = [&]() -> Result<void> {
        auto const source = RECOURSE_TRY(Connection::open(file_, Access::read, settings_.vfs));
        sqlite3_busy_timeout(source.handle(), static_cast<int>(settings_.busy_wait_max.count()));
        auto const copied_to = RECOURSE_TRY(Connection::open(part, Access::write, settings_.vfs));
        auto* const backup = sqlite3_backup_init(copied_to.handle(), "main", source.handle(), "main");
        if (backup == nullptr) {
            return std::unexpected(
                Error { sqlite3_extended_errcode(copied_to.handle()), sqlite3_errmsg(copied_to.handle()) });
        }
        // In one go, so that it is of one moment: a read transaction, which holds up nobody.
        int const stepped = sqlite3_backup_step(backup, -1);
        int const finished = sqlite3_backup_finish(backup);
        if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
            int const code = finished != SQLITE_OK ? finished : stepped;
            return std::unexpected(Error { code, sqlite3_errstr(code) });
        }
        return {};
    };
    if (auto const copied = copy(); !copied) {
        std::filesystem::remove(part, ignored);
        return std::unexpected(Fault { read_error(copied.error().code), copied.error().message });
    }
    // A link refuses a name that has come to exist meanwhile; a rename would replace it.
    if (auto flushed = flush(part); !flushed)
        return failed(std::move(flushed.error()));
    if (link(part.c_str(), target.c_str()) != 0)
        return failed(fmt::format("{}: {}", target.string(), std::strerror(errno)));
    std::filesystem::remove(part, ignored);
    if (auto flushed = flush(target.parent_path()); !flushed)
        return failed(std::move(flushed.error()));
    return {};
}

} // namespace recourse::store::sqlite

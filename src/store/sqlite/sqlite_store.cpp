#include "store/sqlite/sqlite_store.hpp"

#include "store/sqlite/files.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/state.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace recourse::store {

using namespace sqlite;

namespace {

std::unexpected<Fault<OpenError>> cannot_open(OpenError kind, std::string detail)
{
    return std::unexpected(Fault { kind, std::move(detail) });
}

template <class T>
std::expected<T, Fault<OpenError>> opening(Result<T> result)
{
    if (!result) {
        auto const kind
            = read_error(result.error().code) == ReadError::corrupt ? OpenError::corrupt : OpenError::failed;
        return cannot_open(kind, std::move(result.error().message));
    }
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

template <class T>
std::expected<T, Fault<OpenError>> opening(std::expected<T, std::string> result)
{
    if (!result)
        return cannot_open(OpenError::failed, std::move(result.error()));
    return {};
}

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
Result<void> settle(Connection& connection, SqliteOptions const& options)
{
    sqlite3_busy_timeout(connection.handle(), static_cast<int>(options.busy_wait_max.count()));
    RECOURSE_TRY(connection.execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                    "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = -1;"
                                    "PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY"));
    RECOURSE_TRY(connection.execute(fmt::format("PRAGMA cache_size = -{}", options.cache_bytes_writer / 1024)));
    int keep = 1;
    sqlite3_file_control(connection.handle(), nullptr, SQLITE_FCNTL_PERSIST_WAL, &keep);
    return {};
}

} // namespace

SqliteStore::SqliteStore(std::unique_ptr<State> state) : state_(std::move(state)) { }

SqliteStore::~SqliteStore() = default;

std::expected<std::unique_ptr<SqliteStore>, Fault<OpenError>> SqliteStore::open(SqliteOptions options)
{
    auto const& directory = options.directory;
    std::error_code error;
    if (!std::filesystem::is_directory(directory, error)) {
        std::filesystem::create_directories(directory.parent_path(), error);
        if (mkdir(directory.c_str(), 0700) != 0)
            return cannot_open(OpenError::failed, fmt::format("{}: {}", directory.string(), std::strerror(errno)));
    }
    auto lock = DirectoryLock::take(directory / "recourse.lock", options.holder);
    if (!lock)
        return cannot_open(lock.error().held ? OpenError::held : OpenError::failed, std::move(lock.error().detail));

    auto const file = directory / file_name;
    RECOURSE_TRY(opening(create_private(file)));
    auto writer = RECOURSE_TRY(opening(Connection::open(file, Access::write, options.vfs)));
    RECOURSE_TRY(opening(settle(writer, options)));
    if (auto const migrated = migrate(writer); !migrated)
        return cannot_open(kind_of(migrated.error()), migrated.error().detail);
    auto checkpointer = RECOURSE_TRY(opening(Connection::open(file, Access::write, options.vfs)));
    RECOURSE_TRY(opening(settle(checkpointer, options)));
    if (options.grow_log) {
        // A little over the size at which it is emptied: the commit that crosses the mark should still fit.
        auto const pages = std::size_t { options.checkpoint_pages } * 3 / 2 + 500;
        grow(file.string() + "-wal", pages * (4096 + 24));
        RECOURSE_TRY(opening(flush(directory)));
    }
    return std::unique_ptr<SqliteStore>(new SqliteStore(
        std::make_unique<State>(std::move(options), std::move(*lock), std::move(writer), std::move(checkpointer))));
}

std::expected<void, Fault<ReadError>> SqliteStore::maintain()
{
    auto& state = *state_;
    if (state.is_stopped())
        return state.refusal(ReadError::failed);
    if (state.log_pages.load(std::memory_order_relaxed) < state.options.checkpoint_pages)
        return {};
    std::scoped_lock const checkpointing(state.checkpointing);
    auto const checkpoint = [&]() -> Result<void> {
        auto* const handle = state.checkpointer.handle();
        int const code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        // Busy: an append is at the same work, or a reader still needs older frames.
        if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY)
            return std::unexpected(Error { code, sqlite3_errmsg(handle) });
        return {};
    };
    // Nearly all of it while appends go on; then, with the writer held for a moment, the few frames that came
    // meanwhile. Only a log that is wholly in the database starts again from its beginning.
    RECOURSE_TRY(as<ReadError>(checkpoint()));
    std::scoped_lock const writing(state.writing);
    RECOURSE_TRY(as<ReadError>(checkpoint()));
    state.log_pages.store(0, std::memory_order_relaxed);
    return {};
}

std::expected<void, Fault<ReadError>> SqliteStore::backup_to(std::filesystem::path const& target)
{
    auto const failed = [](std::string what) { return std::unexpected(Fault { ReadError::failed, std::move(what) }); };
    auto const& state = *state_;
    if (state.is_stopped())
        return state.refusal(ReadError::failed);
    if (std::filesystem::exists(target))
        return failed(fmt::format("{} exists", target.string()));
    auto part = target;
    part += ".part";
    std::error_code ignored;
    std::filesystem::remove(part, ignored); // of a backup that was broken off
    if (auto made = create_private(part); !made)
        return failed(std::move(made.error()));

    auto const copy = [&]() -> Result<void> {
        auto const source = RECOURSE_TRY(open_reader(state.file(), state.options));
        auto const copied_to = RECOURSE_TRY(Connection::open(part, Access::write, state.options.vfs));
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
    if (auto copied_well = as<ReadError>(copy()); !copied_well) {
        std::filesystem::remove(part, ignored);
        return copied_well;
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

} // namespace recourse::store

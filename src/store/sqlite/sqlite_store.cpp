#include "store/sqlite/sqlite_store.hpp"

#include "store/sqlite/schema.hpp"
#include "store/sqlite/state.hpp"
#include "store/sqlite/views_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/stat.h>

namespace recourse::store {

using namespace sqlite;

SqliteStore::SqliteStore(std::unique_ptr<State> state) : state_(std::move(state)) { }

SqliteStore::~SqliteStore() = default;

std::expected<std::unique_ptr<SqliteStore>, Fault<OpenError>> SqliteStore::open(SqliteOptions options)
{
    auto const cannot_open
        = [](OpenError kind, std::string detail) { return std::unexpected(Fault { kind, std::move(detail) }); };
    auto const& directory = options.directory;
    std::error_code error;
    if (options.writes && !std::filesystem::is_directory(directory, error)) {
        std::filesystem::create_directories(directory.parent_path(), error);
        if (mkdir(directory.c_str(), 0700) != 0)
            return cannot_open(OpenError::failed, fmt::format("{}: {}", directory.string(), std::strerror(errno)));
    }
    auto lock = options.writes ? DirectoryLock::take(directory / "recourse.lock", options.holder)
                               : DirectoryLock::take_silently(directory / "recourse.lock");
    if (!lock)
        return cannot_open(lock.error().held ? OpenError::held : OpenError::failed, std::move(lock.error().detail));

    if (!options.writes) {
        options.readers_max = 1; // each has its file for itself
        auto looked = RECOURSE_TRY(Looked::at(options));
        return std::unique_ptr<SqliteStore>(
            new SqliteStore(std::make_unique<State>(std::move(options), std::move(*lock), std::move(looked))));
    }
    Database::Settings settings { options.cache_bytes_log, options.checkpoint_pages, options.grow_log,
        options.busy_wait_max, options.vfs };
    auto log = RECOURSE_TRY(Database::open(directory / file_name, settings, log_schema()));
    // Its commits are large and nobody waits for one: its write-ahead log may grow as it is needed.
    settings.grow_log = false;
    settings.cache_bytes = options.cache_bytes_views;
    auto views = RECOURSE_TRY(open_views(directory / views_file_name, settings, log->writer()));
    return std::unique_ptr<SqliteStore>(new SqliteStore(
        std::make_unique<State>(std::move(options), std::move(*lock), std::move(log), std::move(views))));
}

std::expected<void, Fault<ReadError>> SqliteStore::maintain()
{
    auto& state = *state_;
    if (state.may_not_write())
        return state.refusal(ReadError::failed);
    RECOURSE_TRY(as<ReadError>(state.log->maintain()));
    return as<ReadError>(state.views->maintain());
}

std::expected<void, Fault<ReadError>> SqliteStore::backup_to(std::filesystem::path const& target)
{
    auto const& state = *state_;
    if (state.may_not_write())
        return state.refusal(ReadError::failed);
    // Views first: they never lead.
    auto views = target;
    views += views_backup_suffix;
    RECOURSE_TRY(state.views->copy_to(views));
    auto copied = state.log->copy_to(target);
    std::error_code ignored;
    if (!copied)
        std::filesystem::remove(views, ignored);
    return copied;
}

} // namespace recourse::store

#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/migration.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <atomic>
#include <memory>
#include <mutex>

namespace recourse::store::sqlite {

/// One file of the store with its write-ahead log: written through one connection, emptied into the file through
/// another, so that who writes does not pay for it.
class Database {
public:
    struct Settings {
        std::size_t cache_bytes = 0; ///< of the connection that writes
        unsigned checkpoint_pages = 0; ///< see SqliteOptions
        bool grow_log = false;
        std::chrono::milliseconds busy_wait_max { 0 };
        std::string vfs;
    };
    /// Makes the file where it is missing and brings it to the last step.
    /// Errors: newer, corrupt (also of another program), failed.
    static std::expected<std::unique_ptr<Database>, Fault<OpenError>> open(
        std::filesystem::path, Settings, Schema const&);

    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    std::filesystem::path const& file() const { return file_; }
    /// To be held by whoever uses `writer`.
    std::mutex& writing() { return writing_; }
    Connection& writer() { return writer_; }
    /// Commits and, when the write-ahead log has grown too far, moves it into the file.
    Result<void> commit(Transaction&);
    /// Moves the write-ahead log into the file where it has grown; `writing` is held for a moment only.
    Result<void> maintain();
    /// A copy as of one moment in a new file, durable when it returns; otherwise there is none. Errors: sentences.
    std::expected<void, Fault<ReadError>> copy_to(std::filesystem::path const&) const;

private:
    Database(std::filesystem::path file, Settings settings, Connection writer, Connection checkpointer);
    void checkpoint_if_overdue();

    std::filesystem::path const file_;
    Settings const settings_;
    std::mutex writing_;
    Connection writer_;
    std::mutex checkpointing_;
    Connection checkpointer_;
    std::atomic<unsigned> log_pages_ = 0; ///< in the write-ahead log after the last commit
    unsigned overdue_from_ = 0; ///< the size at which a commit tries to empty it; guarded by `writing_`
};

/// What went wrong while a file was opened.
template <class T>
std::expected<T, Fault<OpenError>> opening(Result<T> result)
{
    if (!result) {
        auto const kind
            = read_error(result.error().code) == ReadError::corrupt ? OpenError::corrupt : OpenError::failed;
        return std::unexpected(Fault { kind, std::move(result.error().message) });
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
        return std::unexpected(Fault { OpenError::failed, std::move(result.error()) });
    return {};
}

} // namespace recourse::store::sqlite

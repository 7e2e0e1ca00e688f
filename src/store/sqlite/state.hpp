#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/directory_lock.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace recourse::store {

namespace sqlite {

/// Result codes become the classes that cross the port.
template <class Kind>
Kind classify(int code)
{
    if constexpr (std::is_same_v<Kind, AppendError>)
        return append_error(code);
    else if constexpr (std::is_same_v<Kind, ProjectError>)
        return project_error(code);
    else
        return read_error(code);
}

template <class Kind, class T>
std::expected<T, Fault<Kind>> as(Result<T> result)
{
    if (!result)
        return std::unexpected(Fault { classify<Kind>(result.error().code), std::move(result.error().message) });
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

inline std::int64_t signed_of(std::uint64_t number)
{
    return static_cast<std::int64_t>(number);
}
inline std::uint64_t unsigned_of(std::int64_t number)
{
    return static_cast<std::uint64_t>(number);
}
/// Ids of commands are random, and one tree of all of them would be changed all over by every slice. They are kept in
/// parts by the place of the first event, so that a slice changes the latest part; who looks one up goes through all.
inline std::int64_t part_of(Sequence first)
{
    return signed_of(first >> 16);
}
inline Bytes copied(std::span<std::uint8_t const> bytes)
{
    return { bytes.begin(), bytes.end() };
}

/// The seven columns of an event from `column` on: sequence, stream, version, type, at, command, body.
Result<Event> event_at(Query const&, int column);

/// Connections for reading, opened when they are first needed.
class ReaderPool {
public:
    class Borrowed {
    public:
        Borrowed(ReaderPool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool)
            , connection_(std::move(connection))
        {
        }
        Borrowed(Borrowed&&) = default;
        Borrowed& operator=(Borrowed&&) = delete;
        ~Borrowed()
        {
            if (connection_)
                pool_->give_back(std::move(connection_));
        }
        Connection& operator*() const { return *connection_; }

    private:
        ReaderPool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    ReaderPool(std::filesystem::path file, SqliteOptions const& options) : file_(std::move(file)), options_(options) { }

    /// Waits while all are in use.
    Result<Borrowed> borrow();

private:
    void give_back(std::unique_ptr<Connection>);

    std::filesystem::path file_;
    SqliteOptions const& options_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    unsigned open_ = 0;
};

/// Opens a connection for reading with its settings.
Result<Connection> open_reader(std::filesystem::path const&, SqliteOptions const&);

} // namespace sqlite

struct SqliteStore::State {
    State(SqliteOptions, sqlite::DirectoryLock, sqlite::Connection writer, sqlite::Connection checkpointer);

    std::filesystem::path file() const { return options.directory / file_name; }

    /// Whether the outcome of a commit has become unknown; from then on only opening anew helps.
    bool is_stopped() const { return stopped.load(std::memory_order_acquire); }
    /// The caller holds `writing`.
    void stop(std::string why);
    template <class Kind>
    std::unexpected<Fault<Kind>> refusal(Kind kind) const
    {
        return std::unexpected(Fault { kind, "a flush has failed (" + stopped_by + "); open the store anew" });
    }

    /// Commits and afterwards, when the log has grown too far, moves it into the database. The caller holds `writing`.
    template <class Kind>
    std::expected<void, Fault<Kind>> commit(sqlite::Transaction&);
    void checkpoint_if_overdue();

    /// Runs `work` on a connection for reading, in one read transaction, and adds the watermark.
    template <class T, class Work>
    Read<AsOf<T>> at_one_moment(Work const& work);

    SqliteOptions const options;
    // The order matters: closing goes upwards, the writer moves the log into the database, then the lock is let go.
    sqlite::DirectoryLock lock;
    std::mutex writing;
    sqlite::Connection writer;
    std::mutex checkpointing;
    sqlite::Connection checkpointer;
    sqlite::ReaderPool readers;
    std::atomic<unsigned> log_pages = 0; ///< in the write-ahead log after the last commit
    unsigned overdue_from = 0; ///< the size at which a commit tries to empty it; guarded by `writing`

    std::atomic<bool> stopped = false;
    std::string stopped_by; ///< written once, before `stopped`
};

template <class Kind>
std::expected<void, Fault<Kind>> SqliteStore::State::commit(sqlite::Transaction& transaction)
{
    auto done = transaction.commit();
    if (done) {
        checkpoint_if_overdue();
        return {};
    }
    auto const primary = done.error().code & 0xFF;
    // Too little room is found while the log is written, before its last frame. Any other failure may come from the
    // flush behind it, and then the frames may be found again by whoever opens the file next.
    if (primary == SQLITE_FULL || primary == SQLITE_BUSY)
        return sqlite::as<Kind>(std::move(done));
    stop(done.error().message);
    return std::unexpected(Fault { Kind::unknown, done.error().message + "; open the store anew" });
}

template <class T, class Work>
Read<AsOf<T>> SqliteStore::State::at_one_moment(Work const& work)
{
    static constexpr char select_watermark[] = "SELECT projected FROM state WHERE id = 1";
    if (is_stopped())
        return refusal(ReadError::failed);
    auto read = [&]() -> sqlite::Result<AsOf<T>> {
        auto const reader = RECOURSE_TRY(readers.borrow());
        auto const transaction = RECOURSE_TRY(sqlite::Transaction::begin(*reader, sqlite::Access::read));
        AsOf<T> answer;
        answer.as_of = sqlite::unsigned_of(RECOURSE_TRY((*reader).number(select_watermark)));
        answer.value = RECOURSE_TRY(work(*reader));
        return answer;
    };
    return sqlite::as<ReadError>(read());
}

} // namespace recourse::store

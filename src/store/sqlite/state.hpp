#pragma once

#include "store/sqlite/connection.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/directory_lock.hpp"
#include "store/sqlite/looked.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>

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

/// The head of the log without its watermark, which stands in the other file.
Result<Head> end_of(Connection&);

/// The two files, side by side.
struct Files {
    std::filesystem::path log;
    std::filesystem::path views;
};

/// Connections for reading both files, opened when they are first needed.
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

    ReaderPool(Files files, SqliteOptions const& options) : files_(std::move(files)), options_(options) { }

    /// Waits while all are in use.
    Result<Borrowed> borrow();

private:
    void give_back(std::unique_ptr<Connection>);

    Files files_;
    SqliteOptions const& options_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    unsigned open_ = 0;
};

/// Opens a connection for reading with its settings: the log's tables and, beside them, those of views. The two files
/// are not of one moment: whoever reads both in one transaction begins with the views, which never lead.
Result<Connection> open_reader(Files const&, SqliteOptions const&);

inline constexpr char select_watermark[] = "SELECT projected FROM watermark WHERE id = 1";

} // namespace sqlite

struct SqliteStore::State {
    State(SqliteOptions, sqlite::DirectoryLock, std::unique_ptr<sqlite::Database> log,
        std::unique_ptr<sqlite::Database> views);
    /// Of a store that is only looked at.
    State(SqliteOptions, sqlite::DirectoryLock, std::unique_ptr<sqlite::Looked>);

    /// Whether the outcome of a commit has become unknown; from then on only opening anew helps.
    bool is_stopped() const { return stopped.load(std::memory_order_acquire); }
    /// What writes asks this first.
    bool may_not_write() const { return is_stopped() || !options.writes; }
    void stop(std::string why);
    template <class Kind>
    std::unexpected<Fault<Kind>> refusal(Kind kind) const
    {
        if (!options.writes)
            return std::unexpected(Fault { kind, "the store is only looked at" });
        return std::unexpected(Fault { kind, "a flush has failed (" + stopped_by + "); open the store anew" });
    }

    /// The caller holds `writing` of the file.
    template <class Kind>
    std::expected<void, Fault<Kind>> commit(sqlite::Database&, sqlite::Transaction&);

    /// Runs `work` on a connection for reading, in one read transaction, and adds the watermark.
    template <class T, class Work>
    Read<AsOf<T>> at_one_moment(Work const& work);

    SqliteOptions const options;
    // The order matters: closing goes upwards, the write-ahead logs move into their files, then the lock is let go.
    sqlite::DirectoryLock lock;
    std::unique_ptr<sqlite::Database> log; ///< null: the store is only looked at
    std::unique_ptr<sqlite::Database> views; ///< likewise
    std::unique_ptr<sqlite::Looked> looked; ///< null: it is not only looked at
    sqlite::ReaderPool readers;

    std::atomic<bool> stopped = false;
    std::once_flag stopping;
    std::string stopped_by; ///< written once, before `stopped`
};

template <class Kind>
std::expected<void, Fault<Kind>> SqliteStore::State::commit(sqlite::Database& file, sqlite::Transaction& transaction)
{
    auto done = file.commit(transaction);
    if (done)
        return {};
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
    if (is_stopped())
        return refusal(ReadError::failed);
    auto read = [&]() -> sqlite::Result<AsOf<T>> {
        auto const reader = RECOURSE_TRY(readers.borrow());
        auto const transaction = RECOURSE_TRY(sqlite::Transaction::begin(*reader, sqlite::Access::read));
        AsOf<T> answer;
        answer.as_of = sqlite::unsigned_of(RECOURSE_TRY((*reader).number(sqlite::select_watermark)));
        answer.value = RECOURSE_TRY(work(*reader));
        return answer;
    };
    return sqlite::as<ReadError>(read());
}

} // namespace recourse::store

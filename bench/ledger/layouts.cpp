#include "layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace bench {

namespace {

constexpr std::uint64_t hot_accounts = 64;
constexpr std::size_t deferred_max = 5'000;
constexpr int checkpoint_pages = 4'000;

[[noreturn]] void fail(std::string_view what, std::string_view why)
{
    fmt::print(stderr, "layouts_bench: {}: {}\n", what, why);
    std::exit(1);
}

class RawLog final : public Layout {
public:
    explicit RawLog(std::filesystem::path const& directory)
        : file_(::open((directory / "raw.log").c_str(), O_CREAT | O_RDWR | O_TRUNC, 0600))
    {
        if (file_ < 0)
            fail(directory.string(), std::strerror(errno));
        std::vector<char> const zeros(1u << 20);
        for (std::size_t at = 0; at < span; at += zeros.size())
            if (::pwrite(file_, zeros.data(), zeros.size(), static_cast<off_t>(at)) < 0)
                fail("the raw log", std::strerror(errno));
        (void)::fsync(file_);
    }
    ~RawLog() override { ::close(file_); }
    void begin() override { block_.clear(); }
    void add(Posting const& posting) override
    {
        auto const* bytes = reinterpret_cast<std::uint8_t const*>(&posting);
        block_.insert(block_.end(), bytes, bytes + sizeof posting);
    }
    void commit() override
    {
        block_.resize((block_.size() + 4095) / 4096 * 4096);
        if (at_ + block_.size() > span)
            at_ = 0;
        if (::pwrite(file_, block_.data(), block_.size(), static_cast<off_t>(at_)) < 0 || ::fdatasync(file_) != 0)
            fail("the raw log", std::strerror(errno));
        at_ += block_.size();
    }

private:
    static constexpr std::size_t span = 256u << 20;
    int file_;
    std::size_t at_ = 0;
    std::vector<std::uint8_t> block_;
};

/// A connection as the store of this project sets it up: write-ahead log grown to its size, flushed at each commit.
class Database {
public:
    explicit Database(std::filesystem::path const& directory)
    {
        if (sqlite3_open((directory / "layout.db").c_str(), &db_) != SQLITE_OK)
            fail(directory.string(), sqlite3_errmsg(db_));
        run("PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144");
        run("PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=-1");
    }
    Database(Database const&) = delete;
    ~Database()
    {
        for (auto* statement : statements_)
            sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    void run(std::string const& sql)
    {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(sql, sqlite3_errmsg(db_));
    }
    sqlite3_stmt* prepare(char const* sql)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            fail(sql, sqlite3_errmsg(db_));
        statements_.push_back(statement);
        return statement;
    }
    void step(sqlite3_stmt* statement)
    {
        if (sqlite3_step(statement) != SQLITE_DONE)
            fail("a statement", sqlite3_errmsg(db_));
        sqlite3_reset(statement);
    }
    void grow_log()
    {
        run(fmt::format("PRAGMA wal_autocheckpoint=0; CREATE TABLE warm(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                        "SELECT i+1 FROM n WHERE i<{}) INSERT INTO warm SELECT randomblob(4000) FROM n; DROP TABLE "
                        "warm; PRAGMA wal_checkpoint(RESTART); PRAGMA wal_autocheckpoint={}",
            checkpoint_pages * 3 / 2, checkpoint_pages));
    }

private:
    sqlite3* db_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

void bind(sqlite3_stmt* statement, int at, std::uint64_t number)
{
    sqlite3_bind_int64(statement, at, static_cast<sqlite3_int64>(number));
}

class Tables : public Layout {
public:
    Tables(std::filesystem::path const& directory, bool deferred, std::uint64_t orders) : db_(directory)
    {
        db_.run("CREATE TABLE events(seq INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, type "
                "INTEGER NOT NULL, at INTEGER NOT NULL, cmd BLOB NOT NULL, body BLOB NOT NULL)");
        db_.run("CREATE TABLE accounts(id INTEGER PRIMARY KEY, debits INTEGER NOT NULL, credits INTEGER NOT NULL, "
                "version INTEGER NOT NULL)");
        if (deferred)
            db_.run("CREATE TABLE cmds(cmd BLOB PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID; CREATE TABLE "
                    "streams(stream INTEGER NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY "
                    "KEY(stream,version)) WITHOUT ROWID");
        else
            db_.run("CREATE UNIQUE INDEX by_stream ON events(stream,version); CREATE UNIQUE INDEX by_cmd ON "
                    "events(cmd)");
        auto* const account = db_.prepare("INSERT INTO accounts VALUES(?1,0,0,0)");
        db_.run("BEGIN");
        for (std::uint64_t id = 1; id <= orders + hot_accounts; ++id) {
            bind(account, 1, id);
            db_.step(account);
        }
        db_.run("COMMIT");
        db_.grow_log();
        begin_ = db_.prepare("BEGIN IMMEDIATE");
        commit_ = db_.prepare("COMMIT");
        event_ = db_.prepare("INSERT INTO events VALUES(?1,?2,?3,3,?4,?5,?6)");
    }
    void begin() override { db_.step(begin_); }
    void add(Posting const& posting) override
    {
        bind(event_, 1, ++sequence_);
        bind(event_, 2, posting.order);
        bind(event_, 3, posting.version);
        bind(event_, 4, 1'760'000'000'000'000 + sequence_);
        sqlite3_bind_blob(event_, 5, posting.command.data(), static_cast<int>(posting.command.size()), SQLITE_STATIC);
        sqlite3_bind_blob(event_, 6, posting.body.data(), static_cast<int>(posting.body.size()), SQLITE_STATIC);
        db_.step(event_);
    }
    void commit() override { db_.step(commit_); }

protected:
    Database db_;
    std::uint64_t sequence_ = 0;

private:
    sqlite3_stmt *begin_ = nullptr, *commit_ = nullptr, *event_ = nullptr;
};

class Ordinary final : public Tables {
public:
    Ordinary(std::filesystem::path const& directory, std::uint64_t orders)
        : Tables(directory, false, orders)
        , move_(db_.prepare("UPDATE accounts SET debits=debits+?2, credits=credits+?3, version=version+1 WHERE id=?1"))
    {
    }
    void add(Posting const& posting) override
    {
        Tables::add(posting);
        auto const amount = static_cast<std::uint64_t>(posting.amount);
        for (auto const& [account, debit, credit] : { std::tuple { posting.debit, amount, std::uint64_t { 0 } },
                 { posting.credit, std::uint64_t { 0 }, amount } }) {
            bind(move_, 1, account);
            bind(move_, 2, debit);
            bind(move_, 3, credit);
            db_.step(move_);
        }
    }

private:
    sqlite3_stmt* move_;
};

class Deferred final : public Tables {
public:
    Deferred(std::filesystem::path const& directory, std::uint64_t orders)
        : Tables(directory, true, orders)
        , command_(db_.prepare("INSERT INTO cmds VALUES(?1,?2)"))
        , stream_(db_.prepare("INSERT INTO streams VALUES(?1,?2,?3)"))
        , balance_(db_.prepare("UPDATE accounts SET debits=?2, credits=?3, version=?4 WHERE id=?1"))
    {
    }
    void add(Posting const& posting) override
    {
        Tables::add(posting);
        waiting_.push_back({ sequence_, posting.order, posting.version, posting.command });
        auto& debit = balances_[posting.debit];
        debit.debits += static_cast<std::uint64_t>(posting.amount);
        ++debit.version;
        touched_[posting.debit] = debit;
        auto& credit = balances_[posting.credit];
        credit.credits += static_cast<std::uint64_t>(posting.amount);
        ++credit.version;
        touched_[posting.credit] = credit;
    }
    void commit() override
    {
        if (waiting_.size() >= deferred_max)
            write_deferred();
        Tables::commit();
    }

private:
    struct Waiting {
        std::uint64_t sequence, order;
        std::uint32_t version;
        std::array<std::uint8_t, 16> command;
    };
    struct Balance {
        std::uint64_t debits = 0, credits = 0, version = 0;
    };

    void write_deferred()
    {
        std::ranges::sort(waiting_, {}, &Waiting::command);
        for (auto const& one : waiting_) {
            sqlite3_bind_blob(command_, 1, one.command.data(), static_cast<int>(one.command.size()), SQLITE_STATIC);
            bind(command_, 2, one.sequence);
            db_.step(command_);
        }
        std::ranges::sort(waiting_, {}, [](Waiting const& one) { return std::pair { one.order, one.version }; });
        for (auto const& one : waiting_) {
            bind(stream_, 1, one.order);
            bind(stream_, 2, one.version);
            bind(stream_, 3, one.sequence);
            db_.step(stream_);
        }
        for (auto const& [id, balance] : touched_) {
            bind(balance_, 1, id);
            bind(balance_, 2, balance.debits);
            bind(balance_, 3, balance.credits);
            bind(balance_, 4, balance.version);
            db_.step(balance_);
        }
        waiting_.clear();
        touched_.clear();
    }

    sqlite3_stmt *command_, *stream_, *balance_;
    std::vector<Waiting> waiting_;
    std::unordered_map<std::uint64_t, Balance> balances_;
    std::map<std::uint64_t, Balance> touched_;
};

} // namespace

std::unique_ptr<Layout> layout(std::string_view name, std::filesystem::path const& directory, std::uint64_t orders)
{
    std::filesystem::create_directories(directory);
    if (name == "raw-log")
        return std::make_unique<RawLog>(directory);
    if (name == "ordinary")
        return std::make_unique<Ordinary>(directory, orders);
    if (name == "deferred")
        return std::make_unique<Deferred>(directory, orders);
    fail(name, "no such layout; there are raw-log, ordinary and deferred");
}

} // namespace bench

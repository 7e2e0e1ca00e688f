#pragma once

#include "base/check.hpp"
#include "store/store.hpp"

#include <sqlite3.h>

#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

/// SQLite's C interface as values that clean up after themselves. A connection and its statements belong to one thread
/// at a time.
namespace recourse::store::sqlite {

struct Error {
    int code = 0; ///< extended result code
    std::string message;
};

template <class T>
using Result = std::expected<T, Error>;

/// The class a code belongs to. What can only come from wrong use of the library asserts.
AppendError append_error(int code);
ProjectError project_error(int code);
ReadError read_error(int code);

struct Text {
    std::string_view text;
};

/// A prepared statement.
class Statement {
public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) { }

    /// What is bound must outlive the steps.
    void bind(int place, std::int64_t);
    void bind(int place, std::span<std::uint8_t const>);
    void bind(int place, std::string_view bytes);
    void bind(int place, Text);
    template <class... Values>
    void bind_all(Values const&... values)
    {
        int place = 0;
        (bind(++place, values), ...);
    }

    /// True: a row is there to be read. False: done.
    Result<bool> step();
    /// Steps once, expects no row, and is ready again.
    Result<void> run();
    void reset();

    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
    /// Until the next step or reset.
    std::span<std::uint8_t const> bytes(int column) const;
    std::string_view text(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A statement that runs: it is reset at the end of the scope, so that no read transaction stays open behind it.
class Query {
public:
    explicit Query(Statement& statement) : statement_(&statement) { }
    ~Query()
    {
        if (statement_ != nullptr)
            statement_->reset();
    }
    Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) { }
    Query& operator=(Query&&) = delete;
    Query(Query const&) = delete;
    Query& operator=(Query const&) = delete;

    Result<bool> next() { return statement_->step(); }
    Statement const* operator->() const { return statement_; }

private:
    Statement* statement_;
};

enum class Access : std::uint8_t {
    read,
    write,
    /// Reads and leaves the files as they are, byte for byte, what its write-ahead log has included; nobody else may
    /// have the file open meanwhile. The connection to the file is for writing, which it takes for the lock alone.
    look,
};

class Connection {
public:
    /// The file must exist. `vfs`: the name of SQLite's file layer, empty for its own.
    static Result<Connection> open(std::filesystem::path const&, Access, std::string const& vfs);

    /// One or several statements without parameters; rows are passed over.
    Result<void> execute(char const* sql);
    Result<void> execute(std::string const& sql) { return execute(sql.c_str()); }
    /// Prepared at the first use and kept. `sql` must be a constant of the program: it is known by its address.
    /// Who runs the same statement several times at once takes a `copy` of another number for each.
    Result<Statement*> prepared(char const* sql, std::size_t copy = 0);

    template <class... Values>
    Result<Query> query(char const* sql, Values const&... values)
    {
        return query_beside(0, sql, values...);
    }
    /// A query that runs while others of the same statement do.
    template <class... Values>
    Result<Query> query_beside(std::size_t copy, char const* sql, Values const&... values)
    {
        auto* const statement = RECOURSE_TRY(prepared(sql, copy));
        statement->bind_all(values...);
        return Query(*statement);
    }
    template <class... Values>
    Result<void> run(char const* sql, Values const&... values)
    {
        auto* const statement = RECOURSE_TRY(prepared(sql));
        statement->bind_all(values...);
        return statement->run();
    }

    /// The one number that the statement yields, 0 for no row.
    Result<std::int64_t> number(char const* sql);

    sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    explicit Connection(sqlite3* handle) : handle_(handle) { }
    std::unique_ptr<sqlite3, Close> handle_;
    struct Name {
        char const* sql;
        std::size_t copy;
        friend bool operator==(Name const&, Name const&) = default;
    };
    struct NameHash {
        std::size_t operator()(Name const& name) const { return std::hash<char const*> {}(name.sql) + name.copy; }
    };
    std::unordered_map<Name, Statement, NameHash> statements_; // below the handle: finalized before it is closed
};

/// Rolls back at the end of the scope what was not committed.
class Transaction {
public:
    /// `BEGIN IMMEDIATE` for writing: the place in the file is taken at once, not at the first write.
    static Result<Transaction> begin(Connection&, Access);
    ~Transaction();
    Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) { }
    Transaction& operator=(Transaction&&) = delete;
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    Result<void> commit();

private:
    explicit Transaction(Connection& connection) : connection_(&connection) { }
    Connection* connection_;
};

} // namespace recourse::store::sqlite

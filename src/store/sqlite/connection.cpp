#include "store/sqlite/connection.hpp"

namespace recourse::store::sqlite {

namespace {

Error error_of(sqlite3* handle, int code)
{
    return { code, handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code) };
}

enum class Kind : std::uint8_t { conflict, transient, medium, corrupt };

Kind kind_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
        // Only the sequence can be taken by another writer; any other breach is damage.
        return code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID ? Kind::conflict : Kind::corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT:
    case SQLITE_SCHEMA:
        return Kind::transient;
    case SQLITE_ERROR: // a table or a column that should be there is not
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
        return Kind::corrupt;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        check_failed("SQLite is used as it may be", __FILE__, __LINE__);
    default:
        return Kind::medium; // FULL, IOERR, CANTOPEN, READONLY, NOMEM, ...
    }
}

} // namespace

AppendError append_error(int code)
{
    switch (kind_of(code)) {
    case Kind::conflict:
        return AppendError::conflict;
    case Kind::transient:
        return AppendError::transient;
    case Kind::medium:
        return AppendError::full;
    case Kind::corrupt:
        return AppendError::corrupt;
    }
    return AppendError::corrupt;
}

ProjectError project_error(int code)
{
    switch (kind_of(code)) {
    case Kind::transient:
        return ProjectError::transient;
    case Kind::medium:
        return ProjectError::full;
    case Kind::conflict:
    case Kind::corrupt:
        return ProjectError::corrupt;
    }
    return ProjectError::corrupt;
}

ReadError read_error(int code)
{
    switch (kind_of(code)) {
    case Kind::transient:
        return ReadError::transient;
    case Kind::medium:
        return ReadError::failed;
    case Kind::conflict:
    case Kind::corrupt:
        return ReadError::corrupt;
    }
    return ReadError::corrupt;
}

void Statement::bind(int place, std::int64_t number)
{
    RECOURSE_ASSERT(sqlite3_bind_int64(statement_.get(), place, number) == SQLITE_OK);
}

void Statement::bind(int place, std::span<std::uint8_t const> bytes)
{
    // A null pointer would bind NULL, not nothing.
    void const* const data = bytes.empty() ? "" : static_cast<void const*>(bytes.data());
    RECOURSE_ASSERT(sqlite3_bind_blob64(statement_.get(), place, data, bytes.size(), SQLITE_STATIC) == SQLITE_OK);
}

void Statement::bind(int place, std::string_view bytes)
{
    bind(place, std::span(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size()));
}

void Statement::bind(int place, Text text)
{
    char const* const data = text.text.empty() ? "" : text.text.data();
    RECOURSE_ASSERT(
        sqlite3_bind_text64(statement_.get(), place, data, text.text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK);
}

Result<bool> Statement::step()
{
    int const code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return std::unexpected(error_of(sqlite3_db_handle(statement_.get()), code));
}

Result<void> Statement::run()
{
    auto const stepped = step();
    reset();
    if (!stepped)
        return std::unexpected(stepped.error());
    return {};
}

void Statement::reset()
{
    sqlite3_reset(statement_.get());
}

std::span<std::uint8_t const> Statement::bytes(int column) const
{
    auto const* const data = static_cast<std::uint8_t const*>(sqlite3_column_blob(statement_.get(), column));
    return { data, data == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)) };
}

std::string_view Statement::text(int column) const
{
    auto const span = bytes(column);
    return { reinterpret_cast<char const*>(span.data()), span.size() };
}

Result<Connection> Connection::open(std::filesystem::path const& file, Access access, std::string const& vfs)
{
    sqlite3* handle = nullptr;
    int const flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        | (access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    int const code = sqlite3_open_v2(file.c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    Connection connection(handle);
    if (code != SQLITE_OK)
        return std::unexpected(error_of(handle, code));
    if (access == Access::look) {
        // What a write-ahead log says is then found out in memory, and it is not moved into the file at the end.
        RECOURSE_TRY(connection.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA query_only = ON;"
                                        "PRAGMA temp_store = MEMORY"));
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    return connection;
}

Result<void> Connection::execute(char const* sql)
{
    int const code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(error_of(handle_.get(), code));
    return {};
}

Result<Statement*> Connection::prepared(char const* sql, std::size_t copy)
{
    if (auto const known = statements_.find({ sql, copy }); known != statements_.end())
        return &known->second;
    sqlite3_stmt* statement = nullptr;
    int const code = sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(error_of(handle_.get(), code));
    return &statements_.emplace(Name { sql, copy }, Statement(statement)).first->second;
}

Result<std::int64_t> Connection::number(char const* sql)
{
    auto rows = RECOURSE_TRY(query(sql));
    return RECOURSE_TRY(rows.next()) ? rows->integer(0) : 0;
}

Result<Transaction> Transaction::begin(Connection& connection, Access access)
{
    if (access == Access::write)
        RECOURSE_TRY(connection.run("BEGIN IMMEDIATE"));
    else
        RECOURSE_TRY(connection.run("BEGIN"));
    return Transaction(connection);
}

Transaction::~Transaction()
{
    // After some errors SQLite has rolled back by itself.
    if (connection_ != nullptr && sqlite3_get_autocommit(connection_->handle()) == 0)
        sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    RECOURSE_TRY(connection_->run("COMMIT"));
    connection_ = nullptr;
    return {};
}

} // namespace recourse::store::sqlite

#pragma once

#include "notify/outbox.hpp"
#include "store/sqlite/connection.hpp"

#include <mutex>
#include <type_traits>

// What the files of Outbox share. Nothing outside of this folder includes it.

namespace recourse::notify {

namespace sql = store::sqlite;

template <class T>
Result<T> db(sql::Result<T> result)
{
    if (!result)
        return std::unexpected(
            accounts::Fault { sql::read_error(result.error().code), std::move(result.error().message) });
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

// What is bound has to outlive the steps of the statement: nothing that ends with the expression is bound.
inline sql::Text text(std::string_view text)
{
    return { text };
}
sql::Text text(std::string&&) = delete;

template <class Kind>
std::int64_t number(Id<Kind> id)
{
    return static_cast<std::int64_t>(id.number);
}
template <class Kind>
Id<Kind> id_at(sql::Query const& row, int column)
{
    return { static_cast<std::uint64_t>(row->integer(column)) };
}
inline std::optional<Instant> moment_at(sql::Query const& row, int column)
{
    return row->is_null(column) ? std::nullopt : std::optional(Instant { row->integer(column) });
}

/// Brings an empty or older file to the present form; see schema.cpp.
std::expected<void, accounts::Fault> migrate(sql::Connection&);

struct Outbox::State {
    explicit State(sql::Connection with) : connection(std::move(with)) { }

    /// Runs the body in a transaction with the lock held. A refusal or a fault undoes all of it.
    template <class Body>
    auto write(Body const& body) -> std::invoke_result_t<Body const&>
    {
        std::scoped_lock const lock(mutex);
        auto transaction = RECOURSE_TRY(db(sql::Transaction::begin(connection, sql::Access::write)));
        auto result = body();
        if (result)
            RECOURSE_TRY_DONE(db(transaction.commit()));
        return result;
    }
    template <class Body>
    auto read(Body const& body) -> std::invoke_result_t<Body const&>
    {
        std::scoped_lock const lock(mutex);
        return body();
    }

    // With the lock held.
    template <class... Values>
    Result<sql::Query> query(char const* statement, Values const&... values)
    {
        return db(connection.query(statement, values...));
    }
    template <class... Values>
    Result<void> run(char const* statement, Values const&... values)
    {
        return db(connection.run(statement, values...));
    }
    Result<bool> next(sql::Query& row) { return db(row.next()); }
    /// `again`: those that were sent are to be sent once more.
    Result<void> insert(Entry const&, bool again);
    Result<void> give_up_waiting(Id<Endpoint>, std::string_view said, Instant);

    std::mutex mutex;
    sql::Connection connection;
    store::Bytes desk; ///< random: what makes message ids this outbox's own
    store::Sequence cursor = 0;
    std::uint64_t invitations = 0;
};

/// Columns in the order of `columns_of_endpoint`.
Endpoint endpoint_of(sql::Query const& row);
/// Columns in the order of `columns_of_delivery`.
Delivery delivery_of(sql::Query const& row);

} // namespace recourse::notify

// Writing projections. Rows go in the order of their keys, so that those on one page of a tree meet there.

#include "store/sqlite/state.hpp"
#include "store/sqlite/views_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::store {

using namespace sqlite;

namespace {

constexpr char move_watermark[] = "UPDATE watermark SET projected = ?2, place = ?3 WHERE id = 1 AND projected = ?1";

constexpr char insert_command[] = "INSERT INTO commands VALUES(?4, ?1, ?2, ?3) ON CONFLICT(part, id) DO NOTHING";
constexpr char put_indexed[] = "REPLACE INTO stream_index VALUES(?1, ?2, ?3)";
constexpr char put_account[] = "REPLACE INTO accounts VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr char put_snapshot[] = "REPLACE INTO snapshots VALUES(?1, ?2, ?3, ?4)";
constexpr char put_row[]
    = "INSERT INTO view_rows VALUES(?1, ?2, ?3) ON CONFLICT(view, key) DO UPDATE SET body = excluded.body";
constexpr char remove_row[] = "DELETE FROM view_rows WHERE view = ?1 AND key = ?2";
constexpr char put_list[] = "INSERT INTO lists VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
constexpr char remove_list[] = "DELETE FROM lists WHERE view = ?1 AND scope = ?2 AND sort = ?3 AND key = ?4";
constexpr char put_timer[]
    = "INSERT INTO timers VALUES(?1, ?2, ?3) ON CONFLICT(id) DO UPDATE SET due = excluded.due, body = excluded.body";
constexpr char remove_timer[] = "DELETE FROM timers WHERE id = ?1";
constexpr char put_outbox[] = "REPLACE INTO outbox VALUES(?1, ?2, ?3, ?4)";
constexpr char remove_outbox[] = "DELETE FROM outbox WHERE id = ?1";

constexpr char drop_all[]
    = "DELETE FROM commands; DELETE FROM stream_index; DELETE FROM accounts; DELETE FROM snapshots;"
      "DELETE FROM view_rows; DELETE FROM lists; DELETE FROM timers; DELETE FROM outbox;"
      "UPDATE watermark SET projected = 0, place = zeroblob(32) WHERE id = 1";

/// Runs the statement for each item, in the order of `key`.
template <class Item>
Result<void> for_each(
    Connection& connection, char const* sql, std::vector<Item> const& items, auto const& key, auto const& bind)
{
    if (items.empty())
        return {};
    std::vector<Item const*> ordered;
    ordered.reserve(items.size());
    for (auto const& item : items)
        ordered.push_back(&item);
    std::ranges::sort(ordered, {}, [&](Item const* item) -> decltype(auto) { return key(*item); });
    auto* const statement = RECOURSE_TRY(connection.prepared(sql));
    for (auto const* item : ordered) {
        bind(*statement, *item);
        RECOURSE_TRY(statement->run());
    }
    return {};
}

auto const itself = [](auto const& item) -> auto const& { return item; };

void bind_list(Statement& to, ListItem const& item)
{
    to.bind_all(std::int64_t { item.view }, item.scope, item.sort, item.key);
}

Result<void> remove(Connection& connection, Slice const& slice)
{
    RECOURSE_TRY(for_each(connection, remove_list, slice.lists_removed, itself, bind_list));
    RECOURSE_TRY(for_each(
        connection, remove_timer, slice.timers_removed, itself, [](Statement& to, Key const& id) { to.bind_all(id); }));
    return for_each(connection, remove_outbox, slice.outbox_removed, itself,
        [](Statement& to, std::uint64_t id) { to.bind_all(signed_of(id)); });
}

Result<void> put_ledger(Connection& connection, Slice const& slice)
{
    RECOURSE_TRY(for_each(
        connection, insert_command, slice.commands,
        [](CommandRecord const& record) { return std::pair(part_of(record.first), record.id); },
        [](Statement& to, CommandRecord const& record) {
            to.bind_all(record.id.bytes, signed_of(record.first), std::int64_t { record.count }, part_of(record.first));
        }));
    RECOURSE_TRY(for_each(
        connection, put_indexed, slice.index,
        [](Indexed const& indexed) { return std::pair(signed_of(indexed.stream), indexed.version); },
        [](Statement& to, Indexed const& indexed) {
            to.bind_all(signed_of(indexed.stream), std::int64_t { indexed.version }, signed_of(indexed.sequence));
        }));
    RECOURSE_TRY(for_each(
        connection, put_account, slice.accounts, [](Account const& account) { return account.id; },
        [](Statement& to, Account const& account) {
            to.bind_all(account.id, Text { account.currency.code() }, account.debits, account.credits,
                account.pending_debits, account.pending_credits, signed_of(account.version), signed_of(account.as_of));
        }));
    return for_each(
        connection, put_snapshot, slice.snapshots, [](Snapshot const& snapshot) { return signed_of(snapshot.stream); },
        [](Statement& to, Snapshot const& snapshot) {
            to.bind_all(signed_of(snapshot.stream), std::int64_t { snapshot.version }, signed_of(snapshot.as_of),
                snapshot.body);
        });
}

Result<void> put_views(Connection& connection, Slice const& slice)
{
    std::vector<Row const*> rows;
    rows.reserve(slice.rows.size());
    for (auto const& row : slice.rows)
        rows.push_back(&row);
    std::ranges::sort(rows, {}, [](Row const* row) { return std::pair(row->view, std::string_view(row->key)); });
    for (auto const* row : rows) {
        auto const view = std::int64_t { row->view };
        if (row->body)
            RECOURSE_TRY(connection.run(put_row, view, row->key, *row->body));
        else
            RECOURSE_TRY(connection.run(remove_row, view, row->key));
    }
    RECOURSE_TRY(for_each(connection, put_list, slice.lists, itself, bind_list));
    RECOURSE_TRY(for_each(
        connection, put_timer, slice.timers, [](Timer const& timer) -> std::string_view { return timer.id; },
        [](Statement& to, Timer const& timer) { to.bind_all(timer.id, timer.due.micros, timer.body); }));
    return for_each(
        connection, put_outbox, slice.outbox, [](OutboxItem const& item) { return item.id; },
        [](Statement& to, OutboxItem const& item) {
            to.bind_all(signed_of(item.id), std::int64_t { item.kind }, std::int64_t { item.state }, item.body);
        });
}

} // namespace

std::expected<void, Fault<ProjectError>> SqliteStore::project(Slice const& slice)
{
    RECOURSE_ASSERT(slice.from <= slice.upto);
    auto& state = *state_;
    auto const stale = [&] {
        return std::unexpected(Fault { ProjectError::stale,
            fmt::format("the watermark is not {}, or the log ends before {}", slice.from, slice.upto) });
    };
    if (state.may_not_write())
        return state.refusal(ProjectError::full);
    auto const place = [&]() -> Result<std::optional<Digest>> {
        auto const reader = RECOURSE_TRY(state.readers.borrow());
        return place_in(*reader, slice.upto);
    }();
    if (!place)
        return as<ProjectError>(Result<void> { std::unexpected(place.error()) });
    if (!*place)
        return stale();
    std::scoped_lock const writing(state.views->writing());
    if (state.may_not_write())
        return state.refusal(ProjectError::full);
    auto& writer = state.views->writer();
    auto transaction = RECOURSE_TRY(as<ProjectError>(Transaction::begin(writer, Access::write)));
    RECOURSE_TRY(
        as<ProjectError>(writer.run(move_watermark, signed_of(slice.from), signed_of(slice.upto), (*place)->bytes)));
    if (sqlite3_changes(writer.handle()) != 1)
        return stale();
    RECOURSE_TRY(as<ProjectError>(remove(writer, slice)));
    RECOURSE_TRY(as<ProjectError>(put_ledger(writer, slice)));
    RECOURSE_TRY(as<ProjectError>(put_views(writer, slice)));
    return state.commit<ProjectError>(*state.views, transaction);
}

std::expected<void, Fault<ProjectError>> SqliteStore::drop_projections()
{
    auto& state = *state_;
    if (state.may_not_write())
        return state.refusal(ProjectError::full);
    std::scoped_lock const writing(state.views->writing());
    if (state.may_not_write())
        return state.refusal(ProjectError::full);
    auto& writer = state.views->writer();
    auto transaction = RECOURSE_TRY(as<ProjectError>(Transaction::begin(writer, Access::write)));
    RECOURSE_TRY(as<ProjectError>(writer.execute(drop_all)));
    return state.commit<ProjectError>(*state.views, transaction);
}

} // namespace recourse::store

// Reading projections, each answer in one read transaction with the watermark.

#include "store/projection_digester.hpp"
#include "store/sqlite/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

namespace recourse::store {

using namespace sqlite;

namespace {

std::unexpected<Error> damaged(std::string_view table)
{
    return std::unexpected(Error { SQLITE_CORRUPT, fmt::format("a row of {} holds what none can hold", table) });
}

std::int64_t limit_of(std::size_t max)
{
    constexpr auto most = std::size_t { std::numeric_limits<std::int64_t>::max() };
    return static_cast<std::int64_t>(std::min(max, most));
}

template <std::size_t Size>
bool fill(std::array<std::uint8_t, Size>& place, std::span<std::uint8_t const> bytes)
{
    if (bytes.size() != Size)
        return false;
    std::ranges::copy(bytes, place.begin());
    return true;
}

Result<CommandRecord> command_at(Query const& row)
{
    CommandRecord record;
    if (!fill(record.id.bytes, row->bytes(0)))
        return damaged("commands");
    record.first = unsigned_of(row->integer(1));
    record.count = static_cast<std::uint32_t>(row->integer(2));
    return record;
}

Result<CommandId> command_id_at(Query const& row)
{
    CommandId id;
    if (!fill(id.bytes, row->bytes(0)))
        return damaged("commands");
    return id;
}

Result<Indexed> indexed_at(Query const& row)
{
    return Indexed { unsigned_of(row->integer(0)), static_cast<std::uint32_t>(row->integer(1)),
        unsigned_of(row->integer(2)) };
}

Result<Account> account_at(Query const& row)
{
    auto const currency = Currency::from_code(row->text(1));
    if (!currency)
        return damaged("accounts");
    return Account {
        .id = row->integer(0),
        .currency = *currency,
        .debits = row->integer(2),
        .credits = row->integer(3),
        .pending_debits = row->integer(4),
        .pending_credits = row->integer(5),
        .version = unsigned_of(row->integer(6)),
        .as_of = unsigned_of(row->integer(7)),
    };
}

Result<Snapshot> snapshot_at(Query const& row)
{
    return Snapshot { unsigned_of(row->integer(0)), static_cast<std::uint32_t>(row->integer(1)),
        unsigned_of(row->integer(2)), copied(row->bytes(3)) };
}

Result<Row> row_at(Query const& row)
{
    return Row { static_cast<View>(row->integer(0)), Key(row->text(1)), copied(row->bytes(2)) };
}

Result<ListItem> list_item_at(Query const& row)
{
    return ListItem { static_cast<View>(row->integer(0)), Key(row->text(1)), Key(row->text(2)), Key(row->text(3)) };
}

Result<Timer> timer_at(Query const& row)
{
    return Timer { Key(row->text(0)), Instant { row->integer(1) }, copied(row->bytes(2)) };
}

Result<OutboxItem> outbox_at(Query const& row)
{
    return OutboxItem { unsigned_of(row->integer(0)), static_cast<std::uint16_t>(row->integer(1)),
        static_cast<std::uint8_t>(row->integer(2)), copied(row->bytes(3)) };
}

Result<PageItem> page_item_at(Query const& row)
{
    PageItem item { Key(row->text(0)), Key(row->text(1)), std::nullopt };
    if (!row->is_null(2))
        item.body = copied(row->bytes(2));
    return item;
}

template <class Value>
Result<std::vector<Value>> all(Query query, Result<Value> (*value_at)(Query const&))
{
    std::vector<Value> values;
    while (RECOURSE_TRY(query.next()))
        values.push_back(RECOURSE_TRY(value_at(query)));
    return values;
}

/// What is there of each key, in the order asked; `query` gives at most one row.
template <class Value, class Item>
Result<std::vector<std::optional<Value>>> each(
    std::span<Item const> keys, auto const& query, Result<Value> (*value_at)(Query const&))
{
    std::vector<std::optional<Value>> values;
    values.reserve(keys.size());
    for (auto const& key : keys) {
        auto row = RECOURSE_TRY(query(key));
        if (RECOURSE_TRY(row.next()))
            values.emplace_back(RECOURSE_TRY(value_at(row)));
        else
            values.emplace_back(std::nullopt);
    }
    return values;
}

Result<Bytes> body_at(Query const& row)
{
    return copied(row->bytes(0));
}

// The four ways through a list, each a range of its key.
// NOLINTBEGIN(cppcoreguidelines-macro-usage)
#define RECOURSE_PAGE(range, order)                                                                                    \
    "SELECT l.sort, l.key, r.body FROM lists l LEFT JOIN view_rows r ON r.view = ?3 AND r.key = l.key"                 \
    " WHERE l.view = ?1 AND l.scope = ?2" range " ORDER BY l.sort " order ", l.key " order " LIMIT ?4"
constexpr char page_up[] = RECOURSE_PAGE("", "ASC");
constexpr char page_down[] = RECOURSE_PAGE("", "DESC");
constexpr char page_up_after[] = RECOURSE_PAGE(" AND (l.sort, l.key) > (?5, ?6)", "ASC");
constexpr char page_down_after[] = RECOURSE_PAGE(" AND (l.sort, l.key) < (?5, ?6)", "DESC");
#undef RECOURSE_PAGE
// NOLINTEND(cppcoreguidelines-macro-usage)

constexpr char command_by_id[] =
    // The first record of an id is the one that counts.
    "WITH RECURSIVE parts(part) AS (SELECT min(part) FROM commands UNION ALL SELECT (SELECT min(c.part) FROM commands c"
    " WHERE c.part > parts.part) FROM parts WHERE parts.part IS NOT NULL)"
    " SELECT c.id, c.first, c.count FROM parts CROSS JOIN commands c ON c.part = parts.part AND c.id = ?1 LIMIT 1";
constexpr char command_ids_between[]
    = "SELECT id FROM commands WHERE part >= ?3 AND part <= ?4 AND first >= ?1 AND first <= ?2";
constexpr char snapshot_by_stream[] = "SELECT stream, version, as_of, body FROM snapshots WHERE stream = ?1";
constexpr char account_by_id[] = "SELECT * FROM accounts WHERE id = ?1";
constexpr char accounts_by_id[] = "SELECT * FROM accounts WHERE id >= ?1 ORDER BY id LIMIT ?2";
// In the words of the index.
constexpr char unsettled_by_id[]
    = "SELECT * FROM accounts WHERE id >= ?1 AND (debits <> credits OR pending_debits <> 0 OR "
      "pending_credits <> 0) ORDER BY id LIMIT ?2";
constexpr char row_by_key[] = "SELECT body FROM view_rows WHERE view = ?1 AND key = ?2";
constexpr char timers_by_due[] = "SELECT id, due, body FROM timers WHERE due <= ?1 ORDER BY due, id LIMIT ?2";
constexpr char outbox_waiting[]
    = "SELECT id, kind, state, body FROM outbox WHERE state = 0 AND id > ?1 ORDER BY id LIMIT ?2";
static_assert(outbox_pending_state == 0);

constexpr char all_commands[] = "SELECT id, first, count FROM commands ORDER BY id, first";
constexpr char all_indexed[] = "SELECT stream, version, sequence FROM stream_index ORDER BY stream, version";
constexpr char all_accounts[] = "SELECT * FROM accounts ORDER BY id";
constexpr char all_snapshots[] = "SELECT stream, version, as_of, body FROM snapshots ORDER BY stream";
constexpr char all_rows[] = "SELECT view, key, body FROM view_rows ORDER BY view, key";
constexpr char all_lists[] = "SELECT view, scope, sort, key FROM lists ORDER BY view, scope, sort, key";
constexpr char all_timers[] = "SELECT id, due, body FROM timers ORDER BY id";
constexpr char all_outbox[] = "SELECT id, kind, state, body FROM outbox ORDER BY id";

/// One of the lists of the request.
Result<Query> list_from(Connection& reader, PageRequest const& request, std::size_t which)
{
    auto const view = std::int64_t { request.view };
    auto const& scope = request.scopes[which];
    auto const bodies = request.bodies ? std::int64_t { *request.bodies } : -1; // -1: no row has it
    auto const limit = limit_of(request.limit);
    bool const up = request.direction == Direction::ascending;
    if (request.after)
        return reader.query_beside(which, up ? page_up_after : page_down_after, view, scope, bodies, limit,
            request.after->sort, request.after->key);
    return reader.query_beside(which, up ? page_up : page_down, view, scope, bodies, limit);
}

/// Several lists as one: of each no more is read than its place at the front.
Result<std::vector<PageItem>> merged(Connection& reader, PageRequest const& request)
{
    struct Front {
        Query query;
        PageItem item;
    };
    std::vector<Front> fronts;
    fronts.reserve(request.scopes.size());
    for (std::size_t i = 0; i < request.scopes.size(); ++i) {
        auto query = RECOURSE_TRY(list_from(reader, request, i));
        if (!RECOURSE_TRY(query.next()))
            continue;
        auto item = RECOURSE_TRY(page_item_at(query));
        fronts.push_back({ std::move(query), std::move(item) });
    }
    bool const up = request.direction == Direction::ascending;
    auto const before = [up](Front const* one, Front const* other) {
        return up ? std::tie(one->item.sort, one->item.key) < std::tie(other->item.sort, other->item.key)
                  : std::tie(other->item.sort, other->item.key) < std::tie(one->item.sort, one->item.key);
    };
    std::vector<Front*> open;
    for (auto& front : fronts)
        open.push_back(&front);
    std::vector<PageItem> items;
    while (!open.empty() && items.size() < request.limit) {
        auto const next = std::ranges::min_element(open, before);
        items.push_back(std::move((*next)->item));
        if (RECOURSE_TRY((*next)->query.next()))
            (*next)->item = RECOURSE_TRY(page_item_at((*next)->query));
        else
            open.erase(next);
    }
    return items;
}

template <class Value>
Result<void> digest_all(
    ProjectionDigester& digester, Connection& reader, char const* sql, Result<Value> (*value_at)(Query const&))
{
    auto query = RECOURSE_TRY(reader.query(sql));
    while (RECOURSE_TRY(query.next()))
        digester.add(RECOURSE_TRY(value_at(query)));
    return {};
}

} // namespace

Read<AsOf<std::vector<std::optional<CommandRecord>>>> SqliteStore::find_commands(std::span<CommandId const> ids)
{
    return state_->at_one_moment<std::vector<std::optional<CommandRecord>>>([&](Connection& reader) {
        return each(ids, [&](CommandId const& id) { return reader.query(command_by_id, id.bytes); }, command_at);
    });
}

Read<AsOf<std::vector<CommandId>>> SqliteStore::command_ids(Sequence from, Sequence upto)
{
    return state_->at_one_moment<std::vector<CommandId>>([&](Connection& reader) -> Result<std::vector<CommandId>> {
        return all(RECOURSE_TRY(
                       reader.query(command_ids_between, limit_of(from), limit_of(upto), part_of(from), part_of(upto))),
            command_id_at);
    });
}

Read<AsOf<std::vector<std::optional<Snapshot>>>> SqliteStore::load(std::span<StreamId const> streams)
{
    return state_->at_one_moment<std::vector<std::optional<Snapshot>>>([&](Connection& reader) {
        return each(
            streams, [&](StreamId stream) { return reader.query(snapshot_by_stream, signed_of(stream)); }, snapshot_at);
    });
}

Read<AsOf<std::vector<std::optional<Account>>>> SqliteStore::accounts(std::span<AccountId const> ids)
{
    return state_->at_one_moment<std::vector<std::optional<Account>>>([&](Connection& reader) {
        return each(ids, [&](AccountId id) { return reader.query(account_by_id, id); }, account_at);
    });
}

Read<AsOf<std::vector<Account>>> SqliteStore::accounts_from(AccountId from, std::size_t max)
{
    return state_->at_one_moment<std::vector<Account>>([&](Connection& reader) -> Result<std::vector<Account>> {
        return all(RECOURSE_TRY(reader.query(accounts_by_id, from, limit_of(max))), account_at);
    });
}

Read<AsOf<std::vector<Account>>> SqliteStore::unsettled_from(AccountId from, std::size_t max)
{
    return state_->at_one_moment<std::vector<Account>>([&](Connection& reader) -> Result<std::vector<Account>> {
        return all(RECOURSE_TRY(reader.query(unsettled_by_id, from, limit_of(max))), account_at);
    });
}

Read<AsOf<std::vector<std::optional<Bytes>>>> SqliteStore::rows(View view, std::span<Key const> keys)
{
    return state_->at_one_moment<std::vector<std::optional<Bytes>>>([&](Connection& reader) {
        return each(
            keys, [&](Key const& key) { return reader.query(row_by_key, std::int64_t { view }, key); }, body_at);
    });
}

Read<AsOf<std::vector<PageItem>>> SqliteStore::page(PageRequest const& request)
{
    return state_->at_one_moment<std::vector<PageItem>>([&](Connection& reader) -> Result<std::vector<PageItem>> {
        if (request.scopes.size() == 1)
            return all(RECOURSE_TRY(list_from(reader, request, 0)), page_item_at);
        return merged(reader, request);
    });
}

Read<AsOf<std::vector<Timer>>> SqliteStore::timers_due(Instant until, std::size_t max)
{
    return state_->at_one_moment<std::vector<Timer>>([&](Connection& reader) -> Result<std::vector<Timer>> {
        return all(RECOURSE_TRY(reader.query(timers_by_due, until.micros, limit_of(max))), timer_at);
    });
}

Read<AsOf<std::vector<OutboxItem>>> SqliteStore::outbox_pending(std::uint64_t after, std::size_t max)
{
    return state_->at_one_moment<std::vector<OutboxItem>>([&](Connection& reader) -> Result<std::vector<OutboxItem>> {
        return all(RECOURSE_TRY(reader.query(outbox_waiting, limit_of(after), limit_of(max))), outbox_at);
    });
}

Read<AsOf<std::vector<ProjectionDigest>>> SqliteStore::projection_digests()
{
    using Digests = std::vector<ProjectionDigest>;
    return state_->at_one_moment<Digests>([&](Connection& reader) -> Result<Digests> {
        ProjectionDigester digester;
        RECOURSE_TRY(digest_all(digester, reader, all_commands, command_at));
        RECOURSE_TRY(digest_all(digester, reader, all_indexed, indexed_at));
        RECOURSE_TRY(digest_all(digester, reader, all_accounts, account_at));
        RECOURSE_TRY(digest_all(digester, reader, all_snapshots, snapshot_at));
        RECOURSE_TRY(digest_all(digester, reader, all_rows, row_at));
        RECOURSE_TRY(digest_all(digester, reader, all_lists, list_item_at));
        RECOURSE_TRY(digest_all(digester, reader, all_timers, timer_at));
        RECOURSE_TRY(digest_all(digester, reader, all_outbox, outbox_at));
        return digester.finish();
    });
}

} // namespace recourse::store

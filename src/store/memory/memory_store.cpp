#include "store/memory/memory_store.hpp"

#include "base/check.hpp"
#include "store/chain.hpp"
#include "store/projection_digester.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::store {

namespace {

/// What the map holds of each key, in the order asked.
template <class Value>
std::vector<std::optional<Value>> found(auto const& keys, auto const& map, auto const& key_in_map)
{
    std::vector<std::optional<Value>> values;
    values.reserve(keys.size());
    for (auto const& key : keys) {
        auto const place = map.find(key_in_map(key));
        values.push_back(place == map.end() ? std::nullopt : std::optional<Value>(place->second));
    }
    return values;
}

std::int64_t signed_of(StreamId stream)
{
    return static_cast<std::int64_t>(stream);
}

} // namespace

Read<Head> MemoryStore::head()
{
    std::scoped_lock const lock(mutex_);
    return Head { last(), hash_, epoch_, projections_.projected };
}

std::expected<Epoch, Fault<AppendError>> MemoryStore::lease(std::string_view)
{
    std::scoped_lock const lock(mutex_);
    return ++epoch_;
}

std::expected<Durable, Fault<AppendError>> MemoryStore::append(Batch const& batch)
{
    RECOURSE_ASSERT(is_well_formed(batch));
    std::scoped_lock const lock(mutex_);
    auto const& header = batch.header;
    if (header.epoch != epoch_) {
        return std::unexpected(
            Fault { AppendError::fenced, fmt::format("epoch {} is over, {} began", header.epoch, epoch_) });
    }
    if (header.first != last() + 1 || header.previous != hash_) {
        return std::unexpected(Fault { AppendError::conflict, fmt::format("the log ends at {}", last()) });
    }
    log_.insert(log_.end(), batch.events.begin(), batch.events.end());
    log_.push_back(header_row(header));
    hash_ = header.hash;
    return Durable { last(), hash_ };
}

Read<std::vector<Event>> MemoryStore::read(Sequence from, std::size_t max)
{
    std::scoped_lock const lock(mutex_);
    auto const begin = std::min<std::size_t>(std::max<Sequence>(from, 1) - 1, log_.size());
    auto const count = std::min(max, log_.size() - begin);
    auto const first = log_.begin() + static_cast<std::ptrdiff_t>(begin);
    return std::vector<Event>(first, first + static_cast<std::ptrdiff_t>(count));
}

Read<AsOf<std::vector<Event>>> MemoryStore::read_stream(StreamId stream, std::uint32_t from)
{
    std::scoped_lock const lock(mutex_);
    std::vector<Event> events;
    auto const& index = projections_.index;
    for (auto place = index.lower_bound({ signed_of(stream), from });
        place != index.end() && place->second.stream == stream; ++place)
        events.push_back(log_[place->second.sequence - 1]);
    return AsOf { std::move(events), projections_.projected };
}

std::expected<void, Fault<ProjectError>> MemoryStore::project(Slice const& slice)
{
    RECOURSE_ASSERT(slice.from <= slice.upto);
    std::scoped_lock const lock(mutex_);
    auto& to = projections_;
    if (slice.from != to.projected || slice.upto > last()) {
        return std::unexpected(Fault { ProjectError::stale,
            fmt::format("from {} to {}, but the watermark is {} and the log ends at {}", slice.from, slice.upto,
                to.projected, last()) });
    }
    for (auto const& item : slice.lists_removed)
        to.lists.erase(item);
    for (auto const& id : slice.timers_removed)
        to.timers.erase(id);
    for (auto const id : slice.outbox_removed)
        to.outbox.erase(id);
    for (auto const& record : slice.commands)
        to.commands.emplace(record.id, record);
    for (auto const& indexed : slice.index)
        to.index[{ signed_of(indexed.stream), indexed.version }] = indexed;
    for (auto const& account : slice.accounts)
        to.accounts[account.id] = account;
    for (auto const& snapshot : slice.snapshots)
        to.snapshots[signed_of(snapshot.stream)] = snapshot;
    for (auto const& row : slice.rows) {
        if (row.body)
            to.rows[{ row.view, row.key }] = *row.body;
        else
            to.rows.erase({ row.view, row.key });
    }
    to.lists.insert(slice.lists.begin(), slice.lists.end());
    for (auto const& timer : slice.timers)
        to.timers[timer.id] = timer;
    for (auto const& item : slice.outbox)
        to.outbox[item.id] = item;
    to.projected = slice.upto;
    return {};
}

std::expected<void, Fault<ProjectError>> MemoryStore::drop_projections()
{
    std::scoped_lock const lock(mutex_);
    projections_ = {};
    return {};
}

Read<AsOf<std::vector<std::optional<CommandRecord>>>> MemoryStore::find_commands(std::span<CommandId const> ids)
{
    std::scoped_lock const lock(mutex_);
    return AsOf { found<CommandRecord>(ids, projections_.commands, std::identity {}), projections_.projected };
}

Read<AsOf<std::vector<CommandId>>> MemoryStore::command_ids(Sequence from, Sequence upto)
{
    std::scoped_lock const lock(mutex_);
    std::vector<CommandId> ids;
    for (auto const& [id, record] : projections_.commands) {
        if (record.first >= from && record.first <= upto)
            ids.push_back(id);
    }
    return AsOf { std::move(ids), projections_.projected };
}

Read<AsOf<std::vector<std::optional<Snapshot>>>> MemoryStore::load(std::span<StreamId const> streams)
{
    std::scoped_lock const lock(mutex_);
    return AsOf { found<Snapshot>(streams, projections_.snapshots, signed_of), projections_.projected };
}

Read<AsOf<std::vector<std::optional<Account>>>> MemoryStore::accounts(std::span<AccountId const> ids)
{
    std::scoped_lock const lock(mutex_);
    return AsOf { found<Account>(ids, projections_.accounts, std::identity {}), projections_.projected };
}

Read<AsOf<std::vector<Account>>> MemoryStore::accounts_from(AccountId from, std::size_t max)
{
    std::scoped_lock const lock(mutex_);
    std::vector<Account> accounts;
    auto const& map = projections_.accounts;
    for (auto place = map.lower_bound(from); place != map.end() && accounts.size() < max; ++place)
        accounts.push_back(place->second);
    return AsOf { std::move(accounts), projections_.projected };
}

Read<AsOf<std::vector<Account>>> MemoryStore::unsettled_from(AccountId from, std::size_t max)
{
    std::scoped_lock const lock(mutex_);
    std::vector<Account> accounts;
    auto const& map = projections_.accounts;
    for (auto place = map.lower_bound(from); place != map.end() && accounts.size() < max; ++place) {
        if (!is_settled(place->second))
            accounts.push_back(place->second);
    }
    return AsOf { std::move(accounts), projections_.projected };
}

Read<AsOf<std::vector<std::optional<Bytes>>>> MemoryStore::rows(View view, std::span<Key const> keys)
{
    std::scoped_lock const lock(mutex_);
    auto const place = [view](Key const& key) { return std::tuple(view, key); };
    return AsOf { found<Bytes>(keys, projections_.rows, place), projections_.projected };
}

Read<AsOf<std::vector<PageItem>>> MemoryStore::page(PageRequest const& request)
{
    std::scoped_lock const lock(mutex_);
    std::vector<PageItem> items;
    auto const take = [&](ListItem const& item) {
        PageItem taken { item.sort, item.key, std::nullopt };
        if (request.bodies) {
            auto const row = projections_.rows.find({ *request.bodies, item.key });
            if (row != projections_.rows.end())
                taken.body = row->second;
        }
        items.push_back(std::move(taken));
    };
    auto const& lists = projections_.lists;
    auto const& after = request.after;
    bool const up = request.direction == Direction::ascending;
    for (auto const& scope : request.scopes) {
        auto const of_list = [&](ListItem const& item) { return item.view == request.view && item.scope == scope; };
        auto const most = items.size() + request.limit;
        if (up) {
            auto place = after ? lists.upper_bound({ request.view, scope, after->sort, after->key })
                               : lists.lower_bound({ request.view, scope, {}, {} });
            for (; place != lists.end() && of_list(*place) && items.size() < most; ++place)
                take(*place);
        } else {
            // The scope with one more zero byte is the next there can be.
            auto place = after ? lists.lower_bound({ request.view, scope, after->sort, after->key })
                               : lists.lower_bound({ request.view, scope + '\0', {}, {} });
            while (place != lists.begin() && of_list(*std::prev(place)) && items.size() < most)
                take(*--place);
        }
    }
    std::ranges::sort(items, [up](PageItem const& one, PageItem const& other) {
        return up ? std::tie(one.sort, one.key) < std::tie(other.sort, other.key)
                  : std::tie(other.sort, other.key) < std::tie(one.sort, one.key);
    });
    items.resize(std::min(items.size(), request.limit));
    return AsOf { std::move(items), projections_.projected };
}

Read<AsOf<std::vector<Timer>>> MemoryStore::timers_due(Instant until, std::size_t max)
{
    std::scoped_lock const lock(mutex_);
    std::vector<Timer> due;
    for (auto const& [id, timer] : projections_.timers) {
        if (timer.due <= until)
            due.push_back(timer);
    }
    std::ranges::sort(due, {}, [](Timer const& timer) { return std::pair(timer.due, std::string_view(timer.id)); });
    if (due.size() > max)
        due.resize(max);
    return AsOf { std::move(due), projections_.projected };
}

Read<AsOf<std::vector<OutboxItem>>> MemoryStore::outbox_pending(std::uint64_t after, std::size_t max)
{
    std::scoped_lock const lock(mutex_);
    std::vector<OutboxItem> pending;
    auto const& outbox = projections_.outbox;
    for (auto place = outbox.upper_bound(after); place != outbox.end() && pending.size() < max; ++place) {
        if (place->second.state == outbox_pending_state)
            pending.push_back(place->second);
    }
    return AsOf { std::move(pending), projections_.projected };
}

Read<AsOf<std::vector<ProjectionDigest>>> MemoryStore::projection_digests()
{
    std::scoped_lock const lock(mutex_);
    ProjectionDigester digester;
    auto const add_all = [&](auto const& map) {
        for (auto const& [key, value] : map)
            digester.add(value);
    };
    add_all(projections_.commands);
    add_all(projections_.index);
    add_all(projections_.accounts);
    add_all(projections_.snapshots);
    for (auto const& [place, body] : projections_.rows)
        digester.add(Row { std::get<0>(place), std::get<1>(place), body });
    for (auto const& item : projections_.lists)
        digester.add(item);
    add_all(projections_.timers);
    add_all(projections_.outbox);
    return AsOf { digester.finish(), projections_.projected };
}

std::expected<void, Fault<ReadError>> MemoryStore::backup_to(std::filesystem::path const&)
{
    return std::unexpected(Fault { ReadError::failed, std::string("a store in memory has no file to copy") });
}

} // namespace recourse::store

// The log: heads, leases, appends, reads.

#include "store/chain.hpp"
#include "store/sqlite/state.hpp"

#include <fmt/format.h>

#include <limits>

namespace recourse::store {

using namespace sqlite;

namespace {

constexpr char select_end[]
    = "SELECT s.epoch, e.sequence, e.stream, e.version, e.type, e.at, e.command, e.body"
      " FROM state s LEFT JOIN events e ON e.sequence = (SELECT max(sequence) FROM events) WHERE s.id = 1";
constexpr char insert_event[] = "INSERT INTO events VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr char select_events[] = "SELECT sequence, stream, version, type, at, command, body FROM events"
                                 " WHERE sequence >= ?1 ORDER BY sequence LIMIT ?2";
constexpr char select_stream[] = "SELECT e.sequence, e.stream, e.version, e.type, e.at, e.command, e.body"
                                 " FROM stream_index i JOIN events e ON e.sequence = i.sequence"
                                 " WHERE i.stream = ?1 AND i.version >= ?2 ORDER BY i.version";
constexpr char next_epoch[] = "UPDATE state SET epoch = epoch + 1, holder = ?1 WHERE id = 1";
constexpr char select_epoch[] = "SELECT epoch FROM state WHERE id = 1";

/// The views are looked at first: they never lead.
Result<Head> head_of(Connection& reader)
{
    auto const transaction = RECOURSE_TRY(Transaction::begin(reader, Access::read));
    auto const projected = unsigned_of(RECOURSE_TRY(reader.number(select_watermark)));
    auto head = RECOURSE_TRY(end_of(reader));
    head.projected = projected;
    return head;
}

Result<void> insert(Statement& statement, Event const& event)
{
    statement.bind(1, signed_of(event.sequence));
    statement.bind(2, signed_of(event.stream));
    statement.bind(3, std::int64_t { event.version });
    statement.bind(4, std::int64_t { event.type });
    statement.bind(5, event.at.micros);
    statement.bind(6, event.command.bytes);
    statement.bind(7, event.body);
    return statement.run();
}

Result<std::vector<Event>> all_events(Query query)
{
    std::vector<Event> events;
    while (RECOURSE_TRY(query.next()))
        events.push_back(RECOURSE_TRY(event_at(query, 0)));
    return events;
}

} // namespace

Result<Head> sqlite::end_of(Connection& connection)
{
    auto row = RECOURSE_TRY(connection.query(select_end));
    if (!RECOURSE_TRY(row.next()))
        return std::unexpected(Error { SQLITE_CORRUPT, "the row of the lease is missing" });
    Head head;
    head.epoch = unsigned_of(row->integer(0));
    if (row->is_null(1))
        return head;
    auto const header = parse_header(RECOURSE_TRY(event_at(row, 1)));
    if (!header)
        return std::unexpected(Error { SQLITE_CORRUPT, "the log ends within a batch" });
    head.last = header->first + header->count;
    head.hash = header->hash;
    return head;
}

Read<Head> SqliteStore::head()
{
    auto& state = *state_;
    if (state.is_stopped())
        return state.refusal(ReadError::failed);
    auto const reader = RECOURSE_TRY(as<ReadError>(state.readers.borrow()));
    return as<ReadError>(head_of(*reader));
}

std::expected<Epoch, Fault<AppendError>> SqliteStore::lease(std::string_view holder)
{
    auto& state = *state_;
    if (state.may_not_write())
        return state.refusal(AppendError::full);
    std::scoped_lock const writing(state.log->writing());
    if (state.may_not_write())
        return state.refusal(AppendError::full);
    auto& writer = state.log->writer();
    auto transaction = RECOURSE_TRY(as<AppendError>(Transaction::begin(writer, Access::write)));
    RECOURSE_TRY(as<AppendError>(writer.run(next_epoch, Text { holder })));
    auto const epoch = RECOURSE_TRY(as<AppendError>(writer.number(select_epoch)));
    RECOURSE_TRY(state.commit<AppendError>(*state.log, transaction));
    return unsigned_of(epoch);
}

std::expected<Durable, Fault<AppendError>> SqliteStore::append(Batch const& batch)
{
    RECOURSE_ASSERT(is_well_formed(batch));
    auto const& header = batch.header;
    auto const last = header_row(header);
    auto& state = *state_;
    if (state.may_not_write())
        return state.refusal(AppendError::full);
    std::scoped_lock const writing(state.log->writing());
    if (state.may_not_write())
        return state.refusal(AppendError::full);
    auto& writer = state.log->writer();
    auto transaction = RECOURSE_TRY(as<AppendError>(Transaction::begin(writer, Access::write)));
    auto const head = RECOURSE_TRY(as<AppendError>(end_of(writer)));
    if (head.epoch != header.epoch) {
        return std::unexpected(
            Fault { AppendError::fenced, fmt::format("epoch {} is over, {} began", header.epoch, head.epoch) });
    }
    if (head.last + 1 != header.first || head.hash != header.previous)
        return std::unexpected(Fault { AppendError::conflict, fmt::format("the log ends at {}", head.last) });
    auto* const statement = RECOURSE_TRY(as<AppendError>(writer.prepared(insert_event)));
    for (auto const& event : batch.events)
        RECOURSE_TRY(as<AppendError>(insert(*statement, event)));
    RECOURSE_TRY(as<AppendError>(insert(*statement, last)));
    RECOURSE_TRY(state.commit<AppendError>(*state.log, transaction));
    return Durable { last.sequence, header.hash };
}

Read<std::vector<Event>> SqliteStore::read(Sequence from, std::size_t max)
{
    auto& state = *state_;
    if (state.is_stopped())
        return state.refusal(ReadError::failed);
    constexpr auto most = std::size_t { std::numeric_limits<std::int64_t>::max() };
    if (from > most)
        return std::vector<Event> {};
    auto const reader = RECOURSE_TRY(as<ReadError>(state.readers.borrow()));
    auto const limit = static_cast<std::int64_t>(std::min(max, most));
    return as<ReadError>(
        all_events(RECOURSE_TRY(as<ReadError>((*reader).query(select_events, signed_of(from), limit)))));
}

Read<AsOf<std::vector<Event>>> SqliteStore::read_stream(StreamId stream, std::uint32_t from)
{
    return state_->at_one_moment<std::vector<Event>>([&](Connection& reader) -> Result<std::vector<Event>> {
        auto query = RECOURSE_TRY(reader.query(select_stream, signed_of(stream), std::int64_t { from }));
        return all_events(std::move(query));
    });
}

} // namespace recourse::store

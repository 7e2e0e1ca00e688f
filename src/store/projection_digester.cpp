#include "store/projection_digester.hpp"

namespace recourse::store {

namespace {

std::uint64_t unsigned_of(std::int64_t number)
{
    return static_cast<std::uint64_t>(number);
}

} // namespace

// Lengths go before bytes, so that no two different rows are the same string.
ProjectionDigester::Kind& ProjectionDigester::Kind::bytes(std::span<std::uint8_t const> bytes)
{
    digester.add(std::uint64_t { bytes.size() }).add(bytes);
    return *this;
}

ProjectionDigester::Kind& ProjectionDigester::Kind::bytes(std::string_view text)
{
    digester.add(std::uint64_t { text.size() }).add(text);
    return *this;
}

void ProjectionDigester::add(CommandRecord const& record)
{
    ++commands_.count;
    commands_.bytes(record.id.bytes).number(record.first).number(record.count);
}

void ProjectionDigester::add(Indexed const& indexed)
{
    ++index_.count;
    index_.number(indexed.stream).number(indexed.version).number(indexed.sequence);
}

void ProjectionDigester::add(Account const& account)
{
    ++accounts_.count;
    accounts_.number(unsigned_of(account.id))
        .bytes(account.currency.code())
        .number(unsigned_of(account.debits))
        .number(unsigned_of(account.credits))
        .number(unsigned_of(account.pending_debits))
        .number(unsigned_of(account.pending_credits))
        .number(account.version)
        .number(account.as_of);
}

void ProjectionDigester::add(Snapshot const& snapshot)
{
    ++snapshots_.count;
    snapshots_.number(snapshot.stream).number(snapshot.version).number(snapshot.as_of).bytes(snapshot.body);
}

void ProjectionDigester::add(Row const& row)
{
    ++rows_.count;
    rows_.number(row.view).bytes(row.key).bytes(row.body.value_or(Bytes {}));
}

void ProjectionDigester::add(ListItem const& item)
{
    ++lists_.count;
    lists_.number(item.view).bytes(item.scope).bytes(item.sort).bytes(item.key);
}

void ProjectionDigester::add(Timer const& timer)
{
    ++timers_.count;
    timers_.bytes(timer.id).number(unsigned_of(timer.due.micros)).bytes(timer.body);
}

void ProjectionDigester::add(OutboxItem const& item)
{
    ++outbox_.count;
    outbox_.number(item.id).number(item.kind).number(item.state).bytes(item.body);
}

std::vector<ProjectionDigest> ProjectionDigester::finish()
{
    std::vector<ProjectionDigest> digests;
    for (auto* kind : { &commands_, &index_, &accounts_, &snapshots_, &rows_, &lists_, &timers_, &outbox_ }) {
        digests.push_back({ kind->name, kind->count, kind->digester.finish() });
        kind->count = 0;
    }
    return digests;
}

} // namespace recourse::store

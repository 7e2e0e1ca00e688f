#include "accounts/address.hpp"
#include "accounts/state.hpp"

#include <algorithm>

namespace recourse::accounts {

namespace {

/// Entries that may wait when the disk refuses to take them, in batches; beyond these a request is not served rather
/// than served without a trace.
constexpr std::size_t batches_waiting_max = 64;

bool is_same_but_for_time(Access const& left, Access const& right)
{
    return left.record.number == right.record.number && left.deed == right.deed && left.actor == right.actor
        && left.key == right.key && left.record.kind == right.record.kind && left.network == right.network;
}

} // namespace

Result<void> Accounts::State::insert(Access const& access)
{
    return run("INSERT INTO accesses(kind, record, deed, role, party, person, key, at, times, network)"
               " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        text(access.record.kind), static_cast<std::int64_t>(access.record.number),
        static_cast<std::int64_t>(access.deed), number(access.actor.role), number(access.actor.party),
        number(access.actor.person), number(access.key), access.at.micros, std::int64_t { access.times },
        text(access.network));
}

Result<void> Accounts::State::note(act::Actor const& actor, Id<ApiKey> with, std::string_view kind, std::int64_t record,
    Instant at, std::string_view network)
{
    Access access;
    access.record = { std::string(kind), static_cast<std::uint64_t>(record) };
    access.deed = Deed::changed;
    access.actor = actor;
    access.key = with;
    access.at = at;
    access.network = network;
    return insert(access);
}

Result<void> Accounts::record(Caller const& caller, RecordName const& record, Deed deed, From const& from)
{
    auto& state = *state_;
    Access access { 0, record, deed, caller.actor, caller.key, {}, 1, network_of(from.address) };
    return state.read([&]() -> Result<void> {
        access.at = state.now();
        auto const same = std::ranges::find_if(
            state.accesses, [&](Access const& each) { return is_same_but_for_time(each, access); });
        if (same != state.accesses.end()) {
            ++same->times;
            return {};
        }
        if (state.accesses.size() >= state.options.access_batch * batches_waiting_max)
            RECOURSE_TRY(state.flush());
        state.accesses.push_back(std::move(access));
        if (state.accesses.size() < state.options.access_batch)
            return {};
        // What fails here is gathered still, and tried again.
        [[maybe_unused]] auto const written = state.flush();
        return {};
    });
}

Result<std::vector<Access>> Accounts::accesses(RecordName const& record, std::uint64_t before, std::size_t limit)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Access>> {
        if (std::ranges::any_of(state.accesses, [&](Access const& each) { return each.record == record; }))
            RECOURSE_TRY(state.flush());
        auto row = RECOURSE_TRY(
            state.query("SELECT number, deed, role, party, person, key, at, times, network FROM accesses"
                        " WHERE kind = ?1 AND record = ?2 AND (?3 = 0 OR number < ?3) ORDER BY number DESC LIMIT ?4",
                text(record.kind), static_cast<std::int64_t>(record.number), static_cast<std::int64_t>(before),
                static_cast<std::int64_t>(limit)));
        std::vector<Access> found;
        while (RECOURSE_TRY(state.next(row))) {
            found.push_back({ static_cast<std::uint64_t>(row->integer(0)), record, static_cast<Deed>(row->integer(1)),
                { role_at(row, 2), id_at<Party>(row, 3), id_at<Person>(row, 4) }, id_at<ApiKey>(row, 5),
                instant_at(row, 6), static_cast<unsigned>(row->integer(7)), std::string(row->text(8)) });
        }
        return found;
    });
}

} // namespace recourse::accounts

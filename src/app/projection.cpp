#include "app/projection.hpp"

#include "app/stored_event.hpp"
#include "app/wakes.hpp"
#include "base/check.hpp"
#include "store/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recourse::app {

namespace {

std::unexpected<store::Fault<store::ReadError>> corrupt(std::string what)
{
    return std::unexpected(store::Fault<store::ReadError> { store::ReadError::corrupt, std::move(what) });
}

/// One slice in the making.
class Work {
public:
    Work(store::Store& store, store::Sequence from, time::Zone zone) : store_(store), zone_(zone)
    {
        slice_.from = slice_.upto = from;
    }

    store::Read<store::Slice> run(std::span<store::Event const> events)
    {
        if (auto loaded = load(events); !loaded)
            return std::unexpected(std::move(loaded.error()));
        for (auto const& event : events) {
            slice_.upto = event.sequence;
            if (event.type == store::header_type)
                continue;
            auto stored = unpacked(event);
            if (!stored)
                return corrupt(
                    fmt::format("the event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
            take(event, *stored);
        }
        for (auto const& [number, touched] : touched_)
            finish(codec::stream_of(number), touched);
        if (auto done = accounts(); !done)
            return std::unexpected(std::move(done.error()));
        return std::move(slice_);
    }

private:
    struct Touched {
        AnyAggregate aggregate;
        std::vector<store::ListItem> before; ///< of its row as it was
        Instant changed;
    };

    store::Read<void> load(std::span<store::Event const> events)
    {
        std::vector<store::StreamId> streams;
        for (auto const& event : events) {
            if (event.type != store::header_type && event.stream != 0)
                streams.push_back(event.stream);
        }
        std::ranges::sort(streams);
        streams.erase(std::ranges::unique(streams).begin(), streams.end());
        auto const snapshots = store_.load(streams);
        if (!snapshots)
            return std::unexpected(snapshots.error());
        for (std::size_t i = 0; i < streams.size(); ++i) {
            Touched touched { empty_aggregate(codec::stream_of(streams[i]).subject), {}, {} };
            if (auto const& snapshot = snapshots->value[i]) {
                auto aggregate = unpack_snapshot(*snapshot);
                if (!aggregate)
                    return corrupt(fmt::format("the snapshot of {} cannot be read", streams[i]));
                touched.aggregate = *std::move(aggregate);
            }
            touched_.emplace(streams[i], std::move(touched));
        }
        for (auto const view : { View::orders, View::parties, View::claims, View::remittances, View::bank_statements,
                 View::movements, View::payouts, View::editions }) {
            if (auto done = load_rows(view); !done)
                return done;
        }
        return {};
    }

    /// Where the touched subjects of a view stand in its lists.
    store::Read<void> load_rows(View view)
    {
        std::vector<Touched*> subjects;
        std::vector<store::Key> keys;
        for (auto& [number, touched] : touched_) {
            auto const stream = codec::stream_of(number);
            if (view_of(stream.subject) != view)
                continue;
            subjects.push_back(&touched);
            keys.push_back(store::key_of(stream.number));
        }
        if (keys.empty())
            return {};
        auto const rows = store_.rows(static_cast<store::View>(view), keys);
        if (!rows)
            return std::unexpected(rows.error());
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            if (auto const& row = rows->value[i])
                subjects[i]->before = items_of_row(view, *row);
        }
        return {};
    }

    void take(store::Event const& event, codec::Stored const& stored)
    {
        if (stored.caused.content)
            slice_.commands.push_back({ event.command, *stored.caused.content, event.sequence, 0, {} });
        auto& command = slice_.commands.back();
        ++command.count;
        std::visit(match {
                       [&](codec::Refused const& e) { command.outcome = bytes_of(packed::pack(e)); },
                       [](codec::AlreadySo const&) {},
                       [&](order::Event const& e) {
                           changed(event, stored);
                           post(order::transfers(e), event.sequence);
                       },
                       [&](remittance::Event const& e) {
                           changed(event, stored);
                           post(remittance::transfers(e), event.sequence);
                       },
                       [&](movement::Event const& e) {
                           changed(event, stored);
                           post(movement::transfers(e), event.sequence);
                       },
                       [&](auto const&) { changed(event, stored); },
                   },
            stored.what);
    }

    void changed(store::Event const& event, codec::Stored const& stored)
    {
        auto& touched = touched_.at(event.stream);
        apply(touched.aggregate, event, stored);
        touched.changed = event.at;
        slice_.index.push_back({ event.stream, event.version, event.sequence });
    }

    void post(std::span<escrow::Transfer const> transfers, store::Sequence sequence)
    {
        std::uint16_t leg = 0;
        for (auto const& transfer : transfers) {
            bool const posted = transfer.phase == escrow::Phase::post || transfer.phase == escrow::Phase::post_pending;
            auto const amount = transfer.amount.minor;
            for (bool const debit : { true, false }) {
                auto const& account = debit ? transfer.debit : transfer.credit;
                auto const id = static_cast<store::AccountId>(to_number(account));
                auto& sums = accounts_[id];
                sums.currency = account.currency;
                auto& open = debit ? sums.pending_debits : sums.pending_credits;
                auto& done = debit ? sums.debits : sums.credits;
                if (transfer.phase == escrow::Phase::pend)
                    open += amount;
                else if (transfer.phase != escrow::Phase::post)
                    open -= amount;
                if (posted)
                    done += amount;
                ++sums.version;
                sums.as_of = sequence;
                if (!posted)
                    continue;
                slice_.entries.push_back(
                    { sequence, leg, id, account.currency, debit ? amount : 0, debit ? 0 : amount });
                slice_.lists.push_back({ static_cast<store::View>(View::statements), scope_of(account),
                    store::key_of(sequence), store::key_of(std::uint64_t { leg }) });
                ++leg;
            }
        }
    }

    void finish(Stream stream, Touched const& touched)
    {
        slice_.snapshots.push_back(pack_snapshot(stream, touched.aggregate));
        if (auto shows = shown(stream, touched.aggregate, touched.changed)) {
            std::ranges::copy(touched.before, std::back_inserter(slice_.lists_removed));
            std::ranges::move(shows->items, std::back_inserter(slice_.lists));
            slice_.rows.push_back(std::move(shows->row));
        }
        timer(stream, touched.aggregate);
    }

    /// One timer row a subject: the first moment of the earliest day on which time acts, where the programme counts
    /// its days.
    void timer(Stream stream, AnyAggregate const& aggregate)
    {
        auto const key = store::key_of(codec::to_number(stream));
        if (auto const next = next_wake(aggregate))
            slice_.timers.push_back({ key, zone_.instant({ *next, 0, 0, 0, 0 }, time::Unclear::second), {} });
        else
            slice_.timers_removed.push_back(key);
    }

    /// Sums of the slice on top of what the store has.
    store::Read<void> accounts()
    {
        std::vector<store::AccountId> ids;
        ids.reserve(accounts_.size());
        for (auto const& [id, sums] : accounts_)
            ids.push_back(id);
        auto const known = store_.accounts(ids);
        if (!known)
            return std::unexpected(known.error());
        std::size_t i = 0;
        for (auto& [id, sums] : accounts_) {
            sums.id = id;
            if (auto const& before = known->value[i++]) {
                sums.debits += before->debits;
                sums.credits += before->credits;
                sums.pending_debits += before->pending_debits;
                sums.pending_credits += before->pending_credits;
                sums.version += before->version;
            }
            slice_.accounts.push_back(sums);
        }
        return {};
    }

    store::Store& store_;
    time::Zone zone_;
    store::Slice slice_;
    std::map<store::StreamId, Touched> touched_;
    std::map<store::AccountId, store::Account> accounts_;
};

} // namespace

void apply(AnyAggregate& aggregate, store::Event const& event, codec::Stored const& stored)
{
    std::visit(
        match {
            [&](Aggregate<party::State>& one) { evolve(one.state, std::get<party::Event>(stored.what)); },
            [&](Aggregate<order::State>& one) { evolve(one.state, std::get<order::Event>(stored.what)); },
            [&](Aggregate<claim::State>& one) { evolve(one.state, std::get<claim::Event>(stored.what)); },
            [&](Aggregate<standing::State>& one) { evolve(one.state, std::get<standing::Event>(stored.what)); },
            [&](Aggregate<remittance::State>& one) { evolve(one.state, std::get<remittance::Event>(stored.what)); },
            [&](Aggregate<statement::State>& one) { evolve(one.state, std::get<statement::Event>(stored.what)); },
            [&](Aggregate<movement::State>& one) { evolve(one.state, std::get<movement::Event>(stored.what)); },
            [&](Aggregate<payout::State>& one) { evolve(one.state, std::get<payout::Event>(stored.what)); },
            [&](Aggregate<edition::State>& one) { evolve(one.state, std::get<edition::Event>(stored.what)); },
        },
        aggregate);
    std::visit(
        [&](auto& one) {
            one.version = event.version;
            one.last = event.sequence;
        },
        aggregate);
}

std::expected<AnyAggregate, packed::Fault> unpack_snapshot(store::Snapshot const& snapshot)
{
    auto aggregate = empty_aggregate(codec::stream_of(snapshot.stream).subject);
    auto const read = [&](auto& one) -> std::expected<void, packed::Fault> {
        one.state = RECOURSE_TRY(packed::unpack<std::remove_cvref_t<decltype(one.state)>>(text_of(snapshot.body)));
        one.version = snapshot.version;
        one.last = snapshot.as_of;
        return {};
    };
    RECOURSE_TRY_DONE(std::visit(read, aggregate));
    return aggregate;
}

store::Snapshot pack_snapshot(Stream stream, AnyAggregate const& aggregate)
{
    return std::visit(
        [&](auto const& one) {
            return store::Snapshot { codec::to_number(stream), one.version, one.last,
                bytes_of(packed::pack(one.state)) };
        },
        aggregate);
}

store::Read<store::Slice> slice_of(
    store::Store& store, store::Sequence from, std::span<store::Event const> events, time::Zone zone)
{
    return Work(store, from, zone).run(events);
}

} // namespace recourse::app

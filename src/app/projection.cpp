#include "app/projection.hpp"

#include "app/postings.hpp"
#include "app/stored_event.hpp"
#include "app/wakes.hpp"
#include "base/check.hpp"
#include "store/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace recourse::app {

namespace {

std::unexpected<store::Fault<store::ReadError>> corrupt(std::string what)
{
    return std::unexpected(store::Fault<store::ReadError> { store::ReadError::corrupt, std::move(what) });
}

} // namespace

/// One slice in the making.
class SliceWork {
public:
    SliceWork(Projector& projector, store::Sequence from) : projector_(projector) { slice_.from = slice_.upto = from; }

    store::Read<store::Slice> run(std::span<store::Event const* const> events)
    {
        note(events);
        if (auto loaded = load(); !loaded)
            return std::unexpected(std::move(loaded.error()));
        for (auto const* event : events) {
            slice_.upto = event->sequence;
            if (event->type == store::header_type)
                continue;
            auto stored = unpacked(*event);
            if (!stored)
                return corrupt(
                    fmt::format("the event {} cannot be read: {}", event->sequence, packed::word(stored.error())));
            take(*event, *stored);
        }
        for (auto& [number, touched] : touched_)
            finish(codec::stream_of(number), touched);
        if (auto done = accounts(); !done)
            return std::unexpected(std::move(done.error()));
        return std::move(slice_);
    }

private:
    using Subject = Projector::Subject;
    struct Touched {
        std::uint32_t first = 0; ///< versions that the slice brings
        std::uint32_t last = 0;
        Subject* subject = nullptr;
        Instant changed;
    };

    void note(std::span<store::Event const* const> events)
    {
        for (auto const* event : events) {
            if (event->type == store::header_type || event->stream == 0)
                continue;
            auto& touched = touched_.try_emplace(event->stream, Touched { event->version }).first->second;
            touched.last = event->version;
        }
    }

    store::Read<void> load()
    {
        std::vector<store::StreamId> missing;
        for (auto& [number, touched] : touched_) {
            touched.subject = projector_.subjects_.find(number);
            if (touched.subject != nullptr)
                continue;
            touched.subject
                = &projector_.subjects_.put(number, { empty_aggregate(codec::stream_of(number).subject), {}, {} });
            if (touched.first > 1)
                missing.push_back(number);
        }
        if (missing.empty())
            return {};
        std::ranges::sort(missing);
        auto loaded = load_subjects(projector_.store_, missing);
        if (!loaded)
            return std::unexpected(std::move(loaded.error()));
        for (std::size_t i = 0; i < missing.size(); ++i) {
            auto& subject = *touched_.at(missing[i]).subject;
            if (auto& found = (*loaded)[i])
                subject.aggregate = *std::move(found);
            subject.wake = next_wake(subject.aggregate);
        }
        for (auto const view : { View::orders, View::parties, View::claims, View::remittances, View::bank_statements,
                 View::movements, View::payouts, View::editions, View::dossiers, View::matters }) {
            if (auto done = load_rows(view, missing); !done)
                return done;
        }
        return {};
    }

    /// Where those that were not in memory stand in the lists of a view.
    store::Read<void> load_rows(View view, std::span<store::StreamId const> missing)
    {
        std::vector<Subject*> subjects;
        std::vector<store::Key> keys;
        for (auto const number : missing) {
            auto const stream = codec::stream_of(number);
            if (view_of(stream.subject) != view)
                continue;
            subjects.push_back(touched_.at(number).subject);
            keys.push_back(store::key_of(stream.number));
        }
        if (keys.empty())
            return {};
        auto const rows = projector_.store_.rows(static_cast<store::View>(view), keys);
        if (!rows)
            return std::unexpected(rows.error());
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            if (auto const& row = rows->value[i])
                subjects[i]->items = items_of_row(view, *row);
        }
        return {};
    }

    void take(store::Event const& event, codec::Stored const& stored)
    {
        if (stored.caused.content)
            slice_.commands.push_back({ event.command, event.sequence, 0 });
        ++slice_.commands.back().count;
        if (event.stream == 0)
            return; // refused, or so already
        auto& touched = touched_.at(event.stream);
        auto const owed = owed_on(touched.subject->aggregate, stored.what);
        apply(touched.subject->aggregate, event, stored);
        touched.changed = event.at;
        slice_.index.push_back({ event.stream, event.version, event.sequence });
        if (event.version % versions_per_snapshot == 0 && touched.last - event.version < versions_per_snapshot)
            slice_.snapshots.push_back(pack_snapshot(codec::stream_of(event.stream), touched.subject->aggregate));
        post(owed.empty() ? transfers_of(stored.what) : owed, event.sequence);
    }

    void post(std::span<escrow::Transfer const> transfers, store::Sequence sequence)
    {
        std::uint64_t leg = 0;
        for (auto const& transfer : transfers) {
            auto const amount = transfer.amount.minor;
            for (bool const debit : { true, false }) {
                auto const& account = debit ? transfer.debit : transfer.credit;
                auto& sums = accounts_[static_cast<store::AccountId>(to_number(account))];
                sums.currency = account.currency;
                auto& open = debit ? sums.pending_debits : sums.pending_credits;
                auto& done = debit ? sums.debits : sums.credits;
                if (transfer.phase == escrow::Phase::pend)
                    open += amount;
                else if (transfer.phase != escrow::Phase::post)
                    open -= amount;
                if (is_posted(transfer))
                    done += amount;
                ++sums.version;
                sums.as_of = sequence;
                if (is_posted(transfer))
                    slice_.lists.push_back({ static_cast<store::View>(View::statements), scope_of(account),
                        store::key_of(sequence), store::key_of(leg++) });
            }
        }
    }

    void finish(Stream stream, Touched& touched)
    {
        auto& subject = *touched.subject;
        if (auto shows = shown(stream, subject.aggregate, touched.changed)) {
            // What stays where it was (the lists by number) costs nothing.
            auto const without = [](auto const& items, auto const& others, auto& to) {
                std::ranges::copy_if(items, std::back_inserter(to),
                    [&](auto const& one) { return std::ranges::find(others, one) == others.end(); });
            };
            without(subject.items, shows->items, slice_.lists_removed);
            without(shows->items, subject.items, slice_.lists);
            subject.items = std::move(shows->items);
            slice_.rows.push_back(std::move(shows->row));
        }
        timer(stream, subject);
    }

    /// One timer row a subject: the first moment of the earliest day on which time acts, where the programme counts
    /// its days.
    void timer(Stream stream, Subject& subject)
    {
        auto const next = next_wake(subject.aggregate);
        if (next == subject.wake)
            return;
        auto const key = store::key_of(codec::to_number(stream));
        if (next)
            slice_.timers.push_back(
                { key, projector_.zone_.instant({ *next, 0, 0, 0, 0 }, time::Unclear::second), {} });
        else
            slice_.timers_removed.push_back(key);
        subject.wake = next;
    }

    /// Sums of the slice on top of what the store has.
    store::Read<void> accounts()
    {
        std::vector<store::AccountId> missing;
        for (auto const& [id, sums] : accounts_) {
            if (projector_.accounts_.find(id) == nullptr)
                missing.push_back(id);
        }
        auto const known = missing.empty() ? store::AsOf<std::vector<std::optional<store::Account>>> {}
                                           : RECOURSE_TRY(projector_.store_.accounts(missing));
        for (std::size_t i = 0; i < missing.size(); ++i)
            projector_.accounts_.put(missing[i], known.value[i].value_or(store::Account {}));
        for (auto const& [id, sums] : accounts_) {
            auto& account = *projector_.accounts_.find(id);
            account.id = id;
            account.currency = sums.currency;
            account.debits += sums.debits;
            account.credits += sums.credits;
            account.pending_debits += sums.pending_debits;
            account.pending_credits += sums.pending_credits;
            account.version += sums.version;
            account.as_of = sums.as_of;
            slice_.accounts.push_back(account);
        }
        return {};
    }

    Projector& projector_;
    store::Slice slice_;
    std::unordered_map<store::StreamId, Touched> touched_;
    std::unordered_map<store::AccountId, store::Account> accounts_;
};

Projector::Projector(store::Store& store, time::Zone zone, std::size_t subjects_max)
    : store_(store)
    , zone_(zone)
    , subjects_(subjects_max)
    , accounts_(2 * subjects_max)
{
}

store::Read<store::Slice> Projector::slice_of(store::Sequence from, std::span<store::Event const* const> events)
{
    subjects_.age();
    accounts_.age();
    auto slice = SliceWork(*this, from).run(events);
    if (!slice)
        forget();
    return slice;
}

void Projector::forget()
{
    subjects_.clear();
    accounts_.clear();
}

store::Read<std::vector<std::optional<AnyAggregate>>> load_subjects(
    store::Store& store, std::span<store::StreamId const> streams)
{
    auto const snapshots = RECOURSE_TRY(store.load(streams));
    std::vector<std::optional<AnyAggregate>> subjects;
    subjects.reserve(streams.size());
    for (std::size_t i = 0; i < streams.size(); ++i) {
        auto& subject = subjects.emplace_back();
        if (auto const& snapshot = snapshots.value[i]) {
            auto aggregate = unpack_snapshot(*snapshot);
            if (!aggregate)
                return corrupt(fmt::format("the snapshot of {} cannot be read", streams[i]));
            subject = *std::move(aggregate);
        }
        auto const version = subject ? version_of(*subject) : 0;
        auto const events = RECOURSE_TRY(store.read_stream(streams[i], version + 1));
        for (auto const& event : events.value) {
            auto const stored = unpacked(event);
            if (!stored)
                return corrupt(
                    fmt::format("the event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
            if (!subject)
                subject = empty_aggregate(codec::stream_of(streams[i]).subject);
            if (event.version != version_of(*subject) + 1)
                return corrupt(fmt::format("the events of {} do not follow each other", streams[i]));
            apply(*subject, event, *stored);
        }
    }
    return subjects;
}

store::Read<std::optional<AnyAggregate>> load_subject(store::Store& store, store::StreamId stream)
{
    return std::move(RECOURSE_TRY(load_subjects(store, std::array { stream })).front());
}

store::Read<AnyAggregate> load_before(store::Store& store, store::Event const& event)
{
    auto subject = empty_aggregate(codec::stream_of(event.stream).subject);
    auto const events = RECOURSE_TRY(store.read_stream(event.stream, 1));
    for (auto const& one : events.value) {
        if (one.version >= event.version)
            break;
        auto const stored = unpacked(one);
        if (!stored)
            return corrupt(fmt::format("the event {} cannot be read: {}", one.sequence, packed::word(stored.error())));
        apply(subject, one, *stored);
    }
    return subject;
}

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
            [&](Aggregate<evidence::State>& one) { evolve(one.state, std::get<evidence::Event>(stored.what)); },
            [&](Aggregate<matter::State>& one) { evolve(one.state, std::get<matter::Event>(stored.what)); },
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

} // namespace recourse::app

#include "app/projection.hpp"

#include "store/chain.hpp"
#include "store/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recourse::app {

namespace {

using store::Bytes;

Bytes bytes_of(std::string_view text)
{
    return { text.begin(), text.end() };
}

std::string_view text_of(Bytes const& bytes)
{
    return { reinterpret_cast<char const*>(bytes.data()), bytes.size() };
}

OrderLine line_of(Stream stream, Aggregate<order::State> const& order, Instant changed)
{
    auto const& state = order.state;
    OrderLine line { { stream.number }, order.version, state.terms.buyer, state.terms.supplier, state.terms.goods,
        price(state.terms), held(state), state.phase, changed, {}, static_cast<bool>(state.frozen_by) };
    for (auto const& timer : state.timers) {
        if (!line.due || timer.due < *line.due)
            line.due = timer.due;
    }
    return line;
}

std::vector<store::ListItem> list_items(OrderLine const& line)
{
    auto const view = static_cast<store::View>(View::orders);
    auto const key = store::key_of(line.order.number);
    auto const sort = store::key_of(line.changed);
    std::vector<store::ListItem> items { { view, scope_all(), sort, key } };
    for (auto const party : { line.buyer, line.supplier }) {
        items.push_back({ view, scope_of(party), sort, key });
        items.push_back({ view, scope_of(party, line.phase), sort, key });
    }
    return items;
}

class Work {
public:
    Work(store::Store& store, store::Sequence from, time::Zone zone) : store_(store), zone_(zone)
    {
        slice_.from = slice_.upto = from;
    }

    std::expected<store::Slice, std::string> run(std::span<store::Event const> events)
    {
        if (auto loaded = load(events); !loaded)
            return std::unexpected(std::move(loaded.error()));
        for (auto const& event : events) {
            slice_.upto = event.sequence;
            if (event.type == store::header_type)
                continue;
            auto stored = codec::unpack(event.type, text_of(event.body));
            if (!stored)
                return std::unexpected(
                    fmt::format("the event {} cannot be read: {}", event.sequence, packed::word(stored.error())));
            take(event, *stored);
        }
        finish();
        return std::move(slice_);
    }

private:
    struct Touched {
        AnyAggregate aggregate;
        std::optional<OrderLine> before; ///< as its row in the view was
        Instant changed;
    };

    std::expected<void, std::string> load(std::span<store::Event const> events)
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
            return std::unexpected(snapshots.error().detail);
        std::vector<store::Key> keys;
        for (auto const stream : streams)
            keys.push_back(store::key_of(codec::stream_of(stream).number));
        auto const rows = store_.rows(static_cast<store::View>(View::orders), keys);
        if (!rows)
            return std::unexpected(rows.error().detail);
        for (std::size_t i = 0; i < streams.size(); ++i) {
            auto const stream = codec::stream_of(streams[i]);
            Touched touched { empty_aggregate(stream.subject), {}, {} };
            if (auto const& snapshot = snapshots->value[i]) {
                auto aggregate = unpack_snapshot(*snapshot);
                if (!aggregate)
                    return std::unexpected(fmt::format("the snapshot of {} cannot be read", streams[i]));
                touched.aggregate = *std::move(aggregate);
            }
            if (stream.subject == Subject::order && rows->value[i]) {
                auto line = packed::unpack<OrderLine>(text_of(*rows->value[i]));
                if (!line)
                    return std::unexpected(fmt::format("the row of {} cannot be read", streams[i]));
                touched.before = *std::move(line);
            }
            touched_.emplace(streams[i], std::move(touched));
        }
        return {};
    }

    void take(store::Event const& event, codec::Stored const& stored)
    {
        if (stored.caused.content)
            begin_command(event, *stored.caused.content);
        auto& command = slice_.commands.back();
        ++command.count;
        std::visit(match {
                       [&](codec::Refused const& e) { command.outcome = bytes_of(packed::pack(e)); },
                       [&](codec::AlreadySo const&) {},
                       [&](party::Event const&) { changed(event, stored); },
                       [&](order::Event const& e) {
                           changed(event, stored);
                           std::uint16_t leg = 0;
                           for (auto const& transfer : order::transfers(e))
                               post(transfer, event.sequence, leg);
                       },
                   },
            stored.what);
    }

    void begin_command(store::Event const& event, Digest const& content)
    {
        slice_.commands.push_back({ event.command, content, event.sequence, 0, {} });
    }

    void changed(store::Event const& event, codec::Stored const& stored)
    {
        auto& touched = touched_.at(event.stream);
        apply(touched.aggregate, event, stored);
        touched.changed = event.at;
        slice_.index.push_back({ event.stream, event.version, event.sequence });
    }

    void post(escrow::Transfer const& transfer, store::Sequence sequence, std::uint16_t& leg)
    {
        bool const posted = transfer.phase == escrow::Phase::post || transfer.phase == escrow::Phase::post_pending;
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
            if (posted)
                done += amount;
            ++sums.version;
            sums.as_of = sequence;
            if (posted)
                slice_.entries.push_back({ sequence, leg++, static_cast<store::AccountId>(to_number(account)),
                    account.currency, debit ? amount : 0, debit ? 0 : amount });
        }
    }

    void finish()
    {
        for (auto const& [number, touched] : touched_) {
            auto const stream = codec::stream_of(number);
            slice_.snapshots.push_back(pack_snapshot(stream, touched.aggregate));
            if (stream.subject == Subject::order)
                order_rows(stream, touched);
        }
    }

    void order_rows(Stream stream, Touched const& touched)
    {
        auto const& order = std::get<Aggregate<order::State>>(touched.aggregate);
        auto const line = line_of(stream, order, touched.changed);
        if (touched.before)
            slice_.lists_removed = joined(std::move(slice_.lists_removed), list_items(*touched.before));
        slice_.lists = joined(std::move(slice_.lists), list_items(line));
        slice_.rows.push_back(
            { static_cast<store::View>(View::orders), store::key_of(stream.number), bytes_of(packed::pack(line)) });
        timers(stream, order.state);
    }

    /// One timer row an order: the earliest day on which time acts.
    void timers(Stream stream, order::State const& state)
    {
        auto const key = store::key_of(codec::to_number(stream));
        act::Timer const* next = nullptr;
        for (auto const& timer : state.timers) {
            if (next == nullptr || timer.due < next->due)
                next = &timer;
        }
        if (next == nullptr) {
            slice_.timers_removed.push_back(key);
            return;
        }
        // It acts when the day is over where the programme counts its days.
        auto const moment = zone_.instant({ next->due.plus_days(1), 0, 0, 0, 0 }, time::Unclear::second);
        slice_.timers.push_back(
            { key, moment, bytes_of(packed::pack(TimerBody { { stream.number }, next->rule, next->due })) });
    }

    static std::vector<store::ListItem> joined(std::vector<store::ListItem> to, std::vector<store::ListItem> more)
    {
        to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        return to;
    }

public:
    /// Sums of the slice on top of what the store has.
    std::expected<void, std::string> accounts(store::Slice& slice)
    {
        std::vector<store::AccountId> ids;
        for (auto const& [id, sums] : accounts_)
            ids.push_back(id);
        auto const known = store_.accounts(ids);
        if (!known)
            return std::unexpected(known.error().detail);
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
            slice.accounts.push_back(sums);
        }
        return {};
    }

private:
    store::Store& store_;
    time::Zone zone_;
    store::Slice slice_;
    std::map<store::StreamId, Touched> touched_;
    std::map<store::AccountId, store::Account> accounts_;
};

} // namespace

store::Key scope_all()
{
    return "all";
}

store::Key scope_of(Id<Party> party)
{
    return "p" + store::key_of(party.number);
}

store::Key scope_of(Id<Party> party, order::Phase phase)
{
    return scope_of(party) + static_cast<char>(phase);
}

AnyAggregate empty_aggregate(Subject subject)
{
    if (subject == Subject::party)
        return Aggregate<party::State> {};
    return Aggregate<order::State> {};
}

void apply(AnyAggregate& aggregate, store::Event const& event, codec::Stored const& stored)
{
    std::visit(match {
                   [&](Aggregate<party::State>& party) { evolve(party.state, std::get<party::Event>(stored.what)); },
                   [&](Aggregate<order::State>& order) { evolve(order.state, std::get<order::Event>(stored.what)); },
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
    auto const read = [&]<class State>(Aggregate<State> empty) -> std::expected<AnyAggregate, packed::Fault> {
        empty.state = RECOURSE_TRY(packed::unpack<State>(text_of(snapshot.body)));
        empty.version = snapshot.version;
        empty.last = snapshot.as_of;
        return AnyAggregate { std::move(empty) };
    };
    if (codec::stream_of(snapshot.stream).subject == Subject::party)
        return read(Aggregate<party::State> {});
    return read(Aggregate<order::State> {});
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

std::expected<store::Slice, std::string> slice_of(
    store::Store& store, store::Sequence from, std::span<store::Event const> events, time::Zone zone)
{
    Work work(store, from, zone);
    auto slice = work.run(events);
    if (!slice)
        return slice;
    if (auto done = work.accounts(*slice); !done)
        return std::unexpected(std::move(done.error()));
    return slice;
}

} // namespace recourse::app

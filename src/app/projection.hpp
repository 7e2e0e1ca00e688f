#pragma once

#include "app/domain.hpp"
#include "store/store.hpp"

#include <expected>
#include <span>
#include <string>

namespace recourse::app {

/// The read models, by the store's number for them. Stored, but dropped and made anew when they change.
enum class View : store::View {
    orders
    = 1, ///< rows: what lists show of an order; lists: by "all", by party, by party and phase, newest change last
    parties = 2,
};

/// What lists show of an order; its row in the view `orders`.
struct OrderLine {
    Id<Order> order;
    std::uint32_t version = 0;
    Id<Party> buyer;
    Id<Party> supplier;
    std::string goods;
    Money price;
    Money held;
    order::Phase phase = order::Phase::none;
    Instant changed;
    std::optional<Date> due; ///< the next day that time acts on
    bool frozen = false;
};
BOOST_DESCRIBE_STRUCT(OrderLine, (), (order, version, buyer, supplier, goods, price, held, phase, changed, due, frozen))

/// Scopes of the lists of orders.
store::Key scope_all();
store::Key scope_of(Id<Party>);
store::Key scope_of(Id<Party>, order::Phase);

/// The body of a timer: the command that it sends.
struct TimerBody {
    Id<Order> order;
    std::string rule;
    Date due;
};
BOOST_DESCRIBE_STRUCT(TimerBody, (), (order, rule, due))

/// Works out what the events (headers among them) change in the projections, from what the store has. The same events
/// on the same projections always give the same slice. Errors: a sentence; the store gave no answer, or an event cannot
/// be read.
std::expected<store::Slice, std::string> slice_of(
    store::Store&, store::Sequence from, std::span<store::Event const>, time::Zone);

/// The state that a snapshot holds, and its packed form.
std::expected<AnyAggregate, packed::Fault> unpack_snapshot(store::Snapshot const&);
store::Snapshot pack_snapshot(Stream, AnyAggregate const&);

/// Applies one event to an aggregate of its stream, an empty one where it is the first.
void apply(AnyAggregate&, store::Event const&, codec::Stored const&);
AnyAggregate empty_aggregate(Subject);

} // namespace recourse::app

#pragma once

#include "app/domain.hpp"
#include "app/views.hpp"
#include "store/store.hpp"

#include <expected>
#include <span>
#include <string>

namespace recourse::app {

/// Works out what the events (headers among them) change in the projections, from what the store has. The same events
/// on the same projections always give the same slice. Errors: the store gave no answer; corrupt: an event or a
/// snapshot cannot be read.
store::Read<store::Slice> slice_of(store::Store&, store::Sequence from, std::span<store::Event const>, time::Zone);

/// The state that a snapshot holds, and its packed form.
std::expected<AnyAggregate, packed::Fault> unpack_snapshot(store::Snapshot const&);
store::Snapshot pack_snapshot(Stream, AnyAggregate const&);

/// Applies one event to an aggregate of its stream, an empty one where it is the first.
void apply(AnyAggregate&, store::Event const&, codec::Stored const&);

} // namespace recourse::app

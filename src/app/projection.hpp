#pragma once

#include "app/domain.hpp"
#include "app/lately.hpp"
#include "app/views.hpp"
#include "store/store.hpp"

#include <expected>
#include <span>
#include <string>

namespace recourse::app {

/// A snapshot is kept of every so many versions of a subject, so that the events after it are soon read; which ones
/// does not depend on how the log was cut into slices. Changing this changes the views.
inline constexpr std::uint32_t versions_per_snapshot = 8;

/// Works out what the events of the log change in the projections, slice by slice. It keeps in memory what it has
/// worked with lately, so that little is read from the store. For one thread.
class Projector {
public:
    Projector(store::Store&, time::Zone, std::size_t subjects_max = 20'000);

    /// What the events (headers among them) change, those before them being in the store. The same events on the same
    /// projections always give the same slice. Errors: the store gave no answer; corrupt: an event or a snapshot cannot
    /// be read. Where the slice does not get into the store, `forget`.
    store::Read<store::Slice> slice_of(store::Sequence from, std::span<store::Event const* const>);
    /// Goes by the store again.
    void forget();

private:
    friend class SliceWork;
    /// As the events up to the last slice made it.
    struct Subject {
        AnyAggregate aggregate;
        std::vector<store::ListItem> items; ///< where it stands in lists
        std::optional<Date> wake; ///< of its timer
    };

    store::Store& store_;
    time::Zone zone_;
    Lately<store::StreamId, Subject> subjects_;
    Lately<store::AccountId, store::Account> accounts_;
};

/// Subjects as the projections have them: a snapshot where there is one, and the events after it. Nothing for one that
/// has no event there. Not of one moment: each is at least as new as the views were when it was asked for.
store::Read<std::vector<std::optional<AnyAggregate>>> load_subjects(store::Store&, std::span<store::StreamId const>);
store::Read<std::optional<AnyAggregate>> load_subject(store::Store&, store::StreamId);

/// The subject of an event of the log as it stood before it.
store::Read<AnyAggregate> load_before(store::Store&, store::Event const&);

/// The state that a snapshot holds, and its packed form.
std::expected<AnyAggregate, packed::Fault> unpack_snapshot(store::Snapshot const&);
store::Snapshot pack_snapshot(Stream, AnyAggregate const&);

/// Applies one event to an aggregate of its stream, an empty one where it is the first.
void apply(AnyAggregate&, store::Event const&, codec::Stored const&);

} // namespace recourse::app

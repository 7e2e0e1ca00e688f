#pragma once

#include "core/evidence/state.hpp"
#include "store/store.hpp"
#include "vault/keeper/keeper.hpp"

#include <atomic>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

// What is done in a dossier is an event of the desk; what follows from it is a record of the vault's log. This is the
// way from the one to the other (docs/decisions/vault-of-a-desk.md).

namespace recourse::custody {

/// An order of erasure: the bytes, and by the events of which dossier.
struct Erasure {
    Id<Dossier> dossier;
    Digest digest;
};

/// Takes the events of dossiers into a keeper, in their order, and goes on where it stopped: the place is in what it
/// writes. One thread calls it, a step at a time; `followed` may be asked by any.
class Follower {
public:
    struct Parts {
        store::Store& store;
        vault::keeper::Keeper& keeper;
        std::function<store::Sequence()> durable; ///< the last event on disk
        /// Takes bytes away, once it is on disk by which order. False: not now, it is asked again.
        std::function<bool(Erasure const&)> take_away;
        /// It cannot go on until the vault is opened anew, and why: a sentence for the operator.
        std::function<void(std::string const&)> stops = {};
        /// What keeps it from recording for now; nothing: it records again.
        std::function<void(vault::Fault const*)> trouble = {};
    };
    explicit Follower(Parts parts) : parts_(std::move(parts)) { }

    /// The records of the last event that was taken in are offered once more: other events than those from which the
    /// log was made are found out, and an erasure that was stopped halfway is carried through. `noted`: up to where
    /// events were looked at that gave no records.
    /// Errors: a sentence with what to do: the vault is ahead of the events or made from others, or the log of events
    /// gives no answer.
    std::expected<void, std::string> begin(store::Sequence noted);

    /// Takes in some events; false: there is nothing to do, or not now.
    bool follow_some();

    /// All records of events up to this one are in the vault's log.
    store::Sequence followed() const { return followed_.load(std::memory_order_acquire); }
    /// When that event became durable; zero: nothing was followed since the start.
    Instant followed_at() const { return followed_at_; }

private:
    struct Folded {
        evidence::State state;
        std::uint32_t version = 0;
    };
    /// What follows from one event of a dossier.
    struct Followed {
        std::vector<vault::keeper::Entry> entries;
        std::optional<Erasure> erasure;
    };

    /// Takes in events from the first on, up to the first erasure among them: how many; nothing: not now.
    std::optional<std::size_t> take_in(std::span<store::Event const>);
    /// Nothing: the store has not all of the dossier's events at hand yet.
    std::optional<Followed> fold(store::Event const&);
    void stop(std::string because);

    Parts parts_;
    std::unordered_map<std::uint64_t, Folded> states_;
    std::atomic<store::Sequence> followed_ = 0;
    Instant followed_at_ {};
    std::optional<std::string> stopped_;
};

} // namespace recourse::custody

#pragma once

#include "app/envelope.hpp"
#include "app/rule_books.hpp"
#include "core/escrow/book.hpp"
#include "core/order/state.hpp"
#include "time/zones.hpp"

#include <expected>
#include <string>
#include <unordered_map>
#include <vector>

namespace recourse::app {

/// One subject in memory: its state, and how many events made it.
template <class State>
struct Aggregate {
    State state;
    std::uint32_t version = 0;
    store::Sequence last = 0; ///< its latest event
};

using AnyAggregate = std::variant<Aggregate<party::State>, Aggregate<order::State>>;

/// What one command did.
struct Change {
    Stream stream;
    std::uint32_t version = 0;
    codec::Happening what;
};

/// A rule that holds whatever the command was does not hold: a bug of ours. Nothing may be written.
struct Breach {
    std::string invariant;
    std::string detail;
};

struct Decided {
    std::vector<Change> changes; ///< at least one: a refusal and "already so" are changes, too
    Outcome outcome; ///< without `as_of`
};

/// All that decisions rest on, in memory, for one thread. It decides, checks that money is conserved, and takes the
/// events in; it knows no disk and no clock.
class Domain {
public:
    Domain(std::shared_ptr<RuleBooks const>, time::Zone);

    /// Whether the subject is in memory, or need not be because it is only being made.
    bool has(Stream) const;
    /// What a snapshot and the events after it made; does nothing where it is in memory already.
    void restore(Stream, AnyAggregate);
    void restore(escrow::Account const&, escrow::Balance const&);

    /// Decides and takes the events in. `next` is the sequence of the first event that this command brings; it is the
    /// number of what the command makes.
    std::expected<Decided, Breach> carry_out(Envelope const&, Instant now, store::Sequence next);

    /// Takes in what had happened before, in the order of the log.
    std::expected<void, Breach> replay(store::Event const&, codec::Stored const&);

    escrow::Book const& book() const { return book_; }
    AnyAggregate const* find(Stream) const;
    std::size_t size() const { return orders_.size() + parties_.size(); }

    /// Forgets orders that nothing has touched since `before` until at most `keep` are left; the streams that are gone.
    std::vector<std::uint64_t> forget(store::Sequence before, std::size_t keep);

private:
    std::expected<Decided, Breach> carry_out(party::Command const&, Envelope const&, store::Sequence next);
    std::expected<Decided, Breach> carry_out(order::Command const&, Envelope const&, Instant now, store::Sequence next);
    std::expected<void, Breach> post(Aggregate<order::State> const& before, order::Event const&, Id<Order>);

    std::shared_ptr<RuleBooks const> books_;
    time::Zone zone_;
    std::unordered_map<std::uint64_t, AnyAggregate> parties_;
    std::unordered_map<std::uint64_t, AnyAggregate> orders_;
    escrow::Book book_;
};

} // namespace recourse::app

#pragma once

#include "app/envelope.hpp"
#include "app/rule_books.hpp"
#include "core/claim/decide.hpp"
#include "core/escrow/book.hpp"
#include "core/evidence/state.hpp"
#include "core/matter/state.hpp"
#include "core/order/state.hpp"
#include "core/standing/state.hpp"
#include "time/zones.hpp"

#include <expected>
#include <functional>
#include <map>
#include <set>
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

using AnyAggregate = std::variant<Aggregate<party::State>, Aggregate<order::State>, Aggregate<claim::State>,
    Aggregate<standing::State>, Aggregate<remittance::State>, Aggregate<statement::State>, Aggregate<movement::State>,
    Aggregate<payout::State>, Aggregate<edition::State>, Aggregate<evidence::State>, Aggregate<matter::State>>;

/// A subject of which nothing has happened yet. Asserts that there are such subjects.
AnyAggregate empty_aggregate(Subject);
std::uint32_t version_of(AnyAggregate const&);
store::Sequence last_of(AnyAggregate const&);

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

/// A command that the desk's own machinery sends because of an event.
struct Follow {
    std::size_t cause = 0; ///< position of the event among the changes
    Stream target;
    Command command;
};

struct Decided {
    std::vector<Change> changes; ///< at least one: a refusal and "already so" are changes, too
    Outcome outcome; ///< without `as_of`
    std::vector<Follow> follows; ///< to be carried out in the same batch, in this order
};

/// What the guarantee pool can pay, in minor units by currency code: what is in it, less what it wants back.
using Pools = std::map<std::string, std::int64_t, std::less<>>;

/// All that decisions rest on, in memory, for one thread. It decides, checks what has to hold whatever the command was,
/// and takes the events in; it knows no disk and no clock.
class Domain {
public:
    Domain(std::shared_ptr<RuleBooks const>, time::Zone);

    /// The next subject that the command needs and that is not in memory; nothing: it can be carried out.
    std::optional<Stream> missing(Envelope const&) const;
    /// What a snapshot and the events after it made; does nothing where it is in memory already.
    void restore(Stream, AnyAggregate&&);
    void restore(escrow::Account const&, escrow::Balance const&);
    /// A refund of the claim that was proposed or approved and not sent, as the projections have it.
    void restore(Id<Claim>, Id<Remittance>);

    /// Decides and takes the events in. `next` is the sequence of the first event that this command brings; it is the
    /// number of what the command makes. Asserts that nothing is missing.
    std::expected<Decided, Breach> carry_out(Envelope const&, Instant now, store::Sequence next);

    /// Takes in what had happened before, in the order of the log. The subject has to be in memory.
    std::expected<void, Breach> replay(store::Event const&, codec::Stored const&);

    escrow::Book const& book() const { return book_; }
    /// What the pool can pay; nothing where that has not changed since the question before.
    std::optional<Pools> pools_moved();
    /// Suppliers of whom the book and the standing do not want the same back, each as a sentence: what has to hold
    /// between commands. Of the suppliers in memory.
    std::vector<std::string> recourse_differs() const;
    AnyAggregate const* find(Stream) const;
    std::size_t size() const { return aggregates_.size(); }

    /// Forgets subjects that nothing has touched since `before`, those left alone the longest first, until at most
    /// `keep` are left; those that are gone. Settled accounts go with them.
    std::vector<std::uint64_t> forget(store::Sequence before, std::size_t keep);

private:
    struct Now {
        Instant now;
        Date today;
        store::Sequence next;
    };

    template <class State>
    Aggregate<State> const& get(Stream) const;
    std::expected<Decided, Breach> carry_out(party::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(order::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(claim::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(standing::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(remittance::Command const&, Envelope const&, Now const&);
    // Of the bank's files: domain_bank.cpp.
    std::expected<Decided, Breach> carry_out(statement::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(movement::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(payout::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(edition::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(evidence::Command const&, Envelope const&, Now const&);
    std::expected<Decided, Breach> carry_out(matter::Command const&, Envelope const&, Now const&);
    void need_for(movement::Command const&, Stream target, std::function<void(Stream)> const& need) const;
    void need_for(payout::Command const&, Stream target, std::function<void(Stream)> const& need) const;
    void need_for(evidence::Command const&, Envelope const&, std::function<void(Stream)> const& need) const;
    void need_for(matter::Command const&, Envelope const&, std::function<void(Stream)> const& need) const;
    act::Decision<order::Event> ask(Id<Order>, order::Command const&, Now const&) const;
    /// Who may not approve the remittance because he determined the claim that it pays.
    std::vector<Id<Person>> determined_by(remittance::Detail const&) const;
    /// What the buyer owes back by the claim, or the order, of which this is a refund; nothing: nothing.
    std::optional<Money> owed_by(remittance::Detail const&) const;
    // Of a supplier's money: domain_recourse.cpp.
    void need_against(remittance::Detail const&, std::function<void(Stream)> const& need) const;
    remittance::Against against(remittance::Detail const&, Date today) const;
    void need_recourse(Id<Party>, std::function<void(Stream)> const& need) const;
    /// The accounts to which a confirmed link stands.
    void need_linked(Id<Party>, std::function<void(Stream)> const& need) const;
    /// What the pool wants back of these, in the currency of the limits.
    Money wanted_of_linked(Id<Party>) const;
    /// What the pool wants back of the supplier in that currency, the claim that was opened first at the beginning.
    std::vector<remittance::Open> open_recourse(Id<Party>, Currency) const;
    std::optional<Money> owed_of(standing::Recourse const&) const;
    /// What the standing is to be told where the pool has paid so much more for the claim, or less.
    std::vector<standing::Command> recourse_changed(Id<Party>, Id<Claim>, Id<Order>, Money by_pool, Date today) const;
    std::vector<standing::Command> recourse_repaid(Id<Party>, std::span<remittance::Share const>) const;
    void note(Id<Remittance>, remittance::State const&);
    act::Decision<remittance::Event> ask(
        Id<Remittance>, remittance::Command const&, act::Actor const&, Now const&) const;
    payout::Due due_of(Id<Remittance>, Date today) const;
    std::expected<void, Breach> take(std::vector<Change> const&, store::Sequence next);
    std::expected<void, Breach> apply(std::span<escrow::Transfer const>, std::string_view whose);
    std::expected<void, Breach> hold_agrees(Id<Order>) const;
    Money pool_left(Currency) const;
    std::expected<claim::Context, act::Refusal> claim_context(Envelope const&, Now const&, Id<Claim>, Id<Order>,
        std::vector<claim::Earlier>&, std::vector<Id<Party>>& linked) const;
    void follow(Decided&, Date today) const;
    /// The last day to open a claim on an order that has completed; nothing: the book knows none.
    std::optional<Date> cover_until(order::State const&) const;

    std::shared_ptr<RuleBooks const> books_;
    time::Zone zone_;
    std::unordered_map<std::uint64_t, AnyAggregate> aggregates_; ///< by the number of their stream
    escrow::Book book_;
    std::map<std::string, std::int64_t, std::less<>> recourse_; ///< what the pool wants back in all, by currency
    std::set<std::string, std::less<>> pooled_; ///< currencies in which the pool has, or had, something
    bool pools_moved_ = true;
    std::map<Id<Claim>, std::set<Id<Remittance>>> unsent_; ///< refunds that are proposed or approved
};

} // namespace recourse::app

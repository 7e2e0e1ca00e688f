#include "app/decided.hpp"
#include "core/evidence/invariants.hpp"

// Dossiers: that of an order has the order's number, and asks the order who its sides are and whether it is over.

namespace recourse::app {

namespace {

/// The party for which a dossier without an order is opened.
Id<Party> buyer_of(evidence::OpenAlone const& command, act::Actor const& actor)
{
    return command.buyer.value_or(actor.party);
}

/// The order of the dossier; 0: it has none.
Id<Order> order_of(evidence::State const& state, evidence::Command const& command, Stream target)
{
    if (std::holds_alternative<evidence::Open>(command))
        return { target.number };
    return state.order;
}

} // namespace

void Domain::need_for(
    evidence::Command const& command, Envelope const& envelope, std::function<void(Stream)> const& need) const
{
    if (auto const* open = std::get_if<evidence::OpenAlone>(&command))
        need(party_stream(buyer_of(*open, envelope.actor)));
    need(order_stream(order_of(get<evidence::State>(envelope.target).state, command, envelope.target)));
}

std::expected<Decided, Breach> Domain::carry_out(
    evidence::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::dossier, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const before = get<evidence::State>(target);
    evidence::Context context { envelope.actor, { now.now, now.today }, now.next, {}, false, envelope.kept,
        envelope.behind };
    if (auto const order = order_of(before.state, command, envelope.target)) {
        auto const& state = get<order::State>(order_stream(order)).state;
        if (state.phase != order::Phase::none)
            context.order = evidence::OrderFacts { order, state.terms.buyer, state.terms.supplier,
                state.completed_on ? state.completed_on : state.closed_on };
    }
    if (auto const* open = std::get_if<evidence::OpenAlone>(&command)) {
        auto const buyer = buyer_of(*open, envelope.actor);
        context.knows_buyer = buyer && get<party::State>(party_stream(buyer)).state.known;
    }
    auto decision = evidence::decide(before.state, command, context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    auto decided = as_done(target, before.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    auto const broken = evidence::breaches(before.state, get<evidence::State>(target).state);
    if (!broken.empty())
        return std::unexpected(Breach { std::string { broken.front() }, to_string(Id<Dossier> { target.number }) });
    return decided;
}

} // namespace recourse::app

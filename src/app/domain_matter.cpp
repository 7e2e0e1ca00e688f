#include "app/decided.hpp"
#include "app/platform_facts.hpp"
#include "core/evidence/refusals.hpp"
#include "core/evidence/viewer.hpp"
#include "core/matter/invariants.hpp"

#include <algorithm>

// Matters: that of an order has the order's number, and asks the order, its claims and its dossier what it has to know.

namespace recourse::app {

namespace {

/// The order of the matter; 0: it has none.
Id<Order> order_of(matter::State const& state, matter::Command const& command, Stream target)
{
    if (std::holds_alternative<matter::Open>(command))
        return { target.number };
    return state.order;
}

/// The dossier in which the exhibits lie that a command may name; 0: there is none.
Stream dossier_of(matter::State const& state, matter::Command const& command)
{
    if (state.order)
        return { Subject::dossier, state.order.number };
    auto const* outside = std::get_if<matter::OpenOutside>(&command);
    auto const& named = outside == nullptr ? state.dossier : outside->dossier;
    return { Subject::dossier, named.value_or(Id<Dossier> {}).number };
}

/// The first exhibit that the command names and the actor does not read.
std::optional<Id<evidence::Exhibit>> unread(
    matter::Command const& command, evidence::State const& dossier, act::Actor const& actor)
{
    auto const named = matter::named_exhibits(command);
    bool const part = evidence::takes_part(dossier, actor);
    auto const found = std::ranges::find_if(named, [&](Id<evidence::Exhibit> id) {
        auto const* exhibit = part ? evidence::find(dossier, id) : nullptr;
        return exhibit == nullptr || !evidence::reads(actor.role, exhibit->compartment);
    });
    return found == named.end() ? std::nullopt : std::optional { *found };
}

} // namespace

void Domain::need_for(
    matter::Command const& command, Envelope const& envelope, std::function<void(Stream)> const& need) const
{
    auto const& state = get<matter::State>(envelope.target).state;
    if (std::holds_alternative<matter::OpenOutside>(command))
        need(party_stream(envelope.actor.party));
    need(dossier_of(state, command));
    auto const order = order_of(state, command, envelope.target);
    need(order_stream(order));
    for (auto const claim : get<order::State>(order_stream(order)).state.claims)
        need(claim_stream(claim));
}

std::expected<Decided, Breach> Domain::carry_out(
    matter::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::matter, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const before = get<matter::State>(target);
    auto const& actor = envelope.actor;
    auto const& calendar = chinese_calendar(*books_);
    matter::Context context { actor, { now.now, now.today }, calendar };
    context.behind = envelope.behind;
    auto const number = order_of(before.state, command, envelope.target);
    if (number) {
        auto const& order = get<order::State>(order_stream(number)).state;
        std::vector<claim::State const*> claims;
        for (auto const claim : order.claims)
            claims.push_back(&get<claim::State>(claim_stream(claim)).state);
        context.order = order_facts(number, order);
        context.platform = platform_of(*books_, order, claims, now.today);
    }
    auto const& dossier = get<evidence::State>(dossier_of(before.state, command)).state;
    context.unknown_exhibit = unread(command, dossier, actor);
    if (auto const* outside = std::get_if<matter::OpenOutside>(&command)) {
        context.knows_client = actor.party && get<party::State>(party_stream(actor.party)).state.known;
        if (outside->dossier && !evidence::takes_part(dossier, actor))
            return as_refusal(envelope.target, before.version, { &evidence::refusals::not_found, {}, {} });
    }
    auto decision = matter::decide(before.state, command, context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    bool const changes = !decision->empty();
    auto decided = as_done(target, before.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    // What changes nothing counts no day, by whatever calendar.
    if (!changes)
        return decided;
    auto const broken = matter::breaches({ before.state, get<matter::State>(target).state, calendar });
    if (!broken.empty())
        return std::unexpected(Breach { std::string { broken.front() }, to_string(Id<Matter> { target.number }) });
    return decided;
}

} // namespace recourse::app

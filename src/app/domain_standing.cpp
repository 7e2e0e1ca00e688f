#include "app/decided.hpp"
#include "app/refusals.hpp"
#include "core/claim/refusals.hpp"
#include "core/standing/decide.hpp"
#include "core/standing/invariants.hpp"

// What is done about a supplier's standing. A link between two of them changes both in one piece.

namespace recourse::app {

namespace {

using Kept = std::expected<void, Breach>;

} // namespace

std::expected<Decided, Breach> Domain::carry_out(
    standing::Command const& command, Envelope const& envelope, Now const& now)
{
    auto const target = envelope.target;
    Id<Party> const supplier { target.number };
    auto const before = get<standing::State>(target);
    if (!get<party::State>(party_stream(supplier)).state.known)
        return as_refusal(target, before.version, { &party::refusals::not_found, {}, {} });
    auto const* rules = books_->standing({}, now.today);
    if (rules == nullptr)
        return as_refusal(target, before.version,
            { &refusals::unknown_programme, { { "programme", "-" }, { "day", to_string(now.today) } }, {} });
    standing::Context context { envelope.actor, { now.now, now.today }, *rules, supplier };
    context.behind = envelope.behind;
    context.wanted_of_linked = wanted_of_linked(supplier);
    auto const linked = standing::linked_to(before.state, command);
    auto const there = get<standing::State>(standing_stream(linked));
    if (linked)
        context.other = &there.state;
    auto decision = standing::decide(before.state, command, context);
    if (!decision)
        return as_refusal(target, before.version, decision.error());
    auto const* proposed = std::get_if<standing::ProposeLink>(&command);
    auto const other = proposed == nullptr ? linked : proposed->other;
    if (other && !get<party::State>(party_stream(other)).state.known)
        return as_refusal(target, before.version, { &refusals::unknown_party, { { "party", to_string(other) } }, {} });

    if (auto const* points = std::get_if<standing::GivePoints>(&command); points != nullptr && points->claim) {
        auto const& claim = get<claim::State>(claim_stream(points->claim)).state;
        auto const named = to_string(points->claim);
        if (claim.phase == claim::Phase::none)
            return as_refusal(target, before.version, { &refusals::unknown_claim, { { "claim", named } }, {} });
        if (claim.supplier != supplier)
            return as_refusal(target, before.version,
                { &refusals::claim_of_another, { { "claim", named }, { "supplier", to_string(claim.supplier) } }, {} });
    }

    // The other end's events stand first, so that the command's last event is its target's.
    auto const events = *decision;
    auto const at_other = standing::at_the_other_end(before.state, events, context);
    Decided decided;
    add(decided, standing_stream(linked), there.version, at_other);
    add(decided, target, before.version, *std::move(decision));
    decided = finished(std::move(decided), target, before.version);
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    auto const check = [&](Id<Party> whose, standing::State const& was, std::vector<standing::Event> const& what) {
        auto const broken = standing::broken_invariant(was, get<standing::State>(standing_stream(whose)).state, what);
        return broken.empty() ? Kept {} : std::unexpected(Breach { std::string { broken }, to_string(whose) });
    };
    if (auto kept = check(supplier, before.state, events); !kept)
        return std::unexpected(std::move(kept.error()));
    if (!at_other.empty()) {
        if (auto kept = check(linked, there.state, at_other); !kept)
            return std::unexpected(std::move(kept.error()));
    }
    return decided;
}

} // namespace recourse::app

#pragma once

#include "app/domain.hpp"

#include <string>
#include <utility>
#include <vector>

// How the parts of the domain say what a command did, and name the streams that they ask for.

namespace recourse::app {

inline Decided as_refusal(Stream target, std::uint32_t version, act::Refusal const& refusal)
{
    Decided decided;
    auto& outcome = decided.outcome;
    outcome.result = Result::refused;
    outcome.target = target;
    outcome.version = version;
    outcome.code = refusal.kind->code;
    outcome.values = refusal.values;
    outcome.rule = refusal.rule;
    codec::Refused event { target, std::string { refusal.kind->code }, {}, {}, refusal.rule };
    for (auto const& [name, value] : refusal.values) {
        event.names.push_back(name);
        event.values.push_back(value);
    }
    decided.changes.push_back({ {}, 0, std::move(event) });
    return decided;
}

/// Adds the events of one subject to what a command did.
template <class Event>
void add(Decided& decided, Stream stream, std::uint32_t version, std::vector<Event> events)
{
    for (auto& event : events)
        decided.changes.push_back({ stream, ++version, std::move(event) });
}

/// The command is done; its target is as its last event left it, or as it was.
inline Decided finished(Decided decided, Stream target, std::uint32_t version)
{
    auto& outcome = decided.outcome;
    outcome.result = Result::done;
    outcome.target = target;
    outcome.version = version;
    for (auto const& change : decided.changes) {
        if (change.stream == target)
            outcome.version = change.version;
    }
    if (decided.changes.empty())
        decided.changes.push_back({ {}, 0, codec::AlreadySo { target, version } });
    return decided;
}

template <class Event>
Decided as_done(Stream target, std::uint32_t version, std::vector<Event> events)
{
    Decided decided;
    add(decided, target, version, std::move(events));
    return finished(std::move(decided), target, version);
}

inline Stream order_stream(Id<Order> order)
{
    return { Subject::order, order.number };
}
inline Stream claim_stream(Id<Claim> claim)
{
    return { Subject::claim, claim.number };
}
inline Stream standing_stream(Id<Party> supplier)
{
    return { Subject::standing, supplier.number };
}
inline Stream party_stream(Id<Party> party)
{
    return { Subject::party, party.number };
}

/// Of an order: it has the order's number.
inline Stream matter_stream(Id<Order> order)
{
    return { Subject::matter, order.number };
}
inline Stream remittance_stream(Id<Remittance> remittance)
{
    return { Subject::remittance, remittance.number };
}

template <class State>
Aggregate<State> const& Domain::get(Stream stream) const
{
    static Aggregate<State> const none;
    auto const* found = find(stream);
    return found == nullptr ? none : std::get<Aggregate<State>>(*found);
}

} // namespace recourse::app

#pragma once

#include "core/act/four_eyes.hpp"
#include "core/evidence/commands.hpp"
#include "core/evidence/state.hpp"

namespace recourse::evidence {

/// What the vault says of the bytes that a command names.
struct Kept {
    Digest digest;
    std::uint64_t size = 0;
    friend bool operator==(Kept const&, Kept const&) = default;
};

/// What a dossier needs to know of its order.
struct OrderFacts {
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
    std::optional<Date> over_on; ///< completed, or closed without that; nothing: it still runs
};

/// What a decision sees beside the dossier and the command.
struct Context {
    act::Actor actor;
    act::Moment moment;
    std::uint64_t next = 0; ///< place in the log of the first event: the number of what the command adds
    std::optional<OrderFacts> order; ///< of the dossier, or on which it is opened; nothing: there is none
    bool knows_buyer = false; ///< the party that OpenAlone names, or for which it is sent, is registered
    std::optional<Kept> kept; ///< of AddExhibit; nothing: the vault does not hold what it names
    act::Behind behind {};
};

/// Events, or the first guard that stands against the command: is it there for this actor (404), may the actor do it
/// (403), does what has happened allow it (409), do the values fit (422). What lies in a compartment that the actor
/// does not read is not there. Erasing goes by digest, as an order names bytes, and needs no reading. Pure.
act::Decision<Event> decide(State const&, Command const&, Context const&);

/// What of all the exhibits of one compartment, and so on, fits in one dossier.
inline constexpr std::size_t exhibits_max = 1'000;
inline constexpr std::size_t entries_max = 2'000; ///< of facts, of issues, of links, of groups, of holds, of hand-overs

/// The last day on which the records of the order are kept whatever anybody wants: three years from its completion, the
/// last day included. E-Commerce Law of the PRC, art. 31: information on goods, services and transactions is kept for
/// no less than three years from the day on which the transaction is completed. An erasure that the law on personal
/// information wants waits until then: Personal Information Protection Law, art. 47(2). 29 February ends on 28.
inline Date retained_until(Date over_on)
{
    return over_on.plus_years(3);
}

} // namespace recourse::evidence

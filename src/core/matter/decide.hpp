#pragma once

#include "core/act/four_eyes.hpp"
#include "core/matter/commands.hpp"
#include "core/matter/state.hpp"

namespace recourse::matter {

/// What a matter needs to know of its order.
struct OrderFacts {
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
};

/// What the other track has to say.
struct Platform {
    bool claim_open = false; ///< a claim with the programme is not closed
    std::optional<Money>
        claimable; ///< what can still come of it, in the order's currency; nothing: no claim is possible
    bool suit_ends_claim = false; ///< the programme's rules drop a claim once its buyer sues
    bool chargeback_runs = false;
};

/// What a decision sees beside the matter and the command.
struct Context {
    act::Actor actor;
    act::Moment moment;
    time::Calendar const& calendar; ///< of the PRC
    std::optional<OrderFacts> order {}; ///< on which it is opened; nothing: there is none
    bool knows_client = false; ///< the party of whoever opens it is registered
    Platform platform {};
    /// The claim statement of today, in the matter's currency and no other, interest and costs included; nothing: it
    /// was not worked out, and the heads stand for it.
    std::optional<Money> statement {};
    /// The first exhibit that the command names and the actor does not read.
    std::optional<Id<evidence::Exhibit>> unknown_exhibit {};
    act::Behind behind {};
};

/// Events, or the first guard that stands against the command: is it there for this actor (404), may the actor do it
/// (403), does what has happened allow it (409), do the values fit (422). For everybody but the client, its counsel
/// and an auditor who was let in the matter is not there. Pure.
///
/// After what the command brings, and in the same batch, comes what follows of itself: all was recovered and nothing
/// is frozen, so the matter is closed; the days are counted anew where they have changed.
act::Decision<Event> decide(State const&, Command const&, Context const&);

/// The whole claim today: what the statement gives, or more where the heads or a title say so; what a full and final
/// settlement left.
Money whole_claim(State const&, Context const&);
/// What of it is still to come; never below nothing.
Money left_of_claim(State const&, Context const&);
/// What the offer gives up here, and with the programme where it ends the claim there.
Waiver given_up(State const&, Offer const&, Context const&);
/// What stands elsewhere against choosing that forum, or filing there.
std::vector<Interlock> interlocks(State const&, Choice const&, Platform const&, bool files);

/// The days as they stand, counted by this calendar.
std::vector<limitation::Row> count_days(State const&, time::Calendar const&);

/// Whether counting by this calendar would change a day: whoever goes through all matters after a new notice sends
/// Recount only where it does. The record and the rows are room that is used again.
bool days_change(State const&, time::Calendar const&, limitation::Record& record, std::vector<limitation::Row>& rows);

/// How many entries of one kind a matter has at most.
inline constexpr std::size_t entries_max = 500;

} // namespace recourse::matter

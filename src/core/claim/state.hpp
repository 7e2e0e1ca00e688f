#pragma once

#include "core/claim/commands.hpp"
#include "core/claim/events.hpp"

#include <optional>
#include <vector>

namespace recourse::claim {

struct ExhibitState {
    std::uint32_t number = 0; ///< from 1, never used again
    Date on;
    act::Actor by;
    Exhibit exhibit;
    std::string slot;
    std::string
        inadmissible; ///< the rule by which it does not count, as long as the other side has not acknowledged it
    bool acknowledged = false;
    bool withdrawn = false; ///< it stays on record
    std::string withdrawn_because;
};
struct OfferState {
    std::uint32_t number = 0; ///< from 1
    Date on;
    act::Role by = act::Role::supplier;
    Offer offer;
    Money given_up; ///< what the buyer gives up by it
    OfferStatus status = OfferStatus::open;
};
struct Inspection {
    Id<Party> inspector;
    std::string firm;
    Money fee;
    act::Role ordered_by = act::Role::buyer;
    act::Role advanced_by = act::Role::buyer;
    Date ordered_on;
    std::optional<Report> report;
    std::optional<Date> reported_on;
};
/// What an officer has decided and a second one has not confirmed.
struct Draft {
    std::uint32_t number = 0;
    Date on;
    Id<Person> by;
    Ruling ruling;
    Proposal proposal;
};
struct Determination {
    std::uint32_t number = 0; ///< of what is due
    Date on;
    Ruling ruling;
    Proposal proposal;
    Id<Person> by;
    Id<Person> confirmed_by;
};
/// What the parties agreed on. It stands between them whatever an officer determines on it.
struct Agreed {
    Money amount;
    Money returned_before; ///< what chargebacks had returned by then
};
/// What the buyer is to get, in all: the last determination, silence or settlement.
struct Due {
    std::uint32_t number = 0;
    Basis basis = Basis::determination;
    Date on;
    Money amount;
    Remedy remedy = Remedy::refund;
    bool return_required = false;
    Money fee; ///< of the inspection: added, below zero taken off
    Date execute_from; ///< the first day on which it may be carried out
    Money returned_before; ///< what chargebacks had returned when it was fixed: the amount takes them into account
    std::string rule;
};
struct ClockState {
    Clock clock;
    bool over = false; ///< the phase it belonged to is over
};
struct ReviewRequest {
    Date on;
    act::Role by = act::Role::buyer;
    std::string reasons;
    std::vector<std::uint32_t> exhibits;
};

/// A claim as its events made it.
struct State {
    Phase phase = Phase::none;
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
    Date opened_on;
    std::vector<Line> lines;
    Remedy remedy = Remedy::refund; ///< sought
    Money claimed;
    Money reversed_before; ///< of the order's payments, before the claim
    std::string edition;
    std::string reading;
    std::optional<Given> window;
    std::optional<Given> escalation;
    std::vector<Slot> slots;
    std::vector<ExhibitState> exhibits;
    std::optional<Stance> answer; ///< the supplier's last
    std::string answer_text;
    bool buyer_to_reply = false; ///< the supplier has answered or offered, and the buyer has done nothing since
    std::vector<OfferState> offers;
    std::optional<Date> escalated_on;
    std::optional<Inspection> inspection;
    std::uint32_t drafts = 0;
    std::optional<Draft> draft;
    std::vector<Determination> determinations;
    std::uint32_t dues = 0; ///< how often something became due
    std::optional<Due> due;
    std::optional<ReviewRight> review;
    std::uint32_t reviews = 0; ///< requests that an officer has answered
    std::optional<ReviewRequest> review_request; ///< not answered
    std::optional<Date> return_shipped_on;
    std::string return_tracking;
    std::optional<Date> return_received_on;
    std::uint32_t executed = 0; ///< number of what was carried out last
    std::uint32_t executions = 0;
    Money paid; ///< to the buyer, without fees
    Money fee_paid;
    Money by_pool; ///< of both, paid for the supplier, who owes it
    Money unfunded; ///< of the last execution
    Money owed_by_buyer; ///< paid beyond what is due; nobody takes it back by itself
    Money returned; ///< by chargebacks since the claim was opened, less what of them was undone
    std::optional<Date> suspended_on; ///< by a chargeback
    Ending ending = Ending::none;
    std::optional<Date> closed_on;
    std::string closed_by_rule;
    bool final = false; ///< withdrawn, and the order can have no other claim
    std::vector<ClockState> clocks;
    std::optional<Date> replacement_shipped_on;
    std::string replacement_tracking;
    std::optional<Date> replaced_on;
    Id<Person> leg_ended_by; ///< the officer that ended the last leg that stood still
    std::optional<Money> refunded_before; ///< paid by the time the claim was closed before; nothing: it never was
    std::optional<Agreed> agreed; ///< the settlement that stands; nothing: none, or it failed
};

BOOST_DESCRIBE_STRUCT(
    ExhibitState, (), (number, on, by, exhibit, slot, inadmissible, acknowledged, withdrawn, withdrawn_because))
BOOST_DESCRIBE_STRUCT(OfferState, (), (number, on, by, offer, given_up, status))
BOOST_DESCRIBE_STRUCT(Inspection, (), (inspector, firm, fee, ordered_by, advanced_by, ordered_on, report, reported_on))
BOOST_DESCRIBE_STRUCT(Draft, (), (number, on, by, ruling, proposal))
BOOST_DESCRIBE_STRUCT(Determination, (), (number, on, ruling, proposal, by, confirmed_by))
BOOST_DESCRIBE_STRUCT(Agreed, (), (amount, returned_before))
BOOST_DESCRIBE_STRUCT(
    Due, (), (number, basis, on, amount, remedy, return_required, fee, execute_from, returned_before, rule))
BOOST_DESCRIBE_STRUCT(ClockState, (), (clock, over))
BOOST_DESCRIBE_STRUCT(ReviewRequest, (), (on, by, reasons, exhibits))
BOOST_DESCRIBE_STRUCT(State, (),
    (phase, order, buyer, supplier, opened_on, lines, remedy, claimed, reversed_before, edition, reading, window,
        escalation, slots, exhibits, answer, answer_text, buyer_to_reply, offers, escalated_on, inspection, drafts,
        draft, determinations, dues, due, review, reviews, review_request, return_shipped_on, return_tracking,
        return_received_on, executed, executions, paid, fee_paid, by_pool, unfunded, owed_by_buyer, returned,
        suspended_on, ending, closed_on, closed_by_rule, final, clocks, replacement_shipped_on, replacement_tracking,
        replaced_on, leg_ended_by, refunded_before, agreed))

/// The state after the event. Every event fits: decide has seen to it.
void evolve(State&, Event const&);

/// What is still claimed: less what chargebacks have returned; never below zero.
Money left(State const&);
/// What the buyer is to have by the settlement that stands, less what chargebacks have returned since, and more by what
/// was undone of earlier ones; nothing: none stands.
std::optional<Money> agreed_sum(State const&);
/// What no fund of the parties' own had for a settlement that was carried out, and nobody has determined whether the
/// guarantee pool adds it; zero: nothing.
Money unfunded_settlement(State const&);
/// The parties may still agree, and the claim may still be given up.
bool talking(State const&);
/// Evidence of the slot is there and was not withdrawn.
bool filled(State const&, Slot const&);
/// What the clock waits for has not happened, and its phase is not over: its step is taken once its day is over.
bool runs(State const&, ClockState const&);
/// Something is to go back, or to come instead of money: the claim waits for that.
constexpr bool leg_open(Phase phase)
{
    return phase == Phase::returning || phase == Phase::replacing;
}
/// What the present clock of an open leg is that has an outcome of its own: the book's, or the operator's; null: none.
Clock const* leg_clock(State const&);
/// The first day on which an officer may end the open leg; nothing: none is open, or a clock ends it.
std::optional<Date> officer_from(State const&);
ExhibitState const* find_exhibit(State const&, std::uint32_t number);
OfferState const* find_offer(State const&, std::uint32_t number);
/// The side's open offer.
OfferState const* open_offer_of(State const&, act::Role);

/// A command that the programme's machinery sends on its own once the day has come.
struct Wake {
    Date on;
    Command command;
};
/// All of them, in no order: what a scheduler keeps for the claim.
std::vector<Wake> wakes(State const&);

} // namespace recourse::claim

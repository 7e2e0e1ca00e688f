#pragma once

#include "core/claim/types.hpp"
#include "core/escrow/accounts.hpp"

#include <variant>

// What has happened to a claim. Stored: alternatives are added at the end and never taken away or reordered; a field is
// added at the end of its struct. The money that a claim moves stands in the order's event (order::events::Refunded),
// which is written in the same batch.

namespace recourse::claim::events {

struct Opened {
    Date on;
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier;
    std::vector<Line> lines;
    Remedy remedy = Remedy::refund;
    Money amount;
    Money paid; ///< by the buyer and not got back, on that day
    Money reversed; ///< of the order's payments, taken back before
    std::string edition;
    std::string reading;
    std::string permission; ///< the rule by which it could be opened
    std::optional<Given> window; ///< the last day to open one; nothing: no end is known
    std::optional<Given> escalation; ///< the first day on which a party may escalate; nothing: none may
    std::vector<Slot> slots;
    std::vector<Clock> clocks;
};
struct ExhibitAdded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Exhibit exhibit;
    std::string slot;
    std::string inadmissible; ///< the rule by which it does not count; empty: it does
};
struct ExhibitWithdrawn {
    std::uint32_t number = 0;
    Date on;
    std::string reason;
};
struct ExhibitAcknowledged {
    std::uint32_t number = 0;
    act::Role by = act::Role::supplier;
};
struct EvidenceAsked {
    Date on;
    act::Actor by;
    Slot slot;
    std::vector<Clock> clocks;
};
struct Answered {
    Date on;
    Stance stance = Stance::contests;
    std::string text;
    std::vector<Clock> clocks;
};
struct OfferMade {
    std::uint32_t number = 0;
    Date on;
    act::Role by = act::Role::supplier;
    Offer offer;
    std::uint32_t supersedes = 0; ///< the same side's open offer; 0: it had none
    Money given_up; ///< what the buyer would give up
    bool acknowledged = false; ///< the buyer, who offers, has said so in figures
    std::vector<Clock> clocks;
};
struct OfferRejected {
    std::uint32_t number = 0;
};
struct OfferWithdrawn {
    std::uint32_t number = 0;
};
struct OfferLapsed {
    std::uint32_t number = 0;
};
/// The parties agree: an offer was accepted, or the supplier accepts the claim (offer 0).
struct Settled {
    std::uint32_t number = 0; ///< of what is due: determinations, silence and settlements are counted together
    Date on;
    std::uint32_t offer = 0;
    Money amount;
    Remedy remedy = Remedy::refund;
    bool full_and_final = false;
    bool return_required = false;
    Money given_up; ///< of what could be claimed
    std::optional<Money> acknowledged; ///< what the buyer said it gives up
    Date execute_from;
    std::vector<Clock> clocks;
};
struct Escalated {
    Date on;
    act::Role by = act::Role::platform; ///< platform: by time
    std::string rule;
    std::vector<Clock> clocks;
};
struct InspectionOrdered {
    Date on;
    Id<Party> inspector;
    std::string firm;
    Money fee;
    act::Role ordered_by = act::Role::buyer;
    act::Role advanced_by = act::Role::buyer;
    std::string rule;
};
struct InspectionReported {
    Date on;
    Report report;
};
/// An officer has decided; a second one has to confirm.
struct DeterminationDrafted {
    std::uint32_t draft = 0;
    Date on;
    Id<Person> by;
    Ruling ruling;
    Proposal proposal;
};
struct DraftWithdrawn {
    std::uint32_t draft = 0;
};
struct Determined {
    std::uint32_t number = 0;
    Date on;
    Ruling ruling;
    Proposal proposal;
    Id<Person> by;
    Id<Person> confirmed_by; ///< none: no second officer was needed
    Money fee; ///< of the inspection: added to what the buyer gets, below zero: taken off
    Date execute_from;
    std::optional<ReviewRight> review;
    std::vector<Clock> clocks;
};
/// A rule decides because a party is silent.
struct DecidedBySilence {
    std::uint32_t number = 0;
    Date on;
    act::Role silent = act::Role::supplier;
    std::string rule;
    Money amount;
    Remedy remedy = Remedy::refund;
    Money fee;
    Date execute_from;
    std::optional<ReviewRight> review;
    std::vector<Clock> clocks;
};
struct ReturnShipped {
    Date on;
    std::string tracking;
    std::optional<Digest> proof;
    std::vector<Clock> clocks;
};
struct ReturnReceived {
    Date on;
    std::string rule; ///< by which silence counts as receipt; empty: the supplier confirmed
    std::vector<Clock> clocks {};
};
struct Executed {
    std::uint32_t number = 0; ///< what was due
    Date on;
    Money due; ///< after what was paid before and what a chargeback has returned
    Money deducted; ///< what a chargeback has returned since it was decided; below zero: what was undone of an earlier
                    ///< one
    Money fee; ///< of the inspection, beside `due`
    Money paid; ///< of `due`
    Money fee_paid;
    Money from_hold; ///< of what was paid
    Money by_pool; ///< of it, paid for the supplier, who owes it
    Money unfunded; ///< no fund had it: left to the legal track
    Money owed_by_buyer; ///< paid earlier beyond what is due now; nobody takes it back by itself
};
struct Closed {
    Date on;
    Ending ending = Ending::none;
    std::string rule; ///< of the book, where time or a chargeback closed it
    bool final = false; ///< a withdrawal after which the order can have no other claim
    std::string reason;
};
struct ReviewRequested {
    Date on;
    act::Role by = act::Role::buyer;
    std::string reasons;
    std::vector<std::uint32_t> exhibits;
};
struct ReviewAdmitted {
    Date on;
    Id<Person> by;
    std::string reasons;
    std::vector<Clock> clocks;
};
struct ReviewRefused {
    Date on;
    Id<Person> by;
    std::string reasons;
};
struct ChargebackNoted {
    Date on;
    Money amount; ///< that came back to the buyer
    ChargebackEffect effect = ChargebackEffect::deducts;
    std::string rule;
    Money owed_by_buyer; ///< where the claim was paid already: what the buyer has twice
};
struct Resumed {
    Date on;
    act::Actor by;
};

/// Of what was carried out and not sent, what is undue by now went back to where it came from.
struct RefundTakenBack {
    Date on;
    Money amount; ///< in all
    Money fee; ///< of it, of the inspection
    Money by_pool; ///< of it, what the pool had paid
    Money owed_by_buyer; ///< what is left of it
};

/// The supplier has sent what was agreed instead of money.
struct ReplacementShipped {
    Date on;
    std::string tracking;
    std::optional<Digest> proof;
    std::vector<Clock> clocks;
};
/// The buyer says that it came.
struct ReplacementReceived {
    Date on;
};
/// An officer ends a leg that stands still.
struct LegEnded {
    Date on;
    Id<Person> by;
    LegOutcome outcome = LegOutcome::received;
    std::string reasons;
    std::vector<Clock> clocks;
};

/// The bank pays after all what a chargeback had returned: the buyer has it no longer. What it lacks of a claim that
/// was carried out because of that is paid again, as far as funds go.
struct ChargebackUndone {
    Date on;
    Money amount; ///< that the buyer has no longer
    Money paid; ///< of what is due, again
    Money fee_paid; ///< of the inspection
    Money from_hold; ///< of both
    Money by_pool; ///< of both, paid for the supplier, who owes it
    Money unfunded; ///< of the claim, in all: no fund had it
    Money owed_by_buyer; ///< what is left of what it had twice
};

BOOST_DESCRIBE_STRUCT(Opened, (),
    (on, order, buyer, supplier, lines, remedy, amount, paid, reversed, edition, reading, permission, window,
        escalation, slots, clocks))
BOOST_DESCRIBE_STRUCT(ExhibitAdded, (), (number, on, by, exhibit, slot, inadmissible))
BOOST_DESCRIBE_STRUCT(ExhibitWithdrawn, (), (number, on, reason))
BOOST_DESCRIBE_STRUCT(ExhibitAcknowledged, (), (number, by))
BOOST_DESCRIBE_STRUCT(EvidenceAsked, (), (on, by, slot, clocks))
BOOST_DESCRIBE_STRUCT(Answered, (), (on, stance, text, clocks))
BOOST_DESCRIBE_STRUCT(OfferMade, (), (number, on, by, offer, supersedes, given_up, acknowledged, clocks))
BOOST_DESCRIBE_STRUCT(OfferRejected, (), (number))
BOOST_DESCRIBE_STRUCT(OfferWithdrawn, (), (number))
BOOST_DESCRIBE_STRUCT(OfferLapsed, (), (number))
BOOST_DESCRIBE_STRUCT(Settled, (),
    (number, on, offer, amount, remedy, full_and_final, return_required, given_up, acknowledged, execute_from, clocks))
BOOST_DESCRIBE_STRUCT(Escalated, (), (on, by, rule, clocks))
BOOST_DESCRIBE_STRUCT(InspectionOrdered, (), (on, inspector, firm, fee, ordered_by, advanced_by, rule))
BOOST_DESCRIBE_STRUCT(InspectionReported, (), (on, report))
BOOST_DESCRIBE_STRUCT(DeterminationDrafted, (), (draft, on, by, ruling, proposal))
BOOST_DESCRIBE_STRUCT(DraftWithdrawn, (), (draft))
BOOST_DESCRIBE_STRUCT(
    Determined, (), (number, on, ruling, proposal, by, confirmed_by, fee, execute_from, review, clocks))
BOOST_DESCRIBE_STRUCT(
    DecidedBySilence, (), (number, on, silent, rule, amount, remedy, fee, execute_from, review, clocks))
BOOST_DESCRIBE_STRUCT(ReturnShipped, (), (on, tracking, proof, clocks))
BOOST_DESCRIBE_STRUCT(ReturnReceived, (), (on, rule, clocks))
BOOST_DESCRIBE_STRUCT(
    Executed, (), (number, on, due, deducted, fee, paid, fee_paid, from_hold, by_pool, unfunded, owed_by_buyer))
BOOST_DESCRIBE_STRUCT(Closed, (), (on, ending, rule, final, reason))
BOOST_DESCRIBE_STRUCT(ReviewRequested, (), (on, by, reasons, exhibits))
BOOST_DESCRIBE_STRUCT(ReviewAdmitted, (), (on, by, reasons, clocks))
BOOST_DESCRIBE_STRUCT(ReviewRefused, (), (on, by, reasons))
BOOST_DESCRIBE_STRUCT(ChargebackNoted, (), (on, amount, effect, rule, owed_by_buyer))
BOOST_DESCRIBE_STRUCT(Resumed, (), (on, by))
BOOST_DESCRIBE_STRUCT(RefundTakenBack, (), (on, amount, fee, by_pool, owed_by_buyer))
BOOST_DESCRIBE_STRUCT(ReplacementShipped, (), (on, tracking, proof, clocks))
BOOST_DESCRIBE_STRUCT(ReplacementReceived, (), (on))
BOOST_DESCRIBE_STRUCT(LegEnded, (), (on, by, outcome, reasons, clocks))
BOOST_DESCRIBE_STRUCT(ChargebackUndone, (), (on, amount, paid, fee_paid, from_hold, by_pool, unfunded, owed_by_buyer))

} // namespace recourse::claim::events

namespace recourse::claim {

using Event = std::variant<events::Opened, events::ExhibitAdded, events::ExhibitWithdrawn, events::ExhibitAcknowledged,
    events::EvidenceAsked, events::Answered, events::OfferMade, events::OfferRejected, events::OfferWithdrawn,
    events::OfferLapsed, events::Settled, events::Escalated, events::InspectionOrdered, events::InspectionReported,
    events::DeterminationDrafted, events::DraftWithdrawn, events::Determined, events::DecidedBySilence,
    events::ReturnShipped, events::ReturnReceived, events::Executed, events::Closed, events::ReviewRequested,
    events::ReviewAdmitted, events::ReviewRefused, events::ChargebackNoted, events::Resumed, events::RefundTakenBack,
    events::ReplacementShipped, events::ReplacementReceived, events::LegEnded, events::ChargebackUndone>;

} // namespace recourse::claim

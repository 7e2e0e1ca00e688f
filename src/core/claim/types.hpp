#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/money.hpp"
#include "core/act/actor.hpp"
#include "core/inspection/report.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::claim {

/// Where a claim stands. Stored: don't renumber. Which phase may follow which: may_follow (invariants.hpp).
enum class Phase : std::uint8_t {
    none = 0,
    negotiation = 1, ///< the parties talk, the programme stays out
    review = 2, ///< escalated: the programme's officers look at it
    returning = 3, ///< a refund is due once the goods have come back
    agreed = 4, ///< settled, not yet paid
    decided = 5, ///< decided, by an officer or by silence; not yet carried out
    reopened = 6, ///< a decided claim is looked at again on new facts
    closed = 7, ///< over; `Ending` says how
    replacing = 8, ///< settled on goods or work, which have not come yet
};
BOOST_DESCRIBE_ENUM(Phase, none, negotiation, review, returning, agreed, decided, reopened, closed, replacing)
std::string_view word(Phase);

/// What is wrong: the words of a case file's `problems[].kind`. Stored: don't renumber.
enum class Problem : std::uint8_t {
    not_shipped = 1,
    shipped_late = 2,
    not_received = 3,
    quality = 4,
    quantity = 5,
    wrong_goods = 6,
    damaged = 7,
    subjective_quality = 8,
    counterfeit = 9,
    ip_infringement = 10,
    deposit_fraud = 11,
    contract_breach = 12,
    payment_diverted = 13,
    goods_withheld = 14,
};
BOOST_DESCRIBE_ENUM(Problem, not_shipped, shipped_late, not_received, quality, quantity, wrong_goods, damaged,
    subjective_quality, counterfeit, ip_infringement, deposit_fraud, contract_breach, payment_diverted, goods_withheld)
std::string_view word(Problem);

/// What an exhibit is: the words of a case file's `evidence[].kind`. Stored: don't renumber.
enum class ExhibitKind : std::uint8_t {
    contract = 1,
    order_record = 2,
    payment_record = 3,
    platform_chat = 4,
    other_chat = 5,
    email = 6,
    photo = 7,
    video = 8,
    inspection_report = 9,
    lab_report = 10,
    shipping_document = 11,
    customs_record = 12,
    web_capture = 13,
    witness = 14,
    other = 15,
};
BOOST_DESCRIBE_ENUM(ExhibitKind, contract, order_record, payment_record, platform_chat, other_chat, email, photo, video,
    inspection_report, lab_report, shipping_document, customs_record, web_capture, witness, other)
std::string_view word(ExhibitKind);

/// What the buyer gets. Stored: don't renumber.
enum class Remedy : std::uint8_t {
    refund = 1,
    partial_refund = 2,
    return_and_refund = 3,
    replacement = 4,
    reshipment = 5,
    repair = 6,
};
BOOST_DESCRIBE_ENUM(Remedy, refund, partial_refund, return_and_refund, replacement, reshipment, repair)
/// "return-and-refund", as books write it.
std::string_view word(Remedy);
/// Goods or work instead of money: only the parties can agree to it.
constexpr bool in_kind(Remedy remedy)
{
    return remedy == Remedy::replacement || remedy == Remedy::reshipment || remedy == Remedy::repair;
}

/// Stored: don't renumber.
enum class Need : std::uint8_t { required = 1, optional = 2, decisive = 3 };
BOOST_DESCRIBE_ENUM(Need, required, optional, decisive)
std::string_view word(Need);

/// Who may read an exhibit. Stored: don't renumber.
enum class Compartment : std::uint8_t {
    shared = 1, ///< the parties, their counsel, the programme, the inspector
    buyer_and_counsel = 2,
    supplier_and_counsel = 3,
    officer = 4, ///< the programme's own; its auditor reads it
};
BOOST_DESCRIBE_ENUM(Compartment, shared, buyer_and_counsel, supplier_and_counsel, officer)
/// "buyer-and-counsel".
std::string_view word(Compartment);
/// The role reads what lies there.
bool reads(act::Role, Compartment);
/// The role may put something there.
bool writes(act::Role, Compartment);

/// What the supplier says to the claim. Stored: don't renumber.
enum class Stance : std::uint8_t { accepts = 1, contests = 2, offers = 3 };
BOOST_DESCRIBE_ENUM(Stance, accepts, contests, offers)
std::string_view word(Stance);

/// Stored: don't renumber.
enum class OfferStatus : std::uint8_t {
    open = 1,
    accepted = 2,
    rejected = 3,
    withdrawn = 4,
    superseded = 5,
    lapsed = 6
};
BOOST_DESCRIBE_ENUM(OfferStatus, open, accepted, rejected, withdrawn, superseded, lapsed)
std::string_view word(OfferStatus);

/// What an amount that is due rests on. Stored: don't renumber.
enum class Basis : std::uint8_t { determination = 1, silence = 2, settlement = 3 };
BOOST_DESCRIBE_ENUM(Basis, determination, silence, settlement)
std::string_view word(Basis);

/// How a claim ended. Stored: don't renumber.
enum class Ending : std::uint8_t {
    none = 0,
    granted = 1, ///< all that was claimed
    partly = 2,
    rejected = 3,
    settled = 4,
    withdrawn = 5,
    no_response = 6, ///< the buyer was silent; without prejudice
    not_returned = 7, ///< the goods were not sent back in time
    charged_back = 8, ///< the payment itself was taken back
};
BOOST_DESCRIBE_ENUM(
    Ending, none, granted, partly, rejected, settled, withdrawn, no_response, not_returned, charged_back)
/// "not-returned".
std::string_view word(Ending);

/// The step that time takes. Stored: don't renumber.
enum class Effect : std::uint8_t {
    escalate = 1,
    refund = 2, ///< decided for the buyer, `share` of what is claimed
    close = 3, ///< over, without prejudice
    count_as_received = 4, ///< the returned goods count as received
    lapse_offer = 5, ///< the offer `number` is no longer open
    await_officer = 6, ///< nothing by itself: from then on an officer may end what stands still
};
BOOST_DESCRIBE_ENUM(Effect, escalate, refund, close, count_as_received, lapse_offer, await_officer)
std::string_view word(Effect);

/// What has not happened when a clock takes its step; where it has, nothing is left to do. Stored: don't renumber.
enum class Awaits : std::uint8_t {
    nothing = 0, ///< time alone
    answer = 1, ///< the supplier's answer or offer
    reply = 2, ///< the buyer's reply to the supplier's last answer or offer
    evidence = 3, ///< required evidence of the silent party
    return_shipment = 4, ///< the buyer sends the goods back
    return_receipt = 5, ///< the supplier says whether they came
    replacement_shipment = 6, ///< the supplier sends what was agreed instead of money
    replacement_receipt = 7, ///< the buyer says that it came
};
BOOST_DESCRIBE_ENUM(Awaits, nothing, answer, reply, evidence, return_shipment, return_receipt, replacement_shipment,
    replacement_receipt)
std::string_view word(Awaits);

/// How an officer ends a leg that stands still: goods that are to go back (returning), or goods or work that were
/// agreed instead of money (replacing). Stored: don't renumber.
enum class LegOutcome : std::uint8_t {
    received = 1, ///< what was sent counts as received: delivery is proven
    without_goods = 2, ///< the refund is paid, and the goods need not come back
    no_refund = 3, ///< the claim is over without a refund
    review = 4, ///< what was agreed did not come: the claim is with the programme again
};
BOOST_DESCRIBE_ENUM(LegOutcome, received, without_goods, no_refund, review)
/// "without-goods".
std::string_view word(LegOutcome);

/// What starts clocks.
enum class Start : std::uint8_t {
    opened,
    answered,
    offered,
    escalated,
    evidence_asked,
    return_due,
    return_shipped,
    reopened,
    replacement_due,
    replacement_shipped,
};

/// A step that time takes by itself once its day is over. It was given to the parties with its counting and is never
/// moved.
struct Clock {
    std::string rule; ///< id of the book's rule; "offer" for an offer's own last day
    Effect effect = Effect::escalate;
    Awaits awaits = Awaits::nothing;
    act::Role silent = act::Role::platform; ///< whose silence it is; platform: nobody's
    Ratio share = Ratio::whole(1); ///< of what is claimed, for a refund; rounded half up
    std::uint32_t number = 0; ///< of the offer
    Date due; ///< the last day before the step is taken
    std::string counting; ///< how the day was counted, in words
    friend bool operator==(Clock const&, Clock const&) = default;
};
BOOST_DESCRIBE_STRUCT(Clock, (), (rule, effect, awaits, silent, share, number, due, counting))

/// One defect.
struct Line {
    Problem kind = Problem::quality;
    std::string description;
    Ratio share = Ratio::whole(1); ///< of the goods, 0 to 1
    std::optional<Money> loss;
    bool verifiable = false; ///< an inspector can establish it
    std::optional<Date> found_on;
    friend bool operator==(Line const&, Line const&) = default;
};
BOOST_DESCRIBE_STRUCT(Line, (), (kind, description, share, loss, verifiable, found_on))

/// Evidence that is asked for.
struct Slot {
    std::string id; ///< of the book's rule; "asked-1" for one that an officer opened
    act::Role from = act::Role::buyer;
    ExhibitKind kind = ExhibitKind::other;
    Need need = Need::required;
    std::optional<Date> last; ///< the last day; nothing: none is known
    std::string note;
    friend bool operator==(Slot const&, Slot const&) = default;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (id, from, kind, need, last, note))

struct Exhibit {
    Digest digest; ///< SHA-256 of its bytes
    std::string name;
    ExhibitKind kind = ExhibitKind::other;
    std::string note;
    Compartment compartment = Compartment::shared;
    friend bool operator==(Exhibit const&, Exhibit const&) = default;
};
BOOST_DESCRIBE_STRUCT(Exhibit, (), (digest, name, kind, note, compartment))

struct Offer {
    Money amount; ///< to the buyer; with a remedy in kind it may be nothing
    Remedy remedy = Remedy::refund;
    bool full_and_final = false; ///< whoever accepts gives up all that goes beyond it
    bool return_required = false;
    Date valid_until; ///< the last day on which it can be accepted
    friend bool operator==(Offer const&, Offer const&) = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (amount, remedy, full_and_final, return_required, valid_until))

/// The goods go back before money comes.
constexpr bool needs_return(Offer const& offer)
{
    return offer.return_required || offer.remedy == Remedy::return_and_refund;
}

/// What an inspector says.
struct Stated {
    std::int64_t lot = 0; ///< units; where acceptance terms were agreed, as many as they name
    std::int64_t sample = 0; ///< of them looked at
    std::int64_t critical = 0; ///< defective units by class, each once, under its gravest defect
    std::int64_t major = 0;
    std::int64_t minor = 0;
    /// Where no acceptance terms were agreed, the inspector says both. Where they were, the desk works them out: they
    /// are left out, or the same.
    std::optional<bool> accepted;
    std::optional<Ratio> share; ///< of the goods that count as defective, 0 to 1
    Digest digest; ///< of the report itself
    /// Units looked at for one class, where it was not `sample`.
    std::optional<std::int64_t> sample_critical {};
    std::optional<std::int64_t> sample_major {};
    std::optional<std::int64_t> sample_minor {};
    friend bool operator==(Stated const&, Stated const&) = default;
};
BOOST_DESCRIBE_STRUCT(Stated, (),
    (lot, sample, critical, major, minor, accepted, share, digest, sample_critical, sample_major, sample_minor))

/// What an inspector found, and what follows from it.
struct Report {
    std::int64_t lot = 0; ///< units
    std::int64_t sample = 0; ///< of them looked at
    std::int64_t critical = 0; ///< defective units by class
    std::int64_t major = 0;
    std::int64_t minor = 0;
    bool accepted = false; ///< by the agreed acceptance terms; without any, as the inspector says
    Ratio share; ///< of the goods that the report counts as defective, 0 to 1
    Digest digest; ///< of the report itself
    /// By the agreed acceptance terms. Nothing: none were agreed, and `accepted` and `share` are the inspector's own
    /// statement.
    std::optional<inspection::Verdict> verdict {};
    std::optional<std::int64_t> sample_critical {}; ///< where it was not `sample`
    std::optional<std::int64_t> sample_major {};
    std::optional<std::int64_t> sample_minor {};
    friend bool operator==(Report const&, Report const&) = default;
};
BOOST_DESCRIBE_STRUCT(Report, (),
    (lot, sample, critical, major, minor, accepted, share, digest, verdict, sample_critical, sample_major,
        sample_minor))

/// What an officer holds to be so about one line.
struct Finding {
    std::uint32_t line = 0; ///< from 0
    std::string facts;
    friend bool operator==(Finding const&, Finding const&) = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (line, facts))

struct LineOutcome {
    std::uint32_t line = 0;
    std::string outcome; ///< "covered", "not-covered", "undecided", ...
    Money low;
    Money high;
    std::string rule;
    friend bool operator==(LineOutcome const&, LineOutcome const&) = default;
};
BOOST_DESCRIBE_STRUCT(LineOutcome, (), (line, outcome, low, high, rule))

/// What the book's rules make of the facts, before a person decides.
struct Proposal {
    Money low;
    Money high;
    std::vector<LineOutcome> lines;
    std::vector<std::string> trace;
    std::string edition;
    std::string reading;
    friend bool operator==(Proposal const&, Proposal const&) = default;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (low, high, lines, trace, edition, reading))

/// What an officer decides.
struct Ruling {
    std::vector<Finding> findings; ///< one for each line
    Money amount; ///< to the buyer, before the inspection's fee; nothing: the claim is rejected
    Remedy remedy = Remedy::refund;
    std::string reasons;
    std::string deviation; ///< why it leaves the proposal; empty: it does not
    std::optional<act::Role> fee_borne_by; ///< who bears the inspection's fee: the party at fault
    friend bool operator==(Ruling const&, Ruling const&) = default;
};
BOOST_DESCRIBE_STRUCT(Ruling, (), (findings, amount, remedy, reasons, deviation, fee_borne_by))

/// A decision may be looked at again on new facts.
struct ReviewRight {
    Date until; ///< the last day to ask
    std::uint32_t rounds = 1;
    std::string rule;
    std::string counting;
    friend bool operator==(ReviewRight const&, ReviewRight const&) = default;
};
BOOST_DESCRIBE_STRUCT(ReviewRight, (), (until, rounds, rule, counting))

/// A day with the rule that gives it.
struct Given {
    Date day;
    std::string rule;
    std::string counting;
    friend bool operator==(Given const&, Given const&) = default;
};
BOOST_DESCRIBE_STRUCT(Given, (), (day, rule, counting))

/// What becomes of a claim when the order's payment is taken back. Stored: don't renumber.
enum class ChargebackEffect : std::uint8_t {
    deducts = 0, ///< the claim goes on; what came back is taken off
    suspends = 1, ///< nothing is done until an officer or the holder of the funds says that it is over
    closes = 2,
};
BOOST_DESCRIBE_ENUM(ChargebackEffect, deducts, suspends, closes)
std::string_view word(ChargebackEffect);

} // namespace recourse::claim

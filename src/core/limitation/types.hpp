#pragma once

#include "base/date.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The clock of a matter: what has happened, as far as days are counted from it, and the days that follow. All days lie
// in the years 1900 to 2300; whoever takes them in sees to that.

namespace recourse::limitation {

/// By which law the claim runs out. Stored: don't renumber.
enum class Law : std::uint8_t {
    open = 0, ///< not settled: both Chinese periods are shown
    general = 1, ///< 3 years, Civil Code art. 188
    international_sale = 2, ///< 4 years, Civil Code art. 594
    foreign = 3, ///< another country's law: not worked out here
};
BOOST_DESCRIBE_ENUM(Law, open, general, international_sale, foreign)

/// What may start the period anew. Stored: don't renumber.
enum class ActKind : std::uint8_t {
    demand = 1, ///< art. 195(1); Limitation Rules art. 8: counts once it has arrived
    promise = 2, ///< the debtor agrees: to pay, in instalments, gives security, asks for time (art. 14)
    part_payment = 3, ///< by the debtor (art. 14)
    filing = 4, ///< of a suit or a request for arbitration (art. 10)
    preservation = 5, ///< applied for before suit (art. 11)
    payment_order = 6,
    insolvency_claim = 7,
    enforcement = 8, ///< applied for
    joinder = 9,
    set_off = 10, ///< claimed in a suit
    body = 11, ///< a request to a body that the law lets resolve the dispute (art. 12)
    police_report = 12, ///< or to a prosecutor or court (art. 13)
    notice = 13, ///< in a newspaper, where the debtor cannot be found (art. 8)
    refusal = 14, ///< the debtor says no: interrupts nothing
    platform_claim = 15, ///< never counts; an argument once it reached the supplier
};
BOOST_DESCRIBE_ENUM(ActKind, demand, promise, part_payment, filing, preservation, payment_order, insolvency_claim,
    enforcement, joinder, set_off, body, police_report, notice, refusal, platform_claim)
/// "part-payment".
std::string_view word(ActKind);

/// With what an act can be shown. Stored: don't renumber.
enum class Proof : std::uint8_t {
    none = 0,
    sent = 1, ///< that it went off: a posting receipt, a message without an answer
    arrived = 2, ///< that it came: a signature, the carrier's record, a receipt that was read
    acknowledged = 3, ///< by the debtor's own word
    official = 4, ///< a paper of a court, an institution, an authority, a bank, a newspaper
};
BOOST_DESCRIBE_ENUM(Proof, none, sent, arrived, acknowledged, official)
std::string_view word(Proof);

struct Act {
    ActKind kind = ActKind::demand;
    Date on; ///< done: sent, paid, filed, reported
    std::optional<Date> arrived_on; ///< of what has to arrive
    Proof proof = Proof::none;
    std::optional<Date> ended_on; ///< of proceedings: they are over, or the refusal to take them up is known
    bool gives_up_rest = false; ///< it is for a part, and the rest is expressly given up (art. 9)
    bool other_debtor = false; ///< it touched only somebody who is no joint debtor (art. 15)
    friend bool operator==(Act const&, Act const&) = default;
};
BOOST_DESCRIBE_STRUCT(Act, (), (kind, on, arrived_on, proof, ended_on, gives_up_rest, other_debtor))

/// What keeps the claim from being made (Civil Code art. 194). Stored: don't renumber.
enum class ObstacleKind : std::uint8_t {
    force_majeure = 1,
    no_representative = 2,
    no_heir = 3,
    controlled = 4, ///< the creditor is in the power of the debtor
    other = 5,
};
BOOST_DESCRIBE_ENUM(ObstacleKind, force_majeure, no_representative, no_heir, controlled, other)
std::string_view word(ObstacleKind);

struct Obstacle {
    ObstacleKind kind = ObstacleKind::other;
    Date from;
    std::optional<Date> until; ///< its last day; nothing: it is not over, as far as is known
    friend bool operator==(Obstacle const&, Obstacle const&) = default;
};
BOOST_DESCRIBE_STRUCT(Obstacle, (), (kind, from, until))

/// What was frozen, as far as the length of a freeze depends on it (CPL Interpretation art. 485). Stored: don't
/// renumber.
enum class Asset : std::uint8_t {
    bank = 1, ///< deposits: 1 year
    account = 2, ///< money with a payment company or platform: taken as a deposit, which is the shorter
    movable = 3, ///< goods, vehicles, machines: 2 years
    real = 4, ///< land and buildings: 3 years
    rights = 5, ///< equity, receivables and other rights: 3 years
};
BOOST_DESCRIBE_ENUM(Asset, bank, account, movable, real, rights)
std::string_view word(Asset);

struct Freeze {
    std::uint32_t number = 0; ///< of the measure
    Asset asset = Asset::bank;
    Date from; ///< executed, or renewed
    std::optional<Date> until; ///< as the court says; never longer than the law lets it be
    std::optional<Date> renewal_applied_on; ///< for the present length
};

/// A preservation before suit or arbitration.
struct PreAction {
    std::uint32_t number = 0;
    std::optional<Date> executed_on; ///< its first measure
};
/// A ruling on preservation: waited for, and then perhaps reconsidered.
struct Ruling {
    std::uint32_t number = 0;
    bool urgent = false; ///< before suit, or urgent in suit: within 48 hours
    Date applied_on;
    std::optional<Date> received_on;
};

/// Why an act can be avoided (Civil Code art. 152). Stored: don't renumber.
enum class Ground : std::uint8_t { fraud = 1, unfairness = 2, mistake = 3, duress = 4 };
BOOST_DESCRIBE_ENUM(Ground, fraud, unfairness, mistake, duress)
std::string_view word(Ground);

/// Something that may be avoided: a settlement signed under deception.
struct Avoidable {
    std::uint32_t number = 0;
    Ground ground = Ground::fraud;
    Date act_on; ///< signed
    std::optional<Date> known_on; ///< for duress: the day it ended
    std::optional<Date> declared_on; ///< sought from a court or tribunal
};

/// Who has to answer, and by whose rules. Stored: don't renumber.
enum class Bench : std::uint8_t {
    court = 1, ///< of the PRC
    cietac = 2, ///< foreign-related, general procedure
    cietac_summary = 3, ///< or domestic
    other = 4, ///< its rules are not known here: the day it set counts
};
BOOST_DESCRIBE_ENUM(Bench, court, cietac, cietac_summary, other)
std::string_view word(Bench);

struct Answer {
    std::uint32_t number = 0; ///< of the filing
    Bench bench = Bench::court;
    std::optional<Date> served_on;
    bool domiciled = true; ///< whoever has to answer has a domicile in the PRC
    std::optional<Date> set; ///< the last day that the forum named
    std::optional<Date> received_on;
};
/// A notice to pay the court's fee.
struct Fee {
    std::uint32_t number = 0; ///< of the filing
    Date noticed_on;
    std::optional<Date> paid_on;
};

/// Stored: don't renumber.
enum class TitleKind : std::uint8_t { award = 1, judgment = 2, ruling = 3, mediation = 4 };
BOOST_DESCRIBE_ENUM(TitleKind, award, judgment, ruling, mediation)
std::string_view word(TitleKind);

/// What can be enforced, or attacked.
struct Title {
    std::uint32_t number = 0;
    TitleKind kind = TitleKind::award;
    bool chinese = true; ///< a court or a seat in the Mainland
    Date received_on;
    std::optional<Date> performance_until; ///< the last instalment's, where there are several
    std::optional<Date> effective_on;
    bool frozen_after = false; ///< assets were frozen after it, before enforcement was applied for
    std::optional<Date> challenged_on; ///< by us: appealed, or asked to set aside
    std::optional<Date> enforcement_on; ///< applied for
};

/// The registry's notices on one company.
struct Company {
    std::uint32_t number = 0; ///< of the party
    std::optional<Date> deregistration_notice_on; ///< of a simplified one
    std::optional<Date> objected_on;
    std::optional<Date> liquidation_notified_on; ///< to us
    std::optional<Date> liquidation_announced_on;
    std::optional<Date> claim_filed_on;
};

/// Stored: don't renumber.
enum class SetKind : std::uint8_t { hearing = 1, offer = 2, performance = 3 };
BOOST_DESCRIBE_ENUM(SetKind, hearing, offer, performance)
/// A day that somebody named.
struct SetDay {
    SetKind kind = SetKind::hearing;
    std::uint32_t number = 0;
    Date due;
    std::optional<Date> done;
};

/// What is known of the claim itself.
struct Footing {
    Law law = Law::open;
    std::optional<Date> known_on; ///< the harm and the debtor were known, or should have been
    std::optional<Date> harmed_on; ///< the day of the harm itself
    std::optional<Date> last_instalment_on; ///< of one debt in instalments, the last one's due day (art. 189)
    bool cisg = false; ///< the UN sales convention applies
    std::optional<Date> defect_found_on;
    std::optional<Date> handed_over_on; ///< the goods came into the buyer's hands
    std::optional<Date> inspection_until; ///< the last day of an agreed inspection period
    bool seller_knew = false; ///< of the defect: no period runs for the notice (art. 621(3), CISG 40)
    std::optional<Date> termination_ground_on; ///< known; no period was agreed and the other side set none
    std::optional<Date> transfer_known_on; ///< the debtor gave assets away, and it became known
    std::optional<Date> transfer_on;
    std::optional<Date> transfer_attacked_on; ///< a court was asked to undo it
    bool domiciled = false; ///< our own side has a domicile in the PRC
    friend bool operator==(Footing const&, Footing const&) = default;
};
BOOST_DESCRIBE_STRUCT(Footing, (),
    (law, known_on, harmed_on, last_instalment_on, cisg, defect_found_on, handed_over_on, inspection_until, seller_knew,
        termination_ground_on, transfer_known_on, transfer_on, transfer_attacked_on, domiciled))

/// Everything from which the days of one matter follow. Lists in the order of their numbers.
struct Record {
    bool closed = false; ///< nothing is pursued any more: only freezes still have days
    Footing footing;
    std::vector<Act> acts; ///< number 1, 2, ...
    std::vector<Obstacle> obstacles;
    std::optional<Date> notified_on; ///< the notice of non-conformity went off (CISG 27: dispatch is enough)
    std::optional<Date> terminated_on;
    std::optional<Date> filed_on; ///< the first suit or request for arbitration that still stands
    std::vector<Avoidable> avoidables;
    std::vector<PreAction> pre_actions;
    std::vector<Ruling> rulings;
    std::vector<Freeze> freezes; ///< those that stand
    std::vector<Answer> answers;
    std::vector<Fee> fees;
    std::vector<Title> titles; ///< those that stand
    std::vector<Company> companies;
    std::vector<SetDay> set_days;

    /// Everything out, the room kept.
    void clear();
};

} // namespace recourse::limitation

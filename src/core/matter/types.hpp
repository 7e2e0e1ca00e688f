#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/money.hpp"
#include "core/act/actor.hpp"
#include "core/evidence/types.hpp"
#include "core/limitation/clock.hpp"
#include "core/matter/steps.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse {

/// The legal recovery of one case.
struct Matter {
    static constexpr std::string_view prefix = "L";
};

} // namespace recourse

// A matter: whom to pursue, for what, where, in which time, with which papers; what was frozen, filed, won, received
// and given out. All of it lies with the buyer and its counsel. Entries have numbers from 1 on, each kind its own.

namespace recourse::matter {

/// Stored: don't renumber.
enum class Phase : std::uint8_t {
    none = 0,
    open = 1, ///< nothing filed
    filed = 2, ///< a suit or arbitration is under way
    decided = 3, ///< there is an award or judgment
    enforcing = 4, ///< enforcement was applied for
    closed = 5,
};
BOOST_DESCRIBE_ENUM(Phase, none, open, filed, decided, enforcing, closed)
std::string_view word(Phase);

/// Stored: don't renumber.
enum class Ending : std::uint8_t {
    none = 0,
    full = 1, ///< all that was claimed has come
    settled = 2,
    uneconomic = 3, ///< going on would cost more than it can bring
    lost = 4,
    withdrawn = 5,
};
BOOST_DESCRIBE_ENUM(Ending, none, full, settled, uneconomic, lost, withdrawn)
std::string_view word(Ending);

/// Stored: don't renumber.
enum class PaperLanguage : std::uint8_t { en = 1, zh = 2, bilingual = 3 };
BOOST_DESCRIBE_ENUM(PaperLanguage, en, zh, bilingual)

/// Why somebody is pursued. Stored: don't renumber.
enum class PursuedRole : std::uint8_t {
    supplier = 1, ///< contracted
    payee = 2, ///< a company or person that was paid
    hong_kong = 3, ///< a company there
    shareholder = 4,
    liquidation_member = 5,
    legal_representative = 6,
    guarantor = 7, ///< or whoever promised to cover the debt
    other = 8,
};
BOOST_DESCRIBE_ENUM(
    PursuedRole, supplier, payee, hong_kong, shareholder, liquidation_member, legal_representative, guarantor, other)
std::string_view word(PursuedRole);

/// What the registry says; the words of a case file. Stored: don't renumber.
enum class Standing : std::uint8_t {
    unknown = 0,
    operating = 1,
    silent = 2,
    abnormal = 3,
    deregistering = 4,
    deregistered = 5,
    revoked = 6,
    liquidating = 7,
    bankrupt = 8,
};
BOOST_DESCRIBE_ENUM(
    Standing, unknown, operating, silent, abnormal, deregistering, deregistered, revoked, liquidating, bankrupt)
std::string_view word(Standing);

struct Pursued {
    PursuedRole role = PursuedRole::supplier;
    std::string name;
    std::string name_zh;
    std::string uscc; ///< unified social credit code, as written; that it checks out is a warning elsewhere
    std::string country; ///< ISO 3166 alpha-2; empty: not known
    std::string address; ///< for service
    Standing standing = Standing::unknown;
    std::optional<Date> checked_on; ///< in the registry
    bool joint = true; ///< owes the whole beside the others: what interrupts for one does so for all
    std::optional<Date> deregistration_notice_on; ///< of a simplified deregistration
    std::optional<Date> objected_on;
    std::optional<Date> liquidation_notified_on; ///< to us
    std::optional<Date> liquidation_announced_on;
    std::optional<Date> claim_filed_on; ///< with the liquidation group
    std::string note;
    friend bool operator==(Pursued const&, Pursued const&) = default;
};
BOOST_DESCRIBE_STRUCT(Pursued, (),
    (role, name, name_zh, uscc, country, address, standing, checked_on, joint, deregistration_notice_on, objected_on,
        liquidation_notified_on, liquidation_announced_on, claim_filed_on, note))

/// Stored: don't renumber.
enum class ConflictResult : std::uint8_t {
    clear = 1,
    conflict = 2, ///< counsel may not go on
    waived = 3, ///< all concerned have agreed in writing
};
BOOST_DESCRIBE_ENUM(ConflictResult, clear, conflict, waived)
std::string_view word(ConflictResult);

struct ConflictCheck {
    std::vector<std::string> names; ///< searched for
    ConflictResult result = ConflictResult::clear;
    std::string checked_by;
    Date on;
    std::string note;
    friend bool operator==(ConflictCheck const&, ConflictCheck const&) = default;
};
BOOST_DESCRIBE_STRUCT(ConflictCheck, (), (names, result, checked_by, on, note))

/// Stored: don't renumber.
enum class FeeModel : std::uint8_t { fixed = 1, hourly = 2, contingency = 3 };
BOOST_DESCRIBE_ENUM(FeeModel, fixed, hourly, contingency)
std::string_view word(FeeModel);

/// What costs are booked under. Stored: don't renumber.
enum class CostLine : std::uint8_t {
    counsel = 1,
    court = 2,
    arbitration = 3,
    preservation = 4,
    security = 5, ///< an insurer's premium, a bank's commission
    translation = 6,
    notarisation = 7,
    investigation = 8,
    enforcement = 9,
    other = 10,
};
BOOST_DESCRIBE_ENUM(CostLine, counsel, court, arbitration, preservation, security, translation, notarisation,
    investigation, enforcement, other)
std::string_view word(CostLine);

struct Budgeted {
    CostLine line = CostLine::counsel;
    Money amount;
    friend bool operator==(Budgeted const&, Budgeted const&) = default;
};
BOOST_DESCRIBE_STRUCT(Budgeted, (), (line, amount))

struct Engagement {
    FeeModel model = FeeModel::fixed;
    std::optional<Money> fixed;
    std::optional<Money> hourly; ///< for one hour
    std::optional<Ratio> share; ///< of what is received, 0 to 1
    std::optional<Date> signed_on;
    /// The tiers of 2021 begin at 18 % and fall; a share above that was agreed knowing of them.
    bool above_tiers_read = false;
    std::vector<Budgeted> budget; ///< each line once
    std::string note;
    friend bool operator==(Engagement const&, Engagement const&) = default;
};
BOOST_DESCRIBE_STRUCT(Engagement, (), (model, fixed, hourly, share, signed_on, above_tiers_read, budget, note))

struct Cost {
    CostLine line = CostLine::other;
    Money amount;
    Date on;
    std::string what;
    Exhibits exhibits;
    friend bool operator==(Cost const&, Cost const&) = default;
};
BOOST_DESCRIBE_STRUCT(Cost, (), (line, amount, on, what, exhibits))

/// Stored: don't renumber.
enum class HeadKind : std::uint8_t {
    price = 1, ///< what was paid and is to come back
    damages = 2,
    lost_profit = 3,
    liquidated_damages = 4,
    deposit = 5, ///< returned, or doubly
    interest = 6,
    costs = 7,
    other = 8,
};
BOOST_DESCRIBE_ENUM(HeadKind, price, damages, lost_profit, liquidated_damages, deposit, interest, costs, other)
std::string_view word(HeadKind);

/// One head of claim.
struct Head {
    HeadKind kind = HeadKind::price;
    Money amount; ///< in the matter's currency
    std::string basis; ///< the clause or article it rests on
    std::optional<Date> interest_from;
    Exhibits exhibits;
    std::string note; ///< foreseeability, mitigation
    friend bool operator==(Head const&, Head const&) = default;
};
BOOST_DESCRIBE_STRUCT(Head, (), (kind, amount, basis, interest_from, exhibits, note))

/// What a clause on disputes is worth. Stored: don't renumber.
enum class ClauseWorth : std::uint8_t { unknown = 0, valid = 1, defective = 2, competing = 3, none = 4 };
BOOST_DESCRIBE_ENUM(ClauseWorth, unknown, valid, defective, competing, none)
std::string_view word(ClauseWorth);

struct Clause {
    std::string text; ///< as the contract has it
    std::string institution;
    std::string seat;
    std::string rules;
    std::string language;
    std::string law; ///< of the contract
    std::optional<std::uint32_t> arbitrators;
    ClauseWorth worth = ClauseWorth::unknown;
    std::string note;
    friend bool operator==(Clause const&, Clause const&) = default;
};
BOOST_DESCRIBE_STRUCT(Clause, (), (text, institution, seat, rules, language, law, arbitrators, worth, note))

/// What another track or clause does to a step; somebody has to have read it. Stored: don't renumber.
enum class Interlock : std::uint8_t {
    clause_excludes_court = 1, ///< CPL art. 288: a valid arbitration clause excludes the courts
    suit_ends_claim = 2, ///< the programme drops a claim once its buyer sues
    chargeback_runs = 3, ///< a card issuer stops when the same sum is sued for
};
BOOST_DESCRIBE_ENUM(Interlock, clause_excludes_court, suit_ends_claim, chargeback_runs)
std::string_view word(Interlock);

struct Choice {
    std::string forum; ///< id of the route: "cietac"
    Bench bench = Bench::court; ///< whose periods apply
    std::string reasons;
    friend bool operator==(Choice const&, Choice const&) = default;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (forum, bench, reasons))

/// What was told to the other side. Stored: don't renumber.
enum class NoticeKind : std::uint8_t { non_conformity = 1, avoidance = 2 };
BOOST_DESCRIBE_ENUM(NoticeKind, non_conformity, avoidance)
std::string_view word(NoticeKind);

struct Notice {
    NoticeKind kind = NoticeKind::non_conformity;
    Date sent_on; ///< CISG art. 27: dispatch is enough
    std::string how;
    Exhibits exhibits;
    friend bool operator==(Notice const&, Notice const&) = default;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (kind, sent_on, how, exhibits))

/// Something signed that may be avoided.
struct Avoidable {
    limitation::Ground ground = limitation::Ground::fraud;
    Date act_on;
    std::optional<Date> known_on; ///< for duress: the day it ended
    std::string what;
    friend bool operator==(Avoidable const&, Avoidable const&) = default;
};
BOOST_DESCRIBE_STRUCT(Avoidable, (), (ground, act_on, known_on, what))

/// Stored: don't renumber.
enum class PaperKind : std::uint8_t {
    demand_letter = 1,
    notice_of_non_conformity = 2,
    notice_of_avoidance = 3,
    platform_claim = 4,
    counter_offer = 5,
    reservation_of_rights = 6,
    settlement_agreement = 7,
    arbitration_request = 8,
    complaint = 9,
    preservation_application = 10,
    evidence_preservation_application = 11,
    enforcement_application = 12,
    evidence_list = 13,
    claim_statement = 14,
    power_of_attorney = 15,
    representative_certificate = 16,
    police_report = 17,
    deregistration_objection = 18,
    handover_memo = 19,
    other = 20,
};
BOOST_DESCRIBE_ENUM(PaperKind, demand_letter, notice_of_non_conformity, notice_of_avoidance, platform_claim,
    counter_offer, reservation_of_rights, settlement_agreement, arbitration_request, complaint,
    preservation_application, evidence_preservation_application, enforcement_application, evidence_list,
    claim_statement, power_of_attorney, representative_certificate, police_report, deregistration_objection,
    handover_memo, other)
std::string_view word(PaperKind);

struct Paper {
    PaperKind kind = PaperKind::other;
    PaperLanguage language = PaperLanguage::bilingual;
    Digest digest; ///< SHA-256 of the file
    std::string title;
    std::optional<std::uint32_t> replaces; ///< the number of an earlier draft
    friend bool operator==(Paper const&, Paper const&) = default;
};
BOOST_DESCRIBE_STRUCT(Paper, (), (kind, language, digest, title, replaces))

/// Stored: don't renumber.
enum class PaperPhase : std::uint8_t { draft = 1, approved = 2, sent = 3, arrived = 4, replaced = 5 };
BOOST_DESCRIBE_ENUM(PaperPhase, draft, approved, sent, arrived, replaced)
std::string_view word(PaperPhase);

/// Whether a paper that filings need is there, or a step of it done. Stored: don't renumber.
enum class PaperHave : std::uint8_t { unknown = 0, missing = 1, have = 2 };
BOOST_DESCRIBE_ENUM(PaperHave, unknown, missing, have)
std::string_view word(PaperHave);

/// What is known of a paper that filings need, by the names of the forum book: which papers there are, it alone knows.
struct NeededPaper {
    std::string paper; ///< "power-of-attorney", or a step of one: "power-of-attorney.notary"
    PaperHave state = PaperHave::have;
    Exhibits exhibits; ///< that are it, or show it
    std::string note;
    friend bool operator==(NeededPaper const&, NeededPaper const&) = default;
};
BOOST_DESCRIBE_STRUCT(NeededPaper, (), (paper, state, exhibits, note))

struct Sending {
    Date on;
    std::string to;
    std::uint32_t party = 0; ///< number of the party pursued; 0: somebody else, all of them
    std::string how; ///< "EMS 1012345678901", "e-mail", "platform message"
    Proof proof = Proof::none; ///< that it went off
    Exhibits exhibits;
    friend bool operator==(Sending const&, Sending const&) = default;
};
BOOST_DESCRIBE_STRUCT(Sending, (), (on, to, party, how, proof, exhibits))

} // namespace recourse::matter

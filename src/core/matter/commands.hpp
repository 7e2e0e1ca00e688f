#pragma once

#include "core/matter/prediction.hpp"
#include "core/matter/types.hpp"

#include <variant>

namespace recourse::matter {

/// Opens the matter of an order, once.
struct Open {
    std::string counsel; ///< the firm; empty: none yet
    std::string currency; ///< ISO 4217: of the contract; the claim is stated in it
    PaperLanguage language = PaperLanguage::bilingual;
    std::string title;
};
/// Opens a matter for a purchase outside of the platform.
struct OpenOutside {
    std::optional<Id<Dossier>> dossier; ///< that of the same purchase
    std::string against; ///< the other side, by name
    std::string counsel;
    std::string currency;
    PaperLanguage language = PaperLanguage::bilingual;
    std::string title;
};
/// Counsel has searched for conflicts of interest.
struct CheckConflict {
    ConflictCheck check;
};
struct Engage {
    Engagement engagement;
};
struct BookCost {
    Cost cost;
};
struct AddPursued {
    Pursued pursued;
};
struct ChangePursued {
    std::uint32_t number = 0;
    Pursued pursued;
};
struct DropPursued {
    std::uint32_t number = 0;
    std::string reason;
};
struct AddHead {
    Head head;
};
struct ChangeHead {
    std::uint32_t number = 0;
    Head head;
    std::string reason;
};
struct WithdrawHead {
    std::uint32_t number = 0;
    std::string reason;
};
struct RecordClause {
    Clause clause;
};
/// A person chooses where to go, with reasons.
struct ChooseForum {
    Choice choice;
    std::vector<Interlock> read; ///< what stands against it and has been read
};
/// What days are counted from, as far as it is known.
struct StateFooting {
    limitation::Footing footing;
};
struct RecordAct {
    limitation::Act act;
    std::uint32_t party = 0; ///< number of the party it touched; 0: all of them
    Exhibits exhibits;
    std::string note;
};
/// That an act arrived, how it can be shown, that its proceedings ended; what is left out stays.
struct ProveAct {
    std::uint32_t number = 0;
    std::optional<Date> arrived_on;
    std::optional<Proof> proof;
    std::optional<Date> ended_on;
    Exhibits exhibits;
};
struct RecordObstacle {
    limitation::Obstacle obstacle;
    std::string note;
};
struct EndObstacle {
    std::uint32_t number = 0;
    Date until; ///< its last day
};
struct GiveNotice {
    Notice notice;
};
struct RecordAvoidable {
    Avoidable avoidable;
};
/// Avoidance is asked of a court or tribunal.
struct SeekAvoidance {
    std::uint32_t number = 0;
    Date on;
};
struct MakePaper {
    Paper paper;
};
/// Counsel, in person, lets a draft go out.
struct ApprovePaper {
    std::uint32_t number = 0;
    Digest digest; ///< of the file that was read
};
struct SendPaper {
    std::uint32_t number = 0;
    Sending sending;
};
struct ProveArrival {
    std::uint32_t number = 0;
    Date on;
    Proof proof = Proof::arrived;
    Exhibits exhibits;
};
struct ApplyPreservation {
    Application application;
};
struct RecordRuling {
    std::uint32_t preservation = 0;
    bool granted = true;
    Date received_on;
    std::string note;
};
struct ExecuteMeasure {
    Measure measure;
};
struct ApplyRenewal {
    std::uint32_t measure = 0;
    Date on;
};
struct GrantRenewal {
    std::uint32_t measure = 0;
    Date from; ///< its length runs from here
    std::optional<Date> until; ///< as the court says
};
struct LiftMeasure {
    std::uint32_t measure = 0;
    Date on;
    std::string reason; ///< counter-security, the basis fell away, at our request
};
/// Somebody says that a freeze was wrong and claims damages (CPL art. 108).
struct NoteWrongfulFreeze {
    std::uint32_t preservation = 0;
    Date on;
    std::string by;
    std::optional<Money> amount;
    std::string note;
};
struct File {
    Filing filing;
    std::vector<Interlock> read;
};
struct NoteProgress {
    std::uint32_t filing = 0;
    Progress progress;
};
struct SetHearing {
    std::uint32_t filing = 0;
    Date on;
    std::string place;
    std::optional<std::uint32_t> replaces; ///< number of the hearing that is put off
};
struct EndFiling {
    std::uint32_t filing = 0;
    FilingEnd end = FilingEnd::withdrawn;
    Date on;
    std::string reason;
};
struct MakeOffer {
    Offer offer;
};
struct AcceptOffer {
    std::uint32_t number = 0;
    std::optional<Waiver> read; ///< what is given up; needed where something is
};
/// Rejected by whoever got it, withdrawn by whoever made it.
struct EndOffer {
    std::uint32_t number = 0;
};
/// A settlement was not kept; where it says so, the old claim comes back.
struct DeclareBroken {
    std::uint32_t number = 0;
    std::string reasons;
};
struct RecordTitle {
    Title title;
};
struct NoteChallenge {
    std::uint32_t title = 0;
    ChallengeStep step = ChallengeStep::ours;
    Date on;
    std::string note;
};
struct ApplyEnforcement {
    std::uint32_t title = 0;
    EnforcementCase enforcement;
};
struct NotePressure {
    std::uint32_t title = 0;
    Pressure pressure = Pressure::consumption_list;
    Date on;
    std::string against;
};
/// Money came. What is more than the claim is marked as such, or refused.
struct RecordReceipt {
    Receipt receipt;
    bool over_recovery = false; ///< it is more than the claim, and known to be
};
struct ProposeDistribution {
    std::vector<Share> shares;
};
/// A second person looks at exactly these shares.
struct AnswerDistribution {
    std::uint32_t number = 0;
    bool confirm = false;
    std::string reason; ///< where it is declined
};
struct Close {
    Ending ending = Ending::none;
    std::string reasons;
    std::optional<Money> left; ///< what stays unpaid; needed where something does
};
struct Reopen {
    std::string reasons;
};
/// Lets the programme's auditors read the matter.
struct LetAuditorIn {
    std::optional<Date> until; ///< the last day; nothing: no longer
};
/// The platform counts every day anew, after a calendar has changed.
struct Recount { };
/// A day has come: of a reminder, or the day after a last one.
struct PassDay {
    limitation::RuleId rule = limitation::RuleId::limitation_three;
    std::uint32_t about = 0;
    Date due;
    std::uint32_t lead = 0; ///< days before `due`; 0: it is over
};
/// Keeps what the forecast says now. Its figures are worked out by the desk, whoever asks for it.
struct KeepForecast {
    Prediction prediction;
};
/// Says what is known of a paper that filings need; what was said of it before is over.
struct NotePaper {
    NeededPaper paper;
};

BOOST_DESCRIBE_STRUCT(Open, (), (counsel, currency, language, title))
BOOST_DESCRIBE_STRUCT(OpenOutside, (), (dossier, against, counsel, currency, language, title))
BOOST_DESCRIBE_STRUCT(CheckConflict, (), (check))
BOOST_DESCRIBE_STRUCT(Engage, (), (engagement))
BOOST_DESCRIBE_STRUCT(BookCost, (), (cost))
BOOST_DESCRIBE_STRUCT(AddPursued, (), (pursued))
BOOST_DESCRIBE_STRUCT(ChangePursued, (), (number, pursued))
BOOST_DESCRIBE_STRUCT(DropPursued, (), (number, reason))
BOOST_DESCRIBE_STRUCT(AddHead, (), (head))
BOOST_DESCRIBE_STRUCT(ChangeHead, (), (number, head, reason))
BOOST_DESCRIBE_STRUCT(WithdrawHead, (), (number, reason))
BOOST_DESCRIBE_STRUCT(RecordClause, (), (clause))
BOOST_DESCRIBE_STRUCT(ChooseForum, (), (choice, read))
BOOST_DESCRIBE_STRUCT(StateFooting, (), (footing))
BOOST_DESCRIBE_STRUCT(RecordAct, (), (act, party, exhibits, note))
BOOST_DESCRIBE_STRUCT(ProveAct, (), (number, arrived_on, proof, ended_on, exhibits))
BOOST_DESCRIBE_STRUCT(RecordObstacle, (), (obstacle, note))
BOOST_DESCRIBE_STRUCT(EndObstacle, (), (number, until))
BOOST_DESCRIBE_STRUCT(GiveNotice, (), (notice))
BOOST_DESCRIBE_STRUCT(RecordAvoidable, (), (avoidable))
BOOST_DESCRIBE_STRUCT(SeekAvoidance, (), (number, on))
BOOST_DESCRIBE_STRUCT(MakePaper, (), (paper))
BOOST_DESCRIBE_STRUCT(ApprovePaper, (), (number, digest))
BOOST_DESCRIBE_STRUCT(SendPaper, (), (number, sending))
BOOST_DESCRIBE_STRUCT(ProveArrival, (), (number, on, proof, exhibits))
BOOST_DESCRIBE_STRUCT(ApplyPreservation, (), (application))
BOOST_DESCRIBE_STRUCT(RecordRuling, (), (preservation, granted, received_on, note))
BOOST_DESCRIBE_STRUCT(ExecuteMeasure, (), (measure))
BOOST_DESCRIBE_STRUCT(ApplyRenewal, (), (measure, on))
BOOST_DESCRIBE_STRUCT(GrantRenewal, (), (measure, from, until))
BOOST_DESCRIBE_STRUCT(LiftMeasure, (), (measure, on, reason))
BOOST_DESCRIBE_STRUCT(NoteWrongfulFreeze, (), (preservation, on, by, amount, note))
BOOST_DESCRIBE_STRUCT(File, (), (filing, read))
BOOST_DESCRIBE_STRUCT(NoteProgress, (), (filing, progress))
BOOST_DESCRIBE_STRUCT(SetHearing, (), (filing, on, place, replaces))
BOOST_DESCRIBE_STRUCT(EndFiling, (), (filing, end, on, reason))
BOOST_DESCRIBE_STRUCT(MakeOffer, (), (offer))
BOOST_DESCRIBE_STRUCT(AcceptOffer, (), (number, read))
BOOST_DESCRIBE_STRUCT(EndOffer, (), (number))
BOOST_DESCRIBE_STRUCT(DeclareBroken, (), (number, reasons))
BOOST_DESCRIBE_STRUCT(RecordTitle, (), (title))
BOOST_DESCRIBE_STRUCT(NoteChallenge, (), (title, step, on, note))
BOOST_DESCRIBE_STRUCT(ApplyEnforcement, (), (title, enforcement))
BOOST_DESCRIBE_STRUCT(NotePressure, (), (title, pressure, on, against))
BOOST_DESCRIBE_STRUCT(RecordReceipt, (), (receipt, over_recovery))
BOOST_DESCRIBE_STRUCT(ProposeDistribution, (), (shares))
BOOST_DESCRIBE_STRUCT(AnswerDistribution, (), (number, confirm, reason))
BOOST_DESCRIBE_STRUCT(Close, (), (ending, reasons, left))
BOOST_DESCRIBE_STRUCT(Reopen, (), (reasons))
BOOST_DESCRIBE_STRUCT(LetAuditorIn, (), (until))
BOOST_DESCRIBE_STRUCT(Recount, (), ())
BOOST_DESCRIBE_STRUCT(PassDay, (), (rule, about, due, lead))
BOOST_DESCRIBE_STRUCT(KeepForecast, (), (prediction))
BOOST_DESCRIBE_STRUCT(NotePaper, (), (paper))

using Command = std::variant<Open, OpenOutside, CheckConflict, Engage, BookCost, AddPursued, ChangePursued, DropPursued,
    AddHead, ChangeHead, WithdrawHead, RecordClause, ChooseForum, StateFooting, RecordAct, ProveAct, RecordObstacle,
    EndObstacle, GiveNotice, RecordAvoidable, SeekAvoidance, MakePaper, ApprovePaper, SendPaper, ProveArrival,
    ApplyPreservation, RecordRuling, ExecuteMeasure, ApplyRenewal, GrantRenewal, LiftMeasure, NoteWrongfulFreeze, File,
    NoteProgress, SetHearing, EndFiling, MakeOffer, AcceptOffer, EndOffer, DeclareBroken, RecordTitle, NoteChallenge,
    ApplyEnforcement, NotePressure, RecordReceipt, ProposeDistribution, AnswerDistribution, Close, Reopen, LetAuditorIn,
    Recount, PassDay, KeepForecast, NotePaper>;

/// The kinds of command, in the order of the variant.
enum class Act : std::uint8_t {
    open,
    open_outside,
    check_conflict,
    engage,
    book_cost,
    add_pursued,
    change_pursued,
    drop_pursued,
    add_head,
    change_head,
    withdraw_head,
    record_clause,
    choose_forum,
    state_footing,
    record_act,
    prove_act,
    record_obstacle,
    end_obstacle,
    give_notice,
    record_avoidable,
    seek_avoidance,
    make_paper,
    approve_paper,
    send_paper,
    prove_arrival,
    apply_preservation,
    record_ruling,
    execute_measure,
    apply_renewal,
    grant_renewal,
    lift_measure,
    note_wrongful_freeze,
    file,
    note_progress,
    set_hearing,
    end_filing,
    make_offer,
    accept_offer,
    end_offer,
    declare_broken,
    record_title,
    note_challenge,
    apply_enforcement,
    note_pressure,
    record_receipt,
    propose_distribution,
    answer_distribution,
    close,
    reopen,
    let_auditor_in,
    recount,
    pass_day,
    keep_forecast,
    note_paper,
};
static_assert(std::variant_size_v<Command> == static_cast<std::size_t>(Act::note_paper) + 1);
/// The name of the command's type with hyphens, "open-outside". The enumeration is not described: it has more members
/// than Boost.Describe takes.
std::string_view word(Act);

inline Act act_of(Command const& command)
{
    return static_cast<Act>(command.index());
}

/// The exhibits that a command names: whoever carries it out looks whether the actor reads them.
Exhibits named_exhibits(Command const&);

} // namespace recourse::matter

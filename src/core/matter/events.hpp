#pragma once

#include "core/matter/prediction.hpp"
#include "core/matter/types.hpp"

#include <variant>

// Stored: alternatives are added at the end, fields at the end of their struct.

namespace recourse::matter {

namespace events {

struct Opened {
    Date on;
    act::Actor by;
    Id<Order> order; ///< 0: none
    std::optional<Id<Dossier>> dossier;
    Id<Party> client;
    Id<Party> supplier; ///< 0: nobody here
    std::string against;
    std::string counsel;
    Money currency; ///< nothing, in the matter's currency
    PaperLanguage language = PaperLanguage::bilingual;
    std::string title;
};
struct ConflictChecked {
    Date on;
    act::Actor by;
    ConflictCheck check;
};
struct Engaged {
    Date on;
    act::Actor by;
    Engagement engagement;
};
struct CostBooked {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Cost cost;
};
struct PursuedAdded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Pursued pursued;
};
struct PursuedChanged {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Pursued pursued;
};
struct PursuedDropped {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    std::string reason;
};
struct HeadAdded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Head head;
};
struct HeadChanged {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Head head;
    std::string reason;
};
struct HeadWithdrawn {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    std::string reason;
};
struct ClauseRecorded {
    Date on;
    act::Actor by;
    Clause clause;
};
struct ForumChosen {
    Date on;
    act::Actor by;
    Choice choice;
    std::vector<Interlock> read;
};
struct FootingStated {
    Date on;
    act::Actor by;
    limitation::Footing footing;
};
struct ActRecorded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    limitation::Act act;
    std::uint32_t party = 0;
    std::uint32_t paper = 0; ///< the paper that was it
    std::uint32_t filing = 0;
    Exhibits exhibits;
    std::string note;
};
/// The act as it stands now.
struct ActProven {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    std::optional<Date> arrived_on;
    Proof proof = Proof::none;
    std::optional<Date> ended_on;
    Exhibits exhibits; ///< further ones
};
struct ObstacleRecorded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    limitation::Obstacle obstacle;
    std::string note;
};
struct ObstacleEnded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Date until;
};
struct NoticeGiven {
    Date on;
    act::Actor by;
    Notice notice;
    std::uint32_t paper = 0;
};
struct AvoidableRecorded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Avoidable avoidable;
};
struct AvoidanceSought {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Date sought_on;
};
struct PaperMade {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Paper paper;
};
struct PaperApproved {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
};
struct PaperSent {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Sending sending;
};
struct PaperArrived {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Date arrived_on;
    Proof proof = Proof::arrived;
    Exhibits exhibits;
};
struct PreservationApplied {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Application application;
};
struct PreservationRuled {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    bool granted = true;
    Date received_on;
    std::string note;
};
struct MeasureExecuted {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Measure measure;
};
struct RenewalApplied {
    std::uint32_t measure = 0;
    Date on;
    act::Actor by;
    Date applied_on;
};
struct RenewalGranted {
    std::uint32_t measure = 0;
    Date on;
    act::Actor by;
    Date from;
    std::optional<Date> until;
};
struct MeasureLifted {
    std::uint32_t measure = 0;
    Date on;
    act::Actor by;
    Date lifted_on;
    std::string reason;
};
/// It ran out without being renewed.
struct MeasureLapsed {
    std::uint32_t measure = 0;
    Date on;
    Date due;
};
struct WrongfulFreezeNoted {
    std::uint32_t preservation = 0;
    Date on;
    act::Actor by;
    Date noted_on;
    std::string claimed_by;
    std::optional<Money> amount;
    std::string note;
};
struct Filed {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Filing filing;
    std::vector<Interlock> read;
};
struct Progressed {
    std::uint32_t filing = 0;
    Date on;
    act::Actor by;
    Progress progress;
};
struct HearingSet {
    std::uint32_t number = 0;
    std::uint32_t filing = 0;
    Date on;
    act::Actor by;
    Date held_on;
    std::string place;
    std::optional<std::uint32_t> replaces;
};
struct FilingEnded {
    std::uint32_t filing = 0;
    Date on;
    act::Actor by;
    FilingEnd end = FilingEnd::withdrawn;
    Date ended_on;
    std::string reason;
};
struct OfferMade {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Offer offer;
};
struct OfferAccepted {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    std::optional<Waiver> waived;
    std::optional<Money> claim; ///< where it is full and final: what the whole claim is from now on
};
struct OfferEnded {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    OfferPhase phase = OfferPhase::rejected;
};
struct SettlementBroken {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    std::string reasons;
};
struct TitleReceived {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Title title;
};
struct Challenged {
    std::uint32_t title = 0;
    Date on;
    act::Actor by;
    ChallengeStep step = ChallengeStep::ours;
    Date step_on;
    std::string note;
};
struct EnforcementApplied {
    std::uint32_t title = 0;
    Date on;
    act::Actor by;
    EnforcementCase enforcement;
};
struct Pressed {
    std::uint32_t title = 0;
    Date on;
    act::Actor by;
    Pressure pressure = Pressure::consumption_list;
    Date pressed_on;
    std::string against;
};
struct Received {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Receipt receipt;
    Money counted; ///< in the matter's currency
    Money claim; ///< the whole claim on that day
    bool over_recovery = false; ///< with it, more has come than the claim
};
struct DistributionProposed {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    std::vector<Share> shares;
};
struct DistributionAnswered {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    bool confirmed = false;
    std::string reason;
};
struct Closed {
    Date on;
    act::Actor by;
    Ending ending = Ending::none;
    std::string reasons;
    Money left; ///< of the claim
};
struct Reopened {
    Date on;
    act::Actor by;
    std::string reasons;
};
struct AuditorLetIn {
    Date on;
    act::Actor by;
    std::optional<Date> until;
};
/// All days of the matter, counted anew because something happened or a calendar changed.
struct DaysCounted {
    Date on;
    std::string calendar; ///< "cn 2023-2026": the years with a notice
    std::vector<limitation::Row> rows;
};
struct Reminded {
    limitation::RuleId rule = limitation::RuleId::limitation_three;
    std::uint32_t about = 0;
    Date on;
    Date due;
    std::uint32_t lead = 0; ///< the reminder that it was; days left may be fewer
};
struct DayPassed {
    limitation::RuleId rule = limitation::RuleId::limitation_three;
    std::uint32_t about = 0;
    Date on;
    Date due;
};
/// What the forecast said on that day.
struct ForecastKept {
    std::uint32_t number = 0;
    Date on;
    act::Actor by;
    Prediction prediction;
};
/// What is known of a paper that filings need, from now on.
struct PaperNoted {
    Date on;
    act::Actor by;
    NeededPaper paper;
};

BOOST_DESCRIBE_STRUCT(
    Opened, (), (on, by, order, dossier, client, supplier, against, counsel, currency, language, title))
BOOST_DESCRIBE_STRUCT(ConflictChecked, (), (on, by, check))
BOOST_DESCRIBE_STRUCT(Engaged, (), (on, by, engagement))
BOOST_DESCRIBE_STRUCT(CostBooked, (), (number, on, by, cost))
BOOST_DESCRIBE_STRUCT(PursuedAdded, (), (number, on, by, pursued))
BOOST_DESCRIBE_STRUCT(PursuedChanged, (), (number, on, by, pursued))
BOOST_DESCRIBE_STRUCT(PursuedDropped, (), (number, on, by, reason))
BOOST_DESCRIBE_STRUCT(HeadAdded, (), (number, on, by, head))
BOOST_DESCRIBE_STRUCT(HeadChanged, (), (number, on, by, head, reason))
BOOST_DESCRIBE_STRUCT(HeadWithdrawn, (), (number, on, by, reason))
BOOST_DESCRIBE_STRUCT(ClauseRecorded, (), (on, by, clause))
BOOST_DESCRIBE_STRUCT(ForumChosen, (), (on, by, choice, read))
BOOST_DESCRIBE_STRUCT(FootingStated, (), (on, by, footing))
BOOST_DESCRIBE_STRUCT(ActRecorded, (), (number, on, by, act, party, paper, filing, exhibits, note))
BOOST_DESCRIBE_STRUCT(ActProven, (), (number, on, by, arrived_on, proof, ended_on, exhibits))
BOOST_DESCRIBE_STRUCT(ObstacleRecorded, (), (number, on, by, obstacle, note))
BOOST_DESCRIBE_STRUCT(ObstacleEnded, (), (number, on, by, until))
BOOST_DESCRIBE_STRUCT(NoticeGiven, (), (on, by, notice, paper))
BOOST_DESCRIBE_STRUCT(AvoidableRecorded, (), (number, on, by, avoidable))
BOOST_DESCRIBE_STRUCT(AvoidanceSought, (), (number, on, by, sought_on))
BOOST_DESCRIBE_STRUCT(PaperMade, (), (number, on, by, paper))
BOOST_DESCRIBE_STRUCT(PaperApproved, (), (number, on, by))
BOOST_DESCRIBE_STRUCT(PaperSent, (), (number, on, by, sending))
BOOST_DESCRIBE_STRUCT(PaperArrived, (), (number, on, by, arrived_on, proof, exhibits))
BOOST_DESCRIBE_STRUCT(PreservationApplied, (), (number, on, by, application))
BOOST_DESCRIBE_STRUCT(PreservationRuled, (), (number, on, by, granted, received_on, note))
BOOST_DESCRIBE_STRUCT(MeasureExecuted, (), (number, on, by, measure))
BOOST_DESCRIBE_STRUCT(RenewalApplied, (), (measure, on, by, applied_on))
BOOST_DESCRIBE_STRUCT(RenewalGranted, (), (measure, on, by, from, until))
BOOST_DESCRIBE_STRUCT(MeasureLifted, (), (measure, on, by, lifted_on, reason))
BOOST_DESCRIBE_STRUCT(MeasureLapsed, (), (measure, on, due))
BOOST_DESCRIBE_STRUCT(WrongfulFreezeNoted, (), (preservation, on, by, noted_on, claimed_by, amount, note))
BOOST_DESCRIBE_STRUCT(Filed, (), (number, on, by, filing, read))
BOOST_DESCRIBE_STRUCT(Progressed, (), (filing, on, by, progress))
BOOST_DESCRIBE_STRUCT(HearingSet, (), (number, filing, on, by, held_on, place, replaces))
BOOST_DESCRIBE_STRUCT(FilingEnded, (), (filing, on, by, end, ended_on, reason))
BOOST_DESCRIBE_STRUCT(OfferMade, (), (number, on, by, offer))
BOOST_DESCRIBE_STRUCT(OfferAccepted, (), (number, on, by, waived, claim))
BOOST_DESCRIBE_STRUCT(OfferEnded, (), (number, on, by, phase))
BOOST_DESCRIBE_STRUCT(SettlementBroken, (), (number, on, by, reasons))
BOOST_DESCRIBE_STRUCT(TitleReceived, (), (number, on, by, title))
BOOST_DESCRIBE_STRUCT(Challenged, (), (title, on, by, step, step_on, note))
BOOST_DESCRIBE_STRUCT(EnforcementApplied, (), (title, on, by, enforcement))
BOOST_DESCRIBE_STRUCT(Pressed, (), (title, on, by, pressure, pressed_on, against))
BOOST_DESCRIBE_STRUCT(Received, (), (number, on, by, receipt, counted, claim, over_recovery))
BOOST_DESCRIBE_STRUCT(DistributionProposed, (), (number, on, by, shares))
BOOST_DESCRIBE_STRUCT(DistributionAnswered, (), (number, on, by, confirmed, reason))
BOOST_DESCRIBE_STRUCT(Closed, (), (on, by, ending, reasons, left))
BOOST_DESCRIBE_STRUCT(Reopened, (), (on, by, reasons))
BOOST_DESCRIBE_STRUCT(AuditorLetIn, (), (on, by, until))
BOOST_DESCRIBE_STRUCT(DaysCounted, (), (on, calendar, rows))
BOOST_DESCRIBE_STRUCT(Reminded, (), (rule, about, on, due, lead))
BOOST_DESCRIBE_STRUCT(DayPassed, (), (rule, about, on, due))
BOOST_DESCRIBE_STRUCT(ForecastKept, (), (number, on, by, prediction))
BOOST_DESCRIBE_STRUCT(PaperNoted, (), (on, by, paper))

} // namespace events

using Event = std::variant<events::Opened, events::ConflictChecked, events::Engaged, events::CostBooked,
    events::PursuedAdded, events::PursuedChanged, events::PursuedDropped, events::HeadAdded, events::HeadChanged,
    events::HeadWithdrawn, events::ClauseRecorded, events::ForumChosen, events::FootingStated, events::ActRecorded,
    events::ActProven, events::ObstacleRecorded, events::ObstacleEnded, events::NoticeGiven, events::AvoidableRecorded,
    events::AvoidanceSought, events::PaperMade, events::PaperApproved, events::PaperSent, events::PaperArrived,
    events::PreservationApplied, events::PreservationRuled, events::MeasureExecuted, events::RenewalApplied,
    events::RenewalGranted, events::MeasureLifted, events::MeasureLapsed, events::WrongfulFreezeNoted, events::Filed,
    events::Progressed, events::HearingSet, events::FilingEnded, events::OfferMade, events::OfferAccepted,
    events::OfferEnded, events::SettlementBroken, events::TitleReceived, events::Challenged, events::EnforcementApplied,
    events::Pressed, events::Received, events::DistributionProposed, events::DistributionAnswered, events::Closed,
    events::Reopened, events::AuditorLetIn, events::DaysCounted, events::Reminded, events::DayPassed,
    events::ForecastKept, events::PaperNoted>;

} // namespace recourse::matter

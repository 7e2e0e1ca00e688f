#pragma once

#include "core/matter/events.hpp"

#include <span>
#include <vector>

namespace recourse::matter {

struct PursuedState {
    Pursued pursued;
    Date on;
    std::optional<Date> dropped;
};
struct HeadState {
    Head head;
    Date on;
    std::optional<Date> withdrawn;
};
struct ActState {
    limitation::Act act;
    Date on;
    act::Actor by;
    std::uint32_t party = 0;
    std::uint32_t paper = 0;
    std::uint32_t filing = 0;
    Exhibits exhibits;
    std::string note;
};
struct ObstacleState {
    limitation::Obstacle obstacle;
    std::string note;
};
struct NoticeState {
    Notice notice;
    std::uint32_t paper = 0;
};
struct AvoidableState {
    Avoidable avoidable;
    std::optional<Date> sought_on;
};
struct PaperState {
    Paper paper;
    PaperPhase phase = PaperPhase::draft;
    Date on;
    act::Actor by;
    act::Actor approved_by;
    std::optional<Date> approved_on;
    std::optional<Sending> sending;
    std::optional<Date> arrived_on;
    Proof proof = Proof::none;
    Exhibits exhibits; ///< of the arrival
};
struct PreservationState {
    Application application;
    std::optional<bool> granted;
    std::optional<Date> ruled_on; ///< the ruling was received
    std::string note;
    std::optional<Date> wrongful_on; ///< somebody says that it was wrong
    std::string wrongful_by;
    std::optional<Money> wrongful_amount;
};
struct MeasureState {
    Measure measure;
    MeasurePhase phase = MeasurePhase::stands;
    Date from; ///< its present length runs from here
    std::optional<Date> until; ///< as the court says
    std::optional<Date> renewal_applied_on; ///< for the present length
    std::uint32_t renewals = 0;
    std::optional<Date> over_on; ///< lifted or lapsed
    std::string reason;
};
struct FilingState {
    Filing filing;
    Bench bench = Bench::court;
    Progress progress;
    std::optional<FilingEnd> end;
    std::optional<Date> ended_on;
    bool decided = false; ///< a title came of it
};
struct HearingState {
    std::uint32_t filing = 0;
    Date on;
    std::string place;
    bool replaced = false;
};
struct OfferState {
    Offer offer;
    OfferPhase phase = OfferPhase::open;
    Date on;
    act::Actor by;
    std::optional<Waiver> waived;
};
struct Pressed {
    Pressure pressure = Pressure::consumption_list;
    Date on;
    std::string against;
};
struct TitleState {
    Title title;
    std::optional<Date> challenged_on; ///< by us
    bool challenge_open = false;
    bool fell = false; ///< changed or set aside
    std::optional<EnforcementCase> enforcement;
    std::vector<Pressed> pressed;
};
struct ReceiptState {
    Receipt receipt;
    Date on;
    Money counted;
    Money claim;
    bool over_recovery = false;
};
struct DistributionState {
    std::vector<Share> shares;
    DistributionPhase phase = DistributionPhase::proposed;
    Date on;
    act::Actor proposed_by;
    act::Actor answered_by;
    std::string reason;
};
/// A deadline as it was counted, and what was said of it.
struct Day {
    limitation::Row row;
    std::uint32_t reminded = 0; ///< the shortest lead of which was reminded; 0: of none
    bool passed = false; ///< that it is over was noted
};

/// What the forecast said on a day.
struct ForecastState {
    Prediction prediction;
    Date on;
    act::Actor by;
};

/// What is known of a paper that filings need, and since when.
struct NeededPaperState {
    NeededPaper paper;
    Date on;
    act::Actor by;
};

/// A matter as its events made it. Nothing is ever taken out of it; entry n of a kind is the n-th of its list.
struct State {
    Phase phase = Phase::none;
    Ending ending = Ending::none;
    Id<Order> order; ///< 0: none
    std::optional<Id<Dossier>> dossier;
    Id<Party> client;
    Id<Party> supplier; ///< 0: nobody here
    std::string against;
    std::string counsel;
    Money nothing; ///< in the matter's currency
    PaperLanguage language = PaperLanguage::bilingual;
    std::string title;
    Date opened_on;
    act::Actor opened_by;
    std::vector<ConflictCheck> checks;
    std::optional<Engagement> engagement;
    std::vector<Cost> costs;
    std::vector<PursuedState> pursued;
    std::vector<HeadState> heads;
    std::optional<Clause> clause;
    std::optional<Choice> choice;
    limitation::Footing footing;
    std::vector<ActState> acts;
    std::vector<ObstacleState> obstacles;
    std::vector<NoticeState> notices;
    std::vector<AvoidableState> avoidables;
    std::vector<PaperState> papers;
    std::vector<PreservationState> preservations;
    std::vector<MeasureState> measures;
    std::vector<FilingState> filings;
    std::vector<HearingState> hearings;
    std::vector<OfferState> offers;
    std::vector<TitleState> titles;
    std::vector<ReceiptState> receipts;
    std::vector<DistributionState> distributions;
    Money received; ///< counted
    Money distributed;
    std::optional<Money> settled_claim; ///< what a full and final settlement left of the whole claim
    std::optional<Date> closed_on;
    std::string closed_because;
    Money closed_left;
    std::optional<Date> auditor_until; ///< the programme's auditors read it, that day included
    std::vector<Day> days;
    std::string calendar; ///< by which they were counted
    std::vector<ForecastState> forecasts; ///< as they were kept
    std::vector<NeededPaperState> needed_papers; ///< each once, in the order in which they were first named
};

BOOST_DESCRIBE_STRUCT(PursuedState, (), (pursued, on, dropped))
BOOST_DESCRIBE_STRUCT(HeadState, (), (head, on, withdrawn))
BOOST_DESCRIBE_STRUCT(ActState, (), (act, on, by, party, paper, filing, exhibits, note))
BOOST_DESCRIBE_STRUCT(ObstacleState, (), (obstacle, note))
BOOST_DESCRIBE_STRUCT(NoticeState, (), (notice, paper))
BOOST_DESCRIBE_STRUCT(AvoidableState, (), (avoidable, sought_on))
BOOST_DESCRIBE_STRUCT(
    PaperState, (), (paper, phase, on, by, approved_by, approved_on, sending, arrived_on, proof, exhibits))
BOOST_DESCRIBE_STRUCT(
    PreservationState, (), (application, granted, ruled_on, note, wrongful_on, wrongful_by, wrongful_amount))
BOOST_DESCRIBE_STRUCT(MeasureState, (), (measure, phase, from, until, renewal_applied_on, renewals, over_on, reason))
BOOST_DESCRIBE_STRUCT(FilingState, (), (filing, bench, progress, end, ended_on, decided))
BOOST_DESCRIBE_STRUCT(HearingState, (), (filing, on, place, replaced))
BOOST_DESCRIBE_STRUCT(OfferState, (), (offer, phase, on, by, waived))
BOOST_DESCRIBE_STRUCT(Pressed, (), (pressure, on, against))
BOOST_DESCRIBE_STRUCT(TitleState, (), (title, challenged_on, challenge_open, fell, enforcement, pressed))
BOOST_DESCRIBE_STRUCT(ReceiptState, (), (receipt, on, counted, claim, over_recovery))
BOOST_DESCRIBE_STRUCT(DistributionState, (), (shares, phase, on, proposed_by, answered_by, reason))
BOOST_DESCRIBE_STRUCT(Day, (), (row, reminded, passed))
BOOST_DESCRIBE_STRUCT(ForecastState, (), (prediction, on, by))
BOOST_DESCRIBE_STRUCT(NeededPaperState, (), (paper, on, by))
BOOST_DESCRIBE_STRUCT(State, (),
    (phase, ending, order, dossier, client, supplier, against, counsel, nothing, language, title, opened_on, opened_by,
        checks, engagement, costs, pursued, heads, clause, choice, footing, acts, obstacles, notices, avoidables,
        papers, preservations, measures, filings, hearings, offers, titles, receipts, distributions, received,
        distributed, settled_claim, closed_on, closed_because, closed_left, auditor_until, days, calendar, forecasts,
        needed_papers))

/// The state after the event. Every event fits: decide has seen to it.
void evolve(State&, Event const&);

/// Entry `number` of a list, from 1; null: there is none.
template <class One>
One const* entry(std::vector<One> const& all, std::uint32_t number)
{
    return number == 0 || number > all.size() ? nullptr : &all[number - 1];
}

/// The heads that are not withdrawn, in sum.
Money headed(State const&);
/// The whole claim, without what the claim statement adds: the heads, the last title that stands where that is more,
/// or what a full and final settlement left.
Money claimed(State const&);
/// What was booked under a line.
Money booked(State const&, CostLine);

/// The latest filing that neither ended nor was decided; 0: none.
std::uint32_t pending_filing(State const&);
/// A measure that still stands; 0: none.
std::uint32_t standing_measure(State const&);
/// The settlement that holds: accepted and not broken; 0: none.
std::uint32_t settlement(State const&);
/// The distribution that waits for a second person; 0: none.
std::uint32_t waiting_distribution(State const&);

/// Where conflicts of interest stand.
enum class Conflict : std::uint8_t {
    unchecked, ///< no check, or a name was added since
    open,
    cleared, ///< clear or waived
};
Conflict conflict(State const&);
/// The names of those pursued that the last check did not search for.
std::vector<std::string> unsearched(State const&);

/// What the clock counts from.
void record_of(State const&, limitation::Record& into);
limitation::Record record_of(State const&);

/// A day on which time does something to the matter.
struct WakeUp {
    Date on; ///< its first moment
    limitation::RuleId rule = limitation::RuleId::limitation_three;
    std::uint32_t about = 0;
    Date due;
    std::uint32_t lead = 0; ///< 0: the last day is over
};
/// The next one of each deadline; they follow from the state alone.
std::vector<WakeUp> wakes(State const&);

} // namespace recourse::matter

#include "core/matter/state.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::matter {

namespace {

template <class One>
One& there(std::vector<One>& all, std::uint32_t number)
{
    RECOURSE_ASSERT(number >= 1 && number <= all.size());
    return all[number - 1];
}

/// Where the matter stands by what is in it.
Phase phase_of(State const& state)
{
    bool const enforcing
        = std::ranges::any_of(state.titles, [](auto const& one) { return !one.fell && one.enforcement.has_value(); });
    if (enforcing)
        return Phase::enforcing;
    if (std::ranges::any_of(state.titles, [](auto const& one) { return !one.fell; }))
        return Phase::decided;
    return pending_filing(state) != 0 ? Phase::filed : Phase::open;
}

void add(Exhibits& into, Exhibits const& more)
{
    into.insert(into.end(), more.begin(), more.end());
}

void progress(Progress& into, Progress const& more)
{
    if (!more.case_number.empty())
        into.case_number = more.case_number;
    if (!more.note.empty())
        into.note = more.note;
    auto const take = [](auto& one, auto const& other) {
        if (other)
            one = other;
    };
    take(into.fee_noticed_on, more.fee_noticed_on);
    take(into.fee_paid_on, more.fee_paid_on);
    take(into.served_on, more.served_on);
    take(into.served_abroad, more.served_abroad);
    take(into.answer_set, more.answer_set);
    take(into.answered_on, more.answered_on);
}

/// The days as they are counted now; of one that is the same as before it is remembered what was said.
void count(State& state, std::vector<limitation::Row> const& rows)
{
    std::vector<Day> days;
    days.reserve(rows.size());
    for (auto const& row : rows) {
        auto const same = std::ranges::find_if(state.days, [&](Day const& one) {
            return one.row.rule == row.rule && one.row.about == row.about && one.row.due == row.due;
        });
        days.push_back(same == state.days.end() ? Day { row, 0, false } : Day { row, same->reminded, same->passed });
    }
    state.days = std::move(days);
}

Day& day_of(State& state, limitation::RuleId rule, std::uint32_t about)
{
    auto const found = std::ranges::find_if(
        state.days, [&](Day const& one) { return one.row.rule == rule && one.row.about == about; });
    RECOURSE_ASSERT(found != state.days.end());
    return *found;
}

void take(State& state, events::OfferAccepted const& e)
{
    auto& offer = there(state.offers, e.number);
    offer.phase = OfferPhase::accepted;
    offer.waived = e.waived;
    if (e.claim)
        state.settled_claim = e.claim;
}

void take(State& state, events::Challenged const& e)
{
    auto& title = there(state.titles, e.title);
    switch (e.step) {
    case ChallengeStep::ours:
        title.challenged_on = e.step_on;
        title.challenge_open = true;
        return;
    case ChallengeStep::theirs:
        title.challenge_open = true;
        return;
    case ChallengeStep::stands:
        title.challenge_open = false;
        return;
    case ChallengeStep::falls:
        title.challenge_open = false;
        title.fell = true;
        return;
    }
    RECOURSE_ASSERT(false);
}

void take(State& state, events::DistributionAnswered const& e)
{
    auto& one = there(state.distributions, e.number);
    one.phase = e.confirmed ? DistributionPhase::confirmed : DistributionPhase::declined;
    one.answered_by = e.by;
    one.reason = e.reason;
    if (!e.confirmed)
        return;
    for (auto const& share : one.shares)
        state.distributed = state.distributed + share.amount;
}

void take(State& state, events::Opened const& e)
{
    state.order = e.order;
    state.dossier = e.dossier;
    state.client = e.client;
    state.supplier = e.supplier;
    state.against = e.against;
    state.counsel = e.counsel;
    state.nothing = state.received = state.distributed = state.closed_left = e.currency;
    state.language = e.language;
    state.title = e.title;
    state.opened_on = e.on;
    state.opened_by = e.by;
    state.phase = Phase::open;
}

void take(State& state, events::RenewalGranted const& e)
{
    auto& measure = there(state.measures, e.measure);
    measure.from = e.from;
    measure.until = e.until;
    measure.renewal_applied_on = std::nullopt;
    ++measure.renewals;
}

void take(State& state, events::PaperNoted const& e)
{
    auto const known = std::ranges::find(
        state.needed_papers, e.paper.paper, [](auto const& one) -> auto const& { return one.paper.paper; });
    if (known == state.needed_papers.end())
        state.needed_papers.push_back({ e.paper, e.on, e.by });
    else
        *known = { e.paper, e.on, e.by };
}

void over(MeasureState& measure, MeasurePhase phase, Date on, std::string reason)
{
    measure.phase = phase;
    measure.over_on = on;
    measure.reason = std::move(reason);
}

void move_on(State& state)
{
    if (state.phase != Phase::closed)
        state.phase = phase_of(state);
}

} // namespace

void evolve(State& state, Event const& event)
{
    std::visit(
        match {
            [&](events::Opened const& e) { take(state, e); },
            [&](events::ConflictChecked const& e) { state.checks.push_back(e.check); },
            [&](events::Engaged const& e) { state.engagement = e.engagement; },
            [&](events::CostBooked const& e) { state.costs.push_back(e.cost); },
            [&](events::PursuedAdded const& e) { state.pursued.push_back({ e.pursued, e.on, {} }); },
            [&](events::PursuedChanged const& e) { there(state.pursued, e.number).pursued = e.pursued; },
            [&](events::PursuedDropped const& e) { there(state.pursued, e.number).dropped = e.on; },
            [&](events::HeadAdded const& e) { state.heads.push_back({ e.head, e.on, {} }); },
            [&](events::HeadChanged const& e) { there(state.heads, e.number).head = e.head; },
            [&](events::HeadWithdrawn const& e) { there(state.heads, e.number).withdrawn = e.on; },
            [&](events::ClauseRecorded const& e) { state.clause = e.clause; },
            [&](events::ForumChosen const& e) { state.choice = e.choice; },
            [&](events::FootingStated const& e) { state.footing = e.footing; },
            [&](events::ActRecorded const& e) {
                state.acts.push_back({ e.act, e.on, e.by, e.party, e.paper, e.filing, e.exhibits, e.note });
            },
            [&](events::ActProven const& e) {
                auto& one = there(state.acts, e.number);
                one.act.arrived_on = e.arrived_on;
                one.act.proof = e.proof;
                one.act.ended_on = e.ended_on;
                add(one.exhibits, e.exhibits);
            },
            [&](events::ObstacleRecorded const& e) { state.obstacles.push_back({ e.obstacle, e.note }); },
            [&](events::ObstacleEnded const& e) { there(state.obstacles, e.number).obstacle.until = e.until; },
            [&](events::NoticeGiven const& e) { state.notices.push_back({ e.notice, e.paper }); },
            [&](events::AvoidableRecorded const& e) { state.avoidables.push_back({ e.avoidable, {} }); },
            [&](events::AvoidanceSought const& e) { there(state.avoidables, e.number).sought_on = e.sought_on; },
            [&](events::PaperMade const& e) {
                if (e.paper.replaces)
                    there(state.papers, *e.paper.replaces).phase = PaperPhase::replaced;
                state.papers.push_back({ e.paper, PaperPhase::draft, e.on, e.by, {}, {}, {}, {}, Proof::none, {} });
            },
            [&](events::PaperApproved const& e) {
                auto& one = there(state.papers, e.number);
                one.phase = PaperPhase::approved;
                one.approved_by = e.by;
                one.approved_on = e.on;
            },
            [&](events::PaperSent const& e) {
                auto& one = there(state.papers, e.number);
                one.phase = PaperPhase::sent;
                one.sending = e.sending;
                one.proof = e.sending.proof;
            },
            [&](events::PaperArrived const& e) {
                auto& one = there(state.papers, e.number);
                one.phase = PaperPhase::arrived;
                one.arrived_on = e.arrived_on;
                one.proof = e.proof;
                one.exhibits = e.exhibits;
            },
            [&](events::PreservationApplied const& e) {
                state.preservations.push_back({ e.application, {}, {}, {}, {}, {}, {} });
            },
            [&](events::PreservationRuled const& e) {
                auto& one = there(state.preservations, e.number);
                one.granted = e.granted;
                one.ruled_on = e.received_on;
                one.note = e.note;
            },
            [&](events::MeasureExecuted const& e) {
                state.measures.push_back(
                    { e.measure, MeasurePhase::stands, e.measure.on, e.measure.until, {}, 0, {}, {} });
            },
            [&](events::RenewalApplied const& e) {
                there(state.measures, e.measure).renewal_applied_on = e.applied_on;
            },
            [&](events::RenewalGranted const& e) { take(state, e); },
            [&](events::MeasureLifted const& e) {
                over(there(state.measures, e.measure), MeasurePhase::lifted, e.lifted_on, e.reason);
            },
            [&](events::MeasureLapsed const& e) {
                over(there(state.measures, e.measure), MeasurePhase::lapsed, e.due, {});
            },
            [&](events::WrongfulFreezeNoted const& e) {
                auto& one = there(state.preservations, e.preservation);
                one.wrongful_on = e.noted_on;
                one.wrongful_by = e.claimed_by;
                one.wrongful_amount = e.amount;
            },
            [&](events::Filed const& e) {
                auto const bench = state.choice ? state.choice->bench : Bench::other;
                state.filings.push_back(
                    { e.filing, bench, { e.filing.case_number, {}, {}, {}, {}, {}, {}, {} }, {}, {}, false });
                move_on(state);
            },
            [&](events::Progressed const& e) { progress(there(state.filings, e.filing).progress, e.progress); },
            [&](events::HearingSet const& e) {
                if (e.replaces)
                    there(state.hearings, *e.replaces).replaced = true;
                state.hearings.push_back({ e.filing, e.held_on, e.place, false });
            },
            [&](events::FilingEnded const& e) {
                auto& one = there(state.filings, e.filing);
                one.end = e.end;
                one.ended_on = e.ended_on;
                move_on(state);
            },
            [&](events::OfferMade const& e) { state.offers.push_back({ e.offer, OfferPhase::open, e.on, e.by, {} }); },
            [&](events::OfferAccepted const& e) { take(state, e); },
            [&](events::OfferEnded const& e) { there(state.offers, e.number).phase = e.phase; },
            [&](events::SettlementBroken const& e) {
                auto& offer = there(state.offers, e.number);
                offer.phase = OfferPhase::broken;
                // A part that was not paid leaves standing what settled the whole.
                if (offer.offer.full_and_final)
                    state.settled_claim = std::nullopt;
            },
            [&](events::TitleReceived const& e) {
                state.titles.push_back({ e.title, {}, false, false, {}, {} });
                if (e.title.filing)
                    there(state.filings, *e.title.filing).decided = true;
                move_on(state);
            },
            [&](events::Challenged const& e) {
                take(state, e);
                move_on(state);
            },
            [&](events::EnforcementApplied const& e) {
                there(state.titles, e.title).enforcement = e.enforcement;
                move_on(state);
            },
            [&](events::Pressed const& e) {
                there(state.titles, e.title).pressed.push_back({ e.pressure, e.pressed_on, e.against });
            },
            [&](events::Received const& e) {
                state.receipts.push_back({ e.receipt, e.on, e.counted, e.claim, e.over_recovery });
                state.received = state.received + e.counted;
            },
            [&](events::DistributionProposed const& e) {
                state.distributions.push_back({ e.shares, DistributionPhase::proposed, e.on, e.by, {}, {} });
            },
            [&](events::DistributionAnswered const& e) { take(state, e); },
            [&](events::Closed const& e) {
                state.phase = Phase::closed;
                state.ending = e.ending;
                state.closed_on = e.on;
                state.closed_because = e.reasons;
                state.closed_left = e.left;
            },
            [&](events::Reopened const&) {
                state.phase = phase_of(state);
                state.ending = Ending::none;
                state.closed_on = std::nullopt;
                state.closed_because.clear();
                state.closed_left = state.nothing;
            },
            [&](events::AuditorLetIn const& e) { state.auditor_until = e.until; },
            [&](events::DaysCounted const& e) {
                state.calendar = e.calendar;
                count(state, e.rows);
            },
            [&](events::Reminded const& e) { day_of(state, e.rule, e.about).reminded = e.lead; },
            [&](events::DayPassed const& e) { day_of(state, e.rule, e.about).passed = true; },
            [&](events::ForecastKept const& e) { state.forecasts.push_back({ e.prediction, e.on, e.by }); },
            [&](events::PaperNoted const& e) { take(state, e); },
        },
        event);
}

Money headed(State const& state)
{
    auto sum = state.nothing;
    for (auto const& one : state.heads) {
        if (!one.withdrawn)
            sum = sum + one.head.amount;
    }
    return sum;
}

Money claimed(State const& state)
{
    if (state.settled_claim)
        return *state.settled_claim;
    auto sum = headed(state);
    for (auto const& one : state.titles) {
        if (!one.fell)
            sum = max(sum, one.title.principal + one.title.interest + one.title.costs);
    }
    return sum;
}

Money booked(State const& state, CostLine line)
{
    auto sum = state.nothing;
    for (auto const& one : state.costs) {
        if (one.line == line)
            sum = sum + one.amount;
    }
    return sum;
}

namespace {

/// The number of the last one for which `is` holds; 0: none.
template <class One, class Is>
std::uint32_t last_number(std::vector<One> const& all, Is const& is)
{
    for (auto n = all.size(); n > 0; --n) {
        if (is(all[n - 1]))
            return static_cast<std::uint32_t>(n);
    }
    return 0;
}

} // namespace

std::uint32_t pending_filing(State const& state)
{
    return last_number(state.filings, [](auto const& one) { return !one.end && !one.decided; });
}

std::uint32_t standing_measure(State const& state)
{
    return last_number(state.measures, [](auto const& one) { return one.phase == MeasurePhase::stands; });
}

std::uint32_t settlement(State const& state)
{
    auto const accepted = [](auto const& one) { return one.phase == OfferPhase::accepted; };
    // What settled the whole holds beside any part, whichever was offered first.
    auto const whole
        = last_number(state.offers, [&](auto const& one) { return accepted(one) && one.offer.full_and_final; });
    return whole != 0 ? whole : last_number(state.offers, accepted);
}

std::uint32_t waiting_distribution(State const& state)
{
    return last_number(state.distributions, [](auto const& one) { return one.phase == DistributionPhase::proposed; });
}

std::vector<std::string> unsearched(State const& state)
{
    std::vector<std::string> names;
    auto const searched = [&](std::string const& name) {
        return !state.checks.empty()
            && std::ranges::find(state.checks.back().names, name) != state.checks.back().names.end();
    };
    auto const look = [&](std::string const& name) {
        if (!name.empty() && !searched(name) && std::ranges::find(names, name) == names.end())
            names.push_back(name);
    };
    for (auto const& one : state.pursued) {
        if (one.dropped)
            continue;
        look(one.pursued.name);
        look(one.pursued.name_zh);
    }
    return names;
}

Conflict conflict(State const& state)
{
    if (state.checks.empty())
        return Conflict::unchecked;
    if (state.checks.back().result == ConflictResult::conflict)
        return Conflict::open;
    return unsearched(state).empty() ? Conflict::cleared : Conflict::unchecked;
}

} // namespace recourse::matter

#include "core/matter/viewer.hpp"

#include "base/check.hpp"

#include <boost/mp11.hpp>

#include <algorithm>

namespace recourse::matter {

namespace {

using act::Role;

/// Counts through a list: one command for each of its numbers.
template <class Make, class One>
void each(std::vector<One> const& all, std::vector<std::pair<Command, std::uint32_t>>& into, Make const& make)
{
    for (std::uint32_t number = 1; number <= all.size(); ++number)
        into.emplace_back(make(number), number);
}

/// One command for each thing that somebody could want to do, with values that stop at the first guard of values.
std::vector<std::pair<Command, std::uint32_t>> probes(State const& state)
{
    std::vector<std::pair<Command, std::uint32_t>> all;
    auto const add = [&](Command command) { all.emplace_back(std::move(command), 0); };
    add(CheckConflict {});
    add(Engage {});
    add(BookCost {});
    add(AddPursued {});
    each(state.pursued, all, [](auto n) { return ChangePursued { n, {} }; });
    each(state.pursued, all, [](auto n) { return DropPursued { n, {} }; });
    add(AddHead {});
    each(state.heads, all, [](auto n) { return ChangeHead { n, {}, {} }; });
    each(state.heads, all, [](auto n) { return WithdrawHead { n, {} }; });
    add(RecordClause {});
    add(ChooseForum {});
    limitation::Footing footing;
    footing.known_on = Date::of(9'000, 1, 1);
    add(StateFooting { footing });
    add(RecordAct {});
    each(state.acts, all, [](auto n) { return ProveAct { n, Date::of(9'000, 1, 1), {}, {}, {} }; });
    add(RecordObstacle {});
    each(state.obstacles, all, [](auto n) { return EndObstacle { n, Date::of(9'000, 1, 1) }; });
    add(GiveNotice {});
    add(RecordAvoidable {});
    each(state.avoidables, all, [](auto n) { return SeekAvoidance { n, Date::of(9'000, 1, 1) }; });
    add(MakePaper {});
    each(state.papers, all, [](auto n) { return ApprovePaper { n, {} }; });
    each(state.papers, all, [](auto n) { return SendPaper { n, {} }; });
    each(state.papers, all, [](auto n) { return ProveArrival { n, {}, Proof::none, {} }; });
    add(ApplyPreservation {});
    each(state.preservations, all, [](auto n) { return RecordRuling { n, true, Date::of(9'000, 1, 1), {} }; });
    for (std::uint32_t n = 1; n <= state.preservations.size(); ++n)
        all.emplace_back(ExecuteMeasure { { n, 1, Date::of(9'000, 1, 1), {}, {}, false } }, n);
    each(state.measures, all, [](auto n) { return ApplyRenewal { n, Date::of(9'000, 1, 1) }; });
    each(state.measures, all, [](auto n) { return GrantRenewal { n, Date::of(9'000, 1, 1), {} }; });
    each(state.measures, all, [](auto n) { return LiftMeasure { n, Date::of(9'000, 1, 1), {} }; });
    each(state.preservations, all, [](auto n) { return NoteWrongfulFreeze { n, Date::of(9'000, 1, 1), {}, {}, {} }; });
    add(File { { state.choice ? state.choice->forum : std::string {}, Date::of(9'000, 1, 1), {}, {}, {} }, {} });
    each(state.filings, all,
        [](auto n) { return NoteProgress { n, { {}, Date::of(9'000, 1, 1), {}, {}, {}, {}, {}, {} } }; });
    each(state.filings, all, [](auto n) { return SetHearing { n, Date::of(9'000, 1, 1), {}, {} }; });
    each(state.filings, all, [](auto n) { return EndFiling { n, FilingEnd::withdrawn, Date::of(9'000, 1, 1), {} }; });
    add(MakeOffer {});
    each(state.offers, all, [&](auto n) {
        // What cannot be what it gives up.
        return AcceptOffer { n, Waiver { { -1, state.nothing.currency }, {} } };
    });
    each(state.offers, all, [](auto n) { return EndOffer { n }; });
    each(state.offers, all, [](auto n) { return DeclareBroken { n, {} }; });
    add(RecordTitle { { limitation::TitleKind::award, {}, true, Date::of(9'000, 1, 1), {}, {}, {}, {}, {}, {} } });
    for (auto const step : { ChallengeStep::ours, ChallengeStep::stands }) {
        each(state.titles, all, [&](auto n) { return NoteChallenge { n, step, Date::of(9'000, 1, 1), {} }; });
    }
    each(state.titles, all, [](auto n) { return ApplyEnforcement { n, { Date::of(9'000, 1, 1), {}, {} } }; });
    each(state.titles, all,
        [](auto n) { return NotePressure { n, Pressure::consumption_list, Date::of(9'000, 1, 1), {} }; });
    add(RecordReceipt {});
    add(ProposeDistribution {});
    each(state.distributions, all, [](auto n) { return AnswerDistribution { n, true, {} }; });
    each(state.distributions, all, [](auto n) { return AnswerDistribution { n, false, {} }; });
    add(Close {});
    add(Reopen {});
    add(LetAuditorIn { Date::of(1, 1, 1) });
    add(KeepForecast {});
    add(NotePaper {});
    return all;
}

Figures figures_of(State const& state, Context const& context)
{
    Figures figures;
    figures.claim = whole_claim(state, context);
    figures.received = state.received;
    figures.left = left_of_claim(state, context);
    figures.over = max(state.received - figures.claim, state.nothing);
    figures.distributed = state.distributed;
    figures.to_share = state.received - state.distributed;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<CostLine>>([&](auto one) {
        Spent spent { one.value, state.nothing, booked(state, one.value) };
        if (state.engagement) {
            for (auto const& [line, amount] : state.engagement->budget) {
                if (line == one.value)
                    spent.budgeted = amount;
            }
        }
        if (!spent.budgeted.is_zero() || !spent.booked.is_zero())
            figures.costs.push_back(spent);
    });
    return figures;
}

std::vector<DueDay> due_of(State const& state, Date today)
{
    std::vector<DueDay> due;
    for (auto const& [row, reminded, passed] : state.days) {
        auto const status = limitation::status(row, today);
        if (status != limitation::Status::met)
            due.push_back(
                { std::string { limitation::rule(row.rule).word }, row.about, row.due, status, row.provisional });
    }
    std::ranges::sort(due, {},
        [](DueDay const& one) { return std::tuple { !one.due, one.due, std::string_view { one.word }, one.about }; });
    return due;
}

std::vector<Caution> cautions_of(State const& state, Context const& context, Figures const& figures)
{
    std::vector<Caution> all;
    auto const add = [&](Caution caution, bool holds) {
        if (holds)
            all.push_back(caution);
    };
    auto const holding = settlement(state);
    bool const full = !figures.claim.is_zero() && figures.left.is_zero();
    add(Caution::conflict_open, conflict(state) == Conflict::open);
    add(Caution::conflict_unchecked, conflict(state) == Conflict::unchecked);
    add(Caution::law_open, state.footing.law == limitation::Law::open);
    add(Caution::platform_claim_pending, context.platform.claim_open);
    add(Caution::over_recovered, !figures.over.is_zero());
    add(Caution::lift_measures, full && standing_measure(state) != 0);
    add(Caution::wrongful_freeze,
        std::ranges::any_of(state.preservations, [](auto const& one) { return one.wrongful_on.has_value(); }));
    add(Caution::no_revival, holding != 0 && !state.offers[holding - 1].offer.revives && !figures.left.is_zero());
    add(Caution::over_budget, std::ranges::any_of(figures.costs, [](auto const& one) {
        return !one.budgeted.is_zero() && compare(one.booked, one.budgeted) > 0;
    }));
    add(Caution::clause_excludes_court, state.choice && !interlocks(state, *state.choice, {}, false).empty());
    return all;
}

} // namespace

std::string_view word(Caution caution)
{
    switch (caution) {
    case Caution::conflict_open:
        return "conflict-open";
    case Caution::conflict_unchecked:
        return "conflict-unchecked";
    case Caution::law_open:
        return "law-open";
    case Caution::platform_claim_pending:
        return "platform-claim-pending";
    case Caution::over_recovered:
        return "over-recovered";
    case Caution::lift_measures:
        return "lift-measures";
    case Caution::wrongful_freeze:
        return "wrongful-freeze";
    case Caution::no_revival:
        return "no-revival";
    case Caution::over_budget:
        return "over-budget";
    case Caution::clause_excludes_court:
        return "clause-excludes-court";
    }
    RECOURSE_ASSERT(false);
}

bool sees(State const& state, act::Actor const& actor, Date today)
{
    if (state.phase == Phase::none)
        return false;
    switch (actor.role) {
    case Role::buyer:
    case Role::counsel:
        return actor.party && actor.party == state.client;
    case Role::auditor:
        return state.auditor_until && today <= *state.auditor_until;
    case Role::supplier:
    case Role::supplier_counsel:
    case Role::officer:
    case Role::inspector:
    case Role::carrier:
    case Role::provider:
    case Role::platform:
        return false;
    }
    RECOURSE_ASSERT(false);
}

View view(State const& state, Context const& context)
{
    View view;
    auto const today = context.moment.today;
    view.visible = sees(state, context.actor, today);
    if (!view.visible)
        return view;
    view.matter = state;
    view.figures = figures_of(state, context);
    view.due = due_of(state, today);
    view.cautions = cautions_of(state, context, view.figures);
    for (auto const& [command, number] : probes(state)) {
        auto const decision = decide(state, command, context);
        bool const lets_through = decision ? !decision->empty() : decision.error().kind->status == 422;
        Allowed const allowed { act_of(command), number };
        if (lets_through && std::ranges::find(view.allowed, allowed) == view.allowed.end())
            view.allowed.push_back(allowed);
    }
    return view;
}

std::optional<Event> told(Role role, State const& state, Event const& event, Date today)
{
    // The machinery's own client is whoever the case's own side is.
    act::Actor const reader { role, role == Role::buyer || role == Role::counsel ? state.client : Id<Party> {}, {} };
    return sees(state, reader, today) ? std::optional { event } : std::nullopt;
}

} // namespace recourse::matter

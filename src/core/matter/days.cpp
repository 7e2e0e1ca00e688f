#include "core/matter/state.hpp"

#include <algorithm>

// What the clock counts from, and the days on which it strikes.

namespace recourse::matter {

namespace {

using limitation::Record;

std::uint32_t number_at(std::size_t position)
{
    return static_cast<std::uint32_t>(position + 1);
}

void acts(State const& state, Record& into)
{
    for (auto const& one : state.acts) {
        into.acts.push_back(one.act);
        auto const* party = entry(state.pursued, one.party);
        into.acts.back().other_debtor = one.act.other_debtor || (party != nullptr && !party->pursued.joint);
    }
    for (auto const& one : state.obstacles)
        into.obstacles.push_back(one.obstacle);
    for (auto const& one : state.notices) {
        auto& day = one.notice.kind == NoticeKind::non_conformity ? into.notified_on : into.terminated_on;
        day = std::min(day.value_or(one.notice.sent_on), one.notice.sent_on);
    }
    for (std::size_t i = 0; i < state.avoidables.size(); ++i) {
        auto const& [avoidable, sought_on] = state.avoidables[i];
        into.avoidables.push_back({ number_at(i), avoidable.ground, avoidable.act_on, avoidable.known_on, sought_on });
    }
}

void preservations(State const& state, Record& into)
{
    for (std::size_t i = 0; i < state.preservations.size(); ++i) {
        auto const& one = state.preservations[i];
        bool const urgent = one.application.stage == Stage::pre_action || one.application.stage == Stage::urgent;
        into.rulings.push_back({ number_at(i), urgent, one.application.on, one.ruled_on });
        if (one.application.stage != Stage::pre_action || one.granted == false)
            continue;
        std::optional<Date> first;
        bool stands = false;
        for (auto const& measure : state.measures) {
            if (measure.measure.preservation != number_at(i) || measure.measure.queued)
                continue;
            first = std::min(first.value_or(measure.measure.on), measure.measure.on);
            stands = stands || measure.phase == MeasurePhase::stands;
        }
        if (!first || stands)
            into.pre_actions.push_back({ number_at(i), first });
    }
    for (std::size_t i = 0; i < state.measures.size(); ++i) {
        auto const& one = state.measures[i];
        auto const& application = state.preservations[one.measure.preservation - 1].application;
        if (one.phase != MeasurePhase::stands || one.measure.queued || application.of_evidence)
            continue;
        auto const asset = application.targets[one.measure.target - 1].asset;
        into.freezes.push_back({ number_at(i), asset, one.from, one.until, one.renewal_applied_on });
    }
}

void filings(State const& state, Record& into)
{
    for (std::size_t i = 0; i < state.filings.size(); ++i) {
        auto const& one = state.filings[i];
        if (!one.end)
            into.filed_on = std::min(into.filed_on.value_or(one.filing.on), one.filing.on);
        if (one.end || one.decided)
            continue;
        auto const& progress = one.progress;
        if (progress.fee_noticed_on)
            into.fees.push_back({ number_at(i), *progress.fee_noticed_on, progress.fee_paid_on });
        if (progress.served_on || progress.answer_set)
            into.answers.push_back({ number_at(i), one.bench, progress.served_on,
                !progress.served_abroad.value_or(false), progress.answer_set, progress.answered_on });
    }
    for (std::size_t i = 0; i < state.hearings.size(); ++i) {
        auto const& filing = state.filings[state.hearings[i].filing - 1];
        if (!state.hearings[i].replaced && !filing.end && !filing.decided)
            into.set_days.push_back({ limitation::SetKind::hearing, number_at(i), state.hearings[i].on, {} });
    }
    for (std::size_t i = 0; i < state.offers.size(); ++i) {
        if (state.offers[i].phase == OfferPhase::open)
            into.set_days.push_back(
                { limitation::SetKind::offer, number_at(i), state.offers[i].offer.valid_until, {} });
    }
}

void titles(State const& state, Record& into)
{
    bool const full = !state.received.is_zero() && compare(state.received, claimed(state)) >= 0;
    for (std::size_t i = 0; i < state.titles.size(); ++i) {
        auto const& [title, challenged_on, challenge_open, fell, enforcement, pressed] = state.titles[i];
        if (fell)
            continue;
        auto const enforced_on = enforcement ? std::optional { enforcement->on } : std::nullopt;
        bool const frozen_after = std::ranges::any_of(state.measures,
            [&](auto const& one) { return one.phase == MeasurePhase::stands && one.measure.on >= title.received_on; });
        into.titles.push_back({ number_at(i), title.kind, title.chinese, title.received_on, title.performance_until,
            title.effective_on, frozen_after, challenged_on, enforced_on });
        if (title.performance_until && !full)
            into.set_days.push_back(
                { limitation::SetKind::performance, number_at(i), *title.performance_until, enforced_on });
    }
}

void companies(State const& state, Record& into)
{
    for (std::size_t i = 0; i < state.pursued.size(); ++i) {
        auto const& [pursued, on, dropped] = state.pursued[i];
        bool const noticed
            = pursued.deregistration_notice_on || pursued.liquidation_notified_on || pursued.liquidation_announced_on;
        if (!dropped && noticed)
            into.companies.push_back({ number_at(i), pursued.deregistration_notice_on, pursued.objected_on,
                pursued.liquidation_notified_on, pursued.liquidation_announced_on, pursued.claim_filed_on });
    }
}

} // namespace

void record_of(State const& state, Record& into)
{
    into.clear();
    preservations(state, into);
    into.closed = state.phase == Phase::closed;
    into.footing = state.footing;
    acts(state, into);
    filings(state, into);
    titles(state, into);
    companies(state, into);
}

Record record_of(State const& state)
{
    Record record;
    record_of(state, record);
    return record;
}

std::vector<WakeUp> wakes(State const& state)
{
    std::vector<WakeUp> all;
    for (auto const& [row, reminded, passed] : state.days) {
        if (row.stand != limitation::Stand::runs || !row.due || row.done || passed)
            continue;
        WakeUp next { row.due->plus_days(1), row.rule, row.about, *row.due, 0 };
        for (auto const lead : limitation::rule(row.rule).leads) {
            auto const days = static_cast<std::uint32_t>(lead);
            if (lead > 0 && (reminded == 0 || days < reminded)) {
                next = { row.due->plus_days(-lead), row.rule, row.about, *row.due, days };
                break;
            }
        }
        all.push_back(next);
    }
    return all;
}

} // namespace recourse::matter

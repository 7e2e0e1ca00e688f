#include "core/matter/invariants.hpp"

#include "core/matter/decide.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace recourse::matter {

namespace {

/// The list begins with what it was, as far as `of` tells.
template <class One, class Of>
bool kept(std::vector<One> const& before, std::vector<One> const& after, Of const& of)
{
    if (after.size() < before.size())
        return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (of(before[i]) != of(after[i]))
            return false;
    }
    return true;
}

template <class One>
bool grows(std::vector<One> const& before, std::vector<One> const& after)
{
    return after.size() >= before.size();
}

bool is_out(PaperState const& paper)
{
    return paper.phase == PaperPhase::sent || paper.phase == PaperPhase::arrived;
}

std::size_t accepted(State const& state)
{
    return static_cast<std::size_t>(std::ranges::count(state.offers, OfferPhase::accepted, &OfferState::phase));
}

std::size_t enforced(State const& state)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(state.titles, [](auto const& one) { return one.enforcement.has_value(); }));
}

template <class... Invariants>
std::vector<std::string_view> check_all(Batch const& batch)
{
    std::vector<std::string_view> broken;
    (
        [&] {
            if (!Invariants::holds(batch))
                broken.push_back(Invariants::name);
        }(),
        ...);
    return broken;
}

} // namespace

bool PhaseIsThatOfTheFacts::holds(Batch const& batch)
{
    auto const& [before, after, calendar] = batch;
    if (before.phase == Phase::none)
        return after.phase == Phase::none || after.phase == Phase::open;
    bool const title = std::ranges::any_of(after.titles, [](auto const& one) { return !one.fell; });
    switch (after.phase) {
    case Phase::none:
        return false;
    case Phase::open:
        return !title && pending_filing(after) == 0;
    case Phase::filed:
        return !title && pending_filing(after) != 0;
    case Phase::decided:
        return title;
    case Phase::enforcing:
        return title && enforced(after) > 0;
    case Phase::closed:
        return after.ending != Ending::none && after.closed_on.has_value();
    }
    return false;
}

bool NothingIsLost::holds(Batch const& batch)
{
    auto const& [before, after, calendar] = batch;
    bool const same = before.phase == Phase::none
        || std::tie(before.order, before.client, before.supplier, before.nothing, before.opened_on)
            == std::tie(after.order, after.client, after.supplier, after.nothing, after.opened_on);
    bool const lists = grows(before.pursued, after.pursued) && grows(before.heads, after.heads)
        && grows(before.acts, after.acts) && grows(before.obstacles, after.obstacles)
        && grows(before.avoidables, after.avoidables) && grows(before.offers, after.offers)
        && grows(before.distributions, after.distributions) && grows(before.hearings, after.hearings);
    return same && lists && kept(before.checks, after.checks, [](auto const& one) { return one; })
        && kept(before.costs, after.costs, [](auto const& one) { return one; })
        && kept(before.notices, after.notices, [](auto const& one) { return one.notice; })
        && kept(before.papers, after.papers, [](auto const& one) { return one.paper; })
        && kept(before.preservations, after.preservations, [](auto const& one) { return one.application; })
        && kept(before.measures, after.measures, [](auto const& one) { return one.measure; })
        && kept(before.filings, after.filings, [](auto const& one) { return one.filing; })
        && kept(before.titles, after.titles, [](auto const& one) { return one.title; })
        && kept(before.receipts, after.receipts, [](auto const& one) { return one.receipt; })
        && kept(before.forecasts, after.forecasts, [](auto const& one) { return one.prediction; })
        && kept(before.needed_papers, after.needed_papers, [](auto const& one) { return one.paper.paper; });
}

bool PapersAreKnownOnce::holds(Batch const& batch)
{
    std::set<std::string_view> names;
    for (auto const& one : batch.after.needed_papers)
        names.insert(one.paper.paper);
    return names.size() == batch.after.needed_papers.size();
}

bool SumsAddUp::holds(Batch const& batch)
{
    auto const& after = batch.after;
    auto received = after.nothing;
    for (auto const& one : after.receipts)
        received = received + one.counted;
    auto distributed = after.nothing;
    for (auto const& one : after.distributions) {
        if (one.phase != DistributionPhase::confirmed)
            continue;
        for (auto const& share : one.shares)
            distributed = distributed + share.amount;
    }
    return received == after.received && distributed == after.distributed && compare(distributed, received) <= 0;
}

bool NothingComesTwiceUnmarked::holds(Batch const& batch)
{
    auto sum = batch.after.nothing;
    return std::ranges::all_of(batch.after.receipts, [&](auto const& one) {
        sum = sum + one.counted;
        return one.counted.minor > 0 && one.over_recovery == (compare(sum, one.claim) > 0);
    });
}

bool TwoPersonsDistribute::holds(Batch const& batch)
{
    return std::ranges::all_of(batch.after.distributions, [](auto const& one) {
        return one.phase != DistributionPhase::confirmed
            || (one.proposed_by.person && one.answered_by.person && one.proposed_by.person != one.answered_by.person);
    });
}

bool CounselApproves::holds(Batch const& batch)
{
    return std::ranges::all_of(batch.after.papers, [](auto const& one) {
        return !is_out(one)
            || (one.approved_by.role == act::Role::counsel && one.approved_by.person && one.approved_on && one.sending);
    });
}

bool ConflictStops::holds(Batch const& batch)
{
    auto const& [before, after, calendar] = batch;
    auto const out = [](State const& state) {
        return std::tuple { std::ranges::count_if(state.papers, is_out), state.filings.size(),
            state.preservations.size(), state.offers.size(), accepted(state), enforced(state) };
    };
    return out(before) == out(after)
        || conflict(before) == Conflict::cleared
        // an offer that ends changes which settlement holds, but brings none
        || (accepted(after) <= accepted(before) && std::get<0>(out(before)) == std::get<0>(out(after))
            && before.filings.size() == after.filings.size()
            && before.preservations.size() == after.preservations.size() && before.offers.size() == after.offers.size()
            && enforced(before) == enforced(after));
}

bool WaiverWasRead::holds(Batch const& batch)
{
    return std::ranges::all_of(batch.after.offers, [](auto const& one) {
        bool const given = one.phase == OfferPhase::accepted || one.phase == OfferPhase::broken;
        return !given || !one.offer.full_and_final || one.waived.has_value();
    });
}

bool ClosedHoldsNothing::holds(Batch const& batch)
{
    auto const& after = batch.after;
    return after.phase != Phase::closed || (standing_measure(after) == 0 && pending_filing(after) == 0);
}

bool PlatformClaimInterruptsNothing::holds(Batch const& batch)
{
    auto record = record_of(batch.after);
    auto const with = limitation::work_out(record, batch.calendar);
    std::erase_if(record.acts, [](auto const& act) { return act.kind == limitation::ActKind::platform_claim; });
    return limitation::work_out(record, batch.calendar) == with;
}

bool DaysAreCounted::holds(Batch const& batch)
{
    if (batch.after.phase == Phase::none)
        return batch.after.days.empty();
    return std::ranges::equal(batch.after.days, count_days(batch.after, batch.calendar), {}, &Day::row);
}

std::vector<std::string_view> breaches(Batch const& batch)
{
    return check_all<PhaseIsThatOfTheFacts, NothingIsLost, PapersAreKnownOnce, SumsAddUp, NothingComesTwiceUnmarked,
        TwoPersonsDistribute, CounselApproves, ConflictStops, WaiverWasRead, ClosedHoldsNothing,
        PlatformClaimInterruptsNothing, DaysAreCounted>(batch);
}

} // namespace recourse::matter

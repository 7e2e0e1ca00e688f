#include "core/evidence/state.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::evidence {

namespace {

template <class All, class Kind>
auto find_in(All& all, Id<Kind> id) -> decltype(all.data())
{
    // Ids only grow.
    auto const found = std::ranges::lower_bound(all, id, {}, [](auto const& one) { return one.id; });
    return found == all.end() || found->id != id ? nullptr : &*found;
}

template <class All, class Kind>
auto& there(All& all, Id<Kind> id)
{
    auto* found = find_in(all, id);
    RECOURSE_ASSERT(found != nullptr);
    return *found;
}

ErasureState& waiting_one(State& state, Digest const& digest)
{
    auto const found = std::ranges::find_if(
        state.erasures, [&](auto const& one) { return one.digest == digest && one.phase == ErasurePhase::proposed; });
    RECOURSE_ASSERT(found != state.erasures.end());
    return *found;
}

} // namespace

void evolve(State& state, Event const& event)
{
    std::visit(
        match {
            [&](events::Opened const& e) {
                state.phase = Phase::open;
                state.order = e.order;
                state.buyer = e.buyer;
                state.supplier = e.supplier;
                state.against = e.against;
                state.title = e.title;
                state.title_zh = e.title_zh;
                state.opened_on = e.on;
                state.opened_by = e.by;
            },
            [&](events::ExhibitAdded const& e) {
                state.exhibits.push_back(
                    { e.id, e.on, e.by, e.compartment, e.exhibit, e.derived, 0, {}, {}, {}, {}, {}, {} });
            },
            [&](events::ExhibitDescribed const& e) {
                auto& exhibit = there(state.exhibits, e.id).exhibit;
                exhibit.origin = e.origin;
                exhibit.description = e.description;
            },
            [&](events::ExhibitWithdrawn const& e) {
                auto& exhibit = there(state.exhibits, e.id);
                exhibit.withdrawn = e.on;
                exhibit.withdrawn_because = e.reason;
            },
            [&](events::GroupMade const& e) {
                state.groups.push_back({ e.id, e.number, e.by, e.compartment, e.group });
            },
            [&](events::PutInGroup const& e) {
                for (auto const id : e.exhibits)
                    there(state.exhibits, id).group = e.group;
            },
            [&](events::Numbered const& e) {
                for (auto const& [id, number] : e.numbers) {
                    auto& exhibit = there(state.exhibits, id);
                    exhibit.number = number;
                    exhibit.numbered_on = e.on;
                    if (e.group)
                        exhibit.group = e.group;
                }
            },
            [&](events::FactAdded const& e) {
                state.facts.push_back({ e.id, e.on, e.by, e.compartment, e.fact, false });
            },
            [&](events::FactRevised const& e) { there(state.facts, e.id).fact = e.fact; },
            [&](events::FactDropped const& e) { there(state.facts, e.id).dropped = true; },
            [&](events::IssueAdded const& e) {
                state.issues.push_back({ e.id, e.on, e.by, e.compartment, e.issue, false });
            },
            [&](events::IssueRevised const& e) { there(state.issues, e.id).issue = e.issue; },
            [&](events::IssueDropped const& e) { there(state.issues, e.id).dropped = true; },
            [&](events::LinkAdded const& e) {
                state.links.push_back({ e.id, e.on, e.by, e.compartment, e.link, false });
            },
            [&](events::LinkDropped const& e) { there(state.links, e.id).dropped = true; },
            [&](events::OriginalViewed const& e) {
                there(state.exhibits, e.exhibit).steps.push_back({ Step::original_seen, e.seen_on, e.seen_by, {}, {} });
            },
            [&](events::StepRecorded const& e) { there(state.exhibits, e.exhibit).steps.push_back(e.done); },
            [&](events::HoldPlaced const& e) {
                state.holds.push_back({ e.id, e.on, e.by, e.compartment, e.hold, {}, {} });
            },
            [&](events::HoldLetGo const& e) {
                auto& hold = there(state.holds, e.id);
                hold.let_go = e.on;
                hold.let_go_because = e.reason;
            },
            [&](events::ErasureProposed const& e) {
                state.erasures.push_back(
                    { e.digest, ErasurePhase::proposed, e.on, e.by, {}, e.reason, e.reference, {} });
            },
            [&](events::Erased const& e) {
                auto& erasure = waiting_one(state, e.digest);
                erasure.phase = ErasurePhase::erased;
                erasure.on = e.on;
                erasure.decided_by = e.by;
                for (auto& exhibit : state.exhibits) {
                    if (exhibit.exhibit.digest == e.digest && !exhibit.erased)
                        exhibit.erased = e.on;
                }
            },
            [&](events::ErasureDeclined const& e) {
                auto& erasure = waiting_one(state, e.digest);
                erasure.phase = ErasurePhase::declined;
                erasure.on = e.on;
                erasure.decided_by = e.by;
                erasure.declined_because = e.reason;
            },
            [&](events::Exported const& e) {
                state.handings.push_back({ HandingKind::exported, e.on, e.by, e.compartment, e.handing });
            },
            [&](events::HandedOver const& e) {
                state.handings.push_back({ HandingKind::handed_over, e.on, e.by, e.compartment, e.handing });
            },
            [&](events::Sealed const& e) {
                state.handings.push_back({ HandingKind::sealed, e.on, e.by, e.compartment, e.handing });
            },
        },
        event);
}

ExhibitState const* find(State const& state, Id<Exhibit> id)
{
    return find_in(state.exhibits, id);
}

GroupState const* find(State const& state, Id<Group> id)
{
    return find_in(state.groups, id);
}

FactState const* find(State const& state, Id<Fact> id)
{
    return find_in(state.facts, id);
}

IssueState const* find(State const& state, Id<Issue> id)
{
    return find_in(state.issues, id);
}

LinkState const* find(State const& state, Id<Link> id)
{
    return find_in(state.links, id);
}

HoldState const* find(State const& state, Id<Hold> id)
{
    return find_in(state.holds, id);
}

ErasureState const* waiting(State const& state, Digest const& digest)
{
    auto const found = std::ranges::find_if(
        state.erasures, [&](auto const& one) { return one.digest == digest && one.phase == ErasurePhase::proposed; });
    return found == state.erasures.end() ? nullptr : &*found;
}

bool is_live(ExhibitState const& exhibit)
{
    return !exhibit.withdrawn && !exhibit.erased;
}

std::uint32_t last_number(State const& state, Compartment compartment)
{
    std::uint32_t last = 0;
    for (auto const& exhibit : state.exhibits) {
        if (exhibit.compartment == compartment)
            last = std::max(last, exhibit.number);
    }
    return last;
}

bool stands(HoldState const& hold, Date day)
{
    return !hold.let_go && (!hold.hold.until || day <= *hold.hold.until);
}

HoldState const* hold_on(State const& state, Digest const& digest, Date day)
{
    auto const covers = [&](HoldState const& hold) {
        if (!stands(hold, day))
            return false;
        if (hold.hold.exhibits.empty())
            return true;
        return std::ranges::any_of(hold.hold.exhibits, [&](Id<Exhibit> id) {
            auto const* exhibit = find(state, id);
            return exhibit != nullptr && exhibit->exhibit.digest == digest;
        });
    };
    auto const found = std::ranges::find_if(state.holds, covers);
    return found == state.holds.end() ? nullptr : &*found;
}

} // namespace recourse::evidence

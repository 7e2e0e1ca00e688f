#include "core/evidence/viewer.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <set>

namespace recourse::evidence {

namespace {

using act::Role;

/// The programme's own people know of every hold and every erasure: both bind the desk.
bool is_of_programme(Role role)
{
    return role == Role::officer || role == Role::auditor;
}

bool sees(Role role, State const& state, Id<Exhibit> id)
{
    auto const* exhibit = find(state, id);
    return exhibit != nullptr && reads(role, exhibit->compartment);
}

void keep_seen(Role role, State const& state, std::vector<Id<Exhibit>>& ids)
{
    std::erase_if(ids, [&](auto id) { return !sees(role, state, id); });
}

bool sees_bytes(Role role, State const& state, Digest const& digest)
{
    return is_of_programme(role) || std::ranges::any_of(state.exhibits, [&](auto const& one) {
        return one.exhibit.digest == digest && reads(role, one.compartment);
    });
}

/// The copies of those that the role reads.
template <class One>
std::vector<One> read_of(Role role, std::vector<One> const& all)
{
    std::vector<One> some;
    std::ranges::copy_if(all, std::back_inserter(some), [&](auto const& one) { return reads(role, one.compartment); });
    return some;
}

template <class One>
std::vector<One> there_of(Role role, std::vector<One> const& all)
{
    auto some = read_of(role, all);
    std::erase_if(some, [](auto const& one) { return one.dropped; });
    return some;
}

/// One command for each thing that somebody could want to do, with values that stop at the first guard of values.
std::vector<std::pair<Command, Allowed>> probes(View const& view, Role role)
{
    std::vector<std::pair<Command, Allowed>> all;
    auto const add = [&](Command command, std::string id = {}, std::string name = {}) {
        auto const act = act_of(command);
        all.emplace_back(std::move(command), Allowed { act, std::move(id), std::move(name) });
    };
    for (auto const one : { Compartment::shared, Compartment::buyer_and_counsel, Compartment::supplier_and_counsel,
             Compartment::officer }) {
        if (!writes(role, one))
            continue;
        std::string const name { claim::word(one) };
        add(AddExhibit { one, {}, {} }, {}, name);
        add(MakeGroup { one, {} }, {}, name);
        add(Number { one, {}, {} }, {}, name);
        add(AddFact { one, {} }, {}, name);
        add(AddIssue { one, {} }, {}, name);
        add(AddLink { one, {} }, {}, name);
        add(PlaceHold { one, {} }, {}, name);
        add(TakeOut { one, {} }, {}, name);
        add(HandOver { one, {} }, {}, name);
        add(Seal { one, {} }, {}, name);
    }
    std::set<Digest> bytes;
    for (auto const& one : view.exhibits) {
        auto const id = to_string(one.id);
        add(DescribeExhibit { one.id, {}, {} }, id);
        add(WithdrawExhibit { one.id, {} }, id);
        add(ViewOriginal { one.id, {}, {}, {} }, id);
        add(RecordStep { one.id, {} }, id);
        if (bytes.insert(one.exhibit.digest).second)
            add(ProposeErasure { one.exhibit.digest, {}, {} }, to_string(one.exhibit.digest));
    }
    for (auto const& one : view.groups)
        add(PutInGroup { one.id, {} }, to_string(one.id));
    for (auto const& one : view.facts) {
        add(ReviseFact { one.id, {} }, to_string(one.id));
        add(DropFact { one.id }, to_string(one.id));
    }
    for (auto const& one : view.issues) {
        add(ReviseIssue { one.id, {} }, to_string(one.id));
        add(DropIssue { one.id }, to_string(one.id));
    }
    for (auto const& one : view.links)
        add(DropLink { one.id }, to_string(one.id));
    for (auto const& one : view.holds)
        add(LetGo { one.id, {} }, to_string(one.id));
    for (auto const& one : view.erasures) {
        if (one.phase != ErasurePhase::proposed)
            continue;
        add(ConfirmErasure { one.digest }, to_string(one.digest));
        add(DeclineErasure { one.digest, {} }, to_string(one.digest));
    }
    return all;
}

} // namespace

bool takes_part(State const& state, act::Actor const& actor)
{
    switch (actor.role) {
    case Role::buyer:
    case Role::counsel:
        return actor.party && actor.party == state.buyer;
    case Role::supplier:
    case Role::supplier_counsel:
        return actor.party && actor.party == state.supplier;
    case Role::officer:
    case Role::auditor:
    case Role::platform:
        return true;
    case Role::inspector:
    case Role::carrier:
    case Role::provider:
        return false;
    }
    RECOURSE_ASSERT(false);
}

View seen(State const& state, act::Actor const& actor)
{
    View view;
    auto const role = actor.role;
    view.visible = state.phase != Phase::none && takes_part(state, actor);
    if (!view.visible)
        return view;
    view.exhibits = read_of(role, state.exhibits);
    for (auto& one : view.exhibits) {
        if (one.derived)
            keep_seen(role, state, one.derived->from);
    }
    view.groups = read_of(role, state.groups);
    view.facts = there_of(role, state.facts);
    view.issues = there_of(role, state.issues);
    view.links = there_of(role, state.links);
    std::erase_if(view.links, [&](auto const& one) {
        auto const& link = one.link;
        auto const gone = [](auto const* named) { return named == nullptr || named->dropped; };
        return (link.fact && gone(find(state, *link.fact))) || (link.issue && gone(find(state, *link.issue)));
    });
    view.holds = is_of_programme(role) ? state.holds : read_of(role, state.holds);
    for (auto& one : view.holds)
        keep_seen(role, state, one.hold.exhibits);
    std::ranges::copy_if(state.erasures, std::back_inserter(view.erasures),
        [&](auto const& one) { return sees_bytes(role, state, one.digest); });
    view.handings = read_of(role, state.handings);
    return view;
}

View view(State const& state, Context const& context)
{
    auto view = seen(state, context.actor);
    if (!view.visible)
        return view;
    for (auto& [command, aim] : probes(view, context.actor.role)) {
        auto const decision = decide(state, command, context);
        bool const lets_through = decision ? !decision->empty() : decision.error().kind->status == 422;
        if (lets_through)
            view.allowed.push_back(std::move(aim));
    }
    return view;
}

std::optional<Event> told(Role role, State const& state, Event const& event)
{
    auto const of = [&](auto const* entry) -> std::optional<Event> {
        return entry != nullptr && reads(role, entry->compartment) ? std::optional { event } : std::nullopt;
    };
    auto const in = [&](Compartment compartment) -> std::optional<Event> {
        return reads(role, compartment) ? std::optional { event } : std::nullopt;
    };
    auto const of_bytes = [&](Digest const& digest) -> std::optional<Event> {
        return sees_bytes(role, state, digest) ? std::optional { event } : std::nullopt;
    };
    return std::visit(match {
                          [&](events::Opened const&) -> std::optional<Event> { return event; },
                          [&](events::ExhibitAdded const& e) -> std::optional<Event> {
                              if (!reads(role, e.compartment))
                                  return std::nullopt;
                              auto less = e;
                              if (less.derived)
                                  keep_seen(role, state, less.derived->from);
                              return less;
                          },
                          [&](events::ExhibitDescribed const& e) { return of(find(state, e.id)); },
                          [&](events::ExhibitWithdrawn const& e) { return of(find(state, e.id)); },
                          [&](events::GroupMade const& e) { return in(e.compartment); },
                          [&](events::PutInGroup const& e) { return of(find(state, e.group)); },
                          [&](events::Numbered const& e) { return in(e.compartment); },
                          [&](events::FactAdded const& e) { return in(e.compartment); },
                          [&](events::FactRevised const& e) { return of(find(state, e.id)); },
                          [&](events::FactDropped const& e) { return of(find(state, e.id)); },
                          [&](events::IssueAdded const& e) { return in(e.compartment); },
                          [&](events::IssueRevised const& e) { return of(find(state, e.id)); },
                          [&](events::IssueDropped const& e) { return of(find(state, e.id)); },
                          [&](events::LinkAdded const& e) { return in(e.compartment); },
                          [&](events::LinkDropped const& e) { return of(find(state, e.id)); },
                          [&](events::OriginalViewed const& e) { return of(find(state, e.exhibit)); },
                          [&](events::StepRecorded const& e) { return of(find(state, e.exhibit)); },
                          [&](events::HoldPlaced const& e) -> std::optional<Event> {
                              if (!reads(role, e.compartment) && !is_of_programme(role))
                                  return std::nullopt;
                              auto less = e;
                              keep_seen(role, state, less.hold.exhibits);
                              return less;
                          },
                          [&](events::HoldLetGo const& e) -> std::optional<Event> {
                              return is_of_programme(role) ? std::optional { event } : of(find(state, e.id));
                          },
                          [&](events::ErasureProposed const& e) { return of_bytes(e.digest); },
                          [&](events::Erased const& e) { return of_bytes(e.digest); },
                          [&](events::ErasureDeclined const& e) { return of_bytes(e.digest); },
                          [&](events::Exported const& e) { return in(e.compartment); },
                          [&](events::HandedOver const& e) { return in(e.compartment); },
                          [&](events::Sealed const& e) { return in(e.compartment); },
                      },
        event);
}

} // namespace recourse::evidence

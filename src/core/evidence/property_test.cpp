#include "core/evidence/chronology.hpp"
#include "core/evidence/desk_test.hpp"
#include "core/evidence/readiness.hpp"
#include "core/evidence/records.hpp"

#include "base/packed.hpp"

// after gtest
#include <rapidcheck/gtest.h>

// Commands in any order, by anybody: what must hold holds, and nobody learns of what lies where he does not read.

namespace recourse::evidence {

namespace {

template <class T>
rc::Gen<T> one_of(std::vector<T> values)
{
    return rc::gen::elementOf(std::move(values));
}

/// Numbers that `aimed` makes ids of: the nth entry there is.
template <class Kind>
rc::Gen<Id<Kind>> ids()
{
    return rc::gen::map(rc::gen::inRange<std::uint64_t>(0, 12), [](auto n) { return Id<Kind> { n }; });
}
template <class Kind>
rc::Gen<std::optional<Id<Kind>>> perhaps()
{
    return rc::gen::apply([](bool there, Id<Kind> id) { return there ? std::optional { id } : std::nullopt; },
        rc::gen::element(false, true, true), ids<Kind>());
}

rc::Gen<std::vector<Id<Exhibit>>> few()
{
    auto const n = rc::gen::element<std::size_t>(0, 0, 1, 1, 2);
    return rc::gen::mapcat(
        n, [](std::size_t size) { return rc::gen::container<std::vector<Id<Exhibit>>>(size, ids<Exhibit>()); });
}

rc::Gen<std::optional<Compartment>> places()
{
    return one_of<std::optional<Compartment>>({ shared, shared, shared, own, own, theirs, caucus, std::nullopt });
}

/// Every text that is put into a compartment says so, and nothing else does.
std::string marker(std::optional<Compartment> in)
{
    return in ? fmt::format("<{}>", claim::word(*in)) : "<nowhere>";
}

using Turn = std::pair<act::Actor, Command>;

struct Kinds {
    bool derived_of_hidden = true; ///< exhibits may be made of others
    bool erasing = true;
};

rc::Gen<act::Actor> actors()
{
    return one_of<act::Actor>({ buyer, buyer, counsel, counsel, supplier, supplier, supplier_counsel, officer, officer,
        second, key, auditor, inspector, { Role::buyer, stranger, {} } });
}

rc::Gen<Command> exhibits(Kinds kinds)
{
    return rc::gen::apply(
        [kinds](std::optional<Compartment> in, int n, bool derived, std::vector<Id<Exhibit>> from) -> Command {
            auto exhibit = exhibit_of(fmt::format("{}{}", marker(in), n));
            // The same bytes in every compartment.
            exhibit.digest = sha256(fmt::format("{}", n));
            exhibit.size = 1;
            std::optional<Derived> made;
            if (derived && kinds.derived_of_hidden)
                made = Derived { Derivation::redacted, std::move(from), marker(in), "" };
            return AddExhibit { in, std::move(exhibit), std::move(made) };
        },
        places(), rc::gen::inRange(0, 5), rc::gen::arbitrary<bool>(), few());
}

rc::Gen<Command> of_exhibits()
{
    return rc::gen::oneOf(
        rc::gen::apply([](auto id, int n) { return Command { WithdrawExhibit { id, n == 0 ? "" : "r" } }; },
            ids<Exhibit>(), rc::gen::inRange(0, 5)),
        rc::gen::apply(
            [](auto in, int n) {
                return Command { MakeGroup { in, { fmt::format("{}{}", marker(in), n), "", "", "" } } };
            },
            places(), rc::gen::inRange(0, 3)),
        rc::gen::apply(
            [](auto group, auto some) { return Command { PutInGroup { group, some } }; }, ids<Group>(), few()),
        rc::gen::apply([](auto in, auto some) { return Command { Number { in, some, {} } }; }, places(), few()),
        rc::gen::apply(
            [](auto in, auto group) { return Command { Number { in, {}, group } }; }, places(), perhaps<Group>()),
        rc::gen::map(ids<Exhibit>(), [](auto id) { return Command { ViewOriginal { id, day(50), "Ms Li", "" } }; }),
        rc::gen::map(ids<Exhibit>(),
            [](auto id) { return Command { RecordStep { id, { Step::translated, day(50), "Mr Wu", "", "zh" } } }; }));
}

rc::Gen<Command> story()
{
    return rc::gen::oneOf(rc::gen::apply(
                              [](auto in, int n) {
                                  return Command { AddFact { in, { marker(in), "", { day(n), day(n), "" }, false } } };
                              },
                              places(), rc::gen::inRange(0, 3)),
        rc::gen::apply(
            [](auto in, int n) { return Command { AddIssue { in, { fmt::format("{}{}", marker(in), n), "", "" } } }; },
            places(), rc::gen::inRange(0, 3)),
        rc::gen::map(ids<Fact>(), [](auto id) { return Command { DropFact { id } }; }),
        rc::gen::map(ids<Issue>(), [](auto id) { return Command { DropIssue { id } }; }),
        rc::gen::map(ids<Link>(), [](auto id) { return Command { DropLink { id } }; }),
        rc::gen::apply(
            [](auto in, auto fact, auto issue, auto exhibit) {
                return Command { AddLink { in, { fact, issue, exhibit, "", marker(in), "" } } };
            },
            places(), perhaps<Fact>(), perhaps<Issue>(), perhaps<Exhibit>()));
}

rc::Gen<Command> keeping(Kinds kinds)
{
    auto const digest = rc::gen::map(rc::gen::inRange(0, 5), [](int n) { return sha256(fmt::format("{}", n)); });
    auto const holds = rc::gen::oneOf(
        rc::gen::apply([](auto in, auto some) { return Command { PlaceHold { in, { marker(in), "", {}, some } } }; },
            places(), few()),
        rc::gen::map(ids<Hold>(), [](auto id) { return Command { LetGo { id, "r" } }; }),
        rc::gen::apply(
            [](auto in, auto some) {
                return Command { HandOver { in, { some, Parcel::packet, marker(in), "", {}, "" } } };
            },
            places(), few()));
    if (!kinds.erasing)
        return holds;
    return rc::gen::oneOf(holds,
        rc::gen::map(digest, [](auto of) { return Command { ProposeErasure { of, "r", "o" } }; }),
        rc::gen::map(digest, [](auto of) { return Command { ConfirmErasure { of } }; }),
        rc::gen::map(digest, [](auto of) { return Command { DeclineErasure { of, "r" } }; }));
}

rc::Gen<std::vector<Turn>> histories(Kinds kinds = {})
{
    // Long ones: what one side does has to meet what the other has done.
    return rc::gen::scale(12.0,
        rc::gen::container<std::vector<Turn>>(rc::gen::pair(actors(),
            rc::gen::weightedOneOf<Command>(
                { { 5, exhibits(kinds) }, { 4, of_exhibits() }, { 4, story() }, { 3, keeping(kinds) } }))));
}

template <class One, class Kind>
void pick(std::vector<One> const& all, Id<Kind>& id)
{
    id = all.empty() ? Id<Kind> { 9'999 } : all[id.number % all.size()].id;
}
void aim(State const& state, Id<Exhibit>& id)
{
    pick(state.exhibits, id);
}
void aim(State const& state, Id<Group>& id)
{
    pick(state.groups, id);
}
void aim(State const& state, Id<Fact>& id)
{
    pick(state.facts, id);
}
void aim(State const& state, Id<Issue>& id)
{
    pick(state.issues, id);
}
void aim(State const& state, Id<Link>& id)
{
    pick(state.links, id);
}
void aim(State const& state, Id<Hold>& id)
{
    pick(state.holds, id);
}
/// Every id in the value is of something that is there.
template <class T>
void aim_all(State const& state, T& value)
{
    if constexpr (packed::detail::is<T, std::optional>) {
        if (value)
            aim_all(state, *value);
    } else if constexpr (packed::detail::is<T, std::vector>) {
        for (auto& one : value)
            aim_all(state, one);
    } else if constexpr (requires { aim(state, value); })
        aim(state, value);
    else if constexpr (boost::describe::has_describe_members<T>::value && !packed::detail::is_id<T>)
        boost::mp11::mp_for_each<packed::detail::members<T>>(
            [&](auto member) { aim_all(state, value.*member.pointer); });
}
Command aimed(State const& state, Command command)
{
    std::visit([&](auto& one) { aim_all(state, one); }, command);
    return command;
}

/// A dossier in which anything may be erased.
Desk opened()
{
    Desk desk;
    desk.order.over_on = day(10);
    desk.today = day(10).plus_years(3).plus_days(1);
    desk.open();
    return desk;
}

std::array const viewers { buyer, counsel, supplier, supplier_counsel, officer, auditor, inspector };

/// Nothing that the viewer sees names what he does not read.
void names_nothing_hidden(State const& state, act::Actor const& viewer, View const& view)
{
    auto const is_seen = [&](Id<Exhibit> id) {
        auto const* one = find(state, id);
        RC_ASSERT(one != nullptr);
        RC_ASSERT(reads(viewer.role, one->compartment));
    };
    for (auto const& one : view.exhibits) {
        is_seen(one.id);
        if (one.derived)
            std::ranges::for_each(one.derived->from, is_seen);
    }
    for (auto const& one : view.links) {
        if (one.link.exhibit)
            is_seen(*one.link.exhibit);
    }
    for (auto const& one : view.holds)
        std::ranges::for_each(one.hold.exhibits, is_seen);
    for (auto const& one : view.handings)
        std::ranges::for_each(one.handing.exhibits, is_seen);
}

bool mentions(std::string const& bytes, act::Actor const& viewer)
{
    return std::ranges::any_of(std::array { shared, own, theirs, caucus },
        [&](auto in) { return !reads(viewer.role, in) && bytes.contains(marker(in)); });
}

} // namespace

RC_GTEST_PROP(DossierProperty, whatever_comes_the_invariants_hold_and_replay_gives_the_same, ())
{
    auto desk = opened();
    std::vector<Event> log;
    auto const history = *histories();
    for (auto const& [actor, raw] : history) {
        auto const command = aimed(desk.state, raw);
        auto const decision = decide(desk.state, command, desk.context(actor, command));
        if (decision) {
            auto const before = desk.state;
            for (auto const& event : *decision) {
                evolve(desk.state, event);
                log.push_back(event);
            }
            RC_ASSERT(breaches(before, desk.state).empty());
            // The same once more adds nothing new of its kind: it is so already, or refused, or a new entry.
            if (!decision->empty()) {
                auto const again = decide(desk.state, command, desk.context(actor, command));
                bool const repeats
                    = std::holds_alternative<HandOver>(command) || std::holds_alternative<LetGo>(command);
                RC_ASSERT(repeats || !again || again->empty());
            }
        }
        ++desk.next;
    }
    auto anew = opened();
    for (auto const& event : log)
        evolve(anew.state, event);
    RC_ASSERT(packed::pack(anew.state) == packed::pack(desk.state));
}

RC_GTEST_PROP(DossierProperty, nobody_sees_or_is_told_of_what_he_does_not_read, ())
{
    auto desk = opened();
    auto const history = *histories();
    for (auto const& [actor, raw] : history) {
        auto const command = aimed(desk.state, raw);
        auto const decision = decide(desk.state, command, desk.context(actor, command));
        if (decision) {
            for (auto const& event : *decision) {
                evolve(desk.state, event);
                for (auto const& viewer : viewers) {
                    auto const told_of = told(viewer.role, desk.state, event);
                    bool const of_programme = viewer.role == Role::officer || viewer.role == Role::auditor;
                    bool const of_hold = std::holds_alternative<events::HoldPlaced>(event);
                    if (auto const* added = told_of ? std::get_if<events::ExhibitAdded>(&*told_of) : nullptr;
                        added != nullptr && added->derived)
                        for (auto const parent : added->derived->from)
                            RC_ASSERT(reads(viewer.role, find(desk.state, parent)->compartment));
                    // Holds bind the desk, so its own people know of every one.
                    if (told_of && !(of_programme && of_hold))
                        RC_ASSERT(!mentions(packed::pack(*told_of), viewer));
                }
                auto const records = records_of(event, { { 17 }, desk.state, actor, {}, desk.next });
                for (auto const& record : records)
                    for (auto const in : { shared, own, theirs, caucus })
                        if (record.note.contains(marker(in)))
                            RC_ASSERT(in == record.compartment);
            }
        } else if (actor.role != Role::officer) {
            // A refusal names nothing that lies elsewhere either.
            for (auto const& [name, value] : decision.error().values)
                RC_ASSERT(!mentions(value, actor));
        }
        ++desk.next;
    }
    for (auto const& viewer : viewers) {
        auto view = evidence::view(desk.state, desk.context(viewer, Open {}));
        names_nothing_hidden(desk.state, viewer, view);
        bool const of_programme = viewer.role == Role::officer || viewer.role == Role::auditor;
        if (of_programme)
            view.holds.clear();
        RC_ASSERT(!mentions(packed::pack(view), viewer));
        RC_ASSERT(!mentions(packed::pack(chronology(view)), viewer));
        for (auto const& one : view.exhibits)
            RC_ASSERT(!mentions(packed::pack(lacks(desk.state, one, Receiver::cietac, viewer.role)), viewer));
        RC_ASSERT(view.visible == (viewer.role != Role::inspector));
    }
}

// A redacted copy of what lies elsewhere cannot be made without it, and a hold stands against erasing whoever reads of
// it: these two are left out.
RC_GTEST_PROP(DossierProperty, what_one_side_keeps_to_itself_changes_nothing_for_the_other, ())
{
    auto const viewer = *rc::gen::element(supplier, supplier_counsel, buyer, counsel);
    auto with = opened(), without = opened();
    auto const history = *histories({ false, false });
    for (auto const& [actor, raw] : history) {
        auto const command = aimed(with.state, raw);
        auto const decision = decide(with.state, command, with.context(actor, command));
        auto const other = decide(without.state, command, without.context(actor, command));
        bool const own_side = actor.party == viewer.party;
        if (own_side) { // it gets the same answer, whatever lies elsewhere
            RC_ASSERT(decision.has_value() == other.has_value());
            if (!decision)
                RC_ASSERT(decision.error().kind == other.error().kind);
            else
                RC_ASSERT(packed::pack(*decision) == packed::pack(*other));
        }
        if (decision) {
            for (auto const& event : *decision) {
                evolve(with.state, event);
                if (told(viewer.role, with.state, event))
                    evolve(without.state, event);
            }
        }
        ++with.next;
        ++without.next;
    }
    auto const see = [&](Desk const& desk) { return packed::pack(view(desk.state, desk.context(viewer, Open {}))); };
    RC_ASSERT(see(with) == see(without));
}

} // namespace recourse::evidence

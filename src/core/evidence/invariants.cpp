#include "core/evidence/invariants.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace recourse::evidence {

namespace {

/// Each of `before` is in `after` at the same place, in its compartment.
template <class All>
bool kept(All const& before, All const& after)
{
    if (after.size() < before.size())
        return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i].id != after[i].id || before[i].compartment != after[i].compartment)
            return false;
    }
    return true;
}

bool for_all(Compartment in, Compartment of)
{
    return of == in || of == Compartment::shared;
}

/// Whether the check is true of everything that an entry of `in` names.
template <class Check>
bool all_named(State const& state, Check const& check)
{
    auto const exhibits = [&](Compartment in, std::vector<Id<Exhibit>> const& ids) {
        return std::ranges::all_of(ids, [&](auto id) { return check(in, find(state, id)); });
    };
    auto const link = [&](LinkState const& one) {
        auto const& [fact, issue, exhibit, pages, proves, proves_zh] = one.link;
        return (!fact || check(one.compartment, find(state, *fact)))
            && (!issue || check(one.compartment, find(state, *issue)))
            && (!exhibit || check(one.compartment, find(state, *exhibit)));
    };
    return std::ranges::all_of(state.links, link) && std::ranges::all_of(state.holds, [&](auto const& one) {
        return exhibits(one.compartment, one.hold.exhibits);
    }) && std::ranges::all_of(state.handings, [&](auto const& one) {
        return exhibits(one.compartment, one.handing.exhibits);
    });
}

} // namespace

bool NothingIsLost::holds(State const& before, State const& after)
{
    bool const same = before.phase == Phase::none
        || std::tie(before.phase, before.order, before.buyer, before.supplier, before.opened_on)
            == std::tie(after.phase, after.order, after.buyer, after.supplier, after.opened_on);
    if (!same || !kept(before.exhibits, after.exhibits) || !kept(before.groups, after.groups)
        || !kept(before.facts, after.facts) || !kept(before.issues, after.issues) || !kept(before.links, after.links)
        || !kept(before.holds, after.holds) || after.erasures.size() < before.erasures.size()
        || after.handings.size() < before.handings.size())
        return false;
    for (std::size_t i = 0; i < before.exhibits.size(); ++i) {
        auto const& was = before.exhibits[i];
        auto const& is = after.exhibits[i];
        bool const stays = is.exhibit.digest == was.exhibit.digest && is.exhibit.size == was.exhibit.size
            && is.by == was.by && (was.number == 0 || is.number == was.number)
            && (!was.withdrawn || is.withdrawn == was.withdrawn) && (!was.erased || is.erased == was.erased);
        if (!stays)
            return false;
    }
    return true;
}

bool NumbersAreNotReused::holds(State const& before, State const& after)
{
    std::set<std::pair<Compartment, std::uint32_t>> given;
    for (std::size_t i = 0; i < after.exhibits.size(); ++i) {
        auto const& one = after.exhibits[i];
        if (one.number == 0)
            continue;
        bool const is_new = i >= before.exhibits.size() || before.exhibits[i].number == 0;
        if (is_new && one.number <= last_number(before, one.compartment))
            return false;
        if (!given.emplace(one.compartment, one.number).second)
            return false;
    }
    return true;
}

bool HeldIsNotErased::holds(State const& before, State const& after)
{
    for (std::size_t i = 0; i < after.exhibits.size(); ++i) {
        auto const& one = after.exhibits[i];
        bool const is_new = one.erased && (i >= before.exhibits.size() || !before.exhibits[i].erased);
        if (!is_new)
            continue;
        auto const& digest = one.exhibit.digest;
        if (hold_on(before, digest, *one.erased) != nullptr || hold_on(after, digest, *one.erased) != nullptr)
            return false;
        auto const by_two = std::ranges::any_of(after.erasures, [&](auto const& erasure) {
            return erasure.digest == digest && erasure.phase == ErasurePhase::erased && erasure.on == *one.erased
                && erasure.proposed_by.person && erasure.decided_by.person
                && erasure.proposed_by.person != erasure.decided_by.person;
        });
        if (!by_two)
            return false;
    }
    return true;
}

bool NamesWhatIsThere::holds(State const& after)
{
    if (!all_named(after, [](Compartment, auto const* one) { return one != nullptr; }))
        return false;
    return std::ranges::all_of(after.exhibits, [&](auto const& one) {
        bool const parents = !one.derived || std::ranges::all_of(one.derived->from, [&](auto id) {
            return id < one.id && find(after, id) != nullptr;
        });
        return parents && (!one.group || find(after, *one.group) != nullptr);
    });
}

bool NamesNothingHidden::holds(State const& after)
{
    if (!all_named(
            after, [](Compartment in, auto const* one) { return one == nullptr || for_all(in, one->compartment); }))
        return false;
    return std::ranges::all_of(after.exhibits, [&](auto const& one) {
        auto const* group = one.group ? find(after, *one.group) : nullptr;
        return group == nullptr || group->compartment == one.compartment;
    });
}

bool BytesAreThereOnce::holds(State const& after)
{
    std::set<std::pair<Compartment, Digest>> there;
    return std::ranges::all_of(after.exhibits,
        [&](auto const& one) { return !is_live(one) || there.emplace(one.compartment, one.exhibit.digest).second; });
}

std::vector<std::string_view> breaches(State const& before, State const& after)
{
    std::vector<std::string_view> broken;
    auto const check = [&](std::string_view name, bool holds) {
        if (!holds)
            broken.push_back(name);
    };
    check(NothingIsLost::name, NothingIsLost::holds(before, after));
    check(NumbersAreNotReused::name, NumbersAreNotReused::holds(before, after));
    check(HeldIsNotErased::name, HeldIsNotErased::holds(before, after));
    check(NamesWhatIsThere::name, NamesWhatIsThere::holds(after));
    check(NamesNothingHidden::name, NamesNothingHidden::holds(after));
    check(BytesAreThereOnce::name, BytesAreThereOnce::holds(after));
    return broken;
}

} // namespace recourse::evidence

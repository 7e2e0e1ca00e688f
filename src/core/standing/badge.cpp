#include "core/standing/badge.hpp"

#include <algorithm>
#include <utility>

namespace recourse::standing {

std::optional<NoCover> no_cover(State const& state, Rules const* rules, Date on)
{
    if (blacklisting(state) != nullptr)
        return NoCover {};
    if (rules == nullptr)
        return std::nullopt;
    for (auto const& one : state.measures) {
        if (in_force(one, on) && rules->stops_cover(one.taken.measure))
            return NoCover { one.taken.measure, one.taken.rule };
    }
    return std::nullopt;
}

std::optional<Limit> earned(State const& state, Rules const& rules, Date on)
{
    auto inputs = record(state, on);
    inputs.recourse = {};
    return rules.limit(inputs);
}

std::optional<Money> limit_for_next(State const& state, Rules const* rules, Date on)
{
    if (state.limit || rules == nullptr)
        return state.limit;
    auto const first = earned(state, *rules, on);
    return first ? std::optional { first->amount } : std::nullopt;
}

Badge badge(State const& state, Rules const* rules, Date on, Money wanted_of_linked)
{
    auto const open = std::ranges::count_if(state.open, [](auto const& one) { return !one.until; }); // not completed
    Badge badge { limit_for_next(state, rules, on), {}, {}, static_cast<std::uint32_t>(open), points(state, on), {},
        blacklisting(state) != nullptr, !no_cover(state, rules, on) };
    if (badge.limit) {
        auto const left = lowered(*badge.limit, state, on);
        if (left != *badge.limit)
            badge.lowered_from = std::exchange(badge.limit, left);
    }
    if (badge.limit)
        badge.free = free_of(*badge.limit, state, wanted_of_linked);
    if (state.reserved.currency != Currency::none())
        badge.used = state.reserved;
    if (badge.free && !badge.covers_new_orders)
        badge.free->minor = 0;
    for (auto const& one : state.measures) {
        if (in_force(one, on))
            badge.measures.push_back(one.taken.measure);
    }
    return badge;
}

} // namespace recourse::standing

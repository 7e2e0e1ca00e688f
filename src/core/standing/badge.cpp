#include "core/standing/badge.hpp"

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

Badge badge(State const& state, Rules const* rules, Date on)
{
    Badge badge { state.limit, {}, free_limit(state), static_cast<std::uint32_t>(state.open.size()), points(state, on),
        {}, blacklisting(state) != nullptr, !no_cover(state, rules, on) };
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

#include "app/wakes.hpp"

#include <algorithm>

namespace recourse::app {

namespace {

std::vector<Wake> wakes_of(order::State const& state)
{
    std::vector<Wake> result;
    // A dispute stops the order's clock; what passed meanwhile follows when it is over.
    if (state.frozen_by)
        return result;
    for (auto const& timer : state.timers)
        result.push_back({ timer.due.plus_days(1), order::Command { order::PassTimer { timer.rule, timer.due } } });
    return result;
}

std::vector<Wake> wakes_of(claim::State const& state)
{
    std::vector<Wake> result;
    if (state.suspended_on || state.review_request)
        return result;
    for (auto& one : claim::wakes(state))
        result.push_back({ one.on, std::move(one.command) });
    return result;
}

std::vector<Wake> wakes_of(standing::State const& state)
{
    std::vector<Wake> result;
    // What a dispute keeps is freed when that is over. Those of the first day are enough: the next follow them.
    std::optional<Date> first;
    for (auto const& one : state.open) {
        if (one.until && one.disputes == 0)
            first = std::min(first.value_or(*one.until), *one.until);
    }
    for (auto const& one : state.open) {
        if (first && one.until == first && one.disputes == 0)
            result.push_back({ first->plus_days(1), standing::Command { standing::EndCover { one.order } } });
    }
    if (!state.limit_month)
        return result;
    auto const last = *state.limit_month;
    auto const next = last.month() == 12 ? Date::of(last.year() + 1, 1, 1) : Date::of(last.year(), last.month() + 1, 1);
    result.push_back({ next, standing::Command { standing::RecomputeLimit { next } } });
    return result;
}

std::vector<Wake> wakes_of(party::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(remittance::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(statement::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(movement::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(payout::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(edition::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(evidence::State const&)
{
    return {};
}

std::vector<Wake> wakes_of(matter::State const& state)
{
    std::vector<Wake> result;
    for (auto const& one : matter::wakes(state))
        result.push_back({ one.on, matter::Command { matter::PassDay { one.rule, one.about, one.due, one.lead } } });
    return result;
}

} // namespace

std::vector<Wake> wakes(AnyAggregate const& aggregate)
{
    return std::visit([](auto const& one) { return wakes_of(one.state); }, aggregate);
}

std::optional<Date> next_wake(AnyAggregate const& aggregate)
{
    auto const all = wakes(aggregate);
    auto const first = std::ranges::min_element(all, {}, &Wake::on);
    return first == all.end() ? std::nullopt : std::optional { first->on };
}

} // namespace recourse::app

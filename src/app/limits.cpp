#include "app/limits.hpp"

namespace recourse::app {

Money limit_left(
    standing::State const& state, RuleBooks const& books, std::string const& programme, Currency currency, Date today)
{
    auto const* rules = books.standing(programme, today);
    if (rules == nullptr || (!state.limit && !rules->limited()))
        return { amount_minor_max, currency };
    Money const nothing { 0, currency };
    if (!state.limit)
        return nothing;
    auto left = *state.limit;
    for (auto const& one : state.recourse)
        left = left - one.open;
    auto const converted = books.converted(max(left, Money { 0, left.currency }), currency, today);
    return converted ? *converted : nothing;
}

} // namespace recourse::app

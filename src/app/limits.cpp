#include "app/limits.hpp"

#include "app/refusals.hpp"
#include "core/standing/badge.hpp"

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

std::optional<act::Refusal> no_new_order(
    Id<Party> supplier, standing::State const& state, RuleBooks const& books, Date today)
{
    auto none = standing::no_cover(state, books.standing({}, today), today);
    if (!none)
        return std::nullopt;
    if (none->measure.empty())
        return act::Refusal { &refusals::supplier_blacklisted, { { "supplier", to_string(supplier) } }, {} };
    return act::Refusal { &refusals::supplier_suspended,
        { { "supplier", to_string(supplier) }, { "measure", std::move(none->measure) } }, std::move(none->rule) };
}

} // namespace recourse::app

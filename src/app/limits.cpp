#include "app/limits.hpp"

#include "app/refusals.hpp"
#include "core/standing/badge.hpp"

namespace recourse::app {

namespace {

/// What this much of the limit covers of a price that is `asked` of it, as far as the pool can pay it.
PriceCover covers(Money given, Money asked, Money price, RuleBooks const& books, Money pool_left, Date today)
{
    Money const nothing { 0, price.currency };
    auto by_limit = price;
    auto bound = CoverBound::none;
    if (asked.minor <= 0 || given.minor < asked.minor) {
        auto const converted = given.minor > 0 ? books.converted(given, price.currency, today) : nothing;
        by_limit = min(max(converted.value_or(nothing), nothing), price);
        bound = !converted ? CoverBound::rate : by_limit == price ? CoverBound::none : CoverBound::limit;
    }
    if (pool_left.minor < by_limit.minor)
        return { pool_left, price - pool_left, CoverBound::pool };
    return { by_limit, price - by_limit, bound };
}

/// The programme sets its suppliers limits.
bool limits(standing::State const& supplier, standing::Rules const* rules)
{
    return rules != nullptr && (supplier.limit || rules->limited());
}

} // namespace

Money limit_left(standing::State const& state, RuleBooks const& books, std::string const& programme, Currency currency,
    Date today, Id<Order> order, Money wanted_of_linked)
{
    if (!limits(state, books.standing(programme, today)))
        return { amount_minor_max, currency };
    Money const nothing { 0, currency };
    auto left = standing::free_limit(state, today, wanted_of_linked);
    if (!left)
        return nothing;
    if (auto const* own = standing::find_reservation(state, order))
        left = *left + own->amount;
    auto const converted = books.converted(*left, currency, today);
    return converted ? *converted : nothing;
}

std::optional<PriceCover> cover_with(Id<Order> order, order::Terms const& terms, standing::State const& supplier,
    RuleBooks const& books, Money pool_left, Date today, Money wanted_of_linked)
{
    if (!limits(supplier, books.standing(terms.programme, today)))
        return std::nullopt;
    auto const whole = price(terms);
    auto const asked = books.converted_for_standing(whole, today);
    Money const nothing { 0, whole.currency };
    if (!asked)
        return PriceCover { nothing, whole, CoverBound::rate };
    auto const badge = standing::badge(supplier, books.standing({}, today), today, wanted_of_linked);
    auto const* own = standing::find_reservation(supplier, order);
    auto const had = own == nullptr ? Money { 0, asked->currency } : own->amount;
    // While a measure stops cover nothing is free on the badge, and what the order has stays.
    auto const free = badge.covers_new_orders && badge.free ? *badge.free : Money { 0, asked->currency };
    return covers(min(had + free, *asked), *asked, whole, books, pool_left, today);
}

std::optional<PriceCover> cover_of(Id<Order> number, order::State const& order, standing::State const& supplier,
    RuleBooks const& books, Money pool_left, Date today, Money wanted_of_linked)
{
    auto const* own = standing::find_reservation(supplier, number);
    bool const agreed = order.agreed_on.has_value();
    if (order.phase == order::Phase::none || order.phase == order::Phase::closed
        || (order.phase == order::Phase::completed && own == nullptr))
        return std::nullopt;
    if (!agreed)
        return cover_with(number, order.terms, supplier, books, pool_left, today, wanted_of_linked);
    if (!limits(supplier, books.standing(order.terms.programme, today)))
        return std::nullopt;
    auto const whole = price(order.terms);
    if (own != nullptr)
        return covers(own->amount, own->asked, whole, books, pool_left, today);
    bool const rate = books.converted_for_standing(whole, today).has_value();
    return PriceCover { { 0, whole.currency }, whole, rate ? CoverBound::limit : CoverBound::rate };
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

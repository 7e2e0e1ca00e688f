#include "app/platform_facts.hpp"

#include <algorithm>

namespace recourse::app {

namespace {

/// Accepted with the programme, or given up there, for good: no other claim on the order can bring anything.
bool is_final(claim::State const& claim)
{
    return claim.final || std::ranges::any_of(claim.offers, [](auto const& one) {
        return one.offer.full_and_final && one.status == claim::OfferStatus::accepted;
    });
}

bool is_open(claim::State const& claim)
{
    return claim.phase != claim::Phase::none && claim.phase != claim::Phase::closed;
}

/// What can still come of a claim that is open: what is due of it, else what is claimed.
Money still_to_come(claim::State const& claim)
{
    auto const left = claim::left(claim);
    auto const whole = claim.due ? min(claim.due->amount, left) : left;
    return max(whole - claim.paid, Money { 0, whole.currency });
}

} // namespace

std::optional<Date> claim_until(RuleBooks const& books, order::State const& state)
{
    auto const* claims = books.claims(state.terms.programme, state.edition, state.reading);
    if (claims == nullptr)
        return std::nullopt;
    auto window = claims->window(state, {});
    // Goods that were received came then at the latest, where nobody said when.
    if (!window.last && !state.delivered && state.receipt_on) {
        auto seen = state;
        seen.delivered = order::Statement { *state.receipt_on, act::Role::platform, {} };
        window = claims->window(seen, {});
    }
    return window.last ? std::optional { window.last->day } : std::nullopt;
}

matter::Platform platform_of(
    RuleBooks const& books, order::State const& order, std::vector<claim::State const*> const& claims, Date today)
{
    matter::Platform platform;
    if (order.phase == order::Phase::none)
        return platform;
    Money sum { 0, order.terms.price_goods.currency };
    for (auto const* claim : claims) {
        if (!is_open(*claim))
            continue;
        platform.claim_open = true;
        platform.chargeback_runs = platform.chargeback_runs || claim->suspended_on;
        sum = sum + still_to_come(*claim);
    }
    platform.suit_ends_claim = platform.claim_open;
    bool const over = std::ranges::any_of(claims, [](auto const* claim) { return is_final(*claim); });
    auto const* rules = books.claims(order.terms.programme, order.edition, order.reading);
    if (!platform.claim_open && !over && rules != nullptr && order.agreed_on) {
        // While nobody can tell the last day, a claim can still be opened.
        auto const last = claim_until(books, order);
        if (!last || today <= *last)
            sum = order::refundable(order);
    }
    if (sum.minor > 0)
        platform.claimable = sum;
    return platform;
}

std::optional<matter::OrderFacts> order_facts(Id<Order> number, order::State const& order)
{
    if (order.phase == order::Phase::none)
        return std::nullopt;
    return matter::OrderFacts { number, order.terms.buyer, order.terms.supplier };
}

time::Calendar const& chinese_calendar(RuleBooks const& books)
{
    static time::Calendar const none; // closes no day: what it counts is as long as the law says
    auto const& calendars = books.world()->calendars;
    auto const found = calendars.find("cn");
    return found == calendars.end() ? none : found->second;
}

} // namespace recourse::app

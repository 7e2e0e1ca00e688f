#include "api/case_now.hpp"

#include "api/forecast_refusals.hpp"
#include "core/assess/assess.hpp"
#include "core/case/route_roles.hpp"
#include "core/plan/happened.hpp"
#include "core/programme/claim_facts.hpp"
#include "core/programme/fact_writer.hpp"
#include "core/programme/order_facts.hpp"

#include <algorithm>

namespace recourse::api {

namespace {

using matter::HeadKind;
using rules::Value;

/// The claim that the programme looked at last; null: none was made.
claim::State const* latest(std::vector<claim::State> const& claims)
{
    auto const found = std::find_if(
        claims.rbegin(), claims.rend(), [](claim::State const& one) { return one.phase != claim::Phase::none; });
    return found == claims.rend() ? nullptr : &*found;
}

/// The claim as the buyer's side reads it.
claim::State buyers(claim::State state)
{
    std::erase_if(state.exhibits,
        [](claim::ExhibitState const& one) { return !claim::reads(act::Role::buyer, one.exhibit.compartment); });
    return state;
}

std::string_view platform_of_order(app::RuleBooks const& books, order::State const& order)
{
    auto const* book = books.find_book(order.terms.programme, order.edition);
    return book == nullptr ? std::string_view {} : std::string_view { book->platform };
}

template <class Counts>
Money headed(matter::State const& state, Counts const& counts)
{
    auto sum = state.nothing;
    for (auto const& one : state.heads) {
        if (!one.withdrawn && counts(one.head.kind))
            sum = sum + one.head.amount;
    }
    return sum;
}

bool is_price(HeadKind kind)
{
    return kind == HeadKind::price || kind == HeadKind::deposit;
}

bool is_further(HeadKind kind)
{
    return kind == HeadKind::damages || kind == HeadKind::lost_profit || kind == HeadKind::other;
}

/// What the heads of claim say where no claim with the programme says it better.
void tell_heads(matter::State const& state, bool order_known, casework::Facts& facts)
{
    programme::FactWriter to(facts);
    auto const price = headed(state, is_price);
    if (!price.is_zero()) {
        to.list_known("problems");
        to.text("problems[0].kind", "contract_breach");
        to.set("problems[0].loss", Value::of(price));
        if (!order_known) {
            to.text("order.channel", "direct");
            to.set("order.value", Value::of(price));
            to.set("payments[0].amount", Value::of(price));
            to.set("payments[0].through_platform", Value::of(false));
        }
    }
    if (auto const further = headed(state, is_further); !further.is_zero())
        to.set("losses.consequential", Value::of(further));
}

/// Whom it is pursued against, and where.
void tell_matter(matter::State const& state, casework::Facts& facts)
{
    programme::FactWriter to(facts);
    for (auto const& one : state.pursued) {
        if (one.dropped || one.pursued.role != matter::PursuedRole::supplier)
            continue;
        to.text("supplier.name", one.pursued.name);
        to.text("supplier.country", one.pursued.country);
        if (one.pursued.standing != matter::Standing::unknown)
            to.text("supplier.status", word(one.pursued.standing));
        to.date("supplier.status_checked_on", one.pursued.checked_on);
        break;
    }
    if (!state.choice || facts.text("order.arbitration"))
        return;
    auto const& forum = state.choice->forum;
    if (casework::is_forum(forum) && !forum.ends_with("-court"))
        to.text("order.arbitration", forum);
}

struct Assessed {
    offer::Basis basis;
    std::vector<std::pair<std::string, std::string>> names;
};

std::expected<Assessed, act::Refusal> assessed(
    app::RuleBooks const& books, casework::Facts const& facts, Date began, Look const& look)
{
    assess::Options options;
    options.as_of = look.today;
    options.as_of_given = true;
    options.language = look.language;
    options.questions = options.trace = false;
    auto found = assess::assess_with_basis(*books.world(), facts, {}, options);
    if (!found.input)
        return act::refuse(forecast_refusals::not_made, { { "why", found.answer.forecast.not_made_because } });
    Assessed result;
    for (auto const& route : found.answer.routes)
        result.names.emplace_back(route.id, route.name);
    std::vector<casework::Route> routes;
    for (auto const at : found.routes)
        routes.push_back(std::move(found.answer.routes[at]));
    Money const claim { static_cast<std::int64_t>(found.input->claim), found.input->currency };
    result.basis = plan::basis_of(
        routes, std::move(found.input->assumptions), claim, std::min(began, look.today), found.input->frozen);
    return result;
}

/// What the matter claims takes the place of what the assessment found, on every route that went for all of it.
void put_claim(offer::Basis& basis, Money claim)
{
    for (auto& route : basis.routes) {
        for (auto* sum : { &route.recoverable.low, &route.recoverable.high }) {
            if (!*sum)
                continue;
            bool const whole = **sum == basis.claim && route.track != casework::Track::assurance;
            *sum = whole ? claim : min(**sum, claim);
        }
    }
    basis.claim = claim;
}

/// Of the forums only the one that was chosen, where the forecast knows it.
void put_forum(offer::Basis& basis, std::string const& forum)
{
    if (std::ranges::find(basis.routes, forum, &casework::Route::id) == basis.routes.end())
        return;
    std::erase_if(basis.routes, [&](auto const& route) { return casework::is_forum(route.id) && route.id != forum; });
}

std::expected<CaseNow, act::Refusal> finished(CaseNow now, Look const& look)
{
    if (look.own != nullptr) {
        now.moved = offer::move_by(*look.own, now.basis);
        now.own_cases = now.moved.empty() ? 0 : look.own->cases;
    }
    auto position = offer::condition(now.basis, now.happened);
    if (!position)
        return act::refuse(forecast_refusals::not_made, { { "why", position.error().front() } });
    now.position = *std::move(position);
    return now;
}

act::Refusal currencies(Money of_case, Money of_matter)
{
    return { &forecast_refusals::other_currency,
        { { "case", std::string { of_case.currency.code() } },
            { "matter", std::string { of_matter.currency.code() } } },
        {} };
}

} // namespace

std::string CaseNow::name_of(std::string const& route) const
{
    auto const found = std::ranges::find(names, route, [](auto const& one) -> auto const& { return one.first; });
    return found == names.end() || found->second.empty() ? route : found->second;
}

casework::Facts facts_of(app::RuleBooks const& books, matter::State const& state, Track const& track)
{
    casework::Facts facts;
    auto const* claim = latest(track.claims);
    auto const platform = platform_of_order(books, track.order);
    if (claim != nullptr)
        facts = programme::facts_of(buyers(*claim), track.order, platform);
    else if (state.order)
        facts = programme::facts_of(track.order, state.order, platform);
    if (claim == nullptr)
        tell_heads(state, static_cast<bool>(state.order), facts);
    tell_matter(state, facts);
    return facts;
}

std::expected<CaseNow, act::Refusal> case_now(
    app::RuleBooks const& books, Id<Matter> id, matter::State const& state, Track const& track, Look const& look)
{
    auto const facts = facts_of(books, state, track);
    auto const* claim = latest(track.claims);
    auto began = state.opened_on;
    if (claim != nullptr)
        began = std::min(began, claim->opened_on);
    auto found = assessed(books, facts, began, look);
    if (!found)
        return std::unexpected(std::move(found.error()));
    if (found->basis.claim.currency != state.nothing.currency)
        return std::unexpected(currencies(found->basis.claim, state.nothing));
    CaseNow now { to_string(id), std::move(found->basis), {}, {}, {}, {}, 0, std::move(found->names) };
    if (auto const claimed = matter::claimed(state); !claimed.is_zero())
        put_claim(now.basis, claimed);
    if (state.choice)
        put_forum(now.basis, state.choice->forum);
    auto told = plan::happened_of(state, track.claims, look.today);
    now.happened = std::move(told.happened);
    now.left_out = std::move(told.left_out);
    return finished(std::move(now), look);
}

std::expected<CaseNow, act::Refusal> case_now(
    app::RuleBooks const& books, Id<Claim> id, claim::State const& state, order::State const& order, Look const& look)
{
    auto const facts = programme::facts_of(buyers(state), order, platform_of_order(books, order));
    auto found = assessed(books, facts, state.opened_on, look);
    if (!found)
        return std::unexpected(std::move(found.error()));
    matter::State alone; // no legal track yet
    alone.nothing = { 0, found->basis.claim.currency };
    auto told = plan::happened_of(alone, { &state, 1 }, look.today);
    return finished({ to_string(id), std::move(found->basis), std::move(told.happened), {}, std::move(told.left_out),
                        {}, 0, std::move(found->names) },
        look);
}

} // namespace recourse::api

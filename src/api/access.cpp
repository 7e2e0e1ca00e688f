#include "api/access.hpp"

#include "base/check.hpp"
#include "core/evidence/viewer.hpp"
#include "core/matter/viewer.hpp"

#include <algorithm>

namespace recourse::api {

namespace {

using accounts::Caller;
using act::Role;

bool is_case_of(Caller const& caller, Id<Order> order)
{
    return !caller.only_case || caller.only_case == order;
}

bool is_named(Caller const& caller, std::vector<Id<Party>> const& parties)
{
    return caller.actor.party && std::ranges::find(parties, caller.actor.party) != parties.end();
}

} // namespace

bool is_party_to(Caller const& caller, Id<Party> buyer, Id<Party> supplier)
{
    switch (caller.actor.role) {
    case Role::buyer:
    case Role::counsel:
        return caller.actor.party && caller.actor.party == buyer;
    case Role::supplier:
    case Role::supplier_counsel:
        return caller.actor.party && caller.actor.party == supplier;
    default:
        return false;
    }
}

bool is_of_programme(Caller const& caller)
{
    auto const role = caller.actor.role;
    return !caller.only_case && (role == Role::officer || role == Role::auditor || role == Role::platform);
}

bool is_officer(Caller const& caller)
{
    return is_of_programme(caller) && caller.actor.role == Role::officer;
}

bool may_see(Caller const& caller, Id<Order> order, order::State const& state)
{
    if (!is_case_of(caller, order))
        return false;
    switch (caller.actor.role) {
    case Role::officer:
    case Role::auditor:
    case Role::platform:
        return true;
    case Role::provider: // there is money to hold or to pay
        return state.agreed_on.has_value();
    case Role::carrier: // asked to this very case, or named in it
        return caller.only_case || is_named(caller, state.carriers);
    default:
        return is_party_to(caller, state.terms.buyer, state.terms.supplier);
    }
}

bool may_see(Caller const& caller, claim::State const& state)
{
    if (!is_case_of(caller, state.order))
        return false;
    switch (caller.actor.role) {
    case Role::officer:
    case Role::auditor:
    case Role::platform:
        return true;
    case Role::inspector:
        return state.inspection && caller.actor.party && state.inspection->inspector == caller.actor.party;
    default:
        return is_party_to(caller, state.buyer, state.supplier);
    }
}

bool may_see(Caller const& caller, evidence::State const& state)
{
    return is_case_of(caller, state.order) && evidence::takes_part(state, caller.actor);
}

bool may_see(Caller const& caller, matter::State const& state, Date today)
{
    return is_case_of(caller, state.order) && matter::sees(state, caller.actor, today);
}

bool may_be_told(Caller const& caller, claim::State const& state, claim::Event const& event)
{
    namespace events = claim::events;
    bool const draft = std::holds_alternative<events::DeterminationDrafted>(event)
        || std::holds_alternative<events::DraftWithdrawn>(event);
    if (draft)
        return is_of_programme(caller);
    if (auto const* added = std::get_if<events::ExhibitAdded>(&event))
        return claim::reads(caller.actor.role, added->exhibit.compartment);
    if (auto const* withdrawn = std::get_if<events::ExhibitWithdrawn>(&event)) {
        auto const* exhibit = claim::find_exhibit(state, withdrawn->number);
        return exhibit != nullptr && claim::reads(caller.actor.role, exhibit->exhibit.compartment);
    }
    bool const talk = std::holds_alternative<events::Answered>(event)
        || std::holds_alternative<events::OfferMade>(event) || std::holds_alternative<events::OfferRejected>(event)
        || std::holds_alternative<events::OfferWithdrawn>(event) || std::holds_alternative<events::OfferLapsed>(event)
        || std::holds_alternative<events::Settled>(event);
    return !talk || caller.actor.role != Role::inspector;
}

bool may_be_told(Caller const& caller, order::Event const& event)
{
    namespace events = order::events;
    return caller.actor.role != Role::carrier || std::holds_alternative<events::ShipmentDue>(event)
        || std::holds_alternative<events::Shipped>(event) || std::holds_alternative<events::Delivered>(event)
        || std::holds_alternative<events::CarrierNamed>(event) || std::holds_alternative<events::Completed>(event);
}

bool may_be_told(
    Caller const& caller, codec::Stream stream, app::AnyAggregate const& subject, codec::Happening const& what)
{
    return std::visit(
        match {
            [&](app::Aggregate<order::State> const& one) {
                auto const* event = std::get_if<order::Event>(&what);
                return event != nullptr && may_see(caller, { stream.number }, one.state) && may_be_told(caller, *event);
            },
            [&](app::Aggregate<claim::State> const& one) {
                auto const* event = std::get_if<claim::Event>(&what);
                return event != nullptr && may_see(caller, one.state) && may_be_told(caller, one.state, *event);
            },
            [&](app::Aggregate<remittance::State> const& one) { return may_see(caller, one.state); },
            [&](app::Aggregate<standing::State> const&) { return may_see_standing(caller, { stream.number }); },
            [&](app::Aggregate<party::State> const&) {
                auto const* event = std::get_if<party::Event>(&what);
                bool const own = is_of_programme(caller) || caller.actor.party == Id<Party> { stream.number };
                return own && (event == nullptr || may_be_told(caller, Id<Party> { stream.number }, *event));
            },
            // What comes from the bank and goes to it is the programme's own.
            [&](app::Aggregate<statement::State> const&) { return is_of_programme(caller); },
            [&](app::Aggregate<movement::State> const&) { return is_of_programme(caller); },
            [&](app::Aggregate<payout::State> const&) { return is_of_programme(caller); },
            [&](app::Aggregate<edition::State> const&) { return is_of_programme(caller); },
            [&](app::Aggregate<evidence::State> const& one) {
                auto const* event = std::get_if<evidence::Event>(&what);
                return event != nullptr && may_see(caller, one.state)
                    && evidence::told(caller.actor.role, one.state, *event);
            },
            // An auditor reads a matter while he is let in; he is not told of what goes on there.
            [&](app::Aggregate<matter::State> const& one) {
                return caller.actor.role != Role::auditor && may_see(caller, one.state, one.state.opened_on);
            },
        },
        subject);
}

bool may_be_listed(Caller const& caller, app::OrderLine const& line)
{
    switch (caller.actor.role) {
    case Role::provider:
        return line.phase != order::Phase::draft && line.phase != order::Phase::awaiting_seller;
    case Role::carrier:
        return is_named(caller, line.carriers);
    default:
        return is_of_programme(caller) || is_party_to(caller, line.buyer, line.supplier);
    }
}

bool may_be_listed(Caller const& caller, app::ClaimLine const& line)
{
    if (caller.actor.role == Role::inspector)
        return caller.actor.party && caller.actor.party == line.inspector;
    return is_of_programme(caller) || is_party_to(caller, line.buyer, line.supplier);
}

void redact(Caller const& caller, order::State& state)
{
    if (caller.actor.role != Role::carrier)
        return;
    // What a carrier needs: who sends what to whom, by when, and what was said of the way.
    order::State seen;
    seen.phase = state.phase;
    auto& terms = seen.terms;
    terms.buyer = state.terms.buyer;
    terms.supplier = state.terms.supplier;
    terms.goods = state.terms.goods;
    terms.incoterm = state.terms.incoterm;
    terms.shipping_mode = state.terms.shipping_mode;
    terms.ship_by = state.terms.ship_by;
    terms.deliver_by = state.terms.deliver_by;
    Money const nothing { 0, state.terms.price_goods.currency };
    terms.price_goods = terms.price_freight = terms.price_tax = nothing;
    seen.released = seen.fees = seen.refunded = seen.clawed_back = seen.refunded_elsewhere = seen.costs_repaid
        = seen.unpaid = nothing;
    seen.shipped = state.shipped;
    seen.delivered = state.delivered;
    seen.carriers = { caller.actor.party };
    state = std::move(seen);
}

void redact(Caller const& caller, app::OrderLine& line)
{
    if (caller.actor.role != Role::carrier)
        return;
    line.price.minor = line.held.minor = 0;
    line.carriers = { caller.actor.party };
    line.frozen = false;
    line.due = {};
}

void redact(Caller const& caller, app::ClaimLine& line)
{
    if (caller.actor.role != Role::inspector)
        return;
    line.paid.minor = 0;
    line.due = {};
}

bool may_see_accesses(Caller const& caller)
{
    switch (caller.actor.role) {
    case Role::inspector:
    case Role::carrier:
    case Role::provider:
        return false;
    default:
        return true;
    }
}

bool may_see(Caller const& caller, remittance::State const& state)
{
    if (caller.actor.role == Role::provider && !caller.only_case)
        return true;
    return is_of_programme(caller)
        || (!caller.only_case && caller.actor.party && caller.actor.party == state.detail.party);
}

bool may_see_account(Caller const& caller, Id<Party> party)
{
    bool const own = caller.actor.party && caller.actor.party == party && !caller.only_case
        && (caller.actor.role == Role::buyer || caller.actor.role == Role::supplier);
    return own || is_of_programme(caller);
}

bool may_see_history(Caller const& caller, Id<Party> party)
{
    return is_of_programme(caller)
        || (!caller.only_case && may_see_accesses(caller) && caller.actor.party && caller.actor.party == party);
}

bool may_be_told(Caller const& caller, Id<Party> party, party::Event const& event)
{
    bool const of_account = std::holds_alternative<party::events::AccountProposed>(event)
        || std::holds_alternative<party::events::AccountConfirmed>(event)
        || std::holds_alternative<party::events::AccountDeclined>(event);
    return !of_account || may_see_account(caller, party);
}

bool may_see_standing(Caller const& caller, Id<Party> supplier)
{
    return is_of_programme(caller)
        || (!caller.only_case && caller.actor.role == Role::supplier && caller.actor.party
            && caller.actor.party == supplier);
}

} // namespace recourse::api

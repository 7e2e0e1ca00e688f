#include "app/decided.hpp"
#include "app/domain.hpp"
#include "app/platform_facts.hpp"
#include "core/claim/react.hpp"
#include "core/matter/react.hpp"
#include "core/order/state.hpp"

#include <algorithm>

// What follows from what was done: the commands that the platform gives because of an event, each with its cause.

namespace recourse::app {

namespace {

Money credited(std::span<escrow::Transfer const> transfers, escrow::Account const& account)
{
    Money sum { 0, account.currency };
    for (auto const& one : transfers) {
        if (one.credit == account)
            sum = sum + one.amount;
    }
    return sum;
}

} // namespace

std::optional<Date> Domain::cover_until(order::State const& state) const
{
    return claim_until(*books_, state);
}

void Domain::follow(Decided& decided, Date today) const
{
    std::size_t cause = 0;
    auto const send
        = [&](Stream target, Command command) { decided.follows.push_back({ cause, target, std::move(command) }); };
    auto const in_limits = [&](Money amount) { return books_->converted_for_standing(amount, today); };
    auto const refund = [&](order::State const& state, Id<Order> order, Id<Claim> claim,
                            std::span<escrow::Transfer const> transfers) {
        auto const owed = credited(transfers, escrow::refund_payable(order, state.terms.price_goods.currency));
        if (owed.minor > 0)
            send({ Subject::remittance, 0 },
                remittance::Command {
                    remittance::Propose { { remittance::Purpose::buyer_refund, owed, state.terms.buyer, order, claim,
                        state.payments.empty() ? 0u : state.payments.front().provider, to_string(order) } } });
    };
    auto const to_claims = [&](order::State const& state, order::Event const& event) {
        for (auto const claim : state.claims) {
            auto const& of = get<claim::State>(claim_stream(claim)).state;
            for (auto& command : claim::react(of, event))
                send(claim_stream(claim), std::move(command));
        }
    };
    auto const of_order = [&](order::Event const& event, Id<Order> order) {
        auto const& state = get<order::State>(order_stream(order)).state;
        auto const standing = standing_stream(state.terms.supplier);
        std::visit(match {
                       [&](order::events::Agreed const&) {
                           auto const amount = in_limits(price(state.terms));
                           if (!amount)
                               return;
                           // A supplier's first order: its limit is worked out from what little there is.
                           if (!get<standing::State>(standing).state.limit_month)
                               send(standing,
                                   standing::Command {
                                       standing::RecomputeLimit { Date::of(today.year(), today.month(), 1) } });
                           send(standing, standing::Command { standing::ReserveLimit { order, *amount } });
                       },
                       [&](order::events::Amended const&) {
                           if (auto const amount = in_limits(price(state.terms)))
                               send(standing, standing::Command { standing::ReserveLimit { order, *amount } });
                       },
                       [&](order::events::Completed const&) {
                           if (auto const volume = in_limits(price(state.terms) - state.unpaid))
                               send(standing,
                                   standing::Command { standing::FreeLimit {
                                       order, standing::OrderEnd::completed, *volume, cover_until(state) } });
                       },
                       [&](order::events::Closed const& e) {
                           if (state.agreed_on)
                               if (auto const nothing = in_limits({ 0, state.terms.price_goods.currency }))
                                   send(standing,
                                       standing::Command {
                                           standing::FreeLimit { order, standing::OrderEnd::closed, *nothing, {} } });
                           refund(state, order, {}, e.transfers);
                       },
                       [&](order::events::Refunded const& e) { refund(state, order, e.claim, e.transfers); },
                       [&](order::events::PaymentReversed const&) { to_claims(state, event); },
                       [&](order::events::PaymentRestored const&) { to_claims(state, event); },
                       [&](order::events::PaymentReceived const&) { to_claims(state, event); },
                       [&](order::events::Unfrozen const&) {
                           for (auto const claim : state.claims) {
                               auto const& of = get<claim::State>(claim_stream(claim)).state;
                               for (auto& command : claim::unfrozen(of, claim, state))
                                   send(claim_stream(claim), std::move(command));
                           }
                           for (auto& command : claim::overdue(state, today))
                               send(order_stream(order), std::move(command));
                       },
                       [](auto const&) {},
                   },
            event);
    };
    auto const recourse = [&](Id<Party> supplier, Id<Claim> claim, Id<Order> order, Money by_pool) {
        for (auto& command : recourse_changed(supplier, claim, order, by_pool, today))
            send(standing_stream(supplier), std::move(command));
    };
    auto const of_claim = [&](claim::Event const& event, Id<Claim> claim) {
        auto const& state = get<claim::State>(claim_stream(claim)).state;
        auto const standing = standing_stream(state.supplier);
        auto const order = state.order;
        for (auto& command : claim::react(state, event, today))
            send(claim_stream(claim), std::move(command));
        // What the programme does and pays is told to the matter of the same order, so that no route brings it twice.
        auto const matter = matter_stream(order);
        for (auto& command : matter::react(get<matter::State>(matter).state, event))
            send(matter, std::move(command));
        // What was not sent and is undue by now is not sent at all.
        bool const anew = std::holds_alternative<claim::events::Executed>(event)
            || std::holds_alternative<claim::events::ChargebackNoted>(event);
        auto const unsent = unsent_.find(claim);
        if (anew && state.owed_by_buyer.minor > 0 && unsent != unsent_.end()) {
            for (auto const one : unsent->second) {
                if (!get<remittance::State>(remittance_stream(one)).state.payout)
                    send(remittance_stream(one),
                        remittance::Command { remittance::Reject { "the buyer owes it back" } });
            }
        }
        std::visit(
            match {
                [&](claim::events::Opened const&) {
                    send(standing, standing::Command { standing::OpenDispute { claim, false, order } });
                },
                [&](claim::events::ReviewAdmitted const&) {
                    send(standing, standing::Command { standing::OpenDispute { claim, true, order } });
                },
                [&](claim::events::Closed const&) {
                    // What was told when it was closed before is not told again.
                    Money const nothing { 0, state.paid.currency };
                    auto const since = max(state.paid - state.refunded_before.value_or(nothing), nothing);
                    // What has no rate counts as nothing, as with recourse; the dispute is over all the same.
                    auto const* rules = books_->standing({}, today);
                    Money const uncounted { 0, rules == nullptr ? since.currency : rules->currency() };
                    auto const refunded = in_limits(since).value_or(uncounted);
                    send(standing, standing::Command { standing::CloseDispute { claim, refunded, order } });
                },
                [&](claim::events::Executed const& e) { recourse(state.supplier, claim, order, e.by_pool); },
                [&](claim::events::ChargebackUndone const& e) { recourse(state.supplier, claim, order, e.by_pool); },
                [&](claim::events::RefundTakenBack const& e) { recourse(state.supplier, claim, order, -e.by_pool); },
                [](auto const&) {},
            },
            event);
    };
    auto const of_remittance = [&](remittance::Event const& event, Id<Remittance> number) {
        auto const& state = get<remittance::State>({ Subject::remittance, number.number }).state;
        if (std::holds_alternative<remittance::events::Approved>(event)) {
            for (auto& command : books_->provider().on_approved(state.detail))
                send({ Subject::remittance, number.number }, std::move(command));
        }
        // Of a refund that is not made, what the buyer owes goes back to where it came from; the rest is still due to
        // it.
        if (auto const owed = owed_by(state.detail);
            owed && state.detail.claim && std::holds_alternative<remittance::events::Rejected>(event)) {
            auto rest = state.detail;
            rest.amount = rest.amount - min(*owed, rest.amount);
            send(claim_stream(rest.claim), claim::Command { claim::TakeBack { state.detail.amount } });
            if (rest.amount.minor > 0)
                send({ Subject::remittance, 0 }, remittance::Command { remittance::Propose { std::move(rest) } });
        }
        // What comes back from the bank, or out of a file, may be undue since.
        bool const again = std::holds_alternative<remittance::events::Dropped>(event)
            || std::holds_alternative<remittance::events::Reopened>(event);
        if (again && state.detail.claim && owed_by(state.detail))
            send(remittance_stream(number), remittance::Command { remittance::Reject { "the buyer owes it back" } });
        // What was to go back to a payer stays, and waits for an officer again.
        bool const stays = std::holds_alternative<remittance::events::Rejected>(event)
            || std::holds_alternative<remittance::events::Returned>(event);
        if (stays && state.detail.purpose == remittance::Purpose::unmatched_return) {
            if (auto const movement = parse_id<BankMovement>(state.detail.reference))
                send({ Subject::movement, movement->number },
                    movement::Command { movement::TakeBack { number, state.detail.amount } });
        }
        auto const* recorded = std::get_if<remittance::events::Recorded>(&event);
        if (recorded == nullptr)
            return;
        // What a buyer has paid back goes to those who lack it, as what was never sent does.
        if (recorded->detail.purpose == remittance::Purpose::buyer_repayment)
            send(claim_stream(recorded->detail.claim), claim::Command { claim::TakeBack { recorded->detail.amount } });
        auto const supplier = recorded->detail.party;
        for (auto& command : recourse_repaid(supplier, recorded->shares))
            send(standing_stream(supplier), std::move(command));
    };
    auto const of_matter = [&](matter::Event const& event, Stream target) {
        auto const* opened = std::get_if<matter::events::Opened>(&event);
        if (opened == nullptr)
            return;
        auto const& state = get<matter::State>(target).state;
        for (auto const claim : get<order::State>(order_stream(opened->order)).state.claims) {
            for (auto& command : matter::catch_up(state, get<claim::State>(claim_stream(claim)).state, today))
                send(target, std::move(command));
        }
    };
    for (auto const& change : decided.changes) {
        std::visit(match {
                       [&](order::Event const& event) { of_order(event, { change.stream.number }); },
                       [&](claim::Event const& event) { of_claim(event, { change.stream.number }); },
                       [&](remittance::Event const& event) { of_remittance(event, { change.stream.number }); },
                       [&](matter::Event const& event) { of_matter(event, change.stream); },
                       [](auto const&) {},
                   },
            change.what);
        ++cause;
    }
}

} // namespace recourse::app

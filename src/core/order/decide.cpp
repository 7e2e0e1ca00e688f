#include "core/order/decide.hpp"

#include "core/order/days.hpp"
#include "core/order/ending.hpp"
#include "core/order/refusals.hpp"
#include "core/order/reversal.hpp"
#include "core/order/terms_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::order {

namespace {

using act::Refusal;
using act::refuse;
using act::Role;
using Result = act::Decision<Event>;
using Guard = std::optional<Refusal>;

constexpr std::size_t carriers_max = 10;

Guard stop(
    act::RefusalKind const& kind, std::vector<std::pair<std::string, std::string>> values = {}, std::string rule = {})
{
    return Refusal { &kind, std::move(values), std::move(rule) };
}

std::string text(Phase phase)
{
    return std::string { word(phase) };
}

bool over(Phase phase)
{
    return phase == Phase::completed || phase == Phase::closed;
}

/// The actor is the party that the terms name in this role.
bool is_party(act::Actor const& actor, Terms const& terms)
{
    return (actor.role == Role::buyer && actor.party == terms.buyer)
        || (actor.role == Role::supplier && actor.party == terms.supplier);
}

bool is_programme(act::Actor const& actor)
{
    return actor.role == Role::platform || actor.role == Role::officer;
}

/// One order, one command.
class Decide {
public:
    Decide(State const& state, Context const& context) : state_(state), context_(context) { }

    Result operator()(Draft const& command) const
    {
        if (state_.phase != Phase::none)
            return refuse(refusals::exists);
        if (!is_party(context_.actor, command.terms))
            return refuse(refusals::not_a_party);
        if (auto wrong = check(command.terms, nullptr, context_.moment.today))
            return std::unexpected(*std::move(wrong));
        return Result { { events::Drafted { command.terms, context_.actor.role } } };
    }

    Result operator()(Revise const& command) const
    {
        if (auto wrong = party_guard())
            return std::unexpected(*std::move(wrong));
        if (state_.phase != Phase::draft)
            return refuse(refusals::not_draft, { { "phase", text(state_.phase) } });
        if (context_.actor.role != state_.drafted_by)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (auto wrong = check(command.terms, &state_.terms, context_.moment.today))
            return std::unexpected(*std::move(wrong));
        if (auto wrong = keeps_parties(command.terms))
            return std::unexpected(*std::move(wrong));
        if (command.terms == state_.terms)
            return {};
        return Result { { events::Revised { command.terms } } };
    }

    Result operator()(Offer const&) const
    {
        if (auto wrong = party_guard())
            return std::unexpected(*std::move(wrong));
        if (state_.phase != Phase::draft)
            return refuse(refusals::not_draft, { { "phase", text(state_.phase) } });
        if (context_.actor.role != state_.drafted_by)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        return Result { { events::Offered { timers(Phase::awaiting_seller) } } };
    }

    Result operator()(Agree const& command) const
    {
        if (auto wrong = party_guard())
            return std::unexpected(*std::move(wrong));
        if (state_.phase != Phase::awaiting_seller)
            return refuse(refusals::not_offered, { { "phase", text(state_.phase) } });
        if (context_.actor.role == state_.drafted_by)
            return refuse(refusals::not_the_other_side);
        auto const offered = digest(state_.terms);
        if (command.terms != offered)
            return refuse(refusals::other_terms, { { "digest", to_string(offered) } });
        return Result { { events::Agreed { context_.moment.today, offered, context_.rules.edition(),
            context_.rules.reading(), timers(Phase::awaiting_payment), context_.names } } };
    }

    Result operator()(Amend const& command) const
    {
        if (auto wrong = running_guard())
            return std::unexpected(*std::move(wrong));
        if (auto wrong = check(command.terms, &state_.terms, context_.moment.today))
            return std::unexpected(*std::move(wrong));
        if (auto wrong = keeps_parties(command.terms))
            return std::unexpected(*std::move(wrong));
        if (auto wrong = has_room(command.terms))
            return std::unexpected(*std::move(wrong));
        return Result { { events::AmendmentProposed { command.terms, context_.actor.role } } };
    }

    Result operator()(AcceptAmendment const& command) const
    {
        if (auto wrong = amendment_guard())
            return std::unexpected(*std::move(wrong));
        auto const proposed = digest(*state_.amendment);
        if (command.terms != proposed)
            return refuse(refusals::other_terms, { { "digest", to_string(proposed) } });
        // Money may have come, or set out, since it was proposed.
        if (auto wrong = has_room(*state_.amendment))
            return std::unexpected(*std::move(wrong));
        std::vector<Event> events { events::Amended { proposed } };
        auto next = state_;
        evolve(next, events.back());
        go_on(events, next, context_);
        if (events.size() == 1) {
            if (auto days = days_by(next, context_.rules, context_.moment.today))
                events.emplace_back(*std::move(days));
        }
        return Result { std::move(events) };
    }

    Result operator()(RejectAmendment const&) const
    {
        if (auto wrong = amendment_guard())
            return std::unexpected(*std::move(wrong));
        return Result { { events::AmendmentRejected {} } };
    }

    Result operator()(Cancel const& command) const
    {
        if (auto wrong = party_guard())
            return std::unexpected(*std::move(wrong));
        if (state_.phase == Phase::closed)
            return {};
        if (state_.phase == Phase::completed)
            return refuse(refusals::over, { { "phase", text(state_.phase) } });
        if (state_.frozen_by)
            return refuse(refusals::frozen, { { "claim", to_string(state_.frozen_by) } });
        if (under_way())
            return refuse(refusals::payment_under_way);
        std::string rule;
        if (state_.phase != Phase::draft) {
            auto const permission = context_.rules.may_cancel(context_.actor.role, state_);
            if (!permission)
                return refuse(refusals::may_not_cancel,
                    { { "role", std::string { word(context_.actor.role) } }, { "phase", text(state_.phase) } });
            rule = *permission;
        }
        return Result { { close(state_, context_, command.reason, std::move(rule)) } };
    }

    Result operator()(ProposeCancel const& command) const
    {
        if (auto wrong = running_guard())
            return std::unexpected(*std::move(wrong));
        if (auto wrong = split_guard(command.to_supplier))
            return std::unexpected(*std::move(wrong));
        if (!is_reason(command.reason))
            return refuse(refusals::no_reason);
        Cancellation cancel { context_.moment.today, context_.actor.role, command.to_supplier, command.reason };
        auto const& known = state_.cancel;
        if (known && known->by == cancel.by && known->to_supplier == cancel.to_supplier
            && known->reason == cancel.reason)
            return {};
        return Result { { events::CancelProposed { std::move(cancel) } } };
    }

    Result operator()(AcceptCancel const& command) const
    {
        if (auto wrong = running_guard())
            return std::unexpected(*std::move(wrong));
        if (!state_.cancel)
            return refuse(refusals::no_cancellation);
        if (context_.actor.role == state_.cancel->by)
            return refuse(refusals::not_the_other_side);
        if (command.to_supplier != state_.cancel->to_supplier)
            return refuse(refusals::other_split, { { "to_supplier", display(state_.cancel->to_supplier) } });
        // Money may have set out, or gone, since it was proposed. What has come goes back.
        if (auto wrong = split_guard(command.to_supplier))
            return std::unexpected(*std::move(wrong));
        if (under_way())
            return refuse(refusals::payment_under_way);
        return split(state_, context_, command.to_supplier, state_.cancel->reason);
    }

    Result operator()(RejectCancel const&) const
    {
        if (auto wrong = running_guard())
            return std::unexpected(*std::move(wrong));
        if (!state_.cancel)
            return refuse(refusals::no_cancellation);
        return Result { { events::CancelRejected { context_.actor.role } } };
    }

    Result operator()(CloseUnpaid const& command) const
    {
        if (auto wrong = party_guard())
            return std::unexpected(*std::move(wrong));
        if (context_.actor.role != Role::supplier)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (auto wrong = running_guard())
            return std::unexpected(*std::move(wrong));
        if (!state_.receipt_on)
            return refuse(refusals::not_received, { { "phase", text(state_.phase) } });
        if (auto wrong = overdue_guard())
            return std::unexpected(*std::move(wrong));
        if (!is_reason(command.reason))
            return refuse(refusals::no_reason);
        auto events = finished(state_, context_, state_.receipt_rule);
        auto& completed = std::get<events::Completed>(events.front());
        completed.unpaid = still_to_pay(state_);
        completed.reason = command.reason;
        return Result { std::move(events) };
    }

    Result operator()(DecideUnpaid const& command) const
    {
        if (auto wrong = exists_guard())
            return std::unexpected(*std::move(wrong));
        if (context_.actor.role != Role::officer)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        // Money of others leaves the hold by hand only where somebody answers for it.
        if (!context_.actor.person)
            return refuse(refusals::needs_person);
        if (auto wrong = under_way_guard())
            return std::unexpected(*std::move(wrong));
        if (auto wrong = overdue_guard())
            return std::unexpected(*std::move(wrong));
        if (auto wrong = split_guard(command.to_supplier))
            return std::unexpected(*std::move(wrong));
        if (!is_reason(command.reason))
            return refuse(refusals::no_reason);
        return split(state_, context_, command.to_supplier, command.reason);
    }

    Result operator()(AnnouncePayment const& command) const
    {
        if (auto wrong = payment_guard(command.instalment, command.amount))
            return std::unexpected(*std::move(wrong));
        if (find_payment(state_, command.reference) != nullptr)
            return refuse(refusals::reference_used, { { "reference", command.reference } });
        return Result { { events::PaymentAnnounced { context_.new_payment, command.instalment, command.amount,
            command.provider, command.reference,
            { { escrow::provider(command.provider, currency()), hold(), command.amount, escrow::Phase::pend } } } } };
    }

    Result operator()(ReceivePayment const& command) const
    {
        if (auto wrong = provider_guard())
            return std::unexpected(*std::move(wrong));
        auto const* known = find_payment(state_, command.reference);
        // The provider tells the same receipt again: it is so already.
        if (known != nullptr && known->announced.is_zero() && known->received == command.amount
            && known->instalment == command.instalment && known->provider == command.provider)
            return {};
        if (known != nullptr && (known->announced.is_zero() || known->instalment != command.instalment))
            return refuse(refusals::reference_used, { { "reference", command.reference } });
        // What the supplier lacks because the bank took it back goes to it, not into a hold.
        if (auto const* back = taken_back_of(state_, command.instalment, { 1, currency() });
            back != nullptr && over(state_.phase))
            return refuse(refusals::restore_instead,
                { { "phase", text(state_.phase) }, { "reference", back->reference },
                    { "taken_back", display(back->reversed) } });
        auto const announced = known == nullptr ? Money { 0, currency() } : known->announced;
        if (auto wrong = payment_guard(command.instalment, command.amount, announced))
            return std::unexpected(*std::move(wrong));
        std::vector<escrow::Transfer> transfers;
        auto const from = escrow::provider(known == nullptr ? command.provider : known->provider, currency());
        if (announced == command.amount)
            transfers.push_back({ from, hold(), command.amount, escrow::Phase::post_pending });
        else {
            if (!announced.is_zero())
                transfers.push_back({ from, hold(), announced, escrow::Phase::void_pending });
            transfers.push_back({ from, hold(), command.amount, escrow::Phase::post });
        }
        std::vector<Event> events { events::PaymentReceived { context_.moment.today,
            known == nullptr ? context_.new_payment : known->id, command.instalment, command.amount,
            known == nullptr ? command.provider : known->provider, command.reference, std::move(transfers) } };
        auto next = state_;
        evolve(next, events.back());
        go_on(events, next, context_);
        return Result { std::move(events) };
    }

    Result operator()(FailPayment const& command) const
    {
        if (auto wrong = provider_guard())
            return std::unexpected(*std::move(wrong));
        auto const* payment = find_payment(state_, command.reference);
        if (payment == nullptr)
            return refuse(refusals::no_payment, { { "reference", command.reference } });
        if (payment->failed)
            return {};
        if (payment->announced.is_zero())
            return refuse(refusals::not_announced);
        return Result { { events::PaymentFailed { payment->id,
            { { escrow::provider(payment->provider, currency()), hold(), payment->announced,
                escrow::Phase::void_pending } } } } };
    }

    Result operator()(ReversePayment const& command) const
    {
        if (auto wrong = provider_guard())
            return std::unexpected(*std::move(wrong));
        auto const* payment = find_payment(state_, command.reference);
        if (payment == nullptr)
            return refuse(refusals::no_payment, { { "reference", command.reference } });
        if (command.amount.currency != currency())
            return refuse(refusals::currencies);
        if (command.amount.minor <= 0)
            return refuse(refusals::nothing_to_pay);
        auto const left = payment->received - payment->reversed;
        if (command.amount.minor > left.minor)
            return refuse(refusals::reversed_too_much, { { "left", display(left) } });
        return Result { { taken_back(state_, context_, *payment, command.amount, command.reason) } };
    }

    Result operator()(RestorePayment const& command) const
    {
        if (auto wrong = provider_guard())
            return std::unexpected(*std::move(wrong));
        auto const* payment = find_payment(state_, command.reference);
        if (payment == nullptr)
            return refuse(refusals::no_payment, { { "reference", command.reference } });
        if (command.amount.currency != currency())
            return refuse(refusals::currencies);
        if (command.amount.minor <= 0)
            return refuse(refusals::nothing_to_pay);
        if (command.amount.minor > payment->reversed.minor)
            return refuse(refusals::restored_too_much, { { "taken_back", display(payment->reversed) } });
        // The buyer may have paid it otherwise since: then the provider returns it.
        auto const left = open_of(payment->instalment);
        if (command.amount.minor > left.minor)
            return refuse(refusals::overpaid, { { "left", display(max(left, Money { 0, currency() })) } });
        return paid_again(state_, context_, *payment, command.amount, command.reason);
    }

    Result operator()(Ship const& command) const
    {
        if (auto wrong = exists_guard())
            return std::unexpected(*std::move(wrong));
        bool const may = context_.actor.role == Role::carrier || is_programme(context_.actor)
            || (context_.actor.role == Role::supplier && context_.actor.party == state_.terms.supplier);
        if (!may)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (state_.phase != Phase::awaiting_shipment)
            return refuse(refusals::nothing_to_ship, { { "phase", text(state_.phase) } });
        if (state_.frozen_by)
            return refuse(refusals::frozen, { { "claim", to_string(state_.frozen_by) } });
        if (command.statement.on > context_.moment.today)
            return refuse(refusals::in_the_future, { { "day", to_string(command.statement.on) } });
        if (state_.agreed_on && command.statement.on < *state_.agreed_on)
            return refuse(refusals::before_agreement,
                { { "agreed", to_string(*state_.agreed_on) }, { "day", to_string(command.statement.on) } });
        for (std::uint32_t i = 0; i < state_.terms.instalments.size(); ++i) {
            auto const& instalment = state_.terms.instalments[i];
            auto const left = instalment.amount - received(state_, i);
            bool const later = instalment.due && *instalment.due > command.statement.on;
            if (!later && left.minor > 0)
                return refuse(
                    refusals::unpaid, { { "left", display(left) }, { "instalment", fmt::format("{}", i + 1) } });
        }
        auto statement = command.statement;
        statement.by = context_.actor.role;
        return Result { { events::Shipped { statement, timers(Phase::awaiting_receipt), context_.moment.today } } };
    }

    Result operator()(Deliver const& command) const
    {
        if (auto wrong = exists_guard())
            return std::unexpected(*std::move(wrong));
        bool const may = context_.actor.role == Role::carrier || context_.actor.role == Role::inspector
            || is_programme(context_.actor) || is_party(context_.actor, state_.terms);
        if (!may)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (!state_.shipped)
            return refuse(refusals::not_shipped);
        if (command.statement.on > context_.moment.today)
            return refuse(refusals::in_the_future, { { "day", to_string(command.statement.on) } });
        if (command.statement.on < state_.shipped->on)
            return refuse(refusals::before_shipment,
                { { "shipped", to_string(state_.shipped->on) }, { "day", to_string(command.statement.on) } });
        auto statement = command.statement;
        statement.by = context_.actor.role;
        if (state_.delivered == statement)
            return {};
        if (!state_.delivered)
            return Result { { events::Delivered { statement, {} } } };
        // The days of a claim are counted from it: no party moves them by itself, and nobody without a reason.
        if (is_party(context_.actor, state_.terms))
            return refuse(refusals::delivered_already,
                { { "role", std::string { word(state_.delivered->by) } }, { "day", to_string(state_.delivered->on) } });
        if (!is_reason(command.reason))
            return refuse(refusals::no_reason);
        return Result { { events::Delivered { statement, command.reason } } };
    }

    Result operator()(ConfirmReceipt const&) const
    {
        if (auto wrong = party_guard())
            return std::unexpected(*std::move(wrong));
        if (context_.actor.role != Role::buyer)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (state_.phase == Phase::completed)
            return {};
        if (state_.phase != Phase::awaiting_receipt)
            return refuse(refusals::not_shipped);
        if (state_.frozen_by)
            return refuse(refusals::frozen, { { "claim", to_string(state_.frozen_by) } });
        return complete({});
    }

    Result operator()(Release const& command) const
    {
        if (auto wrong = exists_guard())
            return std::unexpected(*std::move(wrong));
        bool const may = is_programme(context_.actor)
            || (context_.actor.role == Role::buyer && context_.actor.party == state_.terms.buyer);
        if (!may)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        // Money of others leaves the hold by hand only where somebody answers for it.
        bool const by_hand = context_.actor.role == Role::officer;
        if (by_hand && !context_.actor.person)
            return refuse(refusals::needs_person);
        if (!state_.agreed_on)
            return refuse(refusals::not_agreed);
        if (state_.frozen_by)
            return refuse(refusals::frozen, { { "claim", to_string(state_.frozen_by) } });
        if (command.amount.currency != currency())
            return refuse(refusals::currencies);
        if (command.amount.minor <= 0)
            return refuse(refusals::nothing_to_pay);
        if (command.amount.minor > held(state_).minor)
            return refuse(refusals::nothing_held, { { "held", display(held(state_)) } });
        if ((by_hand || !command.reason.empty()) && !is_reason(command.reason))
            return refuse(refusals::no_reason);
        auto released = release(state_, context_, command.amount);
        released.reason = command.reason;
        return Result { { std::move(released) } };
    }

    Result operator()(PassTimer const& command) const
    {
        if (auto wrong = exists_guard())
            return std::unexpected(*std::move(wrong));
        if (context_.actor.role != Role::platform)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        auto const timer = std::ranges::find_if(
            state_.timers, [&](auto const& one) { return one.rule == command.rule && one.due == command.due; });
        // The phase it belonged to is over: nothing is left to do.
        if (timer == state_.timers.end())
            return over(state_.phase) || !state_.timers.empty() || state_.agreed_on
                ? Result {}
                : Result { refuse(
                      refusals::timer_not_set, { { "rule", command.rule }, { "day", to_string(command.due) } }) };
        if (context_.moment.today <= timer->due)
            return refuse(refusals::timer_too_early, { { "day", to_string(timer->due) } });
        // A dispute stops the clock of the order; the claim says how it goes on.
        if (state_.frozen_by)
            return {};
        if (timer->to == word(Phase::completed))
            return complete(timer->rule);
        if (timer->to == word(Phase::closed)) {
            if (under_way())
                return {};
            return Result { { close(state_, context_, "nobody acted in time", timer->rule) } };
        }
        return {};
    }

    Result operator()(NameCarrier const& command) const
    {
        if (auto wrong = exists_guard())
            return std::unexpected(*std::move(wrong));
        bool const may = context_.actor.role == Role::officer || is_party(context_.actor, state_.terms);
        if (!may)
            return refuse(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (std::ranges::find(state_.carriers, command.carrier) != state_.carriers.end())
            return {};
        if (!state_.agreed_on)
            return refuse(refusals::not_agreed);
        if (over(state_.phase))
            return refuse(refusals::over, { { "phase", text(state_.phase) } });
        if (state_.carriers.size() == carriers_max)
            return refuse(refusals::too_many_carriers, { { "count", fmt::format("{}", carriers_max) } });
        return Result { { events::CarrierNamed { context_.moment.today, command.carrier, context_.actor.role } } };
    }

private:
    Currency currency() const { return state_.terms.price_goods.currency; }
    escrow::Account hold() const { return escrow::held(context_.order, currency()); }

    std::vector<act::Timer> timers(Phase entered) const
    {
        return context_.rules.timers(entered, context_.moment.today, state_);
    }

    Guard exists_guard() const
    {
        if (state_.phase == Phase::none)
            return stop(refusals::not_found);
        return {};
    }

    /// There is such an order, and the actor is one of its two parties.
    Guard party_guard() const
    {
        if (auto wrong = exists_guard())
            return wrong;
        if (!is_party(context_.actor, state_.terms))
            return stop(refusals::not_a_party);
        return {};
    }

    /// ... and it is agreed, not over and not frozen.
    Guard running_guard() const
    {
        if (auto wrong = party_guard())
            return wrong;
        return under_way_guard();
    }

    Guard under_way_guard() const
    {
        if (!state_.agreed_on)
            return stop(refusals::not_agreed);
        if (over(state_.phase))
            return stop(refusals::over, { { "phase", text(state_.phase) } });
        if (state_.frozen_by)
            return stop(refusals::frozen, { { "claim", to_string(state_.frozen_by) } });
        return {};
    }

    /// Some of the price is overdue, and none of it is on its way.
    Guard overdue_guard() const
    {
        std::optional<Date> first;
        for (std::uint32_t i = 0; i < state_.terms.instalments.size(); ++i) {
            if (received(state_, i).minor >= state_.terms.instalments[i].amount.minor)
                continue;
            auto const last = pay_by(state_, context_.rules, i);
            first = std::min(first.value_or(last), last);
        }
        if (!first)
            return stop(refusals::all_paid);
        if (context_.moment.today <= *first)
            return stop(refusals::not_overdue, { { "day", to_string(*first) } });
        if (under_way())
            return stop(refusals::payment_under_way);
        return {};
    }

    /// So much of what is held can go to the supplier.
    Guard split_guard(Money to_supplier) const
    {
        if (to_supplier.currency != currency())
            return stop(refusals::currencies);
        if (to_supplier.minor < 0 || to_supplier.minor > held(state_).minor)
            return stop(refusals::nothing_held, { { "held", display(held(state_)) } });
        return {};
    }

    bool under_way() const
    {
        return std::ranges::any_of(state_.payments, [](auto const& one) { return !one.announced.is_zero(); });
    }

    Guard amendment_guard() const
    {
        if (auto wrong = running_guard())
            return wrong;
        if (!state_.amendment)
            return stop(refusals::no_amendment);
        if (context_.actor.role == state_.amendment_by)
            return stop(refusals::not_the_other_side);
        return {};
    }

    Guard keeps_parties(Terms const& terms) const
    {
        auto const& now = state_.terms;
        bool const same = terms.buyer == now.buyer && terms.supplier == now.supplier && terms.programme == now.programme
            && terms.price_goods.currency == now.price_goods.currency;
        if (!same)
            return stop(refusals::other_parties);
        return {};
    }

    /// No instalment of these terms is below what has come for it, or is on its way.
    Guard has_room(Terms const& terms) const
    {
        for (std::uint32_t i = 0; i < state_.terms.instalments.size(); ++i) {
            auto const room = i < terms.instalments.size() ? terms.instalments[i].amount : Money { 0, currency() };
            auto coming = received(state_, i);
            if (coming.minor > room.minor)
                return stop(refusals::paid_more);
            for (auto const& payment : state_.payments) {
                if (payment.instalment == i)
                    coming = coming + payment.announced;
            }
            if (coming.minor > room.minor)
                return stop(refusals::payment_under_way);
        }
        return {};
    }

    Guard provider_guard() const
    {
        if (auto wrong = exists_guard())
            return wrong;
        if (context_.actor.role != Role::provider && context_.actor.role != Role::platform)
            return stop(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
        if (!state_.agreed_on)
            return stop(refusals::not_agreed);
        return {};
    }

    /// Money for an instalment: `replaces` is what was announced of it by the same payment.
    Guard payment_guard(std::uint32_t instalment, Money amount, std::optional<Money> replaces = {}) const
    {
        if (auto wrong = provider_guard())
            return wrong;
        // Money that comes for an order that is over is returned by the provider, not taken into a hold.
        if (over(state_.phase))
            return stop(refusals::over, { { "phase", text(state_.phase) } });
        if (instalment >= state_.terms.instalments.size())
            return stop(
                refusals::no_instalment, { { "instalment", fmt::format("{}", std::uint64_t { instalment } + 1) } });
        if (amount.currency != currency())
            return stop(refusals::currencies);
        if (amount.minor <= 0)
            return stop(refusals::nothing_to_pay);
        auto left = open_of(instalment);
        if (replaces)
            left = left + *replaces;
        if (amount.minor > left.minor)
            return stop(refusals::overpaid, { { "left", display(left) } });
        return {};
    }

    /// What of the instalment has neither come nor set out.
    Money open_of(std::uint32_t instalment) const
    {
        auto left = state_.terms.instalments[instalment].amount - received(state_, instalment);
        for (auto const& payment : state_.payments) {
            if (payment.instalment == instalment)
                left = left - payment.announced;
        }
        return left;
    }

    /// Received, and completed where all is paid.
    Result complete(std::string rule) const
    {
        if (still_to_pay(state_).minor == 0)
            return Result { finished(state_, context_, std::move(rule)) };
        if (!state_.receipt_on)
            return Result { { events::ReceiptRecorded { context_.moment.today, std::move(rule) } } };
        // A payment was taken back since: its day is none any more.
        return state_.timers.empty() ? Result {} : Result { { events::DaysGiven {} } };
    }

    State const& state_;
    Context const& context_;
};

} // namespace

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    return std::visit(Decide { state, context }, command);
}

} // namespace recourse::order

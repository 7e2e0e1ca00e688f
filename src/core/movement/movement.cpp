#include "core/movement/movement.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::movement {

namespace {

using act::refuse;
using act::Role;
using escrow::Transfer;
using Result = std::expected<Outcome, act::Refusal>;
using Guard = std::expected<void, act::Refusal>;

Guard person(Context const& context)
{
    if (context.actor.role != Role::officer)
        return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
    if (!context.actor.person)
        return refuse(refusals::not_a_person);
    return {};
}

Guard open(State const& state)
{
    if (state.phase == Phase::none)
        return refuse(refusals::not_found);
    if (state.phase != Phase::open)
        return refuse(refusals::not_open, { { "phase", std::string { word(state.phase) } } });
    return {};
}

Guard said_why(std::string const& reason)
{
    if (reason.empty() || code_points(reason) > 1'000)
        return refuse(refusals::no_reason);
    return {};
}

/// Why an order does not take a payment that names one of its instalments.
Reason why_not(Told const& told, bank::Due due, Context const& context)
{
    auto const& order = *context.order;
    if (order.phase == order::Phase::none || due.instalment >= order.terms.instalments.size())
        return Reason::unknown_reference;
    if (!order.agreed_on)
        return Reason::order_not_agreed;
    if (order.phase == order::Phase::closed || order.phase == order::Phase::completed) {
        // It takes what the bank had taken back of it, and nothing else.
        bool const again = context.paid != nullptr && context.paid->has_value() && !context.paid->value().empty();
        return again ? Reason::none : Reason::order_over;
    }
    if (told.amount.currency != order.terms.price_goods.currency)
        return Reason::wrong_currency;
    // Somebody has told of it under the bank's own reference before.
    if (context.paid != nullptr && context.paid->has_value() && context.paid->value().empty())
        return Reason::none;
    auto const left = order.terms.instalments[due.instalment].amount - order::received(order, due.instalment);
    if (told.amount.minor < left.minor)
        return Reason::underpaid;
    if (told.amount.minor > left.minor) {
        bool const again = left.minor <= 0 && std::ranges::any_of(order.payments, [&](auto const& one) {
            return one.instalment == due.instalment && one.received == told.amount;
        });
        return again ? Reason::duplicate : Reason::overpaid;
    }
    // Exactly what is asked for: the order has the last word.
    return context.paid != nullptr && context.paid->has_value() ? Reason::none : Reason::overpaid;
}

struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }
    escrow::Account money(Money amount) const { return escrow::provider(context.provider, amount.currency); }
    escrow::Account unknown(Money amount) const { return escrow::suspense(amount.currency); }

    Result operator()(Note const& command) const
    {
        auto const& told = command.told;
        if (state.phase != Phase::none)
            return refuse(refusals::exists);
        if (context.actor.role != Role::platform)
            return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
        if (told.amount.minor <= 0)
            return refuse(refusals::not_positive);
        events::Noted noted { today(), told, Reason::none, {}, 0, {}, {} };
        Outcome outcome;
        auto const ours = remittance_of(told);
        bool const about_remittance
            = ours && context.remittance != nullptr && context.remittance->phase != remittance::Phase::none;
        if (about_remittance)
            noted.remittance = ours->remittance;
        bool const moves = about_remittance && context.remittance->detail.amount == told.amount
            && context.moved != nullptr && context.moved->has_value() && !context.moved->value().empty();
        if (!told.credit) {
            bool const as_sent = moves && !told.reversal && context.remittance->payout == ours->payout;
            outcome.with_remittance = as_sent;
            if (!as_sent)
                noted.reason = told.reversal ? Reason::reversal
                    : about_remittance       ? Reason::debit_differs
                                             : Reason::unordered_debit;
        } else if (about_remittance || told.returned || told.reversal) {
            outcome.with_remittance = moves && context.remittance->payout == ours->payout;
            if (!outcome.with_remittance)
                noted.reason = about_remittance || told.returned ? Reason::return_differs : Reason::reversal;
        } else if (auto const due = due_of(told)) {
            noted.order = due->order;
            noted.instalment = due->instalment;
            noted.reason = why_not(told, *due, context);
            outcome.with_order = noted.reason == Reason::none;
        } else
            noted.reason = due.error();
        // Money that is here is in the book, whatever it is for.
        if (told.credit && noted.reason != Reason::none)
            noted.transfers.push_back({ money(told.amount), unknown(told.amount), told.amount });
        outcome.events.emplace_back(std::move(noted));
        return outcome;
    }

    Result operator()(Assign const& command) const
    {
        RECOURSE_TRY_DONE(person(context));
        RECOURSE_TRY_DONE(open(state));
        if (!state.told.credit)
            return refuse(refusals::went_out);
        if (command.amount.minor <= 0)
            return refuse(refusals::not_positive);
        bool const fits = command.amount.currency == state.left.currency && command.amount.minor <= state.left.minor;
        if (!fits)
            return refuse(refusals::too_much, { { "left", display(state.left) } });
        RECOURSE_ASSERT(context.paid != nullptr);
        if (!*context.paid)
            return std::unexpected(context.paid->error());
        Outcome outcome;
        outcome.with_order = true;
        outcome.events.emplace_back(events::Assigned { today(), context.actor, command.order, command.instalment,
            command.amount, { { unknown(command.amount), money(command.amount), command.amount } } });
        return outcome;
    }

    Result operator()(SendBack const& command) const
    {
        RECOURSE_TRY_DONE(person(context));
        RECOURSE_TRY_DONE(open(state));
        if (!state.told.credit)
            return refuse(refusals::went_out);
        RECOURSE_TRY_DONE(said_why(command.reason));
        if (auto why = bank::flaw_of(return_account(state, command)))
            return refuse(refusals::bad_account, { { "why", *std::move(why) } });
        RECOURSE_ASSERT(context.moved != nullptr);
        if (!*context.moved)
            return std::unexpected(context.moved->error());
        Outcome outcome;
        outcome.with_remittance = true;
        outcome.events.emplace_back(
            events::SentBack { today(), context.actor, state.left, context.new_remittance, command.reason });
        return outcome;
    }

    Result operator()(Explain const& command) const
    {
        RECOURSE_TRY_DONE(person(context));
        RECOURSE_TRY_DONE(open(state));
        RECOURSE_TRY_DONE(said_why(command.reason));
        auto const amount = state.left;
        events::Explained explained { today(), context.actor, command.treatment, amount, command.reason, {} };
        bool const ours = command.treatment == Treatment::ours;
        if (state.told.credit)
            explained.transfers.push_back(
                { unknown(amount), ours ? escrow::fee_income(amount.currency) : money(amount), amount });
        else if (ours)
            explained.transfers.push_back({ escrow::fee_income(amount.currency), money(amount), amount });
        Outcome outcome;
        outcome.events.emplace_back(std::move(explained));
        return outcome;
    }

    Result operator()(TakeBack const& command) const
    {
        if (context.actor.role != Role::platform)
            return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
        if (state.phase == Phase::none)
            return refuse(refusals::not_found);
        Outcome outcome;
        outcome.events.emplace_back(events::TakenBack { today(), command.remittance, command.amount });
        return outcome;
    }
};

void take(State& state, Date on, Money amount, Resolution resolution)
{
    state.left = state.left - amount;
    state.resolutions.push_back(std::move(resolution));
    if (state.left.minor <= 0) {
        state.phase = Phase::resolved;
        state.since = on;
    }
}

} // namespace

std::string_view word(Reason reason)
{
    switch (reason) {
    case Reason::none:
        return "none";
    case Reason::no_reference:
        return "no-reference";
    case Reason::unknown_reference:
        return "unknown-reference";
    case Reason::several_references:
        return "several-references";
    case Reason::wrong_currency:
        return "wrong-currency";
    case Reason::underpaid:
        return "underpaid";
    case Reason::overpaid:
        return "overpaid";
    case Reason::duplicate:
        return "duplicate";
    case Reason::order_over:
        return "order-over";
    case Reason::order_not_agreed:
        return "order-not-agreed";
    case Reason::unordered_debit:
        return "unordered-debit";
    case Reason::debit_differs:
        return "debit-differs";
    case Reason::return_differs:
        return "return-differs";
    case Reason::reversal:
        return "reversal";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Phase phase)
{
    switch (phase) {
    case Phase::none:
        return "none";
    case Phase::recorded:
        return "recorded";
    case Phase::open:
        return "open";
    case Phase::resolved:
        return "resolved";
    }
    RECOURSE_ASSERT(false);
}

std::span<escrow::Transfer const> transfers(Event const& event)
{
    return std::visit(
        [](auto const& one) -> std::span<Transfer const> {
            if constexpr (requires { one.transfers; })
                return one.transfers;
            else
                return {};
        },
        event);
}

void evolve(State& state, Event const& event)
{
    std::visit(match {
                   [&](events::Noted const& e) {
                       state.phase = e.reason == Reason::none ? Phase::recorded : Phase::open;
                       state.told = e.told;
                       state.reason = e.reason;
                       state.left = e.reason == Reason::none ? Money { 0, e.told.amount.currency } : e.told.amount;
                       state.order = e.order;
                       state.instalment = e.instalment;
                       state.remittance = e.remittance;
                       state.since = e.on;
                   },
                   [&](events::Assigned const& e) {
                       take(state, e.on, e.amount, { e.on, e.by, e.amount, e.order, e.instalment, {}, {}, {} });
                   },
                   [&](events::SentBack const& e) {
                       take(state, e.on, e.amount, { e.on, e.by, e.amount, {}, 0, e.remittance, {}, e.reason });
                   },
                   [&](events::Explained const& e) {
                       take(state, e.on, e.amount, { e.on, e.by, e.amount, {}, 0, {}, e.treatment, e.reason });
                   },
                   [&](events::TakenBack const& e) {
                       state.left = state.left + e.amount;
                       state.phase = Phase::open;
                       state.since = e.on;
                   },
               },
        event);
}

std::expected<bank::Due, Reason> due_of(Told const& told)
{
    std::vector<bank::Due> found;
    auto const add = [&](bank::Due due) {
        if (std::ranges::find(found, due) == found.end())
            found.push_back(due);
    };
    bool flawed = false;
    for (auto const& reference : told.references) {
        if (auto const due = bank::due_of(reference))
            add(*due);
        else
            flawed = true;
    }
    if (found.empty()) {
        for (auto const& due : bank::find_references(told.end_to_end_id))
            add(due);
    }
    if (found.empty()) {
        for (auto const& due : bank::find_references(told.text))
            add(due);
    }
    if (found.size() == 1)
        return found.front();
    if (found.size() > 1)
        return std::unexpected(Reason::several_references);
    return std::unexpected(flawed ? Reason::unknown_reference : Reason::no_reference);
}

std::optional<remittance::EndToEnd> remittance_of(Told const& told)
{
    return remittance::parse_end_to_end(told.end_to_end_id);
}

std::string payment_reference(State const& state)
{
    return state.resolutions.empty() ? state.told.identity
                                     : fmt::format("{} part {}", state.told.identity, state.resolutions.size() + 1);
}

bank::Account return_account(State const& state, SendBack const& command)
{
    return command.to ? *command.to : state.told.other;
}

std::expected<Outcome, act::Refusal> decide(State const& state, Command const& command, Context const& context)
{
    return std::visit(Deciding { state, context }, command);
}

} // namespace recourse::movement

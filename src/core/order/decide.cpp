#include "core/order/decide.hpp"

#include "core/order/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::order {

namespace {

using act::Refusal;
using act::refuse;
using act::Role;
using Result = act::Decision<Event>;
using Guard = std::optional<Refusal>;

constexpr std::size_t instalments_max = 100;
constexpr std::size_t carriers_max = 10;
constexpr std::int64_t sum_max = 1'000'000'000'000'000; ///< minor units: sums of terms stay far from 64 bits

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

bool fits(Money sum)
{
    return sum.minor >= 0 && sum.minor <= sum_max;
}

/// Sums and parties: the first that does not fit.
Guard check_sums(Terms const& terms)
{
    if (terms.buyer == terms.supplier)
        return stop(refusals::same_party);
    auto const currency = terms.price_goods.currency;
    auto const same = [&](Money sum) { return sum.currency == currency; };
    bool const one_currency = currency != Currency::none() && same(terms.price_freight) && same(terms.price_tax)
        && std::ranges::all_of(terms.instalments, same, &Instalment::amount);
    if (!one_currency)
        return stop(refusals::currencies);
    bool const all_fit = fits(terms.price_goods) && fits(terms.price_freight) && fits(terms.price_tax)
        && terms.instalments.size() <= instalments_max
        && std::ranges::all_of(terms.instalments, fits, &Instalment::amount);
    if (!all_fit)
        return stop(refusals::too_much);
    if (terms.price_goods.minor == 0)
        return stop(refusals::no_price);
    Money instalments { 0, currency };
    for (auto const& one : terms.instalments)
        instalments = instalments + one.amount;
    if (instalments != price(terms))
        return stop(refusals::instalments_differ,
            { { "instalments", display(instalments) }, { "price", display(price(terms)) } });
    return {};
}

using Flaws = std::vector<std::pair<std::string, std::string>>;

bool has_control_character(std::string_view text, bool lines)
{
    return std::ranges::any_of(text, [&](char c) {
        bool const allowed = lines && (c == '\n' || c == '\t');
        return (static_cast<unsigned char>(c) < 0x20 && !allowed) || c == 0x7F;
    });
}

/// The flaws of terms, one by one. A day that stood in the terms `before` may be over by now.
class FlawsOf {
public:
    FlawsOf(Terms const& terms, Terms const* before, Date today) : before_(before), today_(today)
    {
        text("goods", terms.goods, { .bytes_max = 4'096, .required = true });
        text("programme", terms.programme, { .bytes_max = 200, .required = true });
        text("specification", terms.specification, { .bytes_max = 65'536, .lines = true });
        text("incoterm", terms.incoterm, { .bytes_max = 200 });
        text("arbitration", terms.arbitration, { .bytes_max = 200 });
        text("governing_law", terms.governing_law, { .bytes_max = 200 });
        for (std::size_t i = 0; i < terms.instalments.size() && i < instalments_max; ++i) {
            auto const& one = terms.instalments[i];
            if (one.amount.minor <= 0)
                add(fmt::format("instalments/{}/amount", i), act::flaws::not_positive);
            bool const stood = before_ != nullptr && i < before_->instalments.size();
            day(fmt::format("instalments/{}/due", i), one.due, stood ? before_->instalments[i].due : std::nullopt);
        }
        day("ship_by", terms.ship_by, before_ == nullptr ? std::nullopt : before_->ship_by);
        day("deliver_by", terms.deliver_by, before_ == nullptr ? std::nullopt : before_->deliver_by);
        if (terms.ship_by && terms.deliver_by && *terms.deliver_by < *terms.ship_by)
            add("deliver_by", act::flaws::before, to_string(*terms.ship_by));
        if (terms.liquidated_damages_bp < 0 || terms.liquidated_damages_bp > 10'000)
            add("liquidated_damages_bp", act::flaws::out_of_range, "0-10000");
        if (terms.acceptance)
            for (auto& [place, flaw] : inspection::flaws_of(*terms.acceptance))
                flaws_.emplace_back("/terms/acceptance" + place, std::move(flaw));
    }
    Flaws take() { return std::move(flaws_); }

private:
    struct Shape {
        std::size_t bytes_max = 0;
        bool required = false;
        bool lines = false; ///< line breaks and tabs are fine
    };
    void add(std::string_view place, act::FlawKind const& kind, std::string_view value = {})
    {
        flaws_.push_back(act::flaw(fmt::format("/terms/{}", place), kind, value));
    }
    void text(std::string_view place, std::string_view text, Shape const& shape)
    {
        if (shape.required && text.find_first_not_of(" \t\r\n") == std::string_view::npos)
            add(place, act::flaws::empty);
        if (text.size() > shape.bytes_max)
            add(place, act::flaws::too_long, fmt::format("{}", shape.bytes_max));
        if (has_control_character(text, shape.lines))
            add(place, act::flaws::control_character);
    }
    void day(std::string_view place, std::optional<Date> const& day, std::optional<Date> const& stood)
    {
        if (!day || day == stood)
            return;
        if (*day < today_)
            add(place, act::flaws::past_day, to_string(*day));
        else if (*day > today_.plus_days(3'653))
            add(place, act::flaws::too_far, to_string(*day));
    }

    Terms const* before_;
    Date today_;
    Flaws flaws_;
};

/// What is wrong with terms: the first guard of sums and parties, and every place that cannot stand as it is.
Guard check(Terms const& terms, Terms const* before, Date today)
{
    auto flaws = FlawsOf(terms, before, today).take();
    auto wrong = check_sums(terms);
    if (!wrong && !flaws.empty())
        wrong = stop(refusals::bad_terms);
    if (wrong)
        std::ranges::move(flaws, std::back_inserter(wrong->values));
    return wrong;
}

bool is_reason(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") != std::string_view::npos && text.size() <= 4'096
        && !has_control_character(text, true);
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
            context_.rules.reading(), timers(Phase::awaiting_payment) } } };
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
        return Result { { events::Amended { proposed } } };
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
        bool const under_way
            = std::ranges::any_of(state_.payments, [](auto const& one) { return !one.announced.is_zero(); });
        if (under_way)
            return refuse(refusals::payment_under_way);
        std::string rule;
        if (state_.phase != Phase::draft) {
            auto const permission = context_.rules.may_cancel(context_.actor.role, state_);
            if (!permission)
                return refuse(refusals::may_not_cancel,
                    { { "role", std::string { word(context_.actor.role) } }, { "phase", text(state_.phase) } });
            rule = *permission;
        }
        return Result { { close(command.reason, std::move(rule)) } };
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
        // The supplier begins once the first instalment is there in full.
        if (next.phase == Phase::awaiting_payment && received(next, 0) == next.terms.instalments.front().amount)
            events.emplace_back(
                events::ShipmentDue { context_.rules.timers(Phase::awaiting_shipment, context_.moment.today, next) });
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
        // What is held goes first; what was released already the supplier owes, even below zero.
        auto const from_hold = min(command.amount, max(held(state_), Money { 0, currency() }));
        auto const from_supplier = command.amount - from_hold;
        auto const back_to = escrow::provider(payment->provider, currency());
        std::vector<escrow::Transfer> transfers;
        if (!from_hold.is_zero())
            transfers.push_back({ hold(), back_to, from_hold });
        if (!from_supplier.is_zero())
            transfers.push_back({ escrow::balance_of(state_.terms.supplier, currency()), back_to, from_supplier });
        return Result { { events::PaymentReversed {
            payment->id, command.amount, from_supplier, command.reason, std::move(transfers) } } };
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
        return Result { { events::Shipped {
            statement, context_.rules.timers(Phase::awaiting_receipt, context_.moment.today, state_) } } };
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
        auto released = release(command.amount);
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
            bool const under_way
                = std::ranges::any_of(state_.payments, [](auto const& one) { return !one.announced.is_zero(); });
            if (under_way)
                return {};
            return Result { { close("nobody acted in time", timer->rule) } };
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
        if (!state_.agreed_on)
            return stop(refusals::not_agreed);
        if (over(state_.phase))
            return stop(refusals::over, { { "phase", text(state_.phase) } });
        if (state_.frozen_by)
            return stop(refusals::frozen, { { "claim", to_string(state_.frozen_by) } });
        return {};
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
        auto left = state_.terms.instalments[instalment].amount - received(state_, instalment);
        for (auto const& payment : state_.payments) {
            if (payment.instalment == instalment)
                left = left - payment.announced;
        }
        if (replaces)
            left = left + *replaces;
        if (amount.minor > left.minor)
            return stop(refusals::overpaid, { { "left", display(left) } });
        return {};
    }

    events::Closed close(std::string reason, std::string rule) const
    {
        events::Closed closed { context_.moment.today, std::move(reason), std::move(rule), {} };
        if (auto const rest = held(state_); rest.minor > 0)
            closed.transfers.push_back({ hold(), escrow::refund_payable(context_.order, currency()), rest });
        return closed;
    }

    events::Released release(Money amount) const
    {
        auto const fee = context_.rules.fee(state_, amount);
        auto const net = amount - fee;
        events::Released released { net, fee, {}, {} };
        if (!net.is_zero())
            released.transfers.push_back({ hold(), escrow::balance_of(state_.terms.supplier, currency()), net });
        if (!fee.is_zero())
            released.transfers.push_back({ hold(), escrow::fee_income(currency()), fee });
        return released;
    }

    /// Completed, and all that is held goes to the supplier.
    Result complete(std::string rule) const
    {
        std::vector<Event> events { events::Completed {
            context_.moment.today, std::move(rule), timers(Phase::completed) } };
        if (auto const rest = held(state_); rest.minor > 0)
            events.emplace_back(release(rest));
        return Result { std::move(events) };
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

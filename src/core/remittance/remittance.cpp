#include "core/remittance/remittance.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace recourse::remittance {

namespace {

using act::refuse;
using act::Role;
using escrow::Account;
using escrow::Transfer;
using Decision = act::Decision<Event>;
using Guard = std::expected<void, act::Refusal>;

/// The account from which the money leaves, or into which it comes.
Account account_of(Detail const& detail)
{
    auto const currency = detail.amount.currency;
    switch (detail.purpose) {
    case Purpose::pool_deposit:
        return escrow::guarantee_pool(currency);
    case Purpose::bond_deposit:
    case Purpose::bond_return:
        return escrow::bond_of(detail.party, currency);
    case Purpose::recourse_payment:
    case Purpose::recourse_offset:
        return escrow::recourse_to(detail.party, currency);
    case Purpose::unmatched:
    case Purpose::unmatched_return:
        return escrow::suspense(currency);
    case Purpose::supplier_payout:
        return escrow::balance_of(detail.party, currency);
    case Purpose::buyer_refund:
    case Purpose::buyer_repayment:
        return escrow::refund_payable(detail.order, currency);
    }
    RECOURSE_ASSERT(false);
}

/// The one movement of a remittance.
Transfer movement(Detail const& detail, escrow::Phase phase)
{
    auto const money = escrow::provider(detail.provider, detail.amount.currency);
    auto const account = account_of(detail);
    if (goes_out(detail.purpose))
        return { account, money, detail.amount, phase };
    if (detail.purpose == Purpose::recourse_offset)
        return { escrow::balance_of(detail.party, detail.amount.currency), account, detail.amount, phase };
    return { money, account, detail.amount, phase };
}

Guard sound(Detail const& detail)
{
    std::string const purpose { word(detail.purpose) };
    if (detail.amount.minor <= 0)
        return refuse(refusals::not_positive);
    if (detail.amount.minor > amount_minor_max)
        return refuse(refusals::too_much);
    bool const of_supplier = detail.purpose == Purpose::bond_deposit || detail.purpose == Purpose::bond_return
        || detail.purpose == Purpose::recourse_payment || detail.purpose == Purpose::recourse_offset
        || detail.purpose == Purpose::supplier_payout;
    if (of_supplier && !detail.party)
        return refuse(refusals::nobody, { { "purpose", purpose }, { "who", "party" } });
    if (detail.purpose == Purpose::buyer_refund && !detail.order)
        return refuse(refusals::nobody, { { "purpose", purpose }, { "who", "order" } });
    if (detail.purpose == Purpose::buyer_repayment && !detail.claim)
        return refuse(refusals::nobody, { { "purpose", purpose }, { "who", "claim" } });
    if (detail.purpose == Purpose::buyer_repayment && !detail.order)
        return refuse(refusals::nobody, { { "purpose", purpose }, { "who", "order" } });
    // A party's money goes to the account that was confirmed for it, whatever somebody says here.
    if (detail.to && detail.purpose != Purpose::unmatched_return)
        return refuse(refusals::bad_account, { { "why", "a party has its own" } });
    if (detail.to)
        if (auto why = bank::flaw_of(*detail.to))
            return refuse(refusals::bad_account, { { "why", *std::move(why) } });
    return {};
}

Guard enough(Account const& account, Money wanted, Context const& context)
{
    auto const there = context.book.available(account);
    if (there.minor < wanted.minor)
        return refuse(refusals::not_enough, { { "available", display(max(there, Money { 0, wanted.currency })) } });
    return {};
}

/// What comes in keeps all that ever came in far from 64 bits.
Guard fits(Transfer const& movement, Context const& context)
{
    constexpr auto total_max = 1'000 * amount_minor_max;
    for (auto const& account : { movement.debit, movement.credit }) {
        auto const now = context.book.balance(account);
        if (std::max(now.debits, now.credits) > total_max - movement.amount.minor)
            return refuse(refusals::too_much);
    }
    return {};
}

/// No more is paid back than is wanted back: for the claim that is named, or else for the oldest ones.
std::expected<std::vector<Share>, act::Refusal> shares_of(Detail const& detail, Context const& context)
{
    RECOURSE_TRY_DONE(enough(account_of(detail), detail.amount, context));
    auto left = detail.amount;
    Money const nothing { 0, left.currency };
    auto open = nothing;
    std::vector<Share> shares;
    for (auto const& one : context.open) {
        if (detail.claim && one.claim != detail.claim)
            continue;
        open = open + one.owed;
        if (auto const part = min(left, one.owed); part.minor > 0) {
            shares.push_back({ one.claim, part });
            left = left - part;
        }
    }
    if (detail.claim && open.is_zero())
        return refuse(
            refusals::nothing_open, { { "party", to_string(detail.party) }, { "claim", to_string(detail.claim) } });
    if (left.minor > 0)
        return refuse(refusals::not_enough, { { "available", display(open) } });
    return shares;
}

Guard by_role(Context const& context, std::initializer_list<Role> roles)
{
    for (auto const role : roles) {
        if (context.actor.role == role)
            return {};
    }
    return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
}

Guard in_phase(State const& state, std::initializer_list<Phase> phases)
{
    if (state.phase == Phase::none)
        return refuse(refusals::not_found);
    for (auto const phase : phases) {
        if (state.phase == phase)
            return {};
    }
    return refuse(refusals::wrong_phase, { { "phase", std::string { word(state.phase) } } });
}

struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }

    Decision operator()(Record const& command) const
    {
        auto const& detail = command.detail;
        if (state.phase != Phase::none)
            return refuse(refusals::wrong_phase, { { "phase", std::string { word(state.phase) } } });
        RECOURSE_TRY_DONE(by_role(context, { Role::officer, Role::provider, Role::platform }));
        if (goes_out(detail.purpose))
            return refuse(refusals::wrong_direction, { { "purpose", std::string { word(detail.purpose) } } });
        RECOURSE_TRY_DONE(sound(detail));
        bool const offset = detail.purpose == Purpose::recourse_offset;
        if (offset)
            RECOURSE_TRY_DONE(enough(escrow::balance_of(detail.party, detail.amount.currency), detail.amount, context));
        if (detail.purpose == Purpose::buyer_repayment) {
            auto const owed = context.owed.value_or(Money { 0, detail.amount.currency });
            if (owed.currency != detail.amount.currency || owed.minor < detail.amount.minor)
                return refuse(refusals::not_enough, { { "available", display(owed) } });
        }
        std::vector<Share> shares;
        if (offset || detail.purpose == Purpose::recourse_payment)
            shares = RECOURSE_TRY(shares_of(detail, context));
        auto const incoming = movement(detail, escrow::Phase::post);
        RECOURSE_TRY_DONE(fits(incoming, context));
        return std::vector<Event> { events::Recorded { today(), detail, { incoming }, std::move(shares) } };
    }

    Decision operator()(Propose const& command) const
    {
        auto const& detail = command.detail;
        if (state.phase != Phase::none)
            return refuse(refusals::wrong_phase, { { "phase", std::string { word(state.phase) } } });
        RECOURSE_TRY_DONE(by_role(context, { Role::officer, Role::supplier, Role::platform }));
        bool const supplier = context.actor.role == Role::supplier;
        if (supplier && (detail.purpose != Purpose::supplier_payout || detail.party != context.actor.party))
            return refuse(refusals::not_yours);
        if (!goes_out(detail.purpose))
            return refuse(refusals::wrong_direction, { { "purpose", std::string { word(detail.purpose) } } });
        RECOURSE_TRY_DONE(sound(detail));
        RECOURSE_TRY_DONE(enough(account_of(detail), detail.amount, context));
        if (detail.purpose == Purpose::bond_return)
            RECOURSE_TRY_DONE(free(detail, false));
        return std::vector<Event> { events::Proposed {
            today(), detail, context.actor, { movement(detail, escrow::Phase::pend) }, context.behind.maker } };
    }

    Decision operator()(Approve const&) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::officer }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::proposed, Phase::approved }));
        // A second person, or the second pair of eyes would be the first: of whoever wanted the money to go out, and
        // of whoever decided that the platform should propose it.
        if (!context.actor.person)
            return refuse(refusals::needs_person);
        RECOURSE_TRY_DONE(
            after({ state.proposed_by.person, state.proposed_maker }, { &refusals::same_person, {}, {} }));
        for (auto const person : context.determined_by)
            RECOURSE_TRY_DONE(
                after({ person }, { &refusals::determined_it, { { "claim", to_string(state.detail.claim) } }, {} }));
        if (context.reviewed)
            return refuse(refusals::claim_reviewed, { { "claim", to_string(state.detail.claim) } });
        RECOURSE_TRY_DONE(still_due());
        RECOURSE_TRY_DONE(free(state.detail, true));
        if (state.phase == Phase::approved)
            return std::vector<Event> {};
        return std::vector<Event> { events::Approved { today(), context.actor } };
    }

    Decision operator()(Reject const& command) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::officer, Role::platform, Role::supplier }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::proposed, Phase::approved, Phase::rejected }));
        bool const own = state.detail.purpose == Purpose::supplier_payout && state.detail.party == context.actor.party;
        if (context.actor.role == Role::supplier && !own)
            return refuse(refusals::not_yours);
        if (state.phase == Phase::rejected)
            return std::vector<Event> {};
        // By itself the machinery takes back what is undue, and nothing else.
        if (context.actor.role == Role::platform && !context.owed)
            return std::vector<Event> {};
        RECOURSE_TRY_DONE(in_no_file());
        return std::vector<Event> { events::Rejected {
            today(), command.reason, { movement(state.detail, escrow::Phase::void_pending) } } };
    }

    Decision operator()(Send const& command) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::officer, Role::provider, Role::platform }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::approved, Phase::sent }));
        if (state.phase == Phase::sent)
            return std::vector<Event> {};
        if (context.actor.role != Role::platform)
            RECOURSE_TRY_DONE(in_no_file());
        RECOURSE_TRY_DONE(still_due());
        RECOURSE_TRY_DONE(free(state.detail, true));
        return std::vector<Event> { events::Sent { today(), command.message } };
    }

    Decision operator()(Settle const&) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::provider, Role::platform }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::approved, Phase::sent, Phase::settled }));
        if (state.phase == Phase::settled)
            return std::vector<Event> {};
        if (state.phase == Phase::approved)
            RECOURSE_TRY_DONE(in_no_file());
        return std::vector<Event> { events::Settled {
            today(), { movement(state.detail, escrow::Phase::post_pending) } } };
    }

    Decision operator()(Return const& command) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::provider, Role::platform }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::approved, Phase::sent, Phase::returned }));
        if (state.phase == Phase::returned)
            return std::vector<Event> {};
        if (state.phase == Phase::approved)
            RECOURSE_TRY_DONE(in_no_file());
        return std::vector<Event> { events::Returned {
            today(), command.reason, { movement(state.detail, escrow::Phase::void_pending) } } };
    }

    Decision operator()(Pick const& command) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::officer, Role::platform }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::approved }));
        if (state.payout == command.payout)
            return std::vector<Event> {};
        RECOURSE_TRY_DONE(in_no_file());
        return std::vector<Event> { events::Picked { today(), command.payout } };
    }

    Decision operator()(Drop const&) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::officer, Role::platform }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::approved }));
        if (!state.payout)
            return std::vector<Event> {};
        return std::vector<Event> { events::Dropped { today() } };
    }

    Decision operator()(Reopen const& command) const
    {
        RECOURSE_TRY_DONE(by_role(context, { Role::provider, Role::platform }));
        RECOURSE_TRY_DONE(in_phase(state, { Phase::sent, Phase::settled }));
        if (!goes_out(state.detail.purpose))
            return refuse(refusals::wrong_direction, { { "purpose", std::string { word(state.detail.purpose) } } });
        events::Reopened reopened { today(), command.reason, {} };
        if (state.phase == Phase::settled) {
            auto const gone = movement(state.detail, escrow::Phase::post);
            reopened.transfers = { { gone.credit, gone.debit, gone.amount, escrow::Phase::post },
                movement(state.detail, escrow::Phase::pend) };
        }
        return std::vector<Event> { std::move(reopened) };
    }

private:
    Guard after(std::initializer_list<Id<Person>> first, act::Refusal const& same) const
    {
        return act::second_person(context.actor, context.behind, context.moment.now, first, same);
    }

    /// What was the supplier's own when it was proposed may be wanted of it since.
    Guard free(Detail const& detail, bool proposed) const
    {
        if (auto refused = not_free(detail, context.against, context.book, proposed))
            return std::unexpected(*std::move(refused));
        return {};
    }

    /// The buyer has not got otherwise what this would pay.
    Guard still_due() const
    {
        if (!context.owed)
            return {};
        if (context.actor.role != Role::officer)
            return refuse(refusals::withheld);
        auto const& detail = state.detail;
        return refuse(refusals::buyer_owes,
            { { "claim", detail.claim ? to_string(detail.claim) : to_string(detail.order) },
                { "owed", display(*context.owed) } });
    }

    Guard in_no_file() const
    {
        if (state.payout)
            return refuse(refusals::picked, { { "payout", to_string(state.payout) } });
        return {};
    }
};

template <class Enumeration>
std::string_view hyphen_word(Enumeration value)
{
    static auto const words = [] {
        std::vector<std::pair<Enumeration, std::string>> all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enumeration>>([&](auto one) {
            std::string name { one.name };
            std::ranges::replace(name, '_', '-');
            all.emplace_back(one.value, std::move(name));
        });
        return all;
    }();
    for (auto const& [one, name] : words) {
        if (one == value)
            return name;
    }
    RECOURSE_ASSERT(false);
}

} // namespace

std::string_view word(Purpose purpose)
{
    return hyphen_word(purpose);
}

std::string_view word(Phase phase)
{
    return hyphen_word(phase);
}

Money lacking(Id<Party> supplier, Money claims, escrow::Book const& book)
{
    auto const currency = claims.currency;
    Money const nothing { 0, currency };
    auto const debts = max(book.amount(escrow::recourse_to(supplier, currency)), nothing);
    return max(debts + claims - book.available(escrow::balance_of(supplier, currency)), nothing);
}

std::optional<act::Refusal> not_free(
    Detail const& detail, Against const& against, escrow::Book const& book, bool proposed)
{
    bool const bond = detail.purpose == Purpose::bond_return;
    if (!bond && detail.purpose != Purpose::supplier_payout)
        return std::nullopt;
    if (bond && against.claim)
        return act::Refusal { &refusals::claimed, { { "claim", to_string(against.claim) } }, {} };
    if (against.no_rate)
        return act::Refusal { &refusals::no_rate,
            { { "missing", display(*against.no_rate) }, { "currency", std::string { detail.amount.currency.code() } } },
            {} };
    auto const currency = detail.amount.currency;
    Money const nothing { 0, currency };
    // What is pending is off the account already, this one too once it is proposed.
    auto const wanted = proposed ? nothing : detail.amount;
    auto const balance = book.available(escrow::balance_of(detail.party, currency));
    auto debts = max(book.amount(escrow::recourse_to(detail.party, currency)), nothing);
    auto left = balance - wanted;
    if (bond) {
        left = book.available(escrow::bond_of(detail.party, currency)) - wanted;
        debts = debts + max(nothing - balance, nothing);
    }
    if (!against.elsewhere.is_zero())
        debts = debts + against.elsewhere;
    if (!against.linked.is_zero())
        debts = debts + max(against.linked, nothing);
    auto const claims = against.claims.is_zero() ? nothing : against.claims;
    auto const missing = nothing - (left - debts - claims);
    if (missing.minor <= 0)
        return std::nullopt;
    return act::Refusal { &refusals::not_covered,
        { { "debts", display(debts + max(nothing - left, nothing)) }, { "claims", display(claims) },
            { "missing", display(missing) } },
        {} };
}

std::span<escrow::Transfer const> transfers(Event const& event)
{
    return std::visit(
        [](auto const& e) -> std::span<Transfer const> {
            if constexpr (requires { e.transfers; })
                return e.transfers;
            return {};
        },
        event);
}

void evolve(State& state, Event const& event)
{
    std::visit([&](auto const& e) { state.since = e.on; }, event);
    std::visit(match {
                   [&](events::Recorded const& e) {
                       state.phase = Phase::settled;
                       state.detail = e.detail;
                   },
                   [&](events::Proposed const& e) {
                       state.phase = Phase::proposed;
                       state.detail = e.detail;
                       state.proposed_by = e.by;
                       state.proposed_maker = e.maker;
                   },
                   [&](events::Approved const& e) {
                       state.phase = Phase::approved;
                       state.approved_by = e.by;
                   },
                   [&](events::Rejected const& e) {
                       state.phase = Phase::rejected;
                       state.reason = e.reason;
                   },
                   [&](events::Sent const& e) {
                       state.phase = Phase::sent;
                       state.message = e.message;
                   },
                   [&](events::Settled const&) { state.phase = Phase::settled; },
                   [&](events::Returned const& e) {
                       state.phase = Phase::returned;
                       state.reason = e.reason;
                   },
                   [&](events::Picked const& e) { state.payout = e.payout; },
                   [&](events::Dropped const&) { state.payout = {}; },
                   [&](events::Reopened const& e) {
                       state.phase = Phase::approved;
                       state.reason = e.reason;
                       state.message.clear();
                       state.payout = {};
                   },
               },
        event);
}

std::string end_to_end_id(Id<Remittance> remittance, Id<PayoutFile> payout)
{
    return to_string(remittance) + "." + to_string(payout);
}

std::optional<EndToEnd> parse_end_to_end(std::string_view text)
{
    auto const dot = text.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    auto const remittance = parse_id<Remittance>(text.substr(0, dot));
    auto const payout = parse_id<PayoutFile>(text.substr(dot + 1));
    if (!remittance || !payout)
        return std::nullopt;
    return EndToEnd { *remittance, *payout };
}

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    return std::visit(Deciding { state, context }, command);
}

} // namespace recourse::remittance

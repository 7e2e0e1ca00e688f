#include "app/domain.hpp"

#include "app/decided.hpp"
#include "app/limits.hpp"
#include "app/refusals.hpp"
#include "core/claim/invariants.hpp"
#include "core/claim/receivable.hpp"
#include "core/claim/refusals.hpp"
#include "core/order/decide.hpp"
#include "core/order/promises.hpp"
#include "core/order/refusals.hpp"
#include "core/standing/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::app {

namespace {

using Kept = std::expected<void, Breach>;

/// What the claim pays may still be found undue. A settlement stands while an officer looks at what the pool adds to
/// it.
bool looked_at_again(claim::State const& state)
{
    return state.phase == claim::Phase::reopened && state.due && state.due->basis != claim::Basis::settlement;
}

} // namespace

AnyAggregate empty_aggregate(Subject subject)
{
    switch (subject) {
    case Subject::party:
        return Aggregate<party::State> {};
    case Subject::order:
        return Aggregate<order::State> {};
    case Subject::claim:
        return Aggregate<claim::State> {};
    case Subject::standing:
        return Aggregate<standing::State> {};
    case Subject::remittance:
        return Aggregate<remittance::State> {};
    case Subject::statement:
        return Aggregate<statement::State> {};
    case Subject::movement:
        return Aggregate<movement::State> {};
    case Subject::payout:
        return Aggregate<payout::State> {};
    case Subject::edition:
        return Aggregate<edition::State> {};
    case Subject::dossier:
        return Aggregate<evidence::State> {};
    case Subject::matter:
        return Aggregate<matter::State> {};
    case Subject::none:
        break;
    }
    RECOURSE_ASSERT(false);
}

std::uint32_t version_of(AnyAggregate const& aggregate)
{
    return std::visit([](auto const& one) { return one.version; }, aggregate);
}

store::Sequence last_of(AnyAggregate const& aggregate)
{
    return std::visit([](auto const& one) { return one.last; }, aggregate);
}

Domain::Domain(std::shared_ptr<RuleBooks const> books, time::Zone zone) : books_(std::move(books)), zone_(zone) { }

AnyAggregate const* Domain::find(Stream stream) const
{
    auto const found = aggregates_.find(codec::to_number(stream));
    return found == aggregates_.end() ? nullptr : &found->second;
}

std::optional<Stream> Domain::missing(Envelope const& envelope) const
{
    std::optional<Stream> first;
    auto const need = [&](Stream stream) {
        if (!first && stream.number != 0 && find(stream) == nullptr)
            first = stream;
    };
    auto const need_unsent = [&](Id<Claim> claim) {
        if (auto const found = unsent_.find(claim); found != unsent_.end()) {
            for (auto const one : found->second)
                need(remittance_stream(one));
        }
    };
    need(envelope.target);
    std::visit(match {
                   [](party::Command const&) {},
                   [&](order::Command const& command) {
                       if (auto const* name = std::get_if<order::NameCarrier>(&command))
                           need(party_stream(name->carrier));
                       if (auto const* draft = std::get_if<order::Draft>(&command)) {
                           need(party_stream(draft->terms.buyer));
                           need(party_stream(draft->terms.supplier));
                       }
                       if (std::holds_alternative<order::Agree>(command)) {
                           auto const& terms = get<order::State>(envelope.target).state.terms;
                           need(party_stream(terms.buyer));
                           need(party_stream(terms.supplier));
                       }
                       // What follows from an event of an order concerns its claims and its supplier.
                       need(standing_stream(get<order::State>(envelope.target).state.terms.supplier));
                       for (auto const claim : get<order::State>(envelope.target).state.claims) {
                           need(claim_stream(claim));
                           need_unsent(claim);
                       }
                   },
                   [&](claim::Command const& command) {
                       auto const order
                           = envelope.about ? envelope.about : get<claim::State>(envelope.target).state.order;
                       need(order_stream(order));
                       need(matter_stream(order)); // which is told what comes of the claim
                       auto const& state = get<order::State>(order_stream(order)).state;
                       for (auto const claim : state.claims)
                           need(claim_stream(claim));
                       need(standing_stream(state.terms.supplier));
                       need_linked(state.terms.supplier, need);
                       if (std::holds_alternative<claim::OrderInspection>(command))
                           need(standing_stream(state.terms.buyer)); // to whom it is linked
                       need_unsent({ envelope.target.number });
                   },
                   [&](standing::Command const& command) {
                       need(party_stream({ envelope.target.number }));
                       need_linked({ envelope.target.number }, need);
                       if (auto const* points = std::get_if<standing::GivePoints>(&command))
                           need(claim_stream(points->claim));
                       if (auto const* link = std::get_if<standing::ProposeLink>(&command))
                           need(party_stream(link->other));
                       auto const other = standing::linked_to(get<standing::State>(envelope.target).state, command);
                       need(party_stream(other));
                       need(standing_stream(other));
                   },
                   [&](remittance::Command const& command) {
                       auto const party = [&](remittance::Detail const& detail) { need(party_stream(detail.party)); };
                       if (auto const* record = std::get_if<remittance::Record>(&command)) {
                           party(record->detail);
                           need_recourse(record->detail.party, need);
                           if (record->detail.purpose == remittance::Purpose::buyer_repayment) {
                               need(claim_stream(record->detail.claim));
                               auto const& claim = get<claim::State>(claim_stream(record->detail.claim)).state;
                               need(order_stream(claim.order));
                               need(party_stream(claim.buyer)); // it pays
                           }
                       } else if (auto const* propose = std::get_if<remittance::Propose>(&command)) {
                           party(propose->detail);
                           need_against(propose->detail, need);
                       } else {
                           auto const& detail = get<remittance::State>(envelope.target).state.detail;
                           need(order_stream(detail.order));
                           need(claim_stream(detail.claim));
                           need_against(detail, need);
                       }
                   },
                   [](statement::Command const&) {},
                   [&](movement::Command const& command) { need_for(command, envelope.target, need); },
                   [&](payout::Command const& command) { need_for(command, envelope.target, need); },
                   [](edition::Command const&) {},
                   [&](evidence::Command const& command) { need_for(command, envelope, need); },
                   [&](matter::Command const& command) { need_for(command, envelope, need); },
               },
        envelope.command);
    return first;
}

void Domain::restore(Stream stream, AnyAggregate&& aggregate)
{
    auto const [found, fresh] = aggregates_.try_emplace(codec::to_number(stream), std::move(aggregate));
    auto const* remittance = std::get_if<Aggregate<remittance::State>>(&found->second);
    if (fresh && remittance != nullptr)
        note({ stream.number }, remittance->state);
}

void Domain::restore(Id<Claim> claim, Id<Remittance> remittance)
{
    unsent_[claim].insert(remittance);
}

void Domain::note(Id<Remittance> number, remittance::State const& state)
{
    auto const claim = state.detail.claim;
    if (!claim || state.detail.purpose != remittance::Purpose::buyer_refund)
        return;
    if (state.phase == remittance::Phase::proposed || state.phase == remittance::Phase::approved)
        unsent_[claim].insert(number);
    else if (auto const found = unsent_.find(claim); found != unsent_.end()) {
        found->second.erase(number);
        if (found->second.empty())
            unsent_.erase(found);
    }
}

void Domain::restore(escrow::Account const& account, escrow::Balance const& balance)
{
    book_.restore(account, balance);
    std::string code { account.currency.code() };
    if (account.kind == escrow::AccountKind::recourse)
        recourse_[std::move(code)] += worth(account.kind, balance);
    else if (account.kind == escrow::AccountKind::guarantee_pool)
        pooled_.insert(std::move(code));
}

std::expected<Decided, Breach> Domain::carry_out(Envelope const& envelope, Instant now, store::Sequence next)
{
    Now const at { now, zone_.civil(now).date, next };
    auto decided = std::visit([&](auto const& command) { return carry_out(command, envelope, at); }, envelope.command);
    if (!decided || decided->outcome.result != Result::done)
        return decided;
    follow(*decided, at.today);
    return decided;
}

std::expected<Decided, Breach> Domain::carry_out(
    party::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::party, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const& party = get<party::State>(target);
    auto decision = party::decide(
        party.state, command, { envelope.actor, { now.now, now.today }, { target.number }, envelope.behind });
    if (!decision)
        return as_refusal(envelope.target, party.version, decision.error());
    auto decided = as_done(target, party.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    return decided;
}

std::expected<Decided, Breach> Domain::carry_out(
    order::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::order, envelope.target.number == 0 ? now.next : envelope.target.number };
    Id<Order> const number { target.number };
    auto const before = get<order::State>(target);
    auto const& state = before.state;

    auto const* draft = std::get_if<order::Draft>(&command);
    if (draft != nullptr) {
        for (auto const party : { draft->terms.buyer, draft->terms.supplier }) {
            if (!get<party::State>(party_stream(party)).state.known)
                return as_refusal(
                    envelope.target, 0, { &refusals::unknown_party, { { "party", to_string(party) } }, {} });
        }
    }
    auto const* name = std::get_if<order::NameCarrier>(&command);
    if (name != nullptr && !get<party::State>(party_stream(name->carrier)).state.known)
        return as_refusal(envelope.target, before.version,
            { &refusals::unknown_party, { { "party", to_string(name->carrier) } }, {} });
    auto const& programme = draft == nullptr ? state.terms.programme : draft->terms.programme;
    auto const* rules = state.agreed_on ? books_->binding(programme, state.edition, state.reading)
                                        : books_->in_force(programme, now.today);
    if (rules == nullptr && (draft != nullptr || state.phase != order::Phase::none))
        return as_refusal(envelope.target, before.version,
            { &refusals::unknown_programme, { { "programme", programme }, { "day", to_string(now.today) } }, {} });
    if (rules == nullptr) // there is no such order: decide says so and asks no rule
        return as_refusal(envelope.target, 0, { &order::refusals::not_found, {}, {} });

    order::Context context { envelope.actor, { now.now, now.today }, *rules, number, { now.next } };
    if (std::holds_alternative<order::Agree>(command)) {
        auto const name_of = [&](Id<Party> party) {
            auto const& profile = get<party::State>(party_stream(party)).state.profile;
            return order::Name { profile.name, profile.name_zh, profile.country };
        };
        context.names = { name_of(state.terms.buyer), name_of(state.terms.supplier) };
    }
    auto decision = order::decide(state, command, context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    if (order::promises(state, command)) {
        auto const supplier = state.terms.supplier;
        auto const& standing = get<standing::State>(standing_stream(supplier)).state;
        if (auto const none = no_new_order(supplier, standing, *books_, now.today))
            return as_refusal(envelope.target, before.version, *none);
    }
    auto decided = as_done(target, before.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    auto const& after = get<order::State>(target).state;
    bool const reversal = std::ranges::any_of(decided.changes, [](auto const& change) {
        auto const* event = std::get_if<order::Event>(&change.what);
        return event != nullptr && std::holds_alternative<order::events::PaymentReversed>(*event);
    });
    // What the provider has received meanwhile comes in; nothing leaves.
    if (before.state.frozen_by && after.frozen_by && !reversal && held(after).minor < held(before.state).minor)
        return std::unexpected(Breach { "a-frozen-hold-does-not-move",
            fmt::format("{}: {} after {}", to_string(number), display(held(after)), display(held(before.state))) });
    return decided;
}

std::expected<claim::Context, act::Refusal> Domain::claim_context(Envelope const& envelope, Now const& now,
    Id<Claim> number, Id<Order> order, std::vector<claim::Earlier>& earlier, std::vector<Id<Party>>& linked) const
{
    auto const& state = get<order::State>(order_stream(order)).state;
    if (!state.agreed_on)
        return act::refuse(claim::refusals::no_order);
    auto const* rules = books_->claims(state.terms.programme, state.edition, state.reading);
    if (rules == nullptr)
        return act::refuse(refusals::unknown_programme,
            { { "programme", state.terms.programme }, { "day", to_string(*state.agreed_on) } });
    for (auto const one : state.claims) {
        auto const& other = get<claim::State>(claim_stream(one)).state;
        if (one == number || other.phase == claim::Phase::none)
            continue;
        earlier.push_back(claim::earlier_of(one, other));
    }
    for (auto const side : { state.terms.buyer, state.terms.supplier }) {
        for (auto const other : standing::linked(get<standing::State>(standing_stream(side)).state))
            linked.push_back(other);
    }
    auto const currency = state.terms.price_goods.currency;
    return claim::Context { envelope.actor, { now.now, now.today }, *rules, number, order, state, book_,
        limit_left(get<standing::State>(standing_stream(state.terms.supplier)).state, *books_, state.terms.programme,
            currency, now.today, order, wanted_of_linked(state.terms.supplier)),
        pool_left(currency), earlier, linked, envelope.behind };
}

std::expected<Decided, Breach> Domain::carry_out(
    claim::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::claim, envelope.target.number == 0 ? now.next : envelope.target.number };
    Id<Claim> const number { target.number };
    auto const before = get<claim::State>(target);
    bool const opens = std::holds_alternative<claim::Open>(command);
    if (!opens && before.state.phase == claim::Phase::none)
        return as_refusal(envelope.target, 0, { &claim::refusals::not_found, {}, {} });
    auto const order = before.state.phase == claim::Phase::none ? envelope.about : before.state.order;
    auto const order_before = get<order::State>(order_stream(order));
    std::vector<claim::Earlier> earlier;
    std::vector<Id<Party>> linked;
    auto const context = claim_context(envelope, now, number, order, earlier, linked);
    if (!context)
        return as_refusal(envelope.target, before.version, context.error());
    auto decision = claim::decide(before.state, command, *context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    // What a chargeback suspended may have been resumed already; what none has touched never was.
    bool const resumes = std::holds_alternative<claim::Resume>(command) && !before.state.suspended_on;
    if (resumes && (before.state.phase == claim::Phase::closed || before.state.returned.minor == 0))
        return as_refusal(envelope.target, before.version, { &refusals::not_suspended, {}, {} });

    // The order's events stand first, so that the command's last event is its target's.
    Decided decided;
    std::vector<escrow::Transfer> moved;
    for (auto const& event : decision->order) {
        auto const some = order::transfers(event);
        moved.insert(moved.end(), some.begin(), some.end());
    }
    add(decided, order_stream(order), order_before.version, std::move(decision->order));
    add(decided, target, before.version, std::move(decision->claim));
    decided = finished(std::move(decided), target, before.version);
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    auto const& after = get<claim::State>(target).state;
    auto const& order_after = get<order::State>(order_stream(order)).state;
    auto const broken = claim::breaches({ number, order, before.state, after, order_before.state, order_after, moved });
    if (!broken.empty())
        return std::unexpected(Breach { std::string { broken.front() }, to_string(number) });
    return decided;
}

std::expected<Decided, Breach> Domain::carry_out(
    remittance::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::remittance, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const before = get<remittance::State>(target);
    auto const known = [&](remittance::Detail const& detail) {
        return !detail.party || get<party::State>(party_stream(detail.party)).state.known;
    };
    auto asked = command;
    if (auto* repaid = std::get_if<remittance::Record>(&asked);
        repaid != nullptr && repaid->detail.purpose == remittance::Purpose::buyer_repayment) {
        // The claim says who owes it and on which order.
        auto const& claim = get<claim::State>(claim_stream(repaid->detail.claim)).state;
        repaid->detail.order = claim.order;
        repaid->detail.party = claim.buyer;
    }
    auto const* record = std::get_if<remittance::Record>(&asked);
    auto const* propose = std::get_if<remittance::Propose>(&asked);
    if ((record != nullptr && !known(record->detail)) || (propose != nullptr && !known(propose->detail))) {
        auto const party = record != nullptr ? record->detail.party : propose->detail.party;
        return as_refusal(envelope.target, 0, { &refusals::unknown_party, { { "party", to_string(party) } }, {} });
    }
    remittance::Context context { envelope.actor, { now.now, now.today }, book_ };
    if (std::holds_alternative<remittance::Approve>(command))
        context.determined_by = determined_by(before.state.detail);
    if (auto const claim = before.state.detail.claim)
        context.reviewed = looked_at_again(get<claim::State>(claim_stream(claim)).state);
    context.owed = owed_by(record != nullptr ? record->detail : before.state.detail);
    context.behind = envelope.behind;
    if (record != nullptr)
        context.open = open_recourse(record->detail.party, record->detail.amount.currency);
    else
        context.against = against(propose != nullptr ? propose->detail : before.state.detail, now.today);
    auto decision = remittance::decide(before.state, asked, context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    auto decided = as_done(target, before.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    return decided;
}

std::vector<Id<Person>> Domain::determined_by(remittance::Detail const& detail) const
{
    std::vector<Id<Person>> persons;
    if (!detail.claim || detail.purpose != remittance::Purpose::buyer_refund)
        return persons;
    auto const& order = get<order::State>(order_stream(detail.order)).state;
    auto const* rules = books_->claims(order.terms.programme, order.edition, order.reading);
    auto const limit = rules == nullptr ? std::nullopt : rules->four_eyes_above(detail.amount.currency);
    if (!limit)
        return persons;
    // A sum that is paid in parts asks for as many eyes as the whole.
    bool asks = detail.amount.minor > limit->minor;
    auto const& claim = get<claim::State>(claim_stream(detail.claim)).state;
    // Whoever ended a leg in somebody's place had the money go out as well.
    if (claim.leg_ended_by)
        persons.push_back(claim.leg_ended_by);
    for (auto const& one : claim.determinations) {
        asks = asks || one.confirmed_by;
        persons.push_back(one.by);
    }
    if (!asks)
        persons.clear();
    return persons;
}

// ------------------------------------------------------------------------------------------------ taking events in

std::expected<void, Breach> Domain::take(std::vector<Change> const& changes, store::Sequence next)
{
    for (auto const& change : changes) {
        store::Event event;
        event.sequence = next++;
        event.stream = codec::to_number(change.stream);
        event.version = change.version;
        if (auto kept = replay(event, { {}, change.what }); !kept)
            return kept;
    }
    return {};
}

std::expected<void, Breach> Domain::replay(store::Event const& stored, codec::Stored const& what)
{
    auto const stream = codec::stream_of(stored.stream);
    auto const taken = [&]<class State>(Aggregate<State>& aggregate, auto const& event) -> Kept {
        if (stored.version != aggregate.version + 1)
            return std::unexpected(Breach { "versions-follow-each-other",
                fmt::format("{} version {} after {}", stored.stream, stored.version, aggregate.version) });
        evolve(aggregate.state, event);
        aggregate.version = stored.version;
        aggregate.last = stored.sequence;
        return {};
    };
    auto const any = [&]() -> AnyAggregate& {
        return aggregates_.try_emplace(stored.stream, empty_aggregate(stream.subject)).first->second;
    };
    return std::visit(
        match {
            [](codec::Refused const&) -> Kept { return {}; },
            [](codec::AlreadySo const&) -> Kept { return {}; },
            [&](party::Event const& event) -> Kept { return taken(std::get<Aggregate<party::State>>(any()), event); },
            [&](claim::Event const& event) -> Kept {
                auto& claim = std::get<Aggregate<claim::State>>(any());
                auto const owed = claim::transfers(claim.state, event);
                if (auto kept = taken(claim, event); !kept)
                    return kept;
                return apply(owed, to_string(Id<Claim> { stream.number }));
            },
            [&](standing::Event const& event) -> Kept {
                return taken(std::get<Aggregate<standing::State>>(any()), event);
            },
            [&](order::Event const& event) -> Kept {
                if (auto kept = taken(std::get<Aggregate<order::State>>(any()), event); !kept)
                    return kept;
                if (auto kept = apply(order::transfers(event), to_string(Id<Order> { stream.number })); !kept)
                    return kept;
                return hold_agrees({ stream.number });
            },
            [&](remittance::Event const& event) -> Kept {
                auto& remittance = std::get<Aggregate<remittance::State>>(any());
                if (auto kept = taken(remittance, event); !kept)
                    return kept;
                note({ stream.number }, remittance.state);
                return apply(remittance::transfers(event), to_string(Id<Remittance> { stream.number }));
            },
            [&](statement::Event const& event) -> Kept {
                return taken(std::get<Aggregate<statement::State>>(any()), event);
            },
            [&](movement::Event const& event) -> Kept {
                if (auto kept = taken(std::get<Aggregate<movement::State>>(any()), event); !kept)
                    return kept;
                return apply(movement::transfers(event), to_string(Id<BankMovement> { stream.number }));
            },
            [&](payout::Event const& event) -> Kept { return taken(std::get<Aggregate<payout::State>>(any()), event); },
            [&](edition::Event const& event) -> Kept {
                return taken(std::get<Aggregate<edition::State>>(any()), event);
            },
            [&](evidence::Event const& event) -> Kept {
                return taken(std::get<Aggregate<evidence::State>>(any()), event);
            },
            [&](matter::Event const& event) -> Kept { return taken(std::get<Aggregate<matter::State>>(any()), event); },
        },
        what.what);
}

std::expected<void, Breach> Domain::apply(std::span<escrow::Transfer const> transfers, std::string_view whose)
{
    if (auto const done = book_.apply(transfers); !done)
        return std::unexpected(Breach { "transfers-apply", fmt::format("{}: {}", whose, escrow::word(done.error())) });
    for (auto const& one : transfers) {
        if (one.phase != escrow::Phase::post && one.phase != escrow::Phase::post_pending)
            continue;
        std::string const code { one.amount.currency.code() };
        auto const of = [&](escrow::AccountKind kind) { return one.debit.kind == kind || one.credit.kind == kind; };
        if (of(escrow::AccountKind::guarantee_pool))
            pooled_.insert(code);
        pools_moved_ |= of(escrow::AccountKind::guarantee_pool) || of(escrow::AccountKind::recourse);
        auto& sum = recourse_[code];
        if (one.debit.kind == escrow::AccountKind::recourse)
            sum += one.amount.minor;
        if (one.credit.kind == escrow::AccountKind::recourse)
            sum -= one.amount.minor;
    }
    return {};
}

Money Domain::pool_left(Currency currency) const
{
    auto const recourse = recourse_.find(currency.code());
    return escrow::pool_free(book_, { recourse == recourse_.end() ? 0 : recourse->second, currency });
}

std::optional<Pools> Domain::pools_moved()
{
    if (!std::exchange(pools_moved_, false))
        return std::nullopt;
    Pools pools;
    for (auto const& code : pooled_)
        pools.emplace(code, pool_left(*Currency::from_code(code)).minor);
    return pools;
}

std::expected<void, Breach> Domain::hold_agrees(Id<Order> number) const
{
    auto const& state = get<order::State>(order_stream(number)).state;
    auto const breach = [&](char const* invariant) {
        return std::unexpected(
            Breach { invariant, fmt::format("{} holds {}", to_string(number), display(held(state))) });
    };
    auto const currency = state.terms.price_goods.currency;
    if (book_.amount(escrow::held(number, currency)) != held(state))
        return breach("hold-is-what-the-order-says");
    if (held(state).minor < 0)
        return breach("no-hold-below-zero");
    auto const paid_out = state.released - state.clawed_back + state.fees + state.refunded;
    if (paid_out.minor > received(state).minor)
        return breach("nothing-paid-out-that-was-not-received");
    return {};
}

std::vector<std::uint64_t> Domain::forget(store::Sequence before, std::size_t keep)
{
    std::vector<std::pair<store::Sequence, std::uint64_t>> old;
    for (auto const& [stream, aggregate] : aggregates_) {
        if (last_of(aggregate) < before)
            old.emplace_back(last_of(aggregate), stream);
    }
    // Those that have been left alone the longest.
    auto const gone = std::min(old.size(), aggregates_.size() - std::min(aggregates_.size(), keep));
    std::ranges::nth_element(old, old.begin() + static_cast<std::ptrdiff_t>(gone));
    std::vector<std::uint64_t> forgotten;
    forgotten.reserve(gone);
    for (std::size_t i = 0; i < gone; ++i) {
        forgotten.push_back(old[i].second);
        aggregates_.erase(old[i].second);
    }
    book_.forget_settled();
    return forgotten;
}

} // namespace recourse::app

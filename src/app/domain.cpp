#include "app/domain.hpp"

#include "app/refusals.hpp"
#include "core/order/decide.hpp"
#include "core/order/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::app {

namespace {

Outcome refused(Stream target, std::uint32_t version, act::Refusal const& refusal)
{
    Outcome outcome;
    outcome.result = Result::refused;
    outcome.target = target;
    outcome.version = version;
    outcome.code = refusal.kind->code;
    outcome.values = refusal.values;
    outcome.rule = refusal.rule;
    return outcome;
}

Decided as_refusal(Stream target, std::uint32_t version, act::Refusal const& refusal)
{
    codec::Refused event { target, std::string { refusal.kind->code }, {}, {}, refusal.rule };
    for (auto const& [name, value] : refusal.values) {
        event.names.push_back(name);
        event.values.push_back(value);
    }
    return { { { {}, 0, std::move(event) } }, refused(target, version, refusal) };
}

template <class Event>
Decided as_done(Stream target, std::uint32_t version, std::vector<Event> events)
{
    Decided decided;
    decided.outcome.result = Result::done;
    decided.outcome.target = target;
    if (events.empty())
        decided.changes.push_back({ {}, 0, codec::AlreadySo { target, version } });
    for (auto& event : events)
        decided.changes.push_back({ target, ++version, std::move(event) });
    decided.outcome.version = version;
    return decided;
}

template <class State>
Aggregate<State>& typed(std::unordered_map<std::uint64_t, AnyAggregate>& all, std::uint64_t number)
{
    auto& any = all.try_emplace(number, Aggregate<State> {}).first->second;
    return std::get<Aggregate<State>>(any);
}

} // namespace

Domain::Domain(std::shared_ptr<RuleBooks const> books, time::Zone zone) : books_(std::move(books)), zone_(zone) { }

bool Domain::has(Stream stream) const
{
    return stream.number == 0 || find(stream) != nullptr;
}

AnyAggregate const* Domain::find(Stream stream) const
{
    auto const look = [&](auto const& all) {
        auto const found = all.find(stream.number);
        return found == all.end() ? nullptr : &found->second;
    };
    switch (stream.subject) {
    case Subject::party:
        return look(parties_);
    case Subject::order:
        return look(orders_);
    case Subject::none:
    case Subject::claim:
    case Subject::standing:
        break;
    }
    return nullptr;
}

void Domain::restore(Stream stream, AnyAggregate aggregate)
{
    if (stream.subject == Subject::party)
        parties_.try_emplace(stream.number, std::move(aggregate));
    else if (stream.subject == Subject::order)
        orders_.try_emplace(stream.number, std::move(aggregate));
}

void Domain::restore(escrow::Account const& account, escrow::Balance const& balance)
{
    book_.restore(account, balance);
}

std::expected<Decided, Breach> Domain::carry_out(Envelope const& envelope, Instant now, store::Sequence next)
{
    return std::visit(match {
                          [&](party::Command const& c) { return carry_out(c, envelope, next); },
                          [&](order::Command const& c) { return carry_out(c, envelope, now, next); },
                      },
        envelope.command);
}

std::expected<Decided, Breach> Domain::carry_out(
    party::Command const& command, Envelope const& envelope, store::Sequence next)
{
    Stream const target { Subject::party, envelope.target.number == 0 ? next : envelope.target.number };
    static Aggregate<party::State> const nobody;
    auto const* found = find(target);
    auto const& party = found == nullptr ? nobody : std::get<Aggregate<party::State>>(*found);
    auto decision = party::decide(party.state, command, envelope.actor, { target.number });
    if (!decision)
        return as_refusal(envelope.target, party.version, decision.error());
    auto decided = as_done(target, party.version, *std::move(decision));
    for (auto const& change : decided.changes) {
        if (auto const* event = std::get_if<party::Event>(&change.what)) {
            auto& changed = typed<party::State>(parties_, target.number);
            evolve(changed.state, *event);
            changed.version = change.version;
            changed.last = next++;
        }
    }
    return decided;
}

std::expected<Decided, Breach> Domain::carry_out(
    order::Command const& command, Envelope const& envelope, Instant now, store::Sequence next)
{
    Stream const target { Subject::order, envelope.target.number == 0 ? next : envelope.target.number };
    static Aggregate<order::State> const none;
    auto const* found = find(target);
    auto const& order = found == nullptr ? none : std::get<Aggregate<order::State>>(*found);
    auto const today = zone_.civil(now).date;

    auto const* draft = std::get_if<order::Draft>(&command);
    if (draft != nullptr) {
        for (auto const party : { draft->terms.buyer, draft->terms.supplier }) {
            if (!parties_.contains(party.number))
                return as_refusal(
                    envelope.target, 0, { &refusals::unknown_party, { { "party", to_string(party) } }, {} });
        }
    }
    auto const& programme = draft == nullptr ? order.state.terms.programme : draft->terms.programme;
    auto const* rules = order.state.agreed_on ? books_->binding(programme, order.state.edition, order.state.reading)
                                              : books_->in_force(programme, today);
    if (rules == nullptr && (draft != nullptr || order.state.phase != order::Phase::none))
        return as_refusal(envelope.target, order.version,
            { &refusals::unknown_programme, { { "programme", programme }, { "day", to_string(today) } }, {} });
    if (rules == nullptr) // there is no such order: decide says so and asks no rule
        return as_refusal(envelope.target, 0, { &order::refusals::not_found, {}, {} });

    auto decision
        = order::decide(order.state, command, { envelope.actor, { now, today }, *rules, { target.number }, { next } });
    if (!decision)
        return as_refusal(envelope.target, order.version, decision.error());
    auto decided = as_done(target, order.version, *std::move(decision));
    for (auto const& change : decided.changes) {
        auto const* event = std::get_if<order::Event>(&change.what);
        if (event == nullptr)
            continue;
        auto& changed = typed<order::State>(orders_, target.number);
        auto const before = changed;
        evolve(changed.state, *event);
        changed.version = change.version;
        changed.last = next++;
        if (auto kept = post(before, *event, { target.number }); !kept)
            return std::unexpected(std::move(kept.error()));
    }
    return decided;
}

std::expected<void, Breach> Domain::post(
    Aggregate<order::State> const& before, order::Event const& event, Id<Order> number)
{
    auto const& after = std::get<Aggregate<order::State>>(orders_.at(number.number));
    auto const breach = [&](std::string invariant) {
        return std::unexpected(Breach { std::move(invariant),
            fmt::format("{} version {}: {} after {}", to_string(number), after.version, display(held(after.state)),
                display(held(before.state))) });
    };
    if (after.version != before.version + 1)
        return breach("versions-follow-each-other");
    auto const moved = order::transfers(event);
    if (auto const done = book_.apply(moved); !done)
        return breach(fmt::format("transfers-apply ({})", escrow::word(done.error())));
    auto const currency = after.state.terms.price_goods.currency;
    if (book_.amount(escrow::held(number, currency)) != held(after.state))
        return breach("hold-is-what-the-order-says");
    if (held(after.state).minor < 0)
        return breach("no-hold-below-zero");
    auto const paid_out = after.state.released - after.state.clawed_back + after.state.fees + after.state.refunded;
    if (paid_out.minor > received(after.state).minor)
        return breach("nothing-paid-out-that-was-not-received");
    bool const still_frozen = before.state.frozen_by && after.state.frozen_by;
    bool const reversal = std::holds_alternative<order::events::PaymentReversed>(event);
    if (still_frozen && !reversal && held(after.state) != held(before.state))
        return breach("a-frozen-hold-does-not-move");
    return {};
}

std::expected<void, Breach> Domain::replay(store::Event const& stored, codec::Stored const& what)
{
    auto const stream = codec::stream_of(stored.stream);
    auto const number = stream.number;
    return std::visit(match {
                          [](codec::Refused const&) -> std::expected<void, Breach> { return {}; },
                          [](codec::AlreadySo const&) -> std::expected<void, Breach> { return {}; },
                          [&](party::Event const& event) -> std::expected<void, Breach> {
                              auto& party = typed<party::State>(parties_, number);
                              evolve(party.state, event);
                              party.version = stored.version;
                              party.last = stored.sequence;
                              return {};
                          },
                          [&](order::Event const& event) -> std::expected<void, Breach> {
                              auto& order = typed<order::State>(orders_, number);
                              auto const before = order;
                              evolve(order.state, event);
                              order.version = stored.version;
                              order.last = stored.sequence;
                              return post(before, event, { number });
                          },
                      },
        what.what);
}

std::vector<std::uint64_t> Domain::forget(store::Sequence before, std::size_t keep)
{
    std::vector<std::uint64_t> forgotten;
    for (auto one = orders_.begin(); one != orders_.end() && orders_.size() > keep;) {
        if (std::get<Aggregate<order::State>>(one->second).last < before) {
            forgotten.push_back(codec::to_number({ Subject::order, one->first }));
            one = orders_.erase(one);
        } else
            ++one;
    }
    return forgotten;
}

} // namespace recourse::app

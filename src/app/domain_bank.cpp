#include "app/decided.hpp"
#include "app/payout_bytes.hpp"
#include "app/refusals.hpp"
#include "base/check.hpp"
#include "core/order/decide.hpp"
#include "core/order/refusals.hpp"
#include "core/order/reversal.hpp"

// What the files of a bank bring, and the files that go to it. A command of a movement or a payout file changes other
// subjects with it: each is asked what it would say, and their events stand in one piece with the command's own.

namespace recourse::app {

namespace {

constexpr act::Actor machine { act::Role::platform, {}, {} };
/// The one account of the programme.
constexpr std::uint32_t account_number = 0;

/// The events of one that was asked and has agreed.
template <class Event>
void add_agreed(
    Decided& decided, Stream stream, std::uint32_t version, act::Decision<Event> decision, bool wanted = true)
{
    if (!wanted)
        return;
    RECOURSE_ASSERT(decision.has_value());
    add(decided, stream, version, *std::move(decision));
}

} // namespace

// ------------------------------------------------------------------------------------------------ what is asked

act::Decision<order::Event> Domain::ask(Id<Order> number, order::Command const& command, Now const& now) const
{
    auto const& state = get<order::State>(order_stream(number)).state;
    if (state.phase == order::Phase::none)
        return act::refuse(order::refusals::not_found);
    auto const& programme = state.terms.programme;
    auto const* rules = state.agreed_on ? books_->binding(programme, state.edition, state.reading)
                                        : books_->in_force(programme, now.today);
    if (rules == nullptr)
        return act::refuse(
            refusals::unknown_programme, { { "programme", programme }, { "day", to_string(now.today) } });
    return order::decide(state, command, { machine, { now.now, now.today }, *rules, number, { now.next } });
}

act::Decision<remittance::Event> Domain::ask(
    Id<Remittance> number, remittance::Command const& command, act::Actor const& actor, Now const& now) const
{
    return remittance::decide(
        get<remittance::State>(remittance_stream(number)).state, command, { actor, { now.now, now.today }, book_ });
}

std::optional<Money> Domain::owed_by(remittance::Detail const& detail) const
{
    if (detail.purpose != remittance::Purpose::buyer_refund && detail.purpose != remittance::Purpose::buyer_repayment)
        return std::nullopt;
    auto const owed = detail.claim ? get<claim::State>(claim_stream(detail.claim)).state.owed_by_buyer
                                   : -refundable(get<order::State>(order_stream(detail.order)).state);
    return owed.minor > 0 ? std::optional { owed } : std::nullopt;
}

payout::Due Domain::due_of(Id<Remittance> number, Date today) const
{
    auto const& remittance = get<remittance::State>(remittance_stream(number)).state;
    payout::Due due { number, &remittance, remittance.detail.to, {}, owed_by(remittance.detail).has_value(),
        remittance::not_free(remittance.detail, against(remittance.detail, today), book_, true).has_value() };
    if (!due.to && remittance.detail.party) {
        auto const& party = get<party::State>(party_stream(remittance.detail.party)).state;
        due.to = party.account;
        due.usable_from = party.usable_from;
    }
    return due;
}

void Domain::need_for(movement::Command const& command, Stream target, std::function<void(Stream)> const& need) const
{
    auto const remittance = [&](Id<Remittance> number) {
        need(remittance_stream(number));
        auto const& detail = get<remittance::State>(remittance_stream(number)).state.detail;
        need(order_stream(detail.order));
        need(claim_stream(detail.claim));
    };
    // What follows from money that comes again concerns the claims of the order.
    auto const paid = [&](Id<Order> number) {
        need(order_stream(number));
        auto const& order = get<order::State>(order_stream(number)).state;
        need(standing_stream(order.terms.supplier));
        for (auto const claim : order.claims)
            need(claim_stream(claim));
    };
    std::visit(match {
                   [&](movement::Note const& c) {
                       if (auto const ours = movement::remittance_of(c.told))
                           remittance(ours->remittance);
                       else if (auto const due = movement::due_of(c.told); due && c.told.credit)
                           paid(due->order);
                   },
                   [&](movement::Assign const& c) { paid(c.order); },
                   [](auto const&) {},
               },
        command);
    need(target);
}

void Domain::need_for(payout::Command const& command, Stream target, std::function<void(Stream)> const& need) const
{
    auto const remittance = [&](Id<Remittance> number) {
        need(remittance_stream(number));
        auto const& detail = get<remittance::State>(remittance_stream(number)).state.detail;
        need(party_stream(detail.party));
        need(order_stream(detail.order));
        need(claim_stream(detail.claim));
        need_against(detail, need);
    };
    if (auto const* make = std::get_if<payout::Make>(&command)) {
        for (auto const one : make->remittances)
            remittance(one);
    }
    for (auto const& line : get<payout::State>(target).state.file.lines)
        remittance(line.remittance);
}

// --------------------------------------------------------------------------------------------------- statements

std::expected<Decided, Breach> Domain::carry_out(
    statement::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::statement, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const& before = get<statement::State>(target);
    auto decision = statement::decide(before.state, command, envelope.actor, now.today);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    auto decided = as_done(target, before.version, *std::move(decision));
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    return decided;
}

// ---------------------------------------------------------------------------------------------------- movements

std::expected<Decided, Breach> Domain::carry_out(
    movement::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::movement, envelope.target.number == 0 ? now.next : envelope.target.number };
    auto const before = get<movement::State>(target);
    movement::Context context { envelope.actor, { now.now, now.today }, account_number, nullptr, nullptr, nullptr,
        nullptr, { now.next } };
    Id<Order> order;
    Id<Remittance> remittance;
    act::Decision<order::Event> paid;
    act::Decision<remittance::Event> moved;
    auto const pay = [&](Id<Order> number, std::uint32_t instalment, Money amount, std::string reference) {
        order = number;
        auto const& state = get<order::State>(order_stream(number)).state;
        bool const over = state.phase == order::Phase::completed || state.phase == order::Phase::closed;
        // Of an order that is over, it is what the bank had taken back.
        if (auto const* back = over ? order::taken_back_of(state, instalment, amount) : nullptr)
            paid = ask(number, order::RestorePayment { back->reference, amount, "paid again: " + reference }, now);
        else
            paid = ask(number, order::ReceivePayment { instalment, amount, account_number, std::move(reference) }, now);
        context.order = &state;
        context.paid = &paid;
    };
    auto const move = [&](Id<Remittance> number, remittance::Command const& of, act::Actor const& actor) {
        remittance = number;
        moved = ask(number, of, actor, now);
        context.remittance = &get<remittance::State>(remittance_stream(number)).state;
        context.moved = &moved;
    };
    std::visit(match {
                   [&](movement::Note const& c) {
                       auto const& told = c.told;
                       if (auto const ours = movement::remittance_of(told)) {
                           auto const why = told.return_reason.empty() ? "returned" : told.return_reason;
                           move(ours->remittance,
                               told.credit ? remittance::Command { remittance::Reopen { why } }
                                           : remittance::Command { remittance::Settle {} },
                               machine);
                       } else if (auto const due = movement::due_of(told); due && told.credit)
                           pay(due->order, due->instalment, told.amount, told.identity);
                   },
                   [&](movement::Assign const& c) {
                       pay(c.order, c.instalment, c.amount, movement::payment_reference(before.state));
                   },
                   [&](movement::SendBack const& c) {
                       remittance::Detail detail;
                       detail.purpose = remittance::Purpose::unmatched_return;
                       detail.amount = before.state.left;
                       detail.provider = account_number;
                       detail.reference = to_string(Id<BankMovement> { target.number });
                       detail.to = movement::return_account(before.state, c);
                       // A number that nobody has: that of the first event of this command.
                       move({ now.next }, remittance::Propose { std::move(detail) }, envelope.actor);
                   },
                   [](movement::Explain const&) {},
                   [](movement::TakeBack const&) {},
               },
        command);
    auto decision = movement::decide(before.state, command, context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    Decided decided;
    add_agreed(decided, order_stream(order), get<order::State>(order_stream(order)).version, std::move(paid),
        decision->with_order);
    add_agreed(decided, remittance_stream(remittance), get<remittance::State>(remittance_stream(remittance)).version,
        std::move(moved), decision->with_remittance);
    add(decided, target, before.version, std::move(decision->events));
    decided = finished(std::move(decided), target, before.version);
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    return decided;
}

// ------------------------------------------------------------------------------------------------- payout files

std::expected<Decided, Breach> Domain::carry_out(
    payout::Command const& command, Envelope const& envelope, Now const& now)
{
    Stream const target { Subject::payout, envelope.target.number == 0 ? now.next : envelope.target.number };
    Id<PayoutFile> const number { target.number };
    auto const before = get<payout::State>(target);
    auto const& provider = books_->provider();
    payout::Context context { envelope.actor, { now.now, now.today }, number, provider.account(),
        provider.file_version(), {}, [](payout::File const& file) { return sha256(bytes_of(file)); }, envelope.behind };
    if (auto const* make = std::get_if<payout::Make>(&command)) {
        for (auto const one : make->remittances)
            context.due.push_back(due_of(one, now.today));
    } else {
        for (auto const& line : before.state.file.lines)
            context.due.push_back(due_of(line.remittance, now.today));
    }
    auto decision = payout::decide(before.state, command, context);
    if (!decision)
        return as_refusal(envelope.target, before.version, decision.error());
    Decided decided;
    auto const all = [&](std::vector<payout::Line> const& lines, remittance::Command const& of) {
        for (auto const& line : lines)
            add_agreed(decided, remittance_stream(line.remittance),
                get<remittance::State>(remittance_stream(line.remittance)).version,
                ask(line.remittance, of, machine, now));
    };
    for (auto const& event : *decision) {
        std::visit(match {
                       [&](payout::events::Made const& e) { all(e.file.lines, remittance::Pick { number }); },
                       [&](payout::events::Approved const&) {
                           all(before.state.file.lines, remittance::Send { before.state.file.message_id });
                       },
                       [&](payout::events::Discarded const&) { all(before.state.file.lines, remittance::Drop {}); },
                       [&](payout::events::Reported const& e) {
                           for (auto const& word : e.words) {
                               auto const& one = get<remittance::State>(remittance_stream(word.remittance));
                               bool const due_again = word.status == payout::Status::rejected
                                   && one.state.phase == remittance::Phase::sent && one.state.payout == number;
                               if (due_again)
                                   add_agreed(decided, remittance_stream(word.remittance), one.version,
                                       ask(word.remittance,
                                           remittance::Reopen {
                                               word.reason.empty() ? word.code : word.reason + " " + word.text },
                                           machine, now));
                           }
                       },
                   },
            event);
    }
    add(decided, target, before.version, *std::move(decision));
    decided = finished(std::move(decided), target, before.version);
    if (auto kept = take(decided.changes, now.next); !kept)
        return std::unexpected(std::move(kept.error()));
    return decided;
}

} // namespace recourse::app

#include "app/sandbox_parties.hpp"

#include "app/stored_event.hpp"
#include "base/check.hpp"

#include <fmt/format.h>

#include <future>
#include <tuple>

namespace recourse::app::sandbox {

namespace {

constexpr std::size_t events_at_once = 2'000;
constexpr int offer_days = 14;

act::Actor as(act::Role role, Id<Party> party = {})
{
    return { role, party, {} };
}

/// A report that finds the share of the sample with major defects: by the acceptance terms of the order, or by its own
/// word.
claim::Stated report_of(order::State const& order, Id<Claim> claim, Ratio share)
{
    claim::Stated stated;
    stated.digest = sha256(fmt::format("report of the sandbox on {}", to_string(claim)));
    auto const& agreed = order.terms.acceptance;
    if (!agreed) {
        stated.lot = 1'000;
        stated.sample = 125; // letter K of ISO 2859-1
        stated.share = share;
        stated.accepted = share.numerator == 0;
    } else {
        auto const sample = [&](std::optional<inspection::Aql> const& aql) -> std::optional<std::int64_t> {
            if (!aql)
                return std::nullopt;
            return plan_for(agreed->lot, agreed->level, inspection::Severity::normal, *aql)->sample;
        };
        stated.lot = agreed->lot;
        stated.sample_critical = sample(agreed->critical);
        stated.sample_major = sample(agreed->major);
        stated.sample_minor = sample(agreed->minor);
        stated.sample = stated.sample_major.value_or(stated.sample_critical.value_or(stated.sample_minor.value_or(1)));
    }
    stated.major = stated.sample * share.numerator / share.denominator;
    return stated;
}

} // namespace

Parties::Parties(Pipeline& pipeline, store::Store& store, Clock& clock, time::Zone zone, Scripts const& scripts)
    : pipeline_(pipeline)
    , store_(store)
    , clock_(clock)
    , zone_(zone)
    , scripts_(scripts)
{
}

template <class State>
std::optional<State> Parties::state(Stream stream)
{
    auto const read = pipeline_.read(stream);
    if (!read || !*read || version_of(**read) == 0)
        return std::nullopt;
    return std::get<Aggregate<State>>(**read).state;
}

void Parties::follow()
{
    auto const upto = pipeline_.durable();
    while (seen_ < upto) {
        auto const events = store_.read(seen_ + 1, events_at_once);
        if (!events || events->empty())
            return; // the next look will tell
        for (auto const& event : *events) {
            if (event.sequence > upto)
                return;
            seen_ = event.sequence;
            latest_ = std::max(latest_, event.at);
            if (event.type == store::header_type || event.stream == 0)
                continue;
            if (auto const stored = unpacked(event))
                note(event, *stored);
        }
    }
}

void Parties::note(store::Event const& event, codec::Stored const& stored)
{
    auto const number = codec::stream_of(event.stream).number;
    if (auto const* one = std::get_if<order::Event>(&stored.what)) {
        namespace events = order::events;
        Id<Order> const order { number };
        std::visit(match {
                       [&](events::Offered const&) { wait(event, Trigger::offered, order); },
                       [&](events::Agreed const&) { wait(event, Trigger::agreed, order); },
                       [&](events::ShipmentDue const&) { wait(event, Trigger::shipment_due, order); },
                       [&](events::Shipped const&) { wait(event, Trigger::shipped, order); },
                       [&](events::PaymentAnnounced const& e) {
                           wait(event, Trigger::payment_announced, order, {}, e.reference);
                       },
                       [&](events::PaymentReceived const& e) {
                           wait(event, Trigger::payment_received, order, {}, e.reference);
                       },
                       [](auto const&) {},
                   },
            *one);
    } else if (auto const* of_claim = std::get_if<claim::Event>(&stored.what)) {
        Id<Claim> const claim { number };
        if (auto const* opened = std::get_if<claim::events::Opened>(of_claim))
            wait(event, Trigger::claim_opened, opened->order, claim);
        else if (std::holds_alternative<claim::events::InspectionOrdered>(*of_claim)) {
            if (auto const now = state<claim::State>({ Subject::claim, number }))
                wait(event, Trigger::inspection_ordered, now->order, claim);
        }
    }
}

void Parties::wait(
    store::Event const& event, Trigger trigger, Id<Order> order, Id<Claim> claim, std::string const& reference)
{
    auto const now = state<order::State>({ Subject::order, order.number });
    auto const* script = now ? script_of(scripts_, now->terms) : nullptr;
    if (script == nullptr)
        return;
    for (std::size_t i = 0; i < script->steps.size(); ++i) {
        auto const& step = script->steps[i];
        if (step.on != trigger)
            continue;
        constexpr std::int64_t minute = 60'000'000;
        auto at = Instant { event.at.micros + step.minutes * minute };
        if (step.days > 0) {
            auto const day = zone_.civil(event.at).date.plus_days(static_cast<int>(step.days));
            at = zone_.instant({ day, 0, 0, 0, 0 }, time::Unclear::second);
        }
        due_.push_back({ at, event.sequence, i, step, order, claim, reference });
    }
}

std::vector<Envelope> Parties::commands(Due const& due)
{
    std::vector<Envelope> all;
    Stream const order_stream { Subject::order, due.order.number }, claim_stream { Subject::claim, due.claim.number };
    auto const order = state<order::State>(order_stream);
    if (!order)
        return all;
    auto const& terms = order->terms;
    auto const today = zone_.civil(clock_.now()).date;
    auto const supplier = as(act::Role::supplier, terms.supplier), holder = as(act::Role::provider);
    auto const add = [&](act::Actor const& actor, Stream stream, Command command) {
        Envelope envelope { {}, {}, actor, stream, std::move(command), {}, {} };
        envelope.content = content_of(envelope);
        envelope.id = counted_command_id("sandbox", fmt::format("{} {} {}", due.cause, due.step, all.size()));
        all.push_back(std::move(envelope));
    };
    auto const open_instalments = [&](auto const& make) {
        for (std::uint32_t i = 0; i < terms.instalments.size(); ++i) {
            auto const open = terms.instalments[i].amount - received(*order, i);
            if (open.minor > 0)
                add(holder, order_stream,
                    order::Command { make(i, open, fmt::format("sandbox-{}-{}", due.order.number, i)) });
        }
    };
    auto const statement
        = [&](act::Role by) { return order::Statement { today, by, fmt::format("SANDBOX-{}", due.order.number) }; };
    auto const claim = due.claim ? state<claim::State>(claim_stream) : std::nullopt;
    switch (due.what.act) {
    case Deed::agree:
        if (order->drafted_by == act::Role::buyer)
            add(supplier, order_stream, order::Command { order::Agree { digest(terms) } });
        break;
    case Deed::pay:
        open_instalments([](std::uint32_t i, Money open, std::string reference) {
            return order::ReceivePayment { i, open, 0, std::move(reference) };
        });
        break;
    case Deed::announce:
        open_instalments([](std::uint32_t i, Money open, std::string reference) {
            return order::AnnouncePayment { i, open, 0, std::move(reference) };
        });
        break;
    case Deed::fail:
        add(holder, order_stream, order::Command { order::FailPayment { due.reference } });
        break;
    case Deed::take_back:
        if (auto const* payment = find_payment(*order, due.reference); payment != nullptr) {
            auto const left = payment->received - payment->reversed;
            if (left.minor > 0)
                add(holder, order_stream,
                    order::Command { order::ReversePayment { due.reference, left, "chargeback of the sandbox" } });
        }
        break;
    case Deed::ship:
        add(supplier, order_stream, order::Command { order::Ship { statement(act::Role::supplier) } });
        break;
    case Deed::deliver:
        add(as(act::Role::carrier), order_stream, order::Command { order::Deliver { statement(act::Role::carrier) } });
        break;
    case Deed::accept:
        add(supplier, claim_stream, claim::Command { claim::Answer { claim::Stance::accepts, "accepted (sandbox)" } });
        break;
    case Deed::contest:
        add(supplier, claim_stream,
            claim::Command { claim::Answer { claim::Stance::contests, "the goods were as agreed (sandbox)" } });
        break;
    case Deed::offer:
        if (claim) {
            claim::Offer offer;
            offer.amount = portion(claim->claimed, *due.what.share, Rounding::half_up);
            offer.remedy = claim::Remedy::partial_refund;
            offer.valid_until = today.plus_days(offer_days);
            add(supplier, claim_stream, claim::Command { claim::MakeOffer { offer, {} } });
        }
        break;
    case Deed::report:
        if (claim && claim->inspection) {
            add(as(act::Role::inspector, claim->inspection->inspector), claim_stream,
                claim::Command { claim::ReportInspection { report_of(*order, due.claim, *due.what.share) } });
        }
        break;
    }
    return all;
}

std::size_t Parties::send(Due const& due, bool& again)
{
    std::size_t fresh = 0;
    for (auto& envelope : commands(due)) {
        std::promise<Outcome> promise;
        auto answer = promise.get_future();
        pipeline_.submit(std::move(envelope), [&promise](Outcome outcome) { promise.set_value(std::move(outcome)); });
        auto const outcome = answer.get();
        again = again || outcome.result == Result::busy || outcome.result == Result::unknown;
        fresh += outcome.result == Result::done && !outcome.repeated ? 1u : 0u;
    }
    return fresh;
}

std::size_t Parties::look()
{
    std::size_t all = 0;
    for (;;) {
        follow();
        std::ranges::stable_sort(due_, {}, [](Due const& one) { return std::tuple(one.at, one.cause, one.step); });
        // The log may be ahead of the clock: its time never stands still and never goes back.
        if (due_.empty() || due_.front().at > std::max(clock_.now(), latest_) || pipeline_.stopped())
            return all;
        bool again = false;
        all += send(due_.front(), again);
        if (again)
            return all; // no answer: the same again at the next look
        due_.erase(due_.begin());
    }
}

} // namespace recourse::app::sandbox

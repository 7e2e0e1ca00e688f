#include "sim/workload.hpp"

#include "app/actions.hpp"

#include <fmt/format.h>

#include <algorithm>

// The part of the workload that lives on claims: it does what the service says may be done, with values that fit.

namespace recourse::sim {

using act::Role;
using claim::Act;
using codec::Subject;

claim::Offer Workload::offer(claim::State const& state, Date today)
{
    claim::Offer offer;
    offer.amount = random_.below(6) == 0 ? Money { 0, state.claimed.currency } : some(left(state));
    offer.remedy = offer.amount.is_zero() ? claim::Remedy::repair
                                          : random_.pick({ claim::Remedy::refund, claim::Remedy::refund,
                                                claim::Remedy::return_and_refund, claim::Remedy::replacement });
    offer.full_and_final = random_.below(3) == 0;
    offer.return_required = random_.below(5) == 0;
    offer.valid_until = today.plus_days(random_.between(0, 9));
    return offer;
}

std::optional<claim::Command> Workload::claim_command(claim::State const& state, order::State const& order,
    claim::Allowed const& aim, Actor const& by, Date today, Directory const& known)
{
    auto const name = reference();
    auto const fresh = [&](claim::ExhibitKind kind) {
        return claim::Exhibit { sha256(name), name, kind, {}, claim::Compartment::shared };
    };
    switch (aim.act) {
    case Act::add_exhibit: {
        auto exhibit = fresh(random_.pick({ claim::ExhibitKind::photo, claim::ExhibitKind::other_chat,
            claim::ExhibitKind::platform_chat, claim::ExhibitKind::shipping_document }));
        for (auto const& slot : state.slots) {
            if (slot.id == aim.name)
                return claim::AddExhibit { fresh(slot.kind), slot.id };
        }
        for (auto const in : { claim::Compartment::buyer_and_counsel, claim::Compartment::supplier_and_counsel,
                 claim::Compartment::officer }) {
            if (word(in) == aim.name)
                exhibit.compartment = in;
        }
        return claim::AddExhibit { exhibit, {} };
    }
    case Act::withdraw_exhibit:
        return claim::WithdrawExhibit { aim.number, "wrong file" };
    case Act::acknowledge_exhibit:
        return claim::AcknowledgeExhibit { aim.number };
    case Act::ask_evidence:
        return claim::AskEvidence { random_.pick({ Role::buyer, Role::supplier }), claim::ExhibitKind::video,
            random_.pick({ claim::Need::required, claim::Need::optional }), today.plus_days(random_.between(0, 4)),
            name };
    case Act::answer:
        return claim::Answer { aim.name == "accepts" ? claim::Stance::accepts : claim::Stance::contests, name };
    case Act::make_offer: {
        auto const made = offer(state, today);
        return claim::MakeOffer { made,
            by.role == Role::buyer ? std::optional { given_up(state, order, made) } : std::nullopt };
    }
    case Act::accept_offer: {
        auto const* made = find_offer(state, aim.number);
        if (made == nullptr)
            return std::nullopt;
        return claim::AcceptOffer { aim.number,
            by.role == Role::buyer ? std::optional { given_up(state, order, made->offer) } : std::nullopt };
    }
    case Act::reject_offer:
        return claim::RejectOffer { aim.number };
    case Act::withdraw_offer:
        return claim::WithdrawOffer { aim.number };
    case Act::escalate:
        return claim::Escalate {};
    case Act::withdraw:
        return claim::Withdraw { "mended" };
    case Act::order_inspection:
        return claim::OrderInspection { inspector(known), "SGS", { random_.between(0, 40'00), state.claimed.currency },
            random_.pick({ Role::buyer, Role::supplier }) };
    case Act::report_inspection:
        if (order.terms.acceptance) // the sample of 50 that the terms ask for
            return claim::ReportInspection { { order.terms.acceptance->lot, 50, 0, random_.between(0, 12), 3, {}, {},
                sha256(name), {}, {}, {} } };
        return claim::ReportInspection { { 400, 50, 0, 12, 3, false, Ratio::percent(24), sha256(name), {}, {}, {} } };
    case Act::determine: {
        claim::Ruling ruling;
        for (std::uint32_t i = 0; i < state.lines.size(); ++i)
            ruling.findings.push_back({ i, "as found" });
        ruling.amount = random_.below(4) == 0 ? Money { 0, state.claimed.currency } : some(left(state));
        ruling.remedy
            = random_.pick({ claim::Remedy::refund, claim::Remedy::refund, claim::Remedy::return_and_refund });
        ruling.reasons = name;
        ruling.deviation = random_.below(8) == 0 ? "" : "in fairness";
        ruling.fee_borne_by = random_.pick({ Role::buyer, Role::supplier });
        return claim::Determine { ruling };
    }
    case Act::confirm_determination:
        return claim::ConfirmDetermination { aim.number };
    case Act::withdraw_determination:
        return claim::WithdrawDetermination { aim.number };
    case Act::execute:
        return claim::Execute {};
    case Act::ship_return:
        return claim::ShipReturn { name, {} };
    case Act::confirm_return:
        return claim::ConfirmReturn {};
    case Act::ship_replacement:
        return claim::ShipReplacement { name, {} };
    case Act::confirm_replacement:
        return claim::ConfirmReplacement {};
    case Act::end_leg:
        for (auto const outcome : { claim::LegOutcome::received, claim::LegOutcome::without_goods,
                 claim::LegOutcome::no_refund, claim::LegOutcome::review }) {
            if (word(outcome) == aim.name)
                return claim::EndLeg { outcome, "nothing moves" };
        }
        return claim::EndLeg { claim::LegOutcome::received, "nothing moves" };
    case Act::request_review:
        return claim::RequestReview { "new facts", { fresh(claim::ExhibitKind::photo) } };
    case Act::admit_review:
        return claim::AdmitReview { "new facts" };
    case Act::refuse_review:
        return claim::RefuseReview { "nothing new" };
    case Act::resume:
        return claim::Resume {};
    case Act::note_chargeback:
    case Act::open:
    case Act::pass_timer:
    case Act::take_back:
        break;
    }
    return std::nullopt;
}

std::optional<Workload::Wish> Workload::of_claim(Machine& machine, Directory const& known)
{
    auto const number = recent(known.claims);
    auto const found = read<claim::State>(machine, Subject::claim, number);
    if (!found)
        return std::nullopt;
    auto const& state = found->state;
    auto const order = read<order::State>(machine, Subject::order, state.order.number);
    if (!order)
        return std::nullopt;
    auto const buys = at(Role::buyer, state.buyer), sells = at(Role::supplier, state.supplier);
    auto by = random_.pick({ buys, buys, buys, sells, sells, sells, officer(), officer(), officer(), officer(),
        at(Role::counsel, state.buyer), at(Role::supplier_counsel, state.supplier),
        at(Role::inspector, inspector(known)), provider() });
    // What waits for a second officer is looked at soon, or taken back, or time goes over it.
    bool const waits = state.draft && random_.below(3) == 0;
    bool const taken_back = waits && random_.below(3) == 0;
    if (waits)
        by = taken_back ? Actor { Role::officer, {}, state.draft->by } : officer();
    auto const today = machine.today();
    auto const view = app::view(
        { number }, state, state.order, order->state, by, *machine.books(), { machine.clock().now(), today });
    Wish wish { { {}, {}, by, { Subject::claim, number }, claim::Command { claim::Execute {} }, {}, {} } };
    if (random_.below(6) == 0)
        wish.envelope.expected_version = found->version;
    if (by.role == Role::provider) {
        wish.envelope.command
            = random_.below(2) == 0 ? claim::Command { claim::Resume {} } : claim::Command { claim::NoteChargeback {} };
        return wish;
    }
    // Now and then something is tried that is not offered: the wrong time, the wrong number.
    claim::Allowed aim { static_cast<Act>(random_.below(30)), static_cast<std::uint32_t>(random_.below(4)), {} };
    if (!view.allowed.empty() && random_.below(8) > 0)
        aim = random_.pick(view.allowed);
    if (waits)
        aim = { taken_back ? Act::withdraw_determination : Act::confirm_determination, state.drafts, {} };
    // A claim is given up or settled at once only now and then, or nothing else would ever come of one.
    bool const ends = aim.act == Act::withdraw || (aim.act == Act::answer && aim.name == "accepts");
    if (ends && random_.below(4) > 0)
        return std::nullopt;
    auto command = claim_command(state, order->state, aim, by, today, known);
    if (!command)
        return std::nullopt;
    wish.envelope.command = *std::move(command);
    return wish;
}

} // namespace recourse::sim

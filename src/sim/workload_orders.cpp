#include "sim/workload.hpp"

#include <fmt/format.h>

#include <algorithm>

// The part of the workload that lives on orders: terms, money, goods.

namespace recourse::sim {

using act::Role;
using codec::Subject;

order::Terms Workload::terms(Machine& machine, Directory const& known)
{
    auto const currency
        = *Currency::from_code(random_.pick({ "USD", "USD", "USD", "USD", "EUR", "CNY", "JPY", "KWD" }));
    order::Terms terms;
    terms.buyer = buyer(known);
    terms.supplier = supplier(known);
    auto const which = random_.below(3) == 0 ? random_.below(plan_.programmes.size()) : 0;
    terms.programme = plan_.programmes[which].programme;
    terms.goods = random_.pick<std::string>({ "pumps", "valves", "bicycles" });
    terms.price_goods = { random_.between(100, 500'00), currency };
    terms.price_freight = { random_.below(3) == 0 ? random_.between(1, 50'00) : 0, currency };
    terms.price_tax = { random_.below(4) == 0 ? random_.between(1, 20'00) : 0, currency };
    auto const sum = terms.price_goods.minor + terms.price_freight.minor + terms.price_tax.minor;
    if (random_.below(2) == 0)
        terms.instalments = { { order::Purpose::full, { sum, currency }, {} } };
    else {
        auto const deposit = random_.between(1, sum - 1);
        std::optional<Date> later;
        if (random_.below(2) == 0)
            later = machine.today().plus_days(random_.between(0, 25));
        terms.instalments = { { order::Purpose::deposit, { deposit, currency }, {} },
            { order::Purpose::balance, { sum - deposit, currency }, later } };
    }
    if (random_.below(2) == 0)
        terms.specification = "as the sample of March";
    terms.shipping_mode = mode();
    if (random_.below(2) == 0)
        terms.ship_by = machine.today().plus_days(random_.between(1, 20));
    if (random_.below(2) == 0)
        terms.deliver_by = machine.today().plus_days(random_.between(20, 40));
    terms.custom_made = random_.below(4) == 0;
    if (random_.below(3) == 0)
        terms.acceptance
            = { 400, inspection::Level::ii, inspection::Aql { 0 }, inspection::Aql { 2'500 }, std::nullopt };
    return terms;
}

order::ShippingMode Workload::mode()
{
    using enum order::ShippingMode;
    return random_.pick({ express, air, sea, land, post, unknown });
}

std::optional<Workload::Wish> Workload::draft(Machine& machine, Directory const& known)
{
    auto const agreed = terms(machine, known);
    auto const by = random_.below(3) == 0 ? at(Role::supplier, agreed.supplier) : at(Role::buyer, agreed.buyer);
    return Wish { { {}, {}, by, { Subject::order, 0 }, order::Command { order::Draft { agreed } }, {}, {} } };
}

order::Command Workload::payment(order::State const& state)
{
    auto const announced
        = std::ranges::find_if(state.payments, [](auto const& one) { return !one.announced.is_zero(); });
    if (announced != state.payments.end() && random_.below(2) == 0) {
        if (random_.below(4) == 0)
            return order::FailPayment { announced->reference };
        auto const amount = random_.below(4) == 0 ? some(announced->announced) : announced->announced;
        return order::ReceivePayment { announced->instalment, amount, announced->provider, announced->reference };
    }
    // The provider tells some receipts twice.
    if (!state.payments.empty() && random_.below(6) == 0) {
        auto const& one = random_.pick(state.payments);
        return order::ReceivePayment { one.instalment, one.received, one.provider, one.reference };
    }
    std::uint32_t instalment = 0;
    Money left = state.terms.instalments[0].amount - received(state, 0);
    if (left.minor <= 0 && state.terms.instalments.size() > 1) {
        instalment = 1;
        left = state.terms.instalments[1].amount - received(state, 1);
    }
    auto const provider = static_cast<std::uint32_t>(random_.below(2));
    auto const amount = random_.below(5) == 0 ? some(left) : left;
    if (random_.below(3) == 0)
        return order::AnnouncePayment { instalment, amount, provider, reference() };
    return order::ReceivePayment { instalment, amount, provider, reference() };
}

order::Command Workload::order_command(Machine& machine, order::State const& state, Actor& by)
{
    auto const today = machine.today();
    auto const buys = at(Role::buyer, state.terms.buyer), sells = at(Role::supplier, state.terms.supplier);
    auto const drafted = state.drafted_by == Role::buyer ? buys : sells;
    auto const other = state.drafted_by == Role::buyer ? sells : buys;
    auto const either = random_.below(2) == 0 ? buys : sells;
    auto const cancel = [&]() -> order::Command {
        by = either;
        return order::Cancel { "no longer wanted" };
    };
    auto const amend = [&]() -> order::Command {
        if (state.amendment) {
            by = state.amendment_by == Role::buyer ? sells : buys;
            if (random_.below(3) == 0)
                return order::RejectAmendment {};
            return order::AcceptAmendment { digest(*state.amendment) };
        }
        by = either;
        auto changed = state.terms;
        changed.goods += ", larger";
        if (random_.below(2) == 0) // which may give other days
            changed.shipping_mode = mode();
        auto& last = changed.instalments.back().amount;
        auto const more = random_.between(-10, 500);
        if (last.minor + more > 0 && changed.price_goods.minor + more > 0) {
            last.minor += more;
            changed.price_goods.minor += more;
        }
        return order::Amend { changed };
    };
    auto const reverse = [&]() -> order::Command {
        by = provider();
        if (state.payments.empty())
            return payment(state);
        auto const& one = random_.pick(state.payments);
        if (one.reversed.minor > 0 && random_.below(3) > 0)
            return order::RestorePayment { one.reference, some(one.reversed), "the chargeback was lost" };
        return order::ReversePayment { one.reference, some(one.received - one.reversed), "chargeback" };
    };
    auto const release = [&]() -> order::Command {
        by = random_.below(4) == 0 ? officer() : buys;
        return order::Release { some(held(state)), by.role == Role::officer ? "both sides asked for it" : "" };
    };
    auto const deliver = [&]() -> order::Command {
        by = random_.pick({ buys, sells, Actor { Role::carrier, {}, {} } });
        return order::Deliver { { today.plus_days(random_.between(-3, 0)), by.role, reference() },
            random_.below(2) == 0 ? "the first day was wrong" : "" };
    };
    auto const part
        = [&] { return random_.below(3) == 0 ? Money { 0, state.terms.price_goods.currency } : some(held(state)); };
    auto const end = [&]() -> order::Command {
        switch (random_.below(4)) {
        case 0:
            by = officer();
            return order::DecideUnpaid { part(), "the rest never came" };
        case 1:
            by = sells;
            return order::CloseUnpaid { "the rest never came" };
        default:
            by = either;
            if (!state.cancel)
                return order::ProposeCancel { part(), "by agreement" };
            if (random_.below(3) == 0)
                return order::RejectCancel {};
            by = state.cancel->by == Role::buyer ? sells : buys;
            return order::AcceptCancel { state.cancel->to_supplier };
        }
    };
    auto const paid = [&]() -> order::Command {
        by = provider();
        return payment(state);
    };
    auto const roll = random_.below(20);
    switch (state.phase) {
    case order::Phase::none:
        break;
    case order::Phase::draft:
        by = drafted;
        if (roll < 3) {
            auto changed = state.terms;
            changed.goods += " (new)";
            return order::Revise { changed };
        }
        return roll == 4 ? cancel() : order::Command { order::Offer {} };
    case order::Phase::awaiting_seller:
        if (roll == 0)
            return cancel();
        by = other;
        return order::Agree { digest(state.terms) };
    case order::Phase::awaiting_payment:
        return roll == 0 ? cancel() : roll < 3 ? amend() : roll == 3 ? end() : paid();
    case order::Phase::awaiting_shipment:
        if (roll < 2)
            return amend();
        if (roll < 7)
            return paid();
        if (roll == 8)
            return reverse();
        if (roll == 9)
            return release();
        if (roll == 10)
            return random_.below(3) == 0 ? cancel() : end();
        if (roll == 11) {
            by = random_.pick({ buys, sells, officer() });
            return order::NameCarrier { random_.below(9) == 0 ? Id<Party> { 999'999'999 } : state.terms.buyer };
        }
        by = random_.below(5) == 0 ? Actor { Role::carrier, {}, {} } : sells;
        return order::Ship { { today.plus_days(random_.between(-2, 0)), by.role, reference() } };
    case order::Phase::awaiting_receipt:
        if (roll < 2)
            return paid();
        if (roll == 3)
            return reverse();
        if (roll < 6)
            return release();
        if (roll < 14)
            return deliver();
        if (roll == 14 || (roll > 15 && state.amendment))
            return amend();
        if (roll == 15)
            return end();
        if (state.receipt_on) { // what is left is not paid
            by = sells;
            return order::CloseUnpaid { "the rest never came" };
        }
        by = buys;
        return order::ConfirmReceipt {};
    case order::Phase::completed:
        return roll < 12 ? reverse() : roll < 14 ? deliver() : roll < 16 ? paid() : release();
    case order::Phase::closed:
        return roll < 5 ? reverse() : roll < 10 ? paid() : roll < 14 ? cancel() : release();
    }
    by = either;
    return order::Offer {};
}

claim::Open Workload::opening(order::State const& state, Date today)
{
    claim::Open open;
    for (auto lines = 1 + random_.below(2); lines > 0; --lines) {
        claim::Line line;
        line.kind = static_cast<claim::Problem>(random_.between(1, 14));
        line.description = "not as agreed";
        line.share = random_.pick({ Ratio::whole(1), Ratio::of(1, 4), Ratio::of(1, 3) });
        line.verifiable = random_.below(2) == 0;
        line.found_on = today.plus_days(random_.between(-5, 0));
        open.lines.push_back(line);
    }
    open.remedy = random_.pick({ claim::Remedy::refund, claim::Remedy::refund, claim::Remedy::partial_refund,
        claim::Remedy::return_and_refund, claim::Remedy::replacement });
    open.amount = some(refundable(state));
    return open;
}

std::optional<Workload::Wish> Workload::of_order(Machine& machine, Directory const& known)
{
    auto const number = recent(known.orders);
    auto const order = read<order::State>(machine, Subject::order, number);
    if (!order || order->state.phase == order::Phase::none)
        return std::nullopt;
    auto const& state = order->state;
    bool const claimable = !state.payments.empty() && random_.below(state.frozen_by ? 20 : 4) == 0;
    if (claimable)
        return Wish { { {}, {}, at(Role::buyer, state.terms.buyer), { Subject::claim, 0 },
            claim::Command { opening(state, machine.today()) }, {}, { number } } };
    Wish wish { { {}, {}, {}, { Subject::order, number }, order::Command {}, {}, {} } };
    wish.envelope.command = order_command(machine, state, wish.envelope.actor);
    if (random_.below(6) == 0)
        wish.envelope.expected_version = order->version;
    return wish;
}

} // namespace recourse::sim

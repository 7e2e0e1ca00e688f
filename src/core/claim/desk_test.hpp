#pragma once

#include "base/packed.hpp"
#include "core/claim/invariants.hpp"
#include "core/claim/react.hpp"
#include "core/claim/viewer.hpp"
#include "core/order/decide.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

// For tests: one order with its claims and the book of money, one command after the other, every batch checked.

namespace recourse::claim {

inline Currency const usd = *Currency::from_code("USD");
inline Currency const eur = *Currency::from_code("EUR");
inline Id<Order> const number { 17 };
inline Id<Party> const party_of_buyer { 1 }, party_of_supplier { 2 }, party_of_inspector { 3 }, stranger { 4 },
    linked_party { 5 };
inline Date const day_one = Date::of(2026, 3, 2);

inline Money usd_of(std::int64_t minor)
{
    return { minor, usd };
}
inline Date day(int n)
{
    return day_one.plus_days(n);
}
inline act::Actor actor(act::Role role, std::uint64_t person = 1)
{
    using act::Role;
    auto const side = role == Role::counsel ? Role::buyer : role == Role::supplier_counsel ? Role::supplier : role;
    auto const party = side == Role::buyer ? party_of_buyer
        : side == Role::supplier           ? party_of_supplier
        : side == Role::inspector          ? party_of_inspector
                                           : Id<Party> {};
    bool const machine = role == Role::platform || role == Role::provider || role == Role::carrier;
    return { role, party, machine ? Id<Person> {} : Id<Person> { person } };
}
inline act::Actor const buyer = actor(act::Role::buyer), supplier = actor(act::Role::supplier),
                        officer = actor(act::Role::officer, 11), second = actor(act::Role::officer, 12),
                        platform = actor(act::Role::platform), inspector = actor(act::Role::inspector),
                        provider = actor(act::Role::provider), counsel = actor(act::Role::counsel),
                        supplier_counsel = actor(act::Role::supplier_counsel), auditor = actor(act::Role::auditor);

/// 45 days to confirm; a fee of 2 % on releases.
class OrderRules : public order::Rules {
public:
    std::string const& edition() const override { return edition_; }
    std::string const& reading() const override { return reading_; }
    std::vector<act::Timer> timers(order::Phase entered, Date on, order::State const&) const override
    {
        if (entered == order::Phase::awaiting_receipt)
            return { { "silent", "completed", on.plus_days(45), "" } };
        return {};
    }
    std::optional<std::string> may_cancel(act::Role role, order::State const&) const override
    {
        if (role == act::Role::supplier)
            return "cancel";
        return std::nullopt;
    }
    Money fee(order::State const&, Money release) const override
    {
        return portion(release, Ratio::percent(2), Rounding::down);
    }

private:
    std::string edition_ = "2026-03-17", reading_ = "text";
};

/// Rules with a few knobs: talks of 4 days before escalation, 7 until it happens by itself, 5 for the supplier to
/// answer.
class PlainRules : public Rules {
public:
    std::vector<Slot> asked; ///< for every claim; the last day counts from the opening
    bool final_withdrawal = true;
    bool silence_refunds = true;
    Ratio silence_share = Ratio::whole(1);
    std::optional<Money> four_eyes;
    int review_wait = 0; ///< days from a determination until it is carried out
    std::optional<int> review_days = 15;
    bool return_clocks = true; ///< silence ends a return; else an officer may after 8 days
    ChargebackEffect chargeback = ChargebackEffect::suspends;

    std::string const& edition() const override { return edition_; }
    std::string const& reading() const override { return reading_; }
    std::optional<std::string> may(Act act, act::Role role, State const&, order::State const& order) const override
    {
        bool const may_open = order.phase != order::Phase::closed && order.phase != order::Phase::awaiting_payment;
        if (act == Act::open)
            return may_open ? std::optional<std::string> { "dispute-after-payment" } : std::nullopt;
        if (act == Act::escalate && role == act::Role::supplier)
            return std::nullopt;
        return std::string { word(act) };
    }
    Window window(order::State const& order, std::vector<Line> const& lines) const override
    {
        Window result;
        bool const not_shipped
            = std::ranges::any_of(lines, [](auto const& line) { return line.kind == Problem::not_shipped; });
        if (not_shipped && order.terms.ship_by)
            result.first = Given { order.terms.ship_by->plus_days(1), "shipment", "" };
        if (order.completed_on)
            result.last = Given { order.completed_on->plus_days(30), "claim-window", "30 days" };
        return result;
    }
    std::optional<std::string> bars(Earlier const& earlier, std::vector<Line> const&) const override
    {
        bool const free = earlier.ending == Ending::withdrawn || earlier.ending == Ending::no_response
            || earlier.ending == Ending::not_returned;
        return free ? std::nullopt : std::optional<std::string> { "claim-decided" };
    }
    std::vector<Slot> evidence(State const&, Date opened, order::State const&) const override
    {
        auto slots = asked;
        for (auto& slot : slots)
            slot.last = opened.plus_days(slot.last->days());
        return slots;
    }
    std::optional<std::string> inadmissible(ExhibitKind kind, act::Role, State const&) const override
    {
        return kind == ExhibitKind::other_chat ? std::optional<std::string> { "own-chat" } : std::nullopt;
    }
    std::optional<Given> escalation_from(State const& state, order::State const&) const override
    {
        return Given { state.opened_on.plus_days(4), "escalate", "4 days" };
    }
    std::vector<Clock> clocks(Start start, Date on, State const& state, order::State const&) const override
    {
        auto const clock = [&](char const* rule, Effect effect, Awaits awaits, act::Role silent, int days) {
            return Clock { rule, effect, awaits, silent, Ratio::whole(1), 0, on.plus_days(days), "" };
        };
        std::vector<Clock> result;
        switch (start) {
        case Start::opened:
            result = { clock("automatic", Effect::escalate, Awaits::nothing, act::Role::platform, 7) };
            if (silence_refunds) {
                result.push_back(clock("silent-supplier", Effect::refund, Awaits::answer, act::Role::supplier, 5));
                result.back().share = silence_share;
            }
            break;
        case Start::answered:
            result = { clock("silent-buyer", Effect::close, Awaits::reply, act::Role::buyer, 6) };
            break;
        case Start::evidence_asked:
            result = { clock("upload-slot", Effect::close, Awaits::evidence, act::Role::buyer, 0) };
            result.back().due = *state.slots.back().last;
            break;
        case Start::return_due:
            if (!return_clocks)
                return { clock("operator", Effect::await_officer, Awaits::return_shipment, act::Role::buyer, 8) };
            result = { clock("return-by", Effect::close, Awaits::return_shipment, act::Role::buyer, 15) };
            break;
        case Start::return_shipped:
            if (!return_clocks)
                return { clock("operator", Effect::await_officer, Awaits::return_receipt, act::Role::supplier, 8) };
            result = { clock(
                "return-receipt", Effect::count_as_received, Awaits::return_receipt, act::Role::supplier, 10) };
            break;
        case Start::replacement_due:
            return { clock("operator", Effect::await_officer, Awaits::replacement_shipment, act::Role::supplier, 8) };
        case Start::replacement_shipped:
            return { clock("operator", Effect::await_officer, Awaits::replacement_receipt, act::Role::buyer, 8) };
        case Start::offered:
        case Start::escalated:
        case Start::reopened:
            break;
        }
        return result;
    }
    Proposal proposal(State const& state, order::State const&, std::optional<Money>) const override
    {
        auto const amount = portion(left(state), state.lines.front().share, Rounding::half_up);
        return { amount, amount, { { 0, "covered", amount, amount, "evident-non-conformity" } },
            { "share of the goods" }, edition_, reading_ };
    }
    std::optional<Money> four_eyes_above(Currency) const override { return four_eyes; }
    Date execute_from(Basis basis, Date on, State const&, order::State const&) const override
    {
        return basis == Basis::determination ? on.plus_days(review_wait) : on;
    }
    std::optional<ReviewRight> review(Basis, Date on, State const&, order::State const&) const override
    {
        if (!review_days)
            return std::nullopt;
        return ReviewRight { on.plus_days(*review_days), 1, "review", "" };
    }
    bool withdrawal_is_final(State const&) const override { return final_withdrawal; }
    std::vector<escrow::Fund> funds(State const&) const override
    {
        return { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    }
    OnChargeback on_chargeback(Money, State const&) const override { return { chargeback, "chargeback" }; }

private:
    std::string edition_ = "2026-03-17", reading_ = "text";
};

class Desk {
public:
    struct OneClaim {
        Id<Claim> id;
        State state;
        std::vector<Event> log;
    };

    PlainRules rules;
    Date today = day_one;
    order::State order;
    std::vector<OneClaim> claims { { Id<Claim> { 1 }, {}, {} } };
    std::size_t current = 0;
    escrow::Book book;
    Money limit_left = usd_of(1'000'000'00);
    act::Behind behind; ///< whoever acts

    State const& state() const { return claims[current].state; }
    void next_claim()
    {
        claims.push_back({ Id<Claim> { claims.size() + 1 }, {}, {} });
        current = claims.size() - 1;
    }

    Context context(act::Actor const& who)
    {
        earlier_.clear();
        for (std::size_t i = 0; i < claims.size(); ++i) {
            auto const& one = claims[i];
            if (i == current || one.state.phase == Phase::none)
                continue;
            earlier_.push_back(earlier_of(one.id, one.state));
        }
        static std::array const linked { linked_party };
        auto const pool = escrow::pool_free(book, book.amount(escrow::recourse_to(party_of_supplier, usd)));
        return { who, { {}, today }, rules, claims[current].id, number, order, book, limit_left, pool, earlier_, linked,
            behind };
    }

    /// "ok", "already so", or the code of the refusal.
    std::string run(act::Actor const& who, Command const& command)
    {
        auto& one = claims[current];
        last.emplace(who, command);
        auto const decision = decide(one.state, command, context(who));
        if (!decision) {
            refusal = decision.error();
            return std::string { decision.error().kind->code };
        }
        auto const before = one.state;
        auto const order_before = order;
        std::vector<escrow::Transfer> transfers;
        for (auto const& event : decision->claim) {
            evolve(one.state, event);
            one.log.push_back(event);
        }
        for (auto const& event : decision->order) {
            evolve(order, event);
            order_log.push_back(event);
            auto const moved = order::transfers(event);
            transfers.insert(transfers.end(), moved.begin(), moved.end());
        }
        EXPECT_TRUE(book.apply(transfers));
        for (auto const& broken : breaches({ one.id, number, before, one.state, order_before, order, transfers }))
            ADD_FAILURE() << broken;
        check();
        return decision->claim.empty() && decision->order.empty() ? "already so" : "ok";
    }

    std::string run_order(act::Actor const& who, order::Command const& command)
    {
        OrderRules const order_rules;
        auto const decision
            = order::decide(order, command, { who, { {}, today }, order_rules, number, Id<Payment> { ++payments_ } });
        if (!decision)
            return std::string { decision.error().kind->code };
        for (auto const& event : *decision) {
            evolve(order, event);
            order_log.push_back(event);
            EXPECT_TRUE(book.apply(order::transfers(event)));
        }
        check();
        return decision->empty() ? "already so" : "ok";
    }

    /// What the order knows of its money is what the book holds.
    void check() const
    {
        EXPECT_EQ(book.amount(escrow::held(number, usd)), held(order));
        EXPECT_GE(held(order).minor, 0);
        EXPECT_EQ(book.amount(escrow::refund_payable(number, usd)), order.refunded + order.refunded_elsewhere);
        for (auto const& sum : trial_balance(book))
            EXPECT_EQ(sum.debits, sum.credits);
    }

    /// 150 deposit and 350 balance, paid, or the deposit alone.
    void paid(bool whole = true, std::optional<inspection::Acceptance> acceptance = {})
    {
        order::Terms terms;
        terms.acceptance = acceptance;
        terms.buyer = party_of_buyer;
        terms.supplier = party_of_supplier;
        terms.programme = "plain";
        terms.goods = "pumps";
        terms.price_goods = usd_of(500'00);
        terms.price_freight = terms.price_tax = usd_of(0);
        terms.ship_by = day(20);
        terms.instalments
            = { { order::Purpose::deposit, usd_of(150'00), {} }, { order::Purpose::balance, usd_of(350'00), {} } };
        ASSERT_EQ(run_order(buyer, order::Draft { terms }), "ok");
        ASSERT_EQ(run_order(buyer, order::Offer {}), "ok");
        ASSERT_EQ(run_order(supplier, order::Agree { digest(terms) }), "ok");
        ASSERT_EQ(run_order(provider, order::ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
        if (whole)
            ASSERT_EQ(run_order(provider, order::ReceivePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    }
    void shipped(std::optional<inspection::Acceptance> acceptance = {})
    {
        paid(true, acceptance);
        ASSERT_EQ(run_order(supplier, order::Ship { { today, {}, "TRACK" } }), "ok");
    }
    void completed()
    {
        shipped();
        ASSERT_EQ(run_order(buyer, order::ConfirmReceipt {}), "ok");
    }
    void fill(escrow::Account const& account, Money amount)
    {
        ASSERT_TRUE(book.apply(std::vector<escrow::Transfer> { { escrow::provider(9, usd), account, amount } }));
    }

    std::vector<order::Event> order_log;
    act::Refusal refusal; ///< the last
    std::optional<std::pair<act::Actor, Command>> last; ///< who asked what

private:
    std::vector<Earlier> earlier_;
    std::uint64_t payments_ = 0;
};

inline Open opening(std::int64_t amount = 500'00, Remedy remedy = Remedy::refund, Ratio share = Ratio::whole(1))
{
    return { { { Problem::quality, "the seal leaks at 3 bar instead of 6", share, {}, true, {} } }, remedy,
        usd_of(amount) };
}
inline Exhibit exhibit_of(std::string name, ExhibitKind kind = ExhibitKind::photo, Compartment in = Compartment::shared)
{
    auto const digest = sha256(name);
    return { digest, std::move(name), kind, {}, in };
}
inline Offer offer_of(std::int64_t amount, int until = 30, bool full_and_final = false)
{
    return { usd_of(amount), Remedy::partial_refund, full_and_final, false, day(until) };
}
inline Ruling ruling_of(std::int64_t amount, std::string deviation = {}, Remedy remedy = Remedy::refund)
{
    return { { { 0, "the seal leaks" } }, usd_of(amount), remedy, "the report shows it", std::move(deviation), {} };
}

/// One line of a table: on that day somebody does something, and this is what comes of it.
struct Step {
    int on;
    act::Actor by;
    Command command;
    std::string expected;
};
inline void run(Desk& desk, std::vector<Step> const& steps)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        desk.today = day(steps[i].on);
        EXPECT_EQ(desk.run(steps[i].by, steps[i].command), steps[i].expected) << "line " << i + 1;
    }
}

} // namespace recourse::claim

#pragma once

#include "base/packed.hpp"
#include "core/order/decide.hpp"
#include "core/order/refusals.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

/// What the tests of orders share: fixed rules, and a desk for one order.
namespace recourse::order {

inline Currency const usd = *Currency::from_code("USD");
inline Currency const eur = *Currency::from_code("EUR");
inline Id<Party> const buyer { 1 }, supplier { 2 }, stranger { 3 };
inline Id<Order> const number { 17 };

inline Money usd_of(std::int64_t minor)
{
    return { minor, usd };
}

/// Fixed rules: 30 days to agree, 60 to pay, 45 to confirm (15 by express); cancellation until payment; a fee of 2 %.
class PlainRules : public Rules {
public:
    std::string const& edition() const override { return edition_; }
    std::string const& reading() const override { return reading_; }
    std::vector<act::Timer> timers(Phase entered, Date on, State const& state) const override
    {
        switch (entered) {
        case Phase::awaiting_seller:
            return { { "unconfirmed", "closed", on.plus_days(30), "" } };
        case Phase::awaiting_payment:
            return { { "unpaid", "closed", on.plus_days(60), "" } };
        case Phase::awaiting_receipt:
            if (state.terms.shipping_mode == ShippingMode::express)
                return { { "silent-express", "completed", on.plus_days(15), "15 days" } };
            return { { "silent", "completed", on.plus_days(45), "" } };
        case Phase::none:
        case Phase::draft:
        case Phase::awaiting_shipment:
        case Phase::completed:
        case Phase::closed:
            return {};
        }
        return {};
    }
    std::optional<std::string> may_cancel(act::Role role, State const& state) const override
    {
        bool const early = state.phase == Phase::awaiting_seller || state.phase == Phase::awaiting_payment;
        if (early || role == act::Role::supplier)
            return "cancel-before-payment";
        return std::nullopt;
    }
    Money fee(State const&, Money release) const override
    {
        return portion(release, Ratio::percent(2), Rounding::down);
    }

private:
    std::string edition_ = "2026-03-17", reading_ = "text";
};

inline Terms terms_of(std::int64_t deposit = 150'00, std::int64_t balance = 350'00)
{
    Terms terms;
    terms.buyer = buyer;
    terms.supplier = supplier;
    terms.programme = "plain";
    terms.goods = "pumps";
    terms.price_goods = usd_of(deposit + balance - 20'00);
    terms.price_freight = usd_of(20'00);
    terms.price_tax = usd_of(0);
    terms.instalments = { { Purpose::deposit, usd_of(deposit), {} }, { Purpose::balance, usd_of(balance), {} } };
    return terms;
}

/// One order with its book of money, one command after the other.
class Desk {
public:
    Date today = Date::of(2026, 3, 2);
    State state;
    escrow::Book book;
    std::vector<Event> log;
    act::Refusal refusal; ///< the last

    /// "ok", "already so", or the code of the refusal.
    std::string run(act::Role role, Id<Party> party, Command const& command)
    {
        return run({ role, party, {} }, command);
    }
    std::string run(act::Actor const& actor, Command const& command)
    {
        auto const decision
            = decide(state, command, { actor, { {}, today }, rules_, number, Id<Payment> { ++payments_ } });
        if (!decision) {
            refusal = decision.error();
            return std::string { refusal.kind->code };
        }
        for (auto const& event : *decision) {
            evolve(state, event);
            EXPECT_TRUE(book.apply(transfers(event)));
            log.push_back(event);
        }
        check();
        return decision->empty() ? "already so" : "ok";
    }
    std::string buys(Command const& command) { return run(act::Role::buyer, buyer, command); }
    std::string sells(Command const& command) { return run(act::Role::supplier, supplier, command); }
    std::string provides(Command const& command) { return run(act::Role::provider, {}, command); }
    std::string passes(Command const& command) { return run(act::Role::platform, {}, command); }

    /// What the order knows of its money is what the book holds.
    void check() const
    {
        if (state.phase == Phase::none)
            return;
        EXPECT_EQ(book.amount(escrow::held(number, usd)), held(state));
        EXPECT_GE(held(state).minor, 0);
        EXPECT_EQ(book.amount(escrow::fee_income(usd)), state.fees);
        EXPECT_EQ(book.amount(escrow::balance_of(supplier, usd)), state.released - state.clawed_back);
        EXPECT_EQ(book.amount(escrow::refund_payable(number, usd)), state.refunded);
        EXPECT_LE(reversed_since(state, {}).minor, reversed(state).minor);
        for (auto const& sum : trial_balance(book))
            EXPECT_EQ(sum.debits, sum.credits);
    }

    void agreed(Terms const& terms = terms_of())
    {
        ASSERT_EQ(buys(Draft { terms }), "ok");
        ASSERT_EQ(buys(Offer {}), "ok");
        ASSERT_EQ(sells(Agree { digest(terms) }), "ok");
    }
    void paid(Terms const& terms = terms_of())
    {
        agreed(terms);
        for (std::uint32_t i = 0; i < terms.instalments.size(); ++i)
            ASSERT_EQ(provides(ReceivePayment { i, terms.instalments[i].amount, 0, fmt::format("R{}", i) }), "ok");
    }
    void shipped(Terms const& terms = terms_of())
    {
        paid(terms);
        ASSERT_EQ(sells(Ship { { today, {}, "TRACK" } }), "ok");
    }

private:
    PlainRules rules_;
    std::uint64_t payments_ = 0;
};

/// Any command, sensible or not, with amounts near those of the terms.
inline rc::Gen<Command> any_command()
{
    auto const amount = rc::gen::map(rc::gen::inRange(-1, 60), [](int n) { return usd_of(n * 10'00); });
    auto const at = rc::gen::inRange<std::uint32_t>(0, 3);
    auto const reference = rc::gen::map(rc::gen::inRange(0, 4), [](int n) { return fmt::format("R{}", n); });
    auto const day = rc::gen::map(rc::gen::inRange(-3, 3), [](int n) { return Date::of(2026, 3, 2).plus_days(n); });
    auto const later = rc::gen::map(rc::gen::inRange(0, 60), [](int days) {
        auto terms = terms_of();
        terms.instalments[1].due = Date::of(2026, 3, 2).plus_days(days);
        return Command { Amend { std::move(terms) } };
    });
    auto const some = rc::gen::map(rc::gen::inRange(-1, 16), [](int n) { return usd_of(n * 10'00); });
    return rc::gen::oneOf(rc::gen::just<Command>(Draft { terms_of() }), rc::gen::just<Command>(Offer {}), later,
        rc::gen::map(some, [](Money m) { return Command { ProposeCancel { m, "by agreement" } }; }),
        rc::gen::map(some, [](Money m) { return Command { AcceptCancel { m } }; }),
        rc::gen::just<Command>(RejectCancel {}), rc::gen::just<Command>(CloseUnpaid { "unpaid" }),
        rc::gen::just<Command>(Agree { digest(terms_of()) }),
        rc::gen::map(rc::gen::inRange(1, 9), [](int n) { return Command { Amend { terms_of(n * 50'00, 350'00) } }; }),
        rc::gen::just<Command>(RejectAmendment {}), rc::gen::just<Command>(Cancel { "" }),
        rc::gen::apply(
            [](auto i, auto m, auto r) { return Command { AnnouncePayment { i, m, 0, r } }; }, at, amount, reference),
        rc::gen::apply(
            [](auto i, auto m, auto r) { return Command { ReceivePayment { i, m, 0, r } }; }, at, amount, reference),
        rc::gen::map(reference, [](auto r) { return Command { FailPayment { r } }; }),
        rc::gen::apply([](auto r, auto m) { return Command { ReversePayment { r, m, "" } }; }, reference, amount),
        rc::gen::apply([](auto r, auto m) { return Command { RestorePayment { r, m, "" } }; }, reference, amount),
        rc::gen::map(day, [](Date d) { return Command { Ship { { d, {}, "" } } }; }),
        rc::gen::map(day, [](Date d) { return Command { Deliver { { d, {}, "" } } }; }),
        rc::gen::just<Command>(ConfirmReceipt {}),
        rc::gen::map(amount, [](Money m) { return Command { Release { m } }; }));
}

} // namespace recourse::order

#include "core/programme/order_rules.hpp"

#include "catalog/world.hpp"
#include "core/order/decide.hpp"

#include <gtest/gtest.h>

namespace recourse::programme {

namespace {

Currency const usd = *Currency::from_code("USD");

casework::World const& world()
{
    static auto const loaded = catalog::shipped_world(false);
    return *loaded->world;
}

cover::Book const& alibaba()
{
    return *std::ranges::find(world().books, "alibaba-trade-assurance", &cover::Book::id);
}

order::State order_by(order::ShippingMode mode)
{
    order::State state;
    state.phase = order::Phase::awaiting_receipt;
    state.terms.price_goods = state.terms.price_freight = state.terms.price_tax = { 100'00, usd };
    state.terms.shipping_mode = mode;
    return state;
}

} // namespace

TEST(OrderRules, give_the_days_of_the_book_by_mode_of_shipping)
{
    OrderRules const rules(world(), alibaba(), "current-help");
    auto const shipped = Date::of(2026, 3, 2);
    struct Case {
        order::ShippingMode mode;
        std::string rule;
        int days;
    };
    for (auto const& [mode, rule, days] : { Case { order::ShippingMode::sea, "silent-sea", 45 },
             Case { order::ShippingMode::air, "silent-air", 15 }, Case { order::ShippingMode::land, "silent-land", 30 },
             Case { order::ShippingMode::express, "silent-express", 15 },
             Case { order::ShippingMode::post, "silent-post", 60 } }) {
        auto const timers = rules.timers(order::Phase::awaiting_receipt, shipped, order_by(mode));
        ASSERT_EQ(timers.size(), 1u) << rule;
        EXPECT_EQ(timers[0].rule, rule);
        EXPECT_EQ(timers[0].to, "completed");
        EXPECT_EQ(timers[0].due, shipped.plus_days(days));
        EXPECT_NE(timers[0].counting.find("day 0"), std::string::npos) << timers[0].counting;
    }
    EXPECT_TRUE(rules.timers(order::Phase::awaiting_receipt, shipped, order_by(order::ShippingMode::unknown)).empty());
    auto const unpaid = rules.timers(order::Phase::awaiting_payment, shipped, order_by(order::ShippingMode::sea));
    ASSERT_EQ(unpaid.size(), 1u);
    EXPECT_EQ(unpaid[0].due, shipped.plus_days(60));
}

TEST(OrderRules, either_side_cancels_before_payment_and_neither_after)
{
    OrderRules const rules(world(), alibaba(), "current-help");
    auto state = order_by(order::ShippingMode::sea);
    state.phase = order::Phase::awaiting_payment;
    EXPECT_EQ(rules.may_cancel(act::Role::supplier, state), "cancel-before-payment");
    EXPECT_EQ(rules.may_cancel(act::Role::buyer, state), "cancel-before-payment");
    EXPECT_FALSE(rules.may_cancel(act::Role::officer, state));
    state.phase = order::Phase::awaiting_shipment;
    EXPECT_FALSE(rules.may_cancel(act::Role::buyer, state));
}

TEST(OrderRules, a_fee_is_rounded_down_to_the_minor_unit)
{
    OrderRules const rules(world(), alibaba(), "current-help", { 250 });
    EXPECT_EQ(rules.fee({}, { 101'99, usd }), (Money { 2'54, usd }));
    EXPECT_EQ(OrderRules(world(), alibaba(), "current-help").fee({}, { 101'99, usd }), (Money { 0, usd }));
}

TEST(OrderRules, the_edition_and_the_reading_bind_with_the_agreement)
{
    OrderRules const rules(world(), alibaba(), "receipt-counts");
    order::Terms terms;
    terms.buyer = { 1 };
    terms.supplier = { 2 };
    terms.programme = "alibaba-trade-assurance";
    terms.goods = "pumps";
    terms.price_goods = { 300'00, usd };
    terms.price_freight = terms.price_tax = { 0, usd };
    terms.instalments = { { order::Purpose::full, { 300'00, usd }, {} } };
    order::State state;
    order::Context context { { act::Role::buyer, { 1 }, {} }, { {}, Date::of(2026, 3, 20) }, rules, { 7 }, { 8 } };
    for (auto const& command : { order::Command { order::Draft { terms } }, order::Command { order::Offer {} } }) {
        for (auto const& event : *order::decide(state, command, context))
            evolve(state, event);
    }
    context.actor = { act::Role::supplier, { 2 }, {} };
    for (auto const& event : *order::decide(state, order::Agree { digest(terms) }, context))
        evolve(state, event);
    EXPECT_EQ(state.edition, "2026-03-17");
    EXPECT_EQ(state.reading, "receipt-counts");
    ASSERT_EQ(state.timers.size(), 1u);
    EXPECT_EQ(state.timers[0].rule, "unpaid-60-days");
}

} // namespace recourse::programme

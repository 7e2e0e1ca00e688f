#include "brief/matter_statement.hpp"

#include <gtest/gtest.h>

// Heads of a matter as items of a claim statement.

namespace recourse::brief {

namespace {

Currency const usd = *Currency::from_code("USD");

matter::State with(std::vector<matter::Head> heads)
{
    matter::State state;
    state.nothing = { 0, usd };
    for (auto& one : heads)
        state.heads.push_back({ std::move(one), Date::of(2026, 9, 1), {} });
    return state;
}

matter::Head head(matter::HeadKind kind, std::int64_t minor)
{
    matter::Head one;
    one.kind = kind;
    one.amount = { minor, usd };
    one.basis = "art. 566";
    return one;
}

} // namespace

TEST(MatterStatement, has_an_item_for_each_head_that_stands)
{
    auto state = with({ head(matter::HeadKind::price, 900'000), head(matter::HeadKind::damages, 50'000),
        head(matter::HeadKind::interest, 7'000), head(matter::HeadKind::costs, 3'000) });
    state.heads[1].withdrawn = Date::of(2026, 9, 2);
    auto const basis = basis_of(state, {}, Date::of(2026, 12, 1), {}, {});
    ASSERT_EQ(basis.particulars.items.size(), 2u);
    EXPECT_EQ(basis.particulars.items[0].id, "head-1");
    EXPECT_EQ(basis.particulars.items[0].head, quantum::Head::price_refund);
    EXPECT_EQ(basis.particulars.items[1].id, "head-4");
    EXPECT_EQ(basis.particulars.items[1].head, quantum::Head::legal_costs);
    ASSERT_EQ(basis.remarks.size(), 1u); // of the head of interest
    EXPECT_EQ(basis.remarks[0].fact, "heads[3]");
    EXPECT_EQ(basis.particulars.paid, (Money { 900'000, usd }));
}

TEST(MatterStatement, sets_off_what_was_counted_on_any_route)
{
    auto state = with({ head(matter::HeadKind::price, 900'000) });
    matter::Receipt refund;
    refund.route = matter::Route::platform;
    refund.on = Date::of(2026, 10, 1);
    refund.amount = { 300'000, usd };
    state.receipts.push_back({ refund, refund.on, refund.amount, { 900'000, usd }, false });
    auto const basis = basis_of(state, Money { 1'200'000, usd }, Date::of(2026, 12, 1), {}, {});
    ASSERT_EQ(basis.particulars.receipts.size(), 1u);
    EXPECT_EQ(basis.particulars.receipts[0].via, quantum::Via::platform_refund);
    EXPECT_EQ(basis.particulars.receipts[0].amount, (Money { 300'000, usd }));
    EXPECT_EQ(basis.particulars.paid, (Money { 1'200'000, usd }));
}

TEST(MatterStatement, of_no_heads_states_nothing)
{
    auto const basis = basis_of(with({}), {}, Date::of(2026, 12, 1), {}, {});
    EXPECT_TRUE(basis.particulars.items.empty());
}

} // namespace recourse::brief

#include "brief/matter_account.hpp"

#include "brief/sample_test.hpp"
#include "core/matter/desk_test.hpp"

#include <gmock/gmock.h>

// The account of a matter: it balances at any time, and is refused where it does not.

namespace recourse::brief {

namespace {

using namespace matter; // commands, and the desk of its tests
using testing::HasSubstr;

route::Schedule const* tiers()
{
    auto const& all = samples::loaded().world->schedules;
    auto const found = std::ranges::find(all, "contingency_cap_2021", &route::Schedule::id);
    return found == all.end() ? nullptr : &*found;
}
time::RateTable const& rates()
{
    return samples::loaded().world->rates;
}

MatterAccount account(Desk const& desk)
{
    auto made = account_of(desk.state, desk.today, tiers(), rates());
    EXPECT_TRUE(made) << made.error().says.en;
    return made ? *std::move(made) : MatterAccount {};
}

struct Paid : Ready {
    Paid()
    {
        Engagement engagement;
        engagement.model = FeeModel::contingency;
        engagement.share = Ratio::percent(10);
        engagement.signed_on = day("2026-05-20");
        engagement.budget = { { CostLine::court, usd(500) }, { CostLine::translation, usd(300) } };
        EXPECT_EQ((*this)(counsel, Engage { engagement }), "");
        EXPECT_EQ((*this)(buyer, BookCost { { CostLine::court, usd(700), day("2026-05-21"), "fee", {} } }), "");
        EXPECT_EQ((*this)(counsel, BookCost { { CostLine::counsel, usd(100), day("2026-05-22"), "copies", {} } }), "");
        EXPECT_EQ((*this)(buyer, RecordReceipt { receipt_of(Route::platform, 8'000), false }), "");
        EXPECT_EQ((*this)(buyer, RecordReceipt { receipt_of(Route::voluntary, 2'000), false }), "");
    }
};

AccountShare share(MatterAccount const& account, ShareKind kind)
{
    for (auto const& one : account.shares)
        if (one.kind == kind)
            return one;
    return { kind, { usd(0), {} }, { usd(0), {} }, { usd(0), {} } };
}

} // namespace

TEST(MatterAccount, of_a_matter_that_has_just_begun_is_all_open)
{
    Ready desk;
    auto const drawn = account(desk);
    EXPECT_EQ(drawn.claimed.total.own, usd(40'000));
    EXPECT_EQ(drawn.received.total.own, usd(0));
    EXPECT_EQ(drawn.open.own, usd(40'000));
    EXPECT_TRUE(drawn.costs.empty());
    EXPECT_FALSE(drawn.success_fee);
    EXPECT_TRUE(drawn.shares.empty());
    ASSERT_TRUE(drawn.open.rmb); // there is a shipped rate
    EXPECT_EQ(drawn.open.rmb->currency.code(), "CNY");
    EXPECT_FALSE(drawn.rates.empty());
    matter::Desk nothing;
    nothing.open();
    EXPECT_EQ(account(nothing).open.own, usd(0));
}

TEST(MatterAccount, sets_receipts_against_the_claim_and_shares_them_by_the_order_of_the_law)
{
    Paid desk;
    auto drawn = account(desk);
    EXPECT_EQ(drawn.received.total.own, usd(10'000));
    ASSERT_EQ(drawn.received.entries.size(), 2u);
    EXPECT_EQ(drawn.received.entries[0].id, "route-platform");
    EXPECT_EQ(drawn.open.own, usd(30'000));
    ASSERT_EQ(drawn.costs.size(), 3u);
    EXPECT_EQ(drawn.costs[0].line, CostLine::counsel);
    EXPECT_EQ(drawn.costs[1].left.own, usd(-200)); // the court cost more than was thought
    EXPECT_EQ(drawn.costs[2].booked.own, usd(0));
    ASSERT_TRUE(drawn.success_fee);
    EXPECT_EQ(drawn.success_fee->fee, usd(1'000));
    EXPECT_EQ(share(drawn, ShareKind::costs).due.own, usd(800));
    EXPECT_EQ(share(drawn, ShareKind::success_fee).due.own, usd(1'000));
    EXPECT_EQ(share(drawn, ShareKind::client).due.own, usd(8'200));
    EXPECT_EQ(drawn.to_share.own, usd(10'000));
    // A part is given out: the difference is shown, to the cent, and what waits is no part of it.
    EXPECT_EQ(desk(counsel, ProposeDistribution { { { ShareKind::client, usd(9'000), "Buyer" } } }), "");
    EXPECT_EQ(account(desk).waiting.own, usd(9'000));
    EXPECT_EQ(account(desk).given.own, usd(0));
    EXPECT_EQ(desk(buyer, AnswerDistribution { 1, true, "" }), "");
    drawn = account(desk);
    EXPECT_EQ(share(drawn, ShareKind::client).difference.own, usd(-800));
    EXPECT_EQ(drawn.given.own, usd(9'000));
    EXPECT_EQ(drawn.to_share.own, usd(1'000));
    for (auto const& one : drawn.checks)
        EXPECT_EQ(one.left, one.right) << one.says.en;
}

TEST(MatterAccount, in_renminbi_every_sum_is_that_of_its_entries)
{
    Paid desk;
    EXPECT_EQ(desk(buyer, AddHead { head_of(333, HeadKind::damages) }), "");
    auto const drawn = account(desk);
    for (auto const* part : { &drawn.claimed, &drawn.received }) {
        auto sum = cny(0);
        for (auto const& one : part->entries)
            sum = sum + one.sum.rmb.value();
        EXPECT_EQ(part->total.rmb, sum);
    }
    EXPECT_EQ(drawn.open.rmb.value(), drawn.claimed.total.rmb.value() - drawn.received.total.rmb.value());
    // Without a rate there is one currency, and that is said.
    auto const alone = account_of(desk.state, desk.today, tiers(), time::RateTable {});
    ASSERT_TRUE(alone);
    EXPECT_FALSE(alone->open.rmb);
    EXPECT_FALSE(alone->success_fee); // whose ceiling is in renminbi
    EXPECT_GE(alone->remarks.size(), 2u);
}

TEST(MatterAccount, says_by_how_much_a_title_is_more_and_a_settlement_less_than_the_heads)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    desk.award(42'000);
    auto const drawn = account(desk);
    EXPECT_EQ(drawn.awarded.total.own, usd(42'000));
    EXPECT_EQ(drawn.claimed.entries.back().id, "adjusted");
    EXPECT_EQ(drawn.claimed.entries.back().sum.own, usd(2'000));
    EXPECT_EQ(drawn.claimed.total.own, usd(42'000));
    Ready settled;
    EXPECT_EQ(settled(buyer, MakeOffer { { false, usd(25'000), true, false, day("2026-06-10"), "" } }), "");
    EXPECT_EQ(settled(buyer, AcceptOffer { 1, Waiver { usd(15'000), {} } }), "");
    auto const less = account(settled);
    EXPECT_EQ(less.claimed.total.own, usd(25'000));
    EXPECT_EQ(less.claimed.entries.back().sum.own, usd(-15'000));
}

TEST(MatterAccount, what_came_beyond_the_claim_goes_back_first)
{
    Ready desk;
    EXPECT_EQ(desk(buyer, RecordReceipt { receipt_of(Route::voluntary, 30'000), false }), "");
    EXPECT_EQ(desk(buyer, RecordReceipt { receipt_of(Route::platform, 15'000), true }), "");
    auto const drawn = account(desk);
    EXPECT_EQ(drawn.over.own, usd(5'000));
    EXPECT_EQ(drawn.open.own, usd(0));
    EXPECT_EQ(share(drawn, ShareKind::paid_back).due.own, usd(5'000));
    EXPECT_EQ(share(drawn, ShareKind::client).due.own, usd(40'000));
}

TEST(MatterAccount, does_not_hide_a_difference)
{
    Paid desk;
    auto wrong = desk.state;
    wrong.received = wrong.received + usd(1);
    auto const refused = account_of(wrong, desk.today, tiers(), rates());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().left, refused.error().right);
    EXPECT_FALSE(refused.error().says.zh.empty());
    wrong = desk.state;
    wrong.distributed = usd(5);
    EXPECT_FALSE(account_of(wrong, desk.today, tiers(), rates()));
}

TEST(MatterAccount, is_printed_in_both_languages)
{
    Paid desk;
    auto const drawn = account(desk);
    auto const english = printed(drawn, same("L-7"), Language::en), chinese = printed(drawn, same("L-7"), Language::zh);
    for (auto const* text :
        { "L-7, 2026-06-01", "Open: USD 30,000.00 (CNY ", "; over by", "Success fee", "due USD 8,200.00" })
        EXPECT_THAT(english, HasSubstr(text));
    for (auto const* text : { "未受偿", "风险代理费", "超出" })
        EXPECT_THAT(chinese, HasSubstr(text));
    for (std::size_t at = 0, end = 0; at < english.size(); at = end + 1) {
        end = english.find('\n', at);
        EXPECT_LE(end - at, 80u) << english.substr(at, end - at);
    }
}

} // namespace recourse::brief

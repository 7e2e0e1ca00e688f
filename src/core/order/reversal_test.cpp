#include "core/order/desk_test.hpp"
#include "core/order/reversal.hpp"

// What a bank takes back, and pays again after all.

namespace recourse::order {

TEST(Reversal, undone_leaves_the_money_where_it_was)
{
    struct Case {
        std::int64_t released, taken, again;
        std::int64_t hold, owed; ///< by the supplier, of what was released to it
    };
    for (auto const& one : {
             //     released  taken   again   hold    owed
             Case { 400'00, 350'00, 350'00, 100'00, 0 },
             Case { 400'00, 350'00, 250'00, 0, 0 }, // the supplier first: the hold had borne it first
             Case { 400'00, 350'00, 100'00, 0, 150'00 },
             Case { 100'00, 350'00, 350'00, 400'00, 0 },
             Case { 100'00, 350'00, 50'00, 100'00, 0 },
             Case { 500'00, 350'00, 350'00, 0, 0 },
         }) {
        Desk desk;
        desk.shipped();
        ASSERT_EQ(desk.buys(Release { usd_of(one.released) }), "ok");
        ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(one.taken), "chargeback" }), "ok");
        EXPECT_EQ(reversed_since(desk.state, {}), usd_of(one.taken));
        ASSERT_EQ(desk.provides(RestorePayment { "R1", usd_of(one.again), "lost" }), "ok");
        EXPECT_EQ(held(desk.state), usd_of(one.hold));
        EXPECT_EQ(desk.state.clawed_back, usd_of(one.owed));
        EXPECT_EQ(reversed_since(desk.state, {}), usd_of(one.taken - one.again));
        EXPECT_EQ(desk.provides(RestorePayment { "R1", usd_of(one.taken - one.again + 1), "lost" }),
            "order.restored_too_much");
    }
}

TEST(Reversal, is_undone_by_the_holder_of_the_funds_and_as_far_as_the_payment_was_taken_back)
{
    Desk desk;
    desk.paid();
    ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    EXPECT_EQ(desk.buys(RestorePayment { "R1", usd_of(1), "lost" }), "order.wrong_role");
    EXPECT_EQ(desk.provides(RestorePayment { "R7", usd_of(1), "lost" }), "order.no_payment");
    EXPECT_EQ(desk.provides(RestorePayment { "R1", { 1, eur }, "lost" }), "order.currencies");
    EXPECT_EQ(desk.provides(RestorePayment { "R1", usd_of(0), "lost" }), "order.nothing_to_pay");
    EXPECT_EQ(desk.provides(RestorePayment { "R0", usd_of(1), "lost" }), "order.restored_too_much");
    // The buyer pays it otherwise: it is paid once.
    ASSERT_EQ(desk.provides(ReceivePayment { 1, usd_of(300'00), 0, "R2" }), "ok");
    EXPECT_EQ(desk.provides(RestorePayment { "R1", usd_of(50'01), "lost" }), "order.overpaid");
    EXPECT_EQ(desk.provides(RestorePayment { "R1", usd_of(50'00), "lost" }), "ok");
    EXPECT_EQ(desk.provides(RestorePayment { "R1", usd_of(1), "lost" }), "order.overpaid");
}

TEST(Reversal, undone_completes_an_order_whose_goods_have_come)
{
    Desk desk;
    desk.shipped();
    ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    ASSERT_EQ(desk.buys(ConfirmReceipt {}), "ok");
    EXPECT_EQ(desk.state.phase, Phase::awaiting_receipt);
    ASSERT_EQ(desk.provides(RestorePayment { "R1", usd_of(350'00), "lost" }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::completed);
    EXPECT_EQ(held(desk.state), usd_of(0));
}

TEST(Reversal, undone_of_an_order_that_was_cancelled_meanwhile_is_the_buyers)
{
    Desk desk;
    desk.paid();
    ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    ASSERT_EQ(desk.sells(Cancel { "sold out" }), "ok");
    EXPECT_EQ(desk.state.refunded, usd_of(150'00));
    auto const closed = desk.state.closed_on;
    desk.today = desk.today.plus_days(40);
    ASSERT_EQ(desk.provides(RestorePayment { "R1", usd_of(350'00), "lost" }), "ok");
    EXPECT_EQ(desk.state.refunded, usd_of(500'00));
    EXPECT_EQ(held(desk.state), usd_of(0));
    EXPECT_EQ(desk.state.closed_on, closed);
    EXPECT_EQ(desk.state.closed_because, "sold out");

    Desk refunded; // its refund was on its way already: it stays so
    refunded.paid();
    ASSERT_EQ(refunded.sells(Cancel { "sold out" }), "ok");
    ASSERT_EQ(refunded.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    EXPECT_EQ(refundable(refunded.state), usd_of(-350'00));
    ASSERT_EQ(refunded.provides(RestorePayment { "R1", usd_of(350'00), "lost" }), "ok");
    EXPECT_EQ(refundable(refunded.state), usd_of(0));
    EXPECT_EQ(refunded.state.refunded, usd_of(500'00));
}

// The bank's money under a new reference left what had been taken back standing for ever.
TEST(Reversal, is_made_up_for_by_whoever_pays_the_instalment_anew)
{
    Desk desk;
    desk.paid();
    ASSERT_EQ(desk.provides(ReversePayment { "R0", usd_of(150'00), "chargeback" }), "ok");
    ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    ASSERT_EQ(desk.provides(ReceivePayment { 1, usd_of(300'00), 0, "R2" }), "ok");
    EXPECT_EQ(reversed_since(desk.state, {}), usd_of(200'00)) << "of its own instalment alone";
    EXPECT_EQ(reversed(desk.state), usd_of(500'00)) << "what was taken back of each payment stays known";
    ASSERT_EQ(desk.provides(ReversePayment { "R2", usd_of(100'00), "chargeback" }), "ok");
    EXPECT_EQ(reversed_since(desk.state, {}), usd_of(300'00));
    ASSERT_EQ(desk.provides(RestorePayment { "R1", usd_of(150'00), "lost" }), "ok");
    EXPECT_EQ(reversed_since(desk.state, {}), usd_of(150'00)) << "the bank pays more than this payment lacked";
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R3" }), "ok");
    EXPECT_EQ(reversed_since(desk.state, {}), usd_of(0));
}

TEST(Reversal, of_an_order_that_is_over_is_undone_under_the_payments_own_reference)
{
    Desk desk;
    desk.shipped();
    ASSERT_EQ(desk.buys(ConfirmReceipt {}), "ok");
    ASSERT_EQ(desk.state.phase, Phase::completed);
    EXPECT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'00), 0, "R2" }), "order.over");
    ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    EXPECT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'00), 0, "R2" }), "order.restore_instead");
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(350'00), 0, "R2" }), "order.over");
    EXPECT_EQ(taken_back_of(desk.state, 0, usd_of(1)), nullptr);
    EXPECT_EQ(taken_back_of(desk.state, 1, usd_of(350'01)), nullptr);
    ASSERT_NE(taken_back_of(desk.state, 1, usd_of(350'00)), nullptr);
    EXPECT_EQ(taken_back_of(desk.state, 1, usd_of(350'00))->reference, "R1");
    ASSERT_EQ(desk.provides(RestorePayment { "R1", usd_of(350'00), "lost" }), "ok");
    EXPECT_EQ(desk.state.clawed_back, usd_of(0)) << "it is the supplier's again";
    EXPECT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'00), 0, "R2" }), "order.over");
}

} // namespace recourse::order

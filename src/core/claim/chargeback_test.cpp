#include "core/claim/desk_test.hpp"

// Chargebacks that are undone: the bank pays after all.

namespace recourse::claim {

namespace {

/// All that money says of the claim.
std::vector<Money> sums(Desk const& desk)
{
    auto const at = [&](escrow::Account const& account) { return desk.book.amount(account); };
    auto const& state = desk.state();
    return { at(escrow::held(number, usd)), at(escrow::refund_payable(number, usd)),
        at(escrow::balance_of(party_of_supplier, usd)), at(escrow::recourse_to(party_of_supplier, usd)),
        at(escrow::guarantee_pool(usd)), desk.order.refunded, desk.order.refunded_elsewhere, desk.order.costs_repaid,
        state.paid, state.fee_paid, state.by_pool, state.unfunded, state.owed_by_buyer, state.returned };
}

void take_back(Desk& desk, std::string reference, std::int64_t amount)
{
    ASSERT_EQ(
        desk.run_order(provider, order::ReversePayment { std::move(reference), usd_of(amount), "chargeback" }), "ok");
}
void pay_again(Desk& desk, std::string reference, std::int64_t amount)
{
    ASSERT_EQ(desk.run_order(provider, order::RestorePayment { std::move(reference), usd_of(amount), "lost" }), "ok");
}

} // namespace

// It once stayed in the hold, and the buyer had neither the chargeback nor the refund.
TEST(Chargeback, undone_brings_back_the_refund_that_it_had_undone)
{
    struct Case {
        std::int64_t released, award, taken;
    };
    for (auto const& one : {
             Case { 0, 500'00, 350'00 },
             Case { 0, 200'00, 350'00 },
             Case { 0, 100'00, 50'00 },
             Case { 200'00, 500'00, 350'00 }, // from the hold, the supplier's balance and the pool
             Case { 500'00, 500'00, 350'00 },
             Case { 500'00, 120'00, 350'00 },
         }) {
        Desk desk;
        desk.shipped();
        auto const balance = escrow::balance_of(party_of_supplier, usd);
        if (one.released > 0) {
            ASSERT_EQ(desk.run_order(buyer, order::Release { usd_of(one.released), {} }), "ok");
            ASSERT_TRUE(desk.book.apply(std::vector<escrow::Transfer> {
                { balance, escrow::provider(0, usd), desk.book.amount(balance) - usd_of(100'00) } }));
        }
        desk.fill(escrow::guarantee_pool(usd), usd_of(1'000'00));
        run(desk,
            {
                { 0, buyer, opening(one.award), "ok" },
                { 4, buyer, Escalate {}, "ok" },
                { 4, officer, Determine { ruling_of(one.award) }, "ok" },
                { 4, platform, Execute {}, "ok" },
            });
        auto const before = sums(desk);
        take_back(desk, "R1", one.taken);
        run(desk,
            {
                { 5, platform, NoteChargeback {}, "ok" },
                { 5, platform, TakeBack { usd_of(one.award) }, "ok" },
            });
        EXPECT_NE(sums(desk), before);
        pay_again(desk, "R1", one.taken);
        auto const commands = react(desk.state(), desk.order_log.back());
        ASSERT_EQ(commands.size(), 1u);
        run(desk,
            {
                { 30, platform, commands.front(), "ok" },
                { 30, platform, commands.front(), "already so" },
            });
        EXPECT_EQ(sums(desk), before) << one.released << ' ' << one.award << ' ' << one.taken;
        auto const& refund = std::get<order::events::Refunded>(desk.order_log.back());
        EXPECT_EQ(refund.claim, Id<Claim> { 1 }); // it is proposed anew for the claim
    }
}

TEST(Chargeback, undone_in_part_pays_that_part_again)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(500'00), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    take_back(desk, "R1", 350'00);
    run(desk,
        {
            { 2, platform, NoteChargeback {}, "ok" },
            { 2, platform, TakeBack { usd_of(500'00) }, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(150'00));
    pay_again(desk, "R1", 100'00);
    run(desk, { { 3, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(desk.state().paid, usd_of(250'00));
    EXPECT_EQ(desk.state().returned, usd_of(250'00));
    EXPECT_EQ(desk.state().owed_by_buyer, usd_of(0));
    take_back(desk, "R1", 20'00);
    run(desk, { { 4, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(desk.state().returned, usd_of(270'00));
    EXPECT_EQ(desk.state().owed_by_buyer, usd_of(20'00));
}

TEST(Chargeback, undone_after_the_refund_was_sent_leaves_nothing_owed)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(300'00), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    auto const before = sums(desk);
    take_back(desk, "R1", 350'00);
    run(desk, { { 2, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(desk.state().owed_by_buyer, usd_of(300'00));
    pay_again(desk, "R1", 350'00);
    run(desk, { { 3, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(sums(desk), before);
}

TEST(Chargeback, undone_gives_what_a_decision_had_taken_off)
{
    Desk desk;
    desk.rules.chargeback = ChargebackEffect::deducts;
    desk.shipped();
    run(desk, { { 0, buyer, opening(500'00), "ok" } });
    take_back(desk, "R0", 150'00);
    run(desk,
        {
            { 1, platform, NoteChargeback {}, "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(350'00) }, "ok" },
            { 4, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(350'00));
    pay_again(desk, "R0", 150'00);
    run(desk, { { 9, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
    EXPECT_EQ(held(desk.order), usd_of(0));
}

// It once paid all that the chargeback had returned, whatever the claim was for.
TEST(Chargeback, undone_gives_no_more_than_was_claimed)
{
    Desk desk;
    desk.rules.chargeback = ChargebackEffect::deducts;
    desk.shipped();
    run(desk, { { 0, buyer, opening(100'00), "ok" } });
    take_back(desk, "R1", 350'00);
    run(desk,
        {
            { 1, platform, NoteChargeback {}, "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(0) }, "ok" },
        });
    EXPECT_EQ(desk.state().executed, desk.state().due->number);
    EXPECT_EQ(desk.state().paid, usd_of(0));
    pay_again(desk, "R1", 350'00);
    run(desk, { { 9, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(desk.state().paid, usd_of(100'00));
    EXPECT_EQ(held(desk.order), usd_of(400'00));
}

TEST(Chargeback, undone_lets_a_claim_that_it_had_stopped_go_on)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, MakeOffer { offer_of(450'00), {} }, "ok" },
        });
    take_back(desk, "R0", 150'00);
    run(desk, { { 1, platform, NoteChargeback {}, "ok" }, { 2, buyer, Escalate {}, "claim.suspended" } });
    pay_again(desk, "R0", 100'00);
    run(desk, { { 3, platform, NoteChargeback {}, "ok" }, { 3, buyer, Escalate {}, "claim.suspended" } });
    run(desk, { { 4, supplier, MakeOffer { offer_of(440'00), {} }, "claim.suspended" } });
    pay_again(desk, "R0", 50'00);
    run(desk,
        {
            { 5, platform, NoteChargeback {}, "ok" },
            { 5, buyer, AcceptOffer { 1, usd_of(50'00) }, "claim.offer_not_open" },
            { 5, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(500'00) }, "ok" },
            { 5, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::granted);
}

TEST(Chargeback, of_before_the_claim_is_none_of_it_when_it_is_undone)
{
    Desk desk;
    desk.rules.chargeback = ChargebackEffect::deducts;
    desk.shipped();
    take_back(desk, "R0", 150'00);
    run(desk, { { 0, buyer, opening(350'00), "ok" } });
    take_back(desk, "R1", 100'00);
    run(desk, { { 1, platform, NoteChargeback {}, "ok" } });
    pay_again(desk, "R0", 150'00);
    run(desk, { { 2, platform, NoteChargeback {}, "already so" } });
    EXPECT_EQ(left(desk.state()), usd_of(250'00));
    pay_again(desk, "R1", 100'00);
    run(desk, { { 3, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(left(desk.state()), usd_of(350'00));
}

TEST(Chargeback, undone_waits_for_the_claim_that_froze_the_order_meanwhile)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(300'00), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    auto const before = sums(desk);
    take_back(desk, "R1", 350'00);
    run(desk,
        {
            { 2, platform, NoteChargeback {}, "ok" },
            { 2, platform, TakeBack { usd_of(300'00) }, "ok" },
        });
    evolve(desk.order, order::events::Frozen { Id<Claim> { 2 } });
    pay_again(desk, "R1", 350'00);
    run(desk, { { 3, platform, NoteChargeback {}, "already so" } });
    EXPECT_EQ(held(desk.order), usd_of(500'00));
    evolve(desk.order, order::events::Unfrozen { Id<Claim> { 2 } });
    auto const commands = unfrozen(desk.state(), Id<Claim> { 1 }, desk.order);
    ASSERT_EQ(commands.size(), 1u);
    run(desk, { { 4, platform, commands.front(), "ok" } });
    EXPECT_EQ(sums(desk), before);
    EXPECT_TRUE(unfrozen(desk.state(), Id<Claim> { 1 }, desk.order).empty());
}

// A buyer that lost a chargeback, and paid anew, had lost its claim as well.
TEST(Chargeback, made_up_for_by_a_new_payment_lets_the_whole_claim_be_decided)
{
    for (bool const noted : { true, false }) { // an earlier version noted nothing: then whoever resumes does
        for (bool const whole : { true, false }) {
            Desk desk;
            desk.shipped();
            run(desk, { { 0, buyer, opening(), "ok" } });
            take_back(desk, "R1", 350'00);
            if (whole)
                take_back(desk, "R0", 150'00);
            run(desk, { { 1, platform, NoteChargeback {}, "ok" } });
            ASSERT_TRUE(desk.state().suspended_on.has_value());
            auto const receive = [&](std::uint32_t instalment, std::int64_t amount, std::string reference) {
                ASSERT_EQ(desk.run_order(
                              provider, order::ReceivePayment { instalment, usd_of(amount), 0, std::move(reference) }),
                    "ok");
                auto const& event = desk.order_log.back();
                ASSERT_TRUE(std::holds_alternative<order::events::PaymentReceived>(event));
                for (auto const& command : react(desk.state(), event)) {
                    if (noted)
                        run(desk, { { 2, platform, command, "ok" } });
                }
            };
            receive(1, 350'00, "R2");
            if (whole)
                receive(0, 150'00, "R3");
            run(desk, { { 3, officer, Resume {}, noted ? "already so" : "ok" } });
            EXPECT_EQ(desk.state().returned, usd_of(0));
            EXPECT_EQ(left(desk.state()), usd_of(500'00));
            run(desk,
                {
                    { 4, buyer, Escalate {}, "ok" },
                    { 4, officer, Determine { ruling_of(500'00) }, "ok" },
                    { 4, platform, Execute {}, "ok" },
                });
            EXPECT_EQ(desk.state().ending, Ending::granted);
            EXPECT_EQ(desk.state().paid, usd_of(500'00));
        }
    }
}

TEST(Chargeback, made_up_for_in_part_is_resumed_with_the_rest_taken_off)
{
    Desk desk;
    desk.shipped();
    run(desk, { { 0, buyer, opening(), "ok" } });
    take_back(desk, "R1", 350'00);
    run(desk, { { 1, platform, NoteChargeback {}, "ok" } });
    ASSERT_EQ(desk.run_order(provider, order::ReceivePayment { 1, usd_of(100'00), 0, "R2" }), "ok");
    run(desk, { { 2, officer, Resume {}, "ok" } });
    EXPECT_FALSE(desk.state().suspended_on.has_value());
    EXPECT_EQ(desk.state().returned, usd_of(250'00));
    EXPECT_EQ(left(desk.state()), usd_of(250'00));
}

} // namespace recourse::claim

#include "core/claim/desk_test.hpp"

#include <ranges>

// Each way in which a claim ends, from its first day to its last.

namespace recourse::claim {

namespace {

using act::Role;

events::Executed executed(Desk const& desk)
{
    for (auto const& event : desk.claims[desk.current].log | std::views::reverse) {
        if (auto const* one = std::get_if<events::Executed>(&event))
            return *one;
    }
    return {};
}

} // namespace

TEST(Outcome, full_refund)
{
    Desk desk;
    desk.rules.review_wait = 2;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(500'00) }, "ok" },
            { 6, platform, Execute {}, "claim.execution_too_early" },
            { 7, buyer, Execute {}, "claim.wrong_role" },
            { 7, platform, Execute {}, "ok" },
            { 8, platform, Execute {}, "already so" },
        });
    EXPECT_EQ(desk.state().ending, Ending::granted);
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
    EXPECT_EQ(desk.order.refunded, usd_of(500'00));
    EXPECT_EQ(desk.order.phase, order::Phase::closed); // nothing is left to deliver or to pay
    EXPECT_FALSE(desk.order.frozen_by);
}

TEST(Outcome, part_and_what_is_left_follows_the_order)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(200'00), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(120'00, "only some pieces leak") }, "ok" },
            { 5, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::partly);
    EXPECT_EQ(held(desk.order), usd_of(380'00));
    EXPECT_EQ(desk.order.phase, order::Phase::awaiting_receipt);
    desk.today = day(46);
    EXPECT_EQ(overdue(desk.order, desk.today).size(), 1);
    EXPECT_EQ(desk.run_order(platform, overdue(desk.order, desk.today).front()), "ok");
    EXPECT_EQ(desk.order.released + desk.order.fees, usd_of(380'00));
    desk.next_claim();
    EXPECT_EQ(desk.run(buyer, opening()), "claim.barred");
}

TEST(Outcome, rejected)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(0, "the report passes the goods") }, "ok" },
            { 5, platform, Execute {}, "already so" },
        });
    EXPECT_EQ(desk.state().ending, Ending::rejected);
    EXPECT_FALSE(desk.order.frozen_by);
    EXPECT_EQ(held(desk.order), usd_of(500'00));

    Desk waits; // where the rules let time pass first, it stays frozen until then
    waits.rules.review_wait = 3;
    waits.shipped();
    run(waits,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(0, "the report passes the goods") }, "ok" },
        });
    EXPECT_TRUE(waits.order.frozen_by);
    run(waits, { { 8, platform, Execute {}, "ok" } });
    EXPECT_EQ(waits.state().ending, Ending::rejected);
}

TEST(Outcome, settled)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, MakeOffer { offer_of(320'00), {} }, "ok" },
            { 2, buyer, AcceptOffer { 1, usd_of(180'00) }, "ok" },
            { 2, buyer, Withdraw { "" }, "claim.not_talking" },
        });
    EXPECT_EQ(desk.state().phase, Phase::agreed);
    auto const commands = react(desk.state(), desk.claims[0].log.back(), desk.today);
    ASSERT_EQ(commands.size(), 1);
    EXPECT_EQ(desk.run(platform, commands.front()), "ok");
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.order.refunded, usd_of(320'00));
    EXPECT_EQ(held(desk.order), usd_of(180'00));
}

TEST(Outcome, accepted_by_the_supplier)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
}

TEST(Outcome, withdrawn)
{
    for (bool const final : { true, false }) {
        Desk desk;
        desk.rules.final_withdrawal = final;
        desk.shipped();
        run(desk,
            {
                { 0, buyer, opening(), "ok" },
                { 1, supplier, Withdraw { "" }, "claim.wrong_role" },
                { 1, buyer, Withdraw { "solved" }, "ok" },
                { 1, buyer, Withdraw { "solved" }, "already so" },
            });
        EXPECT_FALSE(desk.order.frozen_by);
        EXPECT_EQ(held(desk.order), usd_of(500'00));
        desk.next_claim();
        EXPECT_EQ(desk.run(buyer, opening()), final ? "claim.withdrawn_for_good" : "ok");
    }
}

TEST(Outcome, silent_buyer_without_prejudice)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, Answer { Stance::contests, "no" }, "ok" },
            { 7, platform, PassTimer { "silent-buyer", day(7) }, "claim.timer_too_early" },
            { 8, platform, PassTimer { "silent-buyer", day(7) }, "ok" },
            { 8, platform, PassTimer { "silent-buyer", day(7) }, "already so" },
        });
    EXPECT_EQ(desk.state().ending, Ending::no_response);
    EXPECT_FALSE(desk.state().final);
    desk.next_claim();
    EXPECT_EQ(desk.run(buyer, opening()), "ok"); // inside the window it may file again

    Desk speaks; // a buyer that did something is not silent
    speaks.shipped();
    run(speaks,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, Answer { Stance::contests, "no" }, "ok" },
            { 2, buyer, AddExhibit { exhibit_of("p1"), "" }, "ok" },
            { 8, platform, PassTimer { "silent-buyer", day(7) }, "already so" },
        });

    Desk asked; // the slot that an officer opened stays empty
    asked.shipped();
    run(asked,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, AskEvidence { Role::buyer, ExhibitKind::video, Need::required, day(6), "the leak" }, "ok" },
            { 7, platform, PassTimer { "upload-slot", day(6) }, "ok" },
        });
    EXPECT_EQ(asked.state().ending, Ending::no_response);
}

TEST(Outcome, silent_supplier)
{
    Desk desk;
    desk.rules.silence_share = Ratio::percent(50);
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(333'33), "ok" },
            { 5, platform, PassTimer { "silent-supplier", day(5) }, "claim.timer_too_early" },
            { 6, platform, PassTimer { "silent-supplier", day(5) }, "ok" },
            { 6, platform, PassTimer { "silent-supplier", day(5) }, "already so" },
            { 6, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(166'67)); // half up
    EXPECT_EQ(desk.state().ending, Ending::partly);

    Desk answers;
    answers.shipped();
    run(answers,
        {
            { 0, buyer, opening(), "ok" },
            { 5, supplier, MakeOffer { offer_of(1'00), {} }, "ok" },
            { 6, platform, PassTimer { "silent-supplier", day(5) }, "already so" },
        });
}

TEST(Outcome, pool_pays_and_the_supplier_owes_it)
{
    Desk desk;
    desk.completed(); // 490 released to the supplier, who has drawn 400 of it
    desk.fill(escrow::guarantee_pool(usd), usd_of(1'000'00));
    ASSERT_TRUE(desk.book.apply(std::vector<escrow::Transfer> {
        { escrow::balance_of(party_of_supplier, usd), escrow::payout_to(party_of_supplier, usd), usd_of(400'00) } }));
    run(desk,
        {
            { 3, buyer, opening(), "ok" },
            { 7, buyer, Escalate {}, "ok" },
            { 7, officer, Determine { ruling_of(500'00) }, "ok" },
            { 7, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
    EXPECT_EQ(executed(desk).from_hold, usd_of(0));
    EXPECT_EQ(desk.state().by_pool, usd_of(410'00));
    EXPECT_EQ(desk.book.amount(escrow::recourse_to(party_of_supplier, usd)), usd_of(410'00));
    EXPECT_EQ(desk.order.refunded_elsewhere, usd_of(500'00));
    EXPECT_EQ(refundable(desk.order), usd_of(0));
    desk.next_claim();
    EXPECT_EQ(desk.run(buyer, opening()), "claim.nothing_paid");
}

TEST(Outcome, cap_reached_leaves_the_rest_to_the_law)
{
    Desk desk;
    desk.completed();
    desk.fill(escrow::guarantee_pool(usd), usd_of(1'000'00));
    desk.limit_left = usd_of(200'00);
    ASSERT_TRUE(desk.book.apply(std::vector<escrow::Transfer> {
        { escrow::balance_of(party_of_supplier, usd), escrow::payout_to(party_of_supplier, usd), usd_of(490'00) } }));
    run(desk,
        {
            { 3, buyer, opening(), "ok" },
            { 9, platform, PassTimer { "silent-supplier", day(8) }, "ok" },
            { 9, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(200'00));
    EXPECT_EQ(desk.state().unfunded, usd_of(300'00));
    EXPECT_EQ(desk.state().ending, Ending::granted);
}

TEST(Outcome, review_won_pays_the_difference)
{
    Desk desk;
    desk.shipped();
    desk.fill(escrow::bond_of(party_of_supplier, usd), usd_of(1'000'00));
    std::vector<Exhibit> const fresh { exhibit_of("lab", ExhibitKind::lab_report) };
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, buyer, AddExhibit { exhibit_of("p1"), "" }, "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, buyer, RequestReview { "no", fresh }, "claim.not_decided" },
            { 5, officer, Determine { ruling_of(100'00, "one piece leaks") }, "ok" },
            { 5, platform, Execute {}, "ok" },
            { 6, officer, RequestReview { "the lab says", fresh }, "claim.wrong_role" },
            { 6, buyer, RequestReview { "", fresh }, "claim.no_text" },
            { 6, buyer, RequestReview { "the lab says", {} }, "claim.no_new_facts" },
            { 6, buyer, RequestReview { "the lab says", { exhibit_of("p1") } }, "claim.no_new_facts" },
            { 6, buyer, RequestReview { "the lab says", { fresh.front(), fresh.front() } }, "claim.no_new_facts" },
            { 21, buyer, RequestReview { "the lab says", fresh }, "claim.review_too_late" },
            { 20, buyer, RequestReview { "the lab says", fresh }, "ok" },
            { 20, buyer, RequestReview { "the lab says", fresh }, "claim.review_pending" },
            { 20, second, AdmitReview { "" }, "claim.no_text" },
            { 20, platform, AdmitReview { "new" }, "claim.needs_person" },
            { 20, officer, AdmitReview { "new" }, "claim.same_person" },
            { 20, second, AdmitReview { "a lab report" }, "ok" },
            { 20, second, AdmitReview { "a lab report" }, "claim.no_review_request" },
            { 21, second, Determine { ruling_of(450'00, "nine in ten leak") }, "ok" },
            { 21, platform, Execute {}, "ok" },
            { 22, supplier, RequestReview { "no", { exhibit_of("q") } }, "claim.review_used" },
        });
    EXPECT_EQ(executed(desk).due, usd_of(350'00)); // the difference
    EXPECT_EQ(desk.state().paid, usd_of(450'00));
    EXPECT_EQ(desk.state().executions, 2);
    EXPECT_FALSE(desk.order.frozen_by);
}

TEST(Outcome, review_lost_is_owed_and_taken_by_nobody)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(500'00) }, "ok" },
            { 5, platform, Execute {}, "ok" },
            { 6, supplier, RequestReview { "used wrongly", { exhibit_of("q") } }, "ok" },
            { 6, second, AdmitReview { "a video" }, "ok" },
            { 7, second, Determine { ruling_of(100'00, "used at 9 bar") }, "ok" },
            { 7, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(500'00));
    EXPECT_EQ(desk.state().owed_by_buyer, usd_of(400'00));
    EXPECT_EQ(desk.order.refunded, usd_of(500'00));
}

TEST(Outcome, what_was_not_sent_of_an_undue_refund_fills_the_funds_again_the_last_first)
{
    struct Case {
        std::int64_t unsent, taken, wanted_back, balance, hold;
    };
    // 500 were awarded: 300 from the hold, 100 from the supplier's balance, 100 by the pool. A review leaves nothing.
    for (auto const& one : {
             //     unsent  taken   wanted  balance hold
             Case { 0, 0, 100'00, 0, 0 },
             Case { 60'00, 60'00, 40'00, 0, 0 },
             Case { 150'00, 150'00, 0, 50'00, 0 },
             Case { 450'00, 450'00, 0, 100'00, 250'00 },
             Case { 900'00, 500'00, 0, 100'00, 300'00 },
         }) {
        Desk desk;
        desk.shipped();
        ASSERT_EQ(desk.run_order(buyer, order::Release { usd_of(200'00), {} }), "ok");
        auto const balance = escrow::balance_of(party_of_supplier, usd);
        ASSERT_TRUE(desk.book.apply(std::vector<escrow::Transfer> {
            { balance, escrow::provider(0, usd), desk.book.amount(balance) - usd_of(100'00) } }));
        desk.fill(escrow::guarantee_pool(usd), usd_of(1'000'00));
        run(desk,
            {
                { 0, buyer, opening(), "ok" },
                { 4, buyer, Escalate {}, "ok" },
                { 5, officer, Determine { ruling_of(500'00) }, "ok" },
                { 5, platform, Execute {}, "ok" },
                { 5, platform, TakeBack { usd_of(500'00) }, "already so" }, // all of it is due
                { 6, supplier, RequestReview { "used wrongly", { exhibit_of("q") } }, "ok" },
                { 6, second, AdmitReview { "a video" }, "ok" },
                { 7, second, Determine { ruling_of(0, "used at 9 bar") }, "ok" },
                { 7, officer, TakeBack { usd_of(one.unsent) }, "claim.wrong_role" },
                { 7, platform, TakeBack { usd_of(one.unsent) }, one.taken == 0 ? "already so" : "ok" },
            });
        EXPECT_EQ(desk.state().paid, usd_of(500'00 - one.taken));
        EXPECT_EQ(desk.state().owed_by_buyer, usd_of(500'00 - one.taken));
        EXPECT_EQ(desk.book.amount(escrow::recourse_to(party_of_supplier, usd)), usd_of(one.wanted_back));
        EXPECT_EQ(desk.book.amount(balance), usd_of(one.balance));
        EXPECT_EQ(held(desk.order), usd_of(one.hold));
        EXPECT_EQ(desk.book.amount(escrow::refund_payable(number, usd)), usd_of(500'00 - one.taken));
    }
}

TEST(Outcome, a_refund_that_a_chargeback_overtook_is_the_suppliers_from_whom_it_was_taken)
{
    struct Case {
        std::int64_t award, reversed, owed, hold;
    };
    for (auto const& one : {
             //     award   reversed  owed   hold
             Case { 500'00, 350'00, 350'00, 0 },
             Case { 200'00, 350'00, 200'00, 150'00 }, // the hold bore 300 of it, the supplier 50
             Case { 100'00, 50'00, 50'00, 400'00 }, // the hold bore all of it
         }) {
        Desk desk;
        desk.shipped();
        run(desk,
            {
                { 0, buyer, opening(one.award), "ok" },
                { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
                { 1, platform, Execute {}, "ok" },
            });
        ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R1", usd_of(one.reversed), "chargeback" }), "ok");
        run(desk,
            {
                { 2, platform, NoteChargeback {}, "ok" },
                { 2, platform, TakeBack { usd_of(one.award) }, "ok" },
            });
        EXPECT_EQ(desk.state().owed_by_buyer, usd_of(0));
        EXPECT_EQ(desk.state().paid, usd_of(one.award - one.owed));
        EXPECT_EQ(desk.book.amount(escrow::balance_of(party_of_supplier, usd)), usd_of(0)); // nobody drew on it twice
        EXPECT_EQ(desk.order.clawed_back, usd_of(0));
        EXPECT_EQ(held(desk.order), usd_of(one.hold));
    }
}

TEST(Outcome, a_request_for_review_holds_the_money_until_it_is_answered)
{
    Desk desk;
    desk.rules.review_wait = 3;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(500'00) }, "ok" },
            { 6, supplier, RequestReview { "used wrongly", { exhibit_of("q") } }, "ok" },
            { 8, platform, Execute {}, "claim.review_pending" },
            { 8, second, RefuseReview { "it shows another pump" }, "ok" },
            { 8, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(500'00));

    Desk never;
    never.rules.review_days.reset();
    never.shipped();
    run(never,
        {
            { 0, buyer, opening(), "ok" },
            { 6, platform, PassTimer { "silent-supplier", day(5) }, "ok" },
            { 6, supplier, RequestReview { "no", { exhibit_of("q") } }, "claim.no_review" },
        });
}

TEST(Outcome, chargeback_during_a_claim_is_not_paid_twice)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, MakeOffer { offer_of(450'00), {} }, "ok" },
            { 1, platform, NoteChargeback {}, "already so" },
        });
    ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R0", usd_of(150'00), "chargeback" }), "ok");
    auto const commands = react(desk.state(), desk.order_log.back());
    ASSERT_EQ(commands.size(), 1);
    run(desk,
        {
            { 2, buyer, NoteChargeback {}, "claim.wrong_role" },
            { 2, platform, commands.front(), "ok" },
            { 2, platform, commands.front(), "already so" },
            { 2, buyer, AcceptOffer { 1, usd_of(50'00) }, "claim.suspended" },
            { 9, platform, PassTimer { "automatic", day(7) }, "already so" }, // its clock stands still
            { 9, buyer, Resume {}, "claim.wrong_role" },
            { 9, provider, Resume {}, "ok" },
            { 9, provider, Resume {}, "already so" },
            { 9, buyer, AcceptOffer { 1, usd_of(50'00) }, "claim.offer_not_open" },
            { 9, platform, PassTimer { "automatic", day(7) }, "ok" },
            { 9, officer, Determine { ruling_of(500'00) }, "claim.exceeds_claim" },
            { 9, officer, Determine { ruling_of(350'00) }, "ok" },
            { 9, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(350'00));
    EXPECT_EQ(desk.state().ending, Ending::granted);
    EXPECT_EQ(refundable(desk.order), usd_of(0));

    Desk after; // between the decision and its execution
    after.rules.review_wait = 5;
    after.rules.chargeback = ChargebackEffect::deducts;
    after.shipped();
    run(after,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 4, officer, Determine { ruling_of(400'00, "four in five") }, "ok" },
        });
    ASSERT_EQ(after.run_order(provider, order::ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    run(after,
        {
            { 5, platform, NoteChargeback {}, "ok" },
            { 9, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(executed(after).deducted, usd_of(350'00));
    EXPECT_EQ(after.state().paid, usd_of(50'00));

    Desk closes;
    closes.rules.chargeback = ChargebackEffect::closes;
    closes.shipped();
    run(closes, { { 0, buyer, opening(), "ok" } });
    ASSERT_EQ(closes.run_order(provider, order::ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    run(closes, { { 1, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(closes.state().ending, Ending::charged_back);
    EXPECT_FALSE(closes.order.frozen_by);

    Desk paid; // after the claim was paid: what the buyer has twice is recorded
    paid.shipped();
    run(paid,
        {
            { 0, buyer, opening(300'00), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    ASSERT_EQ(paid.run_order(provider, order::ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    run(paid, { { 2, platform, NoteChargeback {}, "ok" } });
    EXPECT_EQ(paid.state().owed_by_buyer, usd_of(300'00));
}

TEST(Outcome, a_chargeback_of_everything_ends_the_claim_once_it_stands)
{
    Desk desk;
    desk.shipped();
    run(desk, { { 0, buyer, opening(), "ok" } });
    ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R0", usd_of(150'00), "chargeback" }), "ok");
    ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    run(desk,
        {
            { 1, platform, NoteChargeback {}, "ok" },
            { 30, officer, Resume {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::charged_back);
    EXPECT_FALSE(desk.order.frozen_by);
}

TEST(Outcome, goods_go_back_before_money_comes)
{
    auto const begin = [](Desk& desk) {
        desk.shipped();
        run(desk,
            {
                { 0, buyer, opening(500'00, Remedy::return_and_refund), "ok" },
                { 4, buyer, Escalate {}, "ok" },
                { 5, officer, Determine { ruling_of(500'00, "", Remedy::return_and_refund) }, "ok" },
                { 5, platform, Execute {}, "claim.not_decided" },
                { 5, supplier, ConfirmReturn {}, "claim.not_sent_back" },
                { 5, supplier, ShipReturn { "BACK", {} }, "claim.wrong_role" },
                { 5, buyer, ShipReturn { "", {} }, "claim.no_text" },
            });
    };
    Desk confirmed;
    begin(confirmed);
    run(confirmed,
        {
            { 21, buyer, ShipReturn { "BACK", {} }, "claim.returned_too_late" },
            { 20, buyer, ShipReturn { "BACK", sha256("receipt of the post") }, "ok" },
            { 20, buyer, ShipReturn { "BACK", {} }, "already so" },
            { 20, buyer, ShipReturn { "OTHER", {} }, "claim.sent_back_already" },
            { 21, platform, PassTimer { "return-by", day(20) }, "already so" },
            { 25, supplier, ConfirmReturn {}, "ok" },
            { 25, supplier, ConfirmReturn {}, "already so" },
            { 25, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(confirmed.state().paid, usd_of(500'00));

    Desk silent; // the supplier's silence counts as receipt
    begin(silent);
    run(silent,
        {
            { 6, buyer, ShipReturn { "BACK", {} }, "ok" },
            { 16, platform, PassTimer { "return-receipt", day(16) }, "claim.timer_too_early" },
            { 17, platform, PassTimer { "return-receipt", day(16) }, "ok" },
            { 17, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(silent.state().paid, usd_of(500'00));

    Desk kept;
    begin(kept);
    run(kept,
        {
            { 21, platform, PassTimer { "return-by", day(20) }, "ok" },
            { 21, platform, Execute {}, "claim.not_decided" },
            { 22, buyer, ShipReturn { "BACK", {} }, "claim.not_returning" },
        });
    EXPECT_EQ(kept.state().ending, Ending::not_returned);
    EXPECT_EQ(held(kept.order), usd_of(500'00));
}

TEST(Outcome, the_inspection_is_borne_by_the_party_at_fault)
{
    struct Case {
        Role advanced_by, borne_by;
        std::int64_t amount, paid, fee_paid;
    };
    for (auto const& one : {
             //     advanced by     borne by       decided   paid     fee
             Case { Role::buyer, Role::supplier, 300'00, 300'00, 30'00 },
             Case { Role::buyer, Role::supplier, 500'00, 500'00, 30'00 }, // beyond the hold: the bond pays it
             Case { Role::buyer, Role::buyer, 300'00, 300'00, 0 },
             Case { Role::supplier, Role::supplier, 300'00, 300'00, 0 },
             Case { Role::supplier, Role::buyer, 300'00, 270'00, 0 },
             Case { Role::supplier, Role::buyer, 10'00, 0, 0 },
         }) {
        Desk desk;
        desk.shipped();
        desk.fill(escrow::bond_of(party_of_supplier, usd), usd_of(1'000'00));
        auto ruling = ruling_of(one.amount, "as found");
        ruling.fee_borne_by = one.borne_by;
        run(desk,
            {
                { 0, buyer, opening(), "ok" },
                { 1, buyer, OrderInspection { party_of_inspector, "SGS", usd_of(30'00), one.advanced_by }, "ok" },
                { 4, buyer, Escalate {}, "ok" },
                { 5, officer, Determine { ruling }, "ok" },
                { 5, platform, Execute {}, "ok" },
            });
        EXPECT_EQ(desk.state().paid, usd_of(one.paid));
        EXPECT_EQ(desk.state().fee_paid, usd_of(one.fee_paid));
        EXPECT_EQ(desk.order.costs_repaid, usd_of(one.fee_paid));
        EXPECT_EQ(desk.state().owed_by_buyer, usd_of(0));
        EXPECT_EQ(desk.state().unfunded, usd_of(0));
    }
}

} // namespace recourse::claim

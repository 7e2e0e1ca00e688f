#include "core/claim/desk_test.hpp"

// What two parties agree on is paid by their own money; what the guarantee pool adds, an officer determines.

namespace recourse::claim {

namespace {

/// A claim of 500 that the supplier can pay with 400: 300 are held, 100 are on its balance. The pool has 1,000.
void short_of_money(Desk& desk)
{
    desk.shipped();
    ASSERT_EQ(desk.run_order(buyer, order::Release { usd_of(200'00), {} }), "ok");
    auto const balance = escrow::balance_of(party_of_supplier, usd);
    ASSERT_TRUE(desk.book.apply(std::vector<escrow::Transfer> {
        { balance, escrow::provider(0, usd), desk.book.amount(balance) - usd_of(100'00) } }));
    desk.fill(escrow::guarantee_pool(usd), usd_of(1'000'00));
    run(desk, { { 0, buyer, opening(), "ok" } });
}

void accepted(Desk& desk)
{
    short_of_money(desk);
    run(desk,
        {
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
}

Money wanted_back(Desk const& desk)
{
    return desk.book.amount(escrow::recourse_to(party_of_supplier, usd));
}

} // namespace

// Supplier and buyer once agreed the pool empty: nobody had decided anything.
TEST(Settlement, draws_nothing_from_the_pool_by_itself)
{
    Desk desk;
    accepted(desk);
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.state().paid, usd_of(400'00));
    EXPECT_EQ(desk.state().by_pool, usd_of(0));
    EXPECT_EQ(desk.state().unfunded, usd_of(100'00));
    EXPECT_EQ(wanted_back(desk), usd_of(0));

    Desk offered;
    short_of_money(offered);
    run(offered,
        {
            { 1, supplier, MakeOffer { offer_of(450'00), {} }, "ok" },
            { 1, buyer, AcceptOffer { 1, usd_of(50'00) }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(offered.state().paid, usd_of(400'00));
    EXPECT_EQ(offered.state().unfunded, usd_of(50'00));
    EXPECT_EQ(wanted_back(offered), usd_of(0));
}

TEST(Settlement, an_officer_determines_with_reasons_what_the_pool_adds)
{
    Desk desk;
    accepted(desk);
    auto unreasoned = ruling_of(500'00);
    unreasoned.reasons.clear();
    run(desk,
        {
            { 2, supplier, RequestReview { "pay it", {} }, "claim.wrong_role" },
            { 2, buyer, RequestReview { "", {} }, "claim.no_text" },
            { 2, buyer, RequestReview { "it has no more money", {} }, "ok" },
            { 2, buyer, RequestReview { "it has no more money", {} }, "claim.review_pending" },
            { 3, supplier, AdmitReview { "yes" }, "claim.wrong_role" },
            { 3, officer, AdmitReview { "the goods leak" }, "ok" },
            { 3, buyer, Withdraw { "" }, "claim.not_talking" },
            { 4, officer, Determine { unreasoned }, "claim.no_text" },
            { 4, officer, Determine { ruling_of(399'99, "less") }, "claim.settlement_stands" },
            { 4, officer, Determine { ruling_of(500'00, "", Remedy::return_and_refund) }, "claim.settlement_stands" },
            { 4, officer, Determine { ruling_of(450'00) }, "claim.deviation_unexplained" },
            { 4, officer, Determine { ruling_of(450'00, "half of the seals are tight") }, "ok" },
            { 4, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().ending, Ending::settled);
    EXPECT_EQ(desk.state().paid, usd_of(450'00));
    EXPECT_EQ(desk.state().by_pool, usd_of(50'00));
    EXPECT_EQ(desk.state().unfunded, usd_of(50'00)) << "the supplier owes what was agreed";
    EXPECT_EQ(desk.state().owed_by_buyer, usd_of(0));
    EXPECT_EQ(wanted_back(desk), usd_of(50'00));
    EXPECT_FALSE(desk.order.frozen_by);
    // A review of that decision is one as any other: new facts, and another officer.
    run(desk,
        {
            { 5, buyer, RequestReview { "more", {} }, "claim.no_new_facts" },
            { 5, buyer, RequestReview { "more", { exhibit_of("a second report") } }, "ok" },
            { 5, officer, AdmitReview { "new" }, "claim.same_person" },
            { 5, second, AdmitReview { "new" }, "ok" },
            { 6, second, Determine { ruling_of(399'99, "less") }, "claim.settlement_stands" },
            { 6, second, Determine { ruling_of(500'00) }, "ok" },
            { 6, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().by_pool, usd_of(100'00));
    EXPECT_EQ(desk.state().unfunded, usd_of(0));
}

TEST(Settlement, above_the_sum_two_officers_determine_what_the_pool_adds)
{
    Desk desk;
    desk.rules.four_eyes = usd_of(300'00);
    accepted(desk);
    run(desk,
        {
            { 2, buyer, RequestReview { "it has no more money", {} }, "ok" },
            { 3, officer, AdmitReview { "the goods leak" }, "ok" },
            { 4, officer, Determine { ruling_of(500'00) }, "ok" },
            { 4, platform, Execute {}, "already so" }, // nothing is due beyond the settlement yet
            { 4, officer, ConfirmDetermination { 1 }, "claim.same_person" },
            { 4, second, ConfirmDetermination { 1 }, "ok" },
            { 4, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().by_pool, usd_of(100'00));
}

TEST(Settlement, is_brought_before_an_officer_once_and_only_where_something_lacks)
{
    Desk desk;
    accepted(desk);
    run(desk,
        {
            { 2, buyer, RequestReview { "it has no more money", {} }, "ok" },
            { 3, officer, RefuseReview { "the photographs are of other goods" }, "ok" },
            { 4, buyer, RequestReview { "please", {} }, "claim.review_used" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(400'00)) << "what was agreed stands";
    EXPECT_EQ(desk.state().ending, Ending::settled);

    Desk nothing; // an officer adds nothing: it is over at once
    accepted(nothing);
    run(nothing,
        {
            { 2, buyer, RequestReview { "it has no more money", {} }, "ok" },
            { 3, officer, AdmitReview { "let us see" }, "ok" },
            { 4, officer, Determine { ruling_of(400'00, "the seals were tight") }, "ok" },
            { 4, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(nothing.state().by_pool, usd_of(0));
    EXPECT_EQ(nothing.state().unfunded, usd_of(100'00));

    Desk funded; // all of it was held
    funded.shipped();
    run(funded,
        {
            { 0, buyer, opening(), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
            { 2, buyer, RequestReview { "more", { exhibit_of("q") } }, "claim.not_decided" },
        });
}

TEST(Settlement, what_a_chargeback_returns_is_not_added_by_the_pool)
{
    Desk desk;
    accepted(desk);
    ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R1", usd_of(60'00), "chargeback" }), "ok");
    run(desk,
        {
            { 2, platform, NoteChargeback {}, "ok" },
            { 3, buyer, RequestReview { "it has no more money", {} }, "ok" },
            { 3, officer, AdmitReview { "the goods leak" }, "ok" },
            { 4, officer, Determine { ruling_of(440'01) }, "claim.exceeds_claim" },
            { 4, officer, Determine { ruling_of(440'00) }, "ok" },
            { 4, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().paid, usd_of(440'00));
    EXPECT_EQ(desk.state().by_pool, usd_of(40'00));
    EXPECT_EQ(desk.state().unfunded, usd_of(0));
    EXPECT_EQ(desk.state().owed_by_buyer, usd_of(0));
}

// In logs of earlier versions the pool paid for settlements by itself: they are what they were.
TEST(Settlement, that_the_pool_has_paid_in_an_earlier_version_stays_paid)
{
    Desk desk;
    short_of_money(desk);
    run(desk, { { 1, supplier, Answer { Stance::accepts, "" }, "ok" } });
    auto const nothing = usd_of(0);
    auto state = desk.state();
    evolve(state,
        events::Executed { 1, day(1), usd_of(500'00), nothing, nothing, usd_of(480'00), nothing, usd_of(300'00),
            usd_of(80'00), usd_of(20'00), nothing });
    evolve(state, events::Closed { day(1), Ending::settled, "", false, "" });
    EXPECT_EQ(state.paid, usd_of(480'00));
    EXPECT_EQ(state.by_pool, usd_of(80'00));
    EXPECT_EQ(unfunded_settlement(state), usd_of(20'00));
    EXPECT_TRUE(wakes(state).empty());
}

} // namespace recourse::claim

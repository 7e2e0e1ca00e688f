#include "core/claim/desk_test.hpp"
#include "core/claim/receivable.hpp"

// What a buyer has twice stands in the book as long as it has it.

namespace recourse::claim {

namespace {

/// The book of what the claim's log says the buyer owes, and nothing else.
escrow::Book book_of(std::vector<Event> const& log)
{
    escrow::Book book;
    State state;
    for (auto const& event : log) {
        EXPECT_TRUE(book.apply(transfers(state, event)));
        evolve(state, event);
    }
    return book;
}

} // namespace

TEST(Receivable, follows_what_the_buyer_owes_from_a_log_that_has_no_legs_of_it)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(300'00), "ok" },
            { 1, supplier, Answer { Stance::accepts, "" }, "ok" },
            { 1, platform, Execute {}, "ok" },
        });
    auto const owes = [&](std::int64_t amount) {
        auto const book = book_of(desk.claims.front().log);
        EXPECT_EQ(desk.state().owed_by_buyer, usd_of(amount));
        EXPECT_EQ(book.amount(escrow::owed_by(party_of_buyer, usd)), usd_of(amount));
        EXPECT_EQ(book.amount(escrow::repayment_due(number, usd)), usd_of(amount));
        for (auto const& sum : trial_balance(book))
            EXPECT_EQ(sum.debits, sum.credits);
    };
    owes(0);
    ASSERT_EQ(desk.run_order(provider, order::ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    run(desk, { { 2, platform, NoteChargeback {}, "ok" } });
    owes(300'00);
    run(desk, { { 3, platform, TakeBack { usd_of(120'00) }, "ok" } }); // some of it was never sent, or is paid back
    owes(180'00);
    ASSERT_EQ(desk.run_order(provider, order::RestorePayment { "R1", usd_of(100'00), "lost" }), "ok");
    run(desk, { { 4, platform, NoteChargeback {}, "ok" } });
    owes(130'00); // it still has 50 of the chargeback that nothing was due beside
    run(desk, { { 5, platform, TakeBack { usd_of(130'00) }, "ok" } });
    owes(0);
}

TEST(Receivable, is_moved_by_no_event_that_says_nothing_of_it)
{
    State before;
    before.owed_by_buyer = usd_of(40'00);
    EXPECT_TRUE(transfers(before, events::Resumed {}).empty());
    EXPECT_FALSE(owed_in(events::Closed {}));
    events::ChargebackNoted same;
    same.owed_by_buyer = usd_of(40'00);
    EXPECT_TRUE(transfers(before, same).empty());
}

} // namespace recourse::claim

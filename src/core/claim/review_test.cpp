#include "core/claim/desk_test.hpp"

// Who answers a request for review, and who decides it.

namespace recourse::claim {

namespace {

/// A claim that `officer` has determined, with a request for review.
void requested(Desk& desk)
{
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(500'00) }, "ok" },
            { 5, platform, Execute {}, "ok" },
            { 6, supplier, RequestReview { "used wrongly", { exhibit_of("q") } }, "ok" },
        });
}

act::Behind let_in_by(act::Actor const& other)
{
    return { {}, { { other.person, Instant { 1 } } } };
}

} // namespace

// A decision and its review were two pairs of eyes of which one had given the other its password.
TEST(Review, is_answered_by_nobody_who_let_the_decider_in_again)
{
    Desk desk;
    requested(desk);
    desk.behind = let_in_by(officer);
    run(desk,
        {
            { 7, second, AdmitReview { "a video" }, "four_eyes.let_in_again" },
            { 7, second, RefuseReview { "nothing new" }, "four_eyes.let_in_again" },
        });
    desk.behind = let_in_by(actor(act::Role::officer, 13));
    run(desk,
        {
            { 7, officer, AdmitReview { "a video" }, "claim.same_person" },
            { 7, second, AdmitReview { "a video" }, "ok" },
        });
}

TEST(Review, is_decided_by_nobody_who_let_the_decider_in_again)
{
    Desk desk;
    requested(desk);
    run(desk, { { 7, second, AdmitReview { "a video" }, "ok" } });
    desk.behind = let_in_by(officer);
    run(desk, { { 8, second, Determine { ruling_of(100'00, "used at 9 bar") }, "four_eyes.let_in_again" } });
    desk.behind = {};
    run(desk,
        {
            { 8, officer, Determine { ruling_of(100'00, "used at 9 bar") }, "claim.decided_before" },
            { 8, second, Determine { ruling_of(100'00, "used at 9 bar") }, "ok" },
        });
}

TEST(Review, of_what_silence_decided_is_anybodys)
{
    Desk desk;
    desk.shipped();
    run(desk,
        {
            { 0, buyer, opening(), "ok" },
            { 6, platform, PassTimer { "silent-supplier", day(5) }, "ok" },
            { 6, platform, Execute {}, "ok" },
            { 7, supplier, RequestReview { "was away", { exhibit_of("q") } }, "ok" },
        });
    desk.behind = let_in_by(officer);
    run(desk, { { 7, second, AdmitReview { "a video" }, "ok" } });
}

// What the same claim had drawn from the pool was taken off what its review could give.
TEST(Review, counts_what_the_claim_has_got_as_what_it_can_get)
{
    Desk desk;
    desk.completed();
    auto const balance = escrow::balance_of(party_of_supplier, usd);
    ASSERT_TRUE(desk.book.apply(
        std::vector<escrow::Transfer> { { balance, escrow::provider(0, usd), desk.book.amount(balance) } }));
    desk.fill(escrow::guarantee_pool(usd), usd_of(1'000'00));
    desk.limit_left = usd_of(500'00);
    auto const most = [&](std::int64_t limit_left) {
        return coverable(desk.state(), desk.order, desk.rules, desk.book, usd_of(limit_left));
    };
    run(desk, { { 0, buyer, opening(), "ok" } });
    EXPECT_EQ(most(500'00), usd_of(500'00));
    run(desk,
        {
            { 4, buyer, Escalate {}, "ok" },
            { 5, officer, Determine { ruling_of(200'00, "as seen") }, "ok" },
            { 5, platform, Execute {}, "ok" },
            { 6, buyer, RequestReview { "the lab says more", { exhibit_of("lab") } }, "ok" },
            { 7, second, AdmitReview { "a lab" }, "ok" },
        });
    ASSERT_EQ(desk.state().by_pool, usd_of(200'00));
    EXPECT_EQ(most(300'00), usd_of(500'00)) << "300 are left of the limit";
    desk.limit_left = usd_of(300'00);
    run(desk,
        {
            { 8, second, Determine { ruling_of(500'00) }, "ok" },
            { 8, platform, Execute {}, "ok" },
        });
    EXPECT_EQ(desk.state().by_pool, usd_of(500'00));
}

} // namespace recourse::claim

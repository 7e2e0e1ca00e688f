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

} // namespace recourse::claim

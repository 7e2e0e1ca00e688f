#include "core/offer/prospect.hpp"

#include "core/offer/cases_test.hpp"
#include "core/offer/own_cases.hpp"

#include <numeric>

namespace recourse::offer {

namespace {

forecast::Options const few { 20'000, 7 };

RouteProspect const* by(Prospect const& all, std::string_view route)
{
    auto const found = std::ranges::find(all.routes, route, &RouteProspect::route);
    return found == all.routes.end() ? nullptr : &*found;
}

/// Closed: by the platform's claim and, where `forum`, by CIETAC.
Happened closed(bool granted, int weeks, bool forum = false)
{
    auto happened = nothing_yet(today.plus_days(7 * weeks));
    happened.begun = { { "platform-claim", today } };
    happened.rulings = { { "platform-claim", happened.now, granted ? dollars(20'000) : dollars(0) } };
    if (granted)
        happened.receipts = { { "platform-claim", happened.now, dollars(20'000) } };
    if (forum) {
        happened.begun.push_back({ "cietac", today });
        happened.rulings.push_back({ "cietac", happened.now, dollars(50'000) });
        happened.receipts.push_back({ "award-enforcement", happened.now, dollars(1'000) });
    }
    return happened;
}

} // namespace

TEST(Prospect, of_a_single_sure_route_is_that_route)
{
    auto const at = position(one_route("platform-claim", 1, dollars(10'000), dollars(500), 6), nothing_yet());
    auto const seen = prospect(at, few);
    ASSERT_EQ(seen.routes.size(), 1);
    EXPECT_EQ(seen.routes[0].chance, 10'000);
    EXPECT_EQ(seen.routes[0].received.p10, dollars(10'000));
    EXPECT_EQ(seen.together.received.mean, dollars(10'000));
    EXPECT_EQ(seen.net.mean, dollars(9'500));
    ASSERT_TRUE(seen.routes[0].weeks);
    EXPECT_EQ(seen.routes[0].weeks->p50, 6);
}

TEST(Prospect, tells_chance_and_time_of_each_route)
{
    auto const seen = prospect(position(), few);
    auto const* claim = by(seen, "platform-claim");
    ASSERT_NE(claim, nullptr);
    EXPECT_NEAR(claim->chance, 7'833, 150); // the mean of 0.6, 0.8 and 0.95
    EXPECT_LE(claim->received.p90.minor, dollars(20'000).minor);
    ASSERT_TRUE(claim->weeks);
    EXPECT_GE(claim->weeks->p10, 3);
    EXPECT_LE(claim->weeks->p90, 10);
    EXPECT_GE(seen.together.chance, claim->chance);
    EXPECT_LE(seen.together.received.p90.minor, dollars(100'000).minor);
    // One forum stands for all of them; a freeze is a step and brings nothing.
    EXPECT_EQ((by(seen, "cietac") == nullptr) + (by(seen, "prc-court") == nullptr), 1);
    EXPECT_EQ(seen.left.size(), 1);
}

TEST(Prospect, averages_of_the_routes_add_up)
{
    auto const seen = prospect(position(), { 50'000, 11 });
    auto const sum = std::accumulate(seen.routes.begin(), seen.routes.end(), std::int64_t { 0 },
        [](auto total, auto const& one) { return total + one.received.mean.minor; });
    // Each is rounded to two digits.
    EXPECT_NEAR(static_cast<double>(sum), static_cast<double>(seen.together.received.mean.minor),
        0.1 * static_cast<double>(seen.together.received.mean.minor));
}

TEST(Prospect, of_what_is_paid_is_nothing)
{
    auto happened = nothing_yet();
    happened.receipts = { { "platform-claim", today, dollars(100'000) } };
    auto const seen = prospect(position(basis(), happened), few);
    EXPECT_TRUE(seen.routes.empty());
    EXPECT_EQ(seen.together.chance, 0);
    EXPECT_EQ(seen.together.received.p90, dollars(0));
    EXPECT_FALSE(seen.together.weeks);
}

RC_GTEST_PROP(Prospect, quantiles_rise_and_nothing_exceeds_what_is_open, ())
{
    auto happened = nothing_yet(today.plus_days(*rc::gen::inRange(0, 400)));
    happened.receipts = { { "platform-claim", today, dollars(*rc::gen::inRange(0, 100'000)) } };
    auto const at = position(basis(), happened);
    auto const seen = prospect(at, { 1'000, *rc::gen::arbitrary<std::uint64_t>() });
    auto const ordered = [&](Band const& band) {
        RC_ASSERT(band.p10.minor <= band.p50.minor);
        RC_ASSERT(band.p50.minor <= band.p90.minor);
        RC_ASSERT(band.p90.minor <= at.open.minor);
    };
    ordered(seen.net);
    ordered(seen.together.received);
    for (auto const& one : seen.routes) {
        ordered(one.received);
        RC_ASSERT(one.chance >= 0 && one.chance <= 10'000);
        RC_ASSERT(one.chance <= seen.together.chance);
    }
}

TEST(Predictions, are_of_what_still_comes_and_meet_their_outcomes)
{
    auto happened = nothing_yet(today.plus_days(14));
    happened.receipts = { { "platform-claim", today.plus_days(7), dollars(5'000) } };
    auto const at = position(basis(), happened);
    auto const said = predictions(prospect(at, few), dollars(0), "L-1", happened.now);
    ASSERT_FALSE(said.empty());
    EXPECT_EQ(said[0].route, "");
    EXPECT_LT(said[0].chance, 10'000);
    auto const end = closed(true, 30, true);
    std::vector<Outcome> came;
    for (auto const& one : said)
        came.push_back(outcome(one.route, end, dollars(0), "L-1", happened.now, end.now));
    EXPECT_EQ(came[0].received, dollars(21'000));
    for (auto const& one : came) {
        if (one.route == "cietac") {
            EXPECT_EQ(one.received, dollars(1'000)); // by its enforcement
        }
    }
    auto const table = calibrate(said, came);
    ASSERT_TRUE(table) << table.error().front();
    EXPECT_EQ(table->scored, static_cast<int>(said.size()));
    // What came before it was predicted is no outcome, nor is what came after the end.
    EXPECT_EQ(outcome("", end, dollars(0), "L-1", end.now, end.now).received, dollars(0));
    EXPECT_EQ(outcome("", end, dollars(0), "L-1", today, end.now.plus_days(-1)).received, dollars(0));
}

TEST(OwnCases, are_counted_by_route)
{
    OwnCases own;
    own.take(closed(true, 4, true));
    own.take(closed(false, 8));
    own.take(closed(true, 6), { "platform-claim" });
    EXPECT_EQ(own.cases, 3);
    EXPECT_EQ(own.routes["platform-claim"].cases, 2);
    EXPECT_EQ(own.routes["platform-claim"].successes, 1);
    EXPECT_EQ(own.routes["platform-claim"].weeks, (std::vector<double> { 4, 8 }));
    EXPECT_EQ(own.routes["cietac"].successes, 1);
    EXPECT_FALSE(own.routes.contains("award-enforcement"));
}

TEST(OwnCases, move_an_estimate_as_far_as_they_carry_and_say_so)
{
    OwnCases own;
    for (int i = 0; i < 10; ++i)
        own.take(closed(false, 20));
    auto moved_basis = basis();
    auto const moved = move_by(own, moved_basis);
    ASSERT_EQ(moved.size(), 2);
    EXPECT_EQ(moved[0].of, "success");
    // Ten own cases weigh as much as the standard: half of the way from 0.8 to 0.
    EXPECT_NEAR(moved[0].shrunk.result.likely, 0.4, 1e-9);
    EXPECT_NE(moved[0].shrunk.says.en.find("own 0.0 % of 10 cases"), std::string::npos) << moved[0].shrunk.says.en;
    EXPECT_EQ(moved[1].of, "weeks");
    EXPECT_EQ(moved_basis.routes[0].weeks.likely, 13); // of 6 and 20
    auto const of_claim = std::ranges::count_if(
        moved_basis.assumptions, [](auto const& one) { return one.of == "success" && one.route == "platform-claim"; });
    EXPECT_EQ(of_claim, 1);
    auto const before = prospect(position(), few);
    auto const after = prospect(position(moved_basis, nothing_yet()), few);
    EXPECT_LT(by(after, "platform-claim")->chance, by(before, "platform-claim")->chance);
    EXPECT_EQ(by(after, "demand-letter")->chance, by(before, "demand-letter")->chance);
}

TEST(OwnCases, that_there_are_none_of_leave_the_standard)
{
    auto same = basis();
    EXPECT_TRUE(move_by({}, same).empty());
    EXPECT_EQ(same.assumptions.size(), basis().assumptions.size());
}

} // namespace recourse::offer

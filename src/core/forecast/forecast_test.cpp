#include "core/forecast/forecast.hpp"

#include <gtest/gtest.h>

namespace recourse::forecast {

namespace {

Currency const usd = *Currency::from_code("USD");

casework::Route route(std::string id, std::int64_t high, std::int64_t cost, casework::Track track)
{
    casework::Route one;
    one.id = std::move(id);
    one.track = track;
    one.status = casework::RouteStatus::open;
    one.recoverable = { Money { high, usd }, Money { high, usd } };
    one.cost.low = one.cost.likely = one.cost.high = Money { cost, usd };
    one.weeks = { 4, 4, 4, true, {} };
    return one;
}

Assumption sure(std::string of, double value, std::string of_route = {})
{
    return { of + of_route, of, std::move(of_route), value, value, value, {}, {} };
}

Input input(std::vector<casework::Route const*> routes, std::vector<Assumption> assumptions)
{
    return { usd, 1'000'000, std::move(routes), std::move(assumptions), false };
}

} // namespace

TEST(Forecast, a_sure_claim_pays_what_it_pays)
{
    auto const claim = route("platform-claim", 1'000'000, 0, casework::Track::assurance);
    auto const outlook = run(input({ &claim }, { sure("success", 1) }), { 1000, 1 });
    EXPECT_EQ(outlook.forecast.together.p10, (Money { 1'000'000, usd }));
    EXPECT_EQ(outlook.forecast.together.mean, (Money { 1'000'000, usd }));
}

TEST(Forecast, an_even_chance_is_worth_half)
{
    auto const claim = route("platform-claim", 1'000'000, 0, casework::Track::assurance);
    auto const outlook = run(input({ &claim }, { sure("success", 0.5) }), { 100'000, 1 });
    EXPECT_EQ(outlook.forecast.together.mean, (Money { 500'000, usd }));
}

TEST(Forecast, nothing_is_recovered_twice)
{
    auto const claim = route("platform-claim", 1'000'000, 0, casework::Track::assurance);
    auto const letter = route("demand-letter", 1'000'000, 0, casework::Track::other);
    auto const court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    auto const outlook
        = run(input({ &claim, &letter, &court }, { sure("success", 1), sure("collect", 1), sure("decay_per_week", 0) }),
            { 1000, 1 });
    EXPECT_EQ(outlook.forecast.together.p90, (Money { 1'000'000, usd }));
}

TEST(Forecast, an_earlier_freeze_is_never_worth_less)
{
    auto const court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    auto const freeze = route("asset-preservation", 0, 1'000, casework::Track::legal);
    auto const outlook = run(
        input({ &freeze, &court },
            { sure("success", 0.7), sure("collect", 0.6), sure("decay_per_week", 0.1), sure("freeze_effect", 0.8) }),
        { 20'000, 1 });
    auto const& delay = outlook.forecast.freeze_delay;
    ASSERT_EQ(delay.size(), 6u);
    for (std::size_t i = 1; i < delay.size(); ++i)
        EXPECT_LE(delay[i].mean->minor, delay[i - 1].mean->minor);
    EXPECT_LT(delay.back().mean->minor, delay.front().mean->minor);
}

TEST(Forecast, without_a_way_to_freeze_there_is_no_freeze_and_nothing_said_of_its_delay)
{
    auto court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    court.weeks = { 40, 40, 40, true, {} };
    auto const freeze = route("asset-preservation", 0, 1'000, casework::Track::legal);
    std::vector const assumptions { sure("success", 1), sure("collect", 1), sure("decay_per_week", 0.1),
        sure("freeze_effect", 1) };
    auto const open = run(input({ &court }, assumptions), { 1000, 1 });
    EXPECT_TRUE(open.forecast.freeze_delay.empty());
    auto const frozen = run(input({ &freeze, &court }, assumptions), { 1000, 1 });
    EXPECT_GT(frozen.forecast.together.p90->minor, open.forecast.together.p90->minor);
}

TEST(Forecast, a_freeze_costs_what_it_costs)
{
    auto const court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    auto const freeze = route("asset-preservation", 0, 100'000, casework::Track::legal);
    std::vector const assumptions { sure("success", 1), sure("collect", 1) };
    auto const outlook = run(input({ &freeze, &court }, assumptions), { 1000, 1 });
    EXPECT_EQ(outlook.forecast.together.mean, (Money { 890'000, usd }));
}

TEST(Forecast, a_frozen_supplier_may_pay_before_the_decision)
{
    auto court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    court.weeks = { 40, 40, 40, true, {} };
    auto const freeze = route("asset-preservation", 0, 0, casework::Track::legal);
    std::vector const assumptions { sure("success", 0.5), sure("collect", 1), sure("freeze_settles", 1),
        sure("freeze_settles_weeks", 3) };
    auto const outlook = run(input({ &freeze, &court }, assumptions), { 1000, 1 });
    EXPECT_EQ(outlook.forecast.together.mean, (Money { 990'000, usd })); // the court is never needed to decide
    EXPECT_EQ(outlook.forecast.by_month[1].month, 2);
    EXPECT_EQ(outlook.forecast.by_month[1].mean, (Money { 990'000, usd })); // in week 7, the second month
}

TEST(Forecast, what_can_be_collected_hangs_on_the_way)
{
    auto const home = route("home-court", 1'000'000, 0, casework::Track::legal);
    std::vector const assumptions { sure("collect", 0, "home-court"), sure("collect", 1), sure("success", 1) };
    EXPECT_EQ(run(input({ &home }, assumptions), { 1000, 1 }).forecast.together.mean, (Money { 0, usd }));
}

TEST(Forecast, what_the_forum_wins_shrinks_until_it_pays_not_only_while_it_decides)
{
    auto claim = route("platform-claim", 400'000, 0, casework::Track::assurance);
    claim.weeks = { 8, 8, 8, true, {} };
    auto court = route("prc-court", 1'000'000, 0, casework::Track::legal);
    court.weeks = { 10, 10, 10, true, {} };
    std::vector const assumptions { sure("success", 1), sure("collect", 1), sure("decay_per_week", 0.1) };
    // The claim is over in week 8, the court ten weeks later: exp(-1.8) of a million, 165,299.
    EXPECT_EQ(
        run(input({ &claim, &court }, assumptions), { 1000, 1 }).forecast.together.mean, (Money { 570'000, usd }));
    EXPECT_EQ(
        run(input({ &court, &claim }, assumptions), { 1000, 1 }).forecast.together.mean, (Money { 570'000, usd }));
    // By itself the court begins at once: exp(-1).
    EXPECT_EQ(run(input({ &court }, assumptions), { 1000, 1 }).forecast.together.mean, (Money { 370'000, usd }));
}

TEST(Forecast, a_forum_that_does_not_bring_in_its_freeze_is_not_gone_to)
{
    auto const court = route("prc-court", 100'000, 10'000, casework::Track::legal);
    auto const freeze = route("asset-preservation", 0, 200'000, casework::Track::legal);
    std::vector const assumptions { sure("success", 1), sure("collect", 1) };
    EXPECT_EQ(run(input({ &court, &freeze }, assumptions), { 1000, 1 }).forecast.together.mean, (Money { 0, usd }));
    EXPECT_EQ(run(input({ &court }, assumptions), { 1000, 1 }).forecast.together.mean, (Money { 90'000, usd }));
}

TEST(Forecast, what_is_left_has_to_be_worth_the_forum_and_its_freeze)
{
    auto const claim = route("platform-claim", 900'000, 0, casework::Track::assurance);
    auto const court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    auto const freeze = route("asset-preservation", 0, 150'000, casework::Track::legal);
    std::vector const assumptions { sure("success", 1), sure("collect", 1) };
    EXPECT_EQ(run(input({ &claim, &court, &freeze }, assumptions), { 1000, 1 }).forecast.together.mean,
        (Money { 900'000, usd }));
}

TEST(Forecast, the_same_seed_gives_the_same_numbers)
{
    auto const court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    auto const given = input({ &court }, { sure("success", 0.7), sure("collect", 0.6) });
    EXPECT_EQ(run(given, { 5000, 9 }).forecast.together.mean, run(given, { 5000, 9 }).forecast.together.mean);
}

} // namespace recourse::forecast

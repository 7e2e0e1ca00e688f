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
    auto const outlook = run(
        input({ &court },
            { sure("success", 0.7), sure("collect", 0.6), sure("decay_per_week", 0.1), sure("freeze_effect", 0.8) }),
        { 20'000, 1 });
    auto const& delay = outlook.forecast.freeze_delay;
    ASSERT_EQ(delay.size(), 6u);
    for (std::size_t i = 1; i < delay.size(); ++i)
        EXPECT_LE(delay[i].mean->minor, delay[i - 1].mean->minor);
    EXPECT_LT(delay.back().mean->minor, delay.front().mean->minor);
}

TEST(Forecast, the_same_seed_gives_the_same_numbers)
{
    auto const court = route("prc-court", 1'000'000, 10'000, casework::Track::legal);
    auto const given = input({ &court }, { sure("success", 0.7), sure("collect", 0.6) });
    EXPECT_EQ(run(given, { 5000, 9 }).forecast.together.mean, run(given, { 5000, 9 }).forecast.together.mean);
}

} // namespace recourse::forecast

#include "core/offer/cases_test.hpp"
#include "core/offer/portfolio.hpp"
#include "core/offer/sensitivity.hpp"

#include <algorithm>

namespace recourse::offer {

using casework::Track;

TEST(Cash, a_sure_case_is_booked_in_its_months)
{
    Basis from;
    from.made = today;
    from.claim = dollars(100'000);
    from.routes = {
        route("platform-claim", Track::assurance, dollars(20'000), dollars(0), 6), // the second month
        route("cietac", Track::legal, dollars(100'000), dollars(8'000),
            20), // filed in week 6, paid in week 26: the sixth
    };
    from.assumptions = { sure("success", 1), sure("collect", 1), sure("decay_per_week", 0) };
    auto const made = cash(position(from, nothing_yet()), 12);
    ASSERT_EQ(made.tracks.size(), 2u);
    auto const& assurance = made.tracks[0];
    auto const& legal = made.tracks[1];
    EXPECT_EQ(assurance.track, Track::assurance);
    EXPECT_EQ(legal.track, Track::legal);
    for (auto const& month : assurance.months) {
        EXPECT_EQ(month.in, dollars(month.month == 2 ? 20'000 : 0)) << month.month;
        EXPECT_EQ(month.out, dollars(0));
        EXPECT_EQ(month.net_so_far.p10, dollars(month.month >= 2 ? 20'000 : 0));
    }
    for (auto const& month : legal.months) {
        EXPECT_EQ(month.in, dollars(month.month == 6 ? 80'000 : 0)) << month.month;
        EXPECT_EQ(month.out, dollars(month.month == 2 ? 8'000 : 0)) << month.month;
        EXPECT_EQ(month.net_so_far.p50, dollars(month.month >= 6 ? 72'000 : month.month >= 2 ? -8'000 : 0));
        EXPECT_EQ(month.out_so_far.p90, dollars(month.month >= 2 ? 8'000 : 0));
    }
}

TEST(Cash, what_has_come_in_so_far_never_falls_and_never_exceeds_what_is_open)
{
    auto const at = position();
    auto const made = cash(at, 36);
    ASSERT_EQ(made.tracks.size(), 3u);
    std::int64_t mean = 0;
    for (auto const& track : made.tracks) {
        ASSERT_EQ(track.months.size(), 36u);
        for (std::size_t m = 1; m < track.months.size(); ++m) {
            for (auto const part : { &Band::p10, &Band::p50, &Band::p90, &Band::mean }) {
                EXPECT_LE((track.months[m - 1].in_so_far.*part).minor, (track.months[m].in_so_far.*part).minor);
                EXPECT_LE((track.months[m - 1].out_so_far.*part).minor, (track.months[m].out_so_far.*part).minor);
                EXPECT_LE((track.months[m].in_so_far.*part).minor, at.open.minor);
            }
        }
        mean += track.months.back().net_so_far.mean.minor;
    }
    // Averages add up to the forecast's, but for the rounding to two digits.
    auto const together = forecast::run(at.input()).forecast.together.mean->minor;
    EXPECT_NEAR(static_cast<double>(mean), static_cast<double>(together), 0.05 * static_cast<double>(together));
}

TEST(Sensitivity, shows_what_each_estimate_does_and_the_widest_first)
{
    auto offer = offer_of(dollars(30'000));
    offer.default_risk = standard_risk(assume("success", 0.4, 0.7, 0.95));
    auto const result = sensitivity(position(), offer);
    ASSERT_TRUE(result);
    ASSERT_FALSE(result->swings.empty());
    EXPECT_TRUE(std::ranges::is_sorted(result->swings, std::ranges::greater {}, &Swing::width));
    auto const swing = [&](std::string_view id) -> Swing const& {
        auto const one = std::ranges::find(result->swings, id, &Swing::id);
        EXPECT_NE(one, result->swings.end()) << id;
        return one == result->swings.end() ? result->swings.front() : *one;
    };
    // Who collects more gets more by going on; who fears a default more wants more of the offer.
    EXPECT_LT(swing("collect").p50_low.minor, swing("collect").p50_high.minor);
    EXPECT_LT(swing("collect").break_even_low->minor, swing("collect").break_even_high->minor);
    EXPECT_GT(swing("decay_per_week").break_even_low->minor, swing("decay_per_week").break_even_high->minor);
    auto const& risk = swing(offer.default_risk.id);
    EXPECT_EQ(risk.p50_low, risk.p50_high);
    ASSERT_TRUE(risk.break_even_low);
    EXPECT_FALSE(risk.break_even_high) << "so likely a default no offer makes up for";
    EXPECT_GE(swing("discount-rate").p50_low.minor, swing("discount-rate").p50_high.minor);
    for (auto const& one : result->swings)
        EXPECT_GT(one.width(), 0) << one.id;
}

TEST(Sensitivity, an_estimate_without_a_range_or_an_effect_is_left_out)
{
    auto from = one_route("platform-claim", 0.5, dollars(100'000), dollars(0), 10);
    from.assumptions.push_back(
        assume("decay_per_week", 0, 0.1, 0.2)); // of a claim to the platform nothing is collected
    auto const result = sensitivity(position(from, nothing_yet()), offer_of(dollars(10'000)), no_discount());
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->swings.empty());
    EXPECT_FALSE(sensitivity(position(), Offer {}));
}

TEST(Freeze, each_week_of_waiting_costs_and_none_is_counted_where_assets_are_frozen)
{
    auto const weeks = freeze_delay(position());
    ASSERT_EQ(weeks.size(), 13u);
    EXPECT_EQ(weeks[0].lost, dollars(0));
    for (std::size_t i = 1; i < weeks.size(); ++i) {
        EXPECT_LE(weeks[i].mean.minor, weeks[i - 1].mean.minor);
        EXPECT_GE(weeks[i].lost.minor, weeks[i - 1].lost.minor);
    }
    EXPECT_GT(weeks.back().lost.minor, 0);
    auto happened = nothing_yet();
    happened.freeze = Freeze { today, dollars(10'000) };
    EXPECT_TRUE(freeze_delay(position(basis(), happened)).empty());
}

TEST(Freeze, a_week_costs_what_the_supplier_moves_away_in_it)
{
    auto from = one_route("cietac", 1, dollars(100'000), dollars(0), 50);
    from.routes.push_back(route("asset-preservation", Track::legal, dollars(0), dollars(0), 1));
    from.assumptions.push_back(sure("decay_per_week", 0.05));
    from.assumptions.push_back(sure("freeze_effect", 1));
    auto const weeks = freeze_delay(position(from, nothing_yet()), no_discount());
    // 100,000 e^-0.05 = 95,123; e^-0.5 = 60,653.
    EXPECT_EQ(weeks[0].mean, dollars(100'000));
    EXPECT_EQ(weeks[1].mean, dollars(95'000));
    EXPECT_EQ(weeks[1].lost, dollars(4'900));
    EXPECT_EQ(weeks[10].mean, dollars(61'000));
}

TEST(Portfolio, adds_cases_up_and_says_that_they_are_taken_as_unrelated)
{
    auto happened = nothing_yet();
    happened.receipts = { { "platform-claim", today, dollars(15'000) } };
    happened.freeze = Freeze { today, dollars(30'000) };
    std::vector<PortfolioCase> const cases { { "a", position() }, { "b", position(basis(), happened) } };
    auto const all = portfolio(cases);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->cases, 2u);
    EXPECT_EQ(all->claimed, dollars(200'000));
    EXPECT_EQ(all->received, dollars(15'000));
    EXPECT_EQ(all->open, dollars(185'000));
    EXPECT_EQ(all->secured, dollars(30'000));
    EXPECT_NE(all->remark.en.find("none had to do with another"), std::string::npos);
    EXPECT_LE(all->worst_tenth.minor, all->net.p10.minor);
    double means = 0, routes = 0;
    for (auto const& one : cases)
        means += static_cast<double>(portfolio({ one })->net.mean.minor);
    for (auto const& one : all->routes)
        routes += static_cast<double>(one.net.mean.minor);
    EXPECT_NEAR(static_cast<double>(all->net.mean.minor), means, 0.03 * means);
    EXPECT_NEAR(routes, means, 0.05 * means);
    EXPECT_TRUE(std::ranges::is_sorted(
        all->routes, std::ranges::greater {}, [](auto const& one) { return one.net.mean.minor; }));
}

TEST(Portfolio, of_many_alike_the_band_is_narrower_than_of_one)
{
    auto const one = position(one_route("platform-claim", 0.5, dollars(10'000), dollars(0), 6), nothing_yet());
    std::vector<PortfolioCase> cases;
    for (int i = 0; i < 100; ++i)
        cases.push_back({ std::to_string(i), one });
    auto const all = portfolio(cases, 3);
    ASSERT_TRUE(all);
    // The number of successes is binomial: 50 of 100, its p10 and p90 are 44 and 56.
    EXPECT_EQ(all->net.p50, dollars(500'000));
    EXPECT_NEAR(static_cast<double>(all->net.p10.minor), 44'000'000, 1'000'000);
    EXPECT_NEAR(static_cast<double>(all->net.p90.minor), 56'000'000, 1'000'000);
    ASSERT_EQ(all->routes.size(), 1u);
    EXPECT_EQ(all->routes[0].cases, 100u);
    EXPECT_EQ(all->months[0].net_so_far.p90, dollars(0));
    EXPECT_EQ(all->months[1].in.minor, all->net.mean.minor);
    EXPECT_NEAR(static_cast<double>(all->not_expected.minor), 50'000'000, 1'000'000);
}

TEST(Portfolio, the_order_changes_nothing_and_mixed_currencies_and_doubles_are_refused)
{
    auto happened = nothing_yet();
    happened.freeze = Freeze { today, dollars(10'000) };
    PortfolioCase const a { "a", position() }, b { "b", position(basis(), happened) };
    auto const one = portfolio({ a, b }), other = portfolio({ b, a });
    EXPECT_EQ(one->net.p10, other->net.p10);
    EXPECT_EQ(one->net.mean, other->net.mean);
    EXPECT_EQ(one->worst_tenth, other->worst_tenth);
    auto yuan = a;
    yuan.id = "c";
    yuan.position.claim.currency = *Currency::from_code("CNY");
    auto const refused = portfolio({ a, a, yuan });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(),
        (Flaws { "cases[1]: a is there twice", "cases[2]: c is in CNY, the first in USD; convert it first" }));
    EXPECT_EQ(portfolio({})->cases, 0u);
}

} // namespace recourse::offer

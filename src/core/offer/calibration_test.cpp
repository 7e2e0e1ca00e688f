#include "core/offer/calibration.hpp"
#include "core/offer/cases_test.hpp"
#include "core/offer/shrinkage.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace recourse::offer {

namespace {

Prediction chance(std::string id, Chance of, Date on = today)
{
    return { std::move(id), on, "platform-claim", of, {} };
}

Outcome came(std::string id, std::int64_t whole_dollars, Date on = today.plus_days(30))
{
    return { std::move(id), "platform-claim", on, dollars(whole_dollars) };
}

Calibration calibrated(std::vector<Prediction> const& predictions, std::vector<Outcome> const& outcomes)
{
    auto result = calibrate(predictions, outcomes);
    EXPECT_TRUE(result) << (result ? "" : result.error().front());
    return result.value_or(Calibration {});
}

/// The twin: the mean of (p - x)^2 in doubles, by the definition (Brier 1950, of two classes counted once).
double brier(std::vector<Prediction> const& predictions, std::vector<Outcome> const& outcomes)
{
    double total = 0;
    for (std::size_t i = 0; i < predictions.size(); ++i)
        total += std::pow(*predictions[i].chance / 10'000.0 - (outcomes[i].received.minor > 0 ? 1 : 0), 2);
    return total / static_cast<double>(predictions.size());
}

} // namespace

TEST(Calibration, scores_by_hand)
{
    // (0.8 - 1)^2 = 0.04, (0.3 - 0)^2 = 0.09, (0.6 - 1)^2 = 0.16, (1 - 1)^2 = 0: 0.0725 on average.
    auto const one = calibrated({ chance("a", 8'000), chance("b", 3'000), chance("c", 6'000), chance("d", 10'000) },
        { came("a", 5), came("b", 0), came("c", 1), came("d", 7) });
    EXPECT_EQ(one.scored, 4);
    EXPECT_EQ(one.brier, 725);
    EXPECT_EQ(one.brier_of_rate, 1'875); // three of four: 0.75 * 0.25
    EXPECT_EQ(one.tenths[8].count, 1);
    EXPECT_EQ(one.tenths[3].observed, 0);
    EXPECT_EQ(one.tenths[9].predicted, 10'000);
    EXPECT_EQ(one.tenths[9].from, 9'000);
    EXPECT_FALSE(one.enough);
    EXPECT_NE(one.remark.en.find("Too few: 4 outcomes of at least 30"), std::string::npos);
}

TEST(Calibration, quantiles_are_scored_by_pinball_loss_and_coverage)
{
    auto const said = [](std::string id, std::int64_t p10, std::int64_t p50, std::int64_t p90) {
        return Prediction { std::move(id), today, "platform-claim", {},
            Prediction::Quantiles { dollars(p10), dollars(p50), dollars(p90) } };
    };
    // Came 100: p10 of 50 is under by 50: 0.1 * 50; p50 of 80: 0.5 * 20; p90 of 200 over by 100: 0.1 * 100; of 200.
    auto const one = calibrated({ said("a", 50, 80, 200) }, { came("a", 100) });
    EXPECT_EQ(one.pinball_p10, 250);
    EXPECT_EQ(one.pinball_p50, 500);
    EXPECT_EQ(one.pinball_p90, 500);
    EXPECT_EQ(one.coverage, 10'000);
    auto const two = calibrated({ said("a", 50, 80, 200), said("b", 50, 80, 200), said("c", 50, 80, 200) },
        { came("a", 49), came("b", 200), came("c", 201) });
    EXPECT_EQ(two.within, 1);
    EXPECT_EQ(two.coverage, 3'333);
    EXPECT_EQ(two.scored, 0);
    EXPECT_EQ(two.quantiles_scored, 3);
}

TEST(Calibration, only_the_first_prediction_before_the_outcome_counts)
{
    auto const one = calibrated({ chance("a", 9'000, today.plus_days(5)), chance("a", 2'000),
                                    chance("a", 10'000, today.plus_days(30)), chance("b", 5'000) },
        { came("a", 1) });
    EXPECT_EQ(one.scored, 1);
    EXPECT_EQ(one.later, 1);
    EXPECT_EQ(one.hindsight, 1);
    EXPECT_EQ(one.waiting, 1);
    EXPECT_EQ(one.brier, 6'400) << "the first said 20 %";
}

TEST(Calibration, nothing_to_score_says_so)
{
    auto const one = calibrated({}, {});
    EXPECT_EQ(one.brier, 0);
    EXPECT_FALSE(one.enough);
    EXPECT_NE(one.remark.zh.find("样本太少"), std::string::npos);
}

TEST(Calibration, every_flaw_is_named_at_once)
{
    auto bad = chance("a", 10'001);
    bad.received = { dollars(5), dollars(4), dollars(6) };
    auto nothing = chance("b", 1);
    nothing.chance.reset();
    auto yuan = chance("c", 1);
    Money const some { 1, *Currency::from_code("CNY") };
    yuan.received = { some, some, some };
    auto const result = calibrate({ bad, nothing, yuan }, { came("c", 1), came("c", 2) });
    ASSERT_FALSE(result);
    std::string all;
    for (auto const& flaw : result.error())
        all += flaw + "\n";
    for (auto const* part : { "outcomes[1]: c platform-claim has ended already", "predictions[0]: 10001 is no chance",
             "predictions[0]: p10, p50 and p90 do not rise", "predictions[1]: it predicts nothing",
             "predictions[2]: it is in CNY" })
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
}

RC_GTEST_PROP(Calibration, the_brier_score_is_its_definition_and_the_order_changes_nothing, ())
{
    std::vector<Prediction> predictions;
    std::vector<Outcome> outcomes;
    auto const count = *rc::gen::inRange(1, 80);
    for (int i = 0; i < count; ++i) {
        auto const id = std::to_string(i);
        predictions.push_back(chance(id, *rc::gen::inRange(0, 10'001)));
        outcomes.push_back(came(id, *rc::gen::inRange(0, 2)));
    }
    auto const one = calibrated(predictions, outcomes);
    RC_ASSERT(std::abs(one.brier / 10'000.0 - brier(predictions, outcomes)) <= 0.5001e-4);
    int counted = 0;
    for (auto const& tenth : one.tenths)
        counted += tenth.count;
    RC_ASSERT(counted == count);
    RC_ASSERT(one.enough == (count >= outcomes_least));
    std::ranges::reverse(predictions);
    std::ranges::reverse(outcomes);
    auto const other = calibrated(predictions, outcomes);
    RC_ASSERT(one.brier == other.brier);
}

TEST(Calibration, a_forecast_scored_against_its_own_draws_is_calibrated)
{
    std::mt19937_64 random(5);
    std::vector<Prediction> predictions;
    std::vector<Outcome> outcomes;
    for (int i = 0; i < 4'000; ++i) {
        auto const of = static_cast<Chance>(random() % 10'001);
        predictions.push_back(chance(std::to_string(i), of));
        outcomes.push_back(came(std::to_string(i), static_cast<Chance>(random() % 10'000) < of ? 1 : 0));
    }
    auto const one = calibrated(predictions, outcomes);
    for (auto const& tenth : one.tenths)
        EXPECT_NEAR(tenth.observed, tenth.predicted, 800) << tenth.from;
    EXPECT_NEAR(one.brier, 10'000 / 6, 150); // the mean of p (1 - p) over 0 to 1
    EXPECT_TRUE(one.enough);
}

TEST(Shrinkage, ten_own_cases_weigh_as_much_as_the_standard)
{
    auto const one = shrink_chance(assume("success", 0.4, 0.6, 0.8), 9, 10);
    ASSERT_TRUE(one);
    EXPECT_DOUBLE_EQ(one->result.likely, 0.75); // (10 * 0.6 + 9) / 20
    EXPECT_DOUBLE_EQ(one->own, 0.9);
    EXPECT_DOUBLE_EQ(one->own_share, 0.5);
    EXPECT_EQ(one->result.source.mark, "estimate");
    EXPECT_EQ(one->says.en,
        "standard 60.0 % as 10 cases, own 90.0 % of 10 cases: 75.0 % (from 62.9 % to 87.1 %); own cases weigh 50 %");
    EXPECT_EQ(one->says.zh, "默认值60.0%按10个案件计，自有10个案件为90.0%：结果75.0%（62.9%至87.1%）；自有案件权重50%");
    EXPECT_NE(one->result.says.find("own 90.0 %"), std::string::npos)
        << "whoever reads the estimate sees where it comes from";
    auto const none = shrink_chance(assume("success", 0.4, 0.6, 0.8), 0, 0);
    EXPECT_EQ(none->result.likely, 0.6);
    EXPECT_EQ(none->result.low, 0.4);
    EXPECT_EQ(none->own_share, 0);
}

TEST(Shrinkage, of_durations_and_shares_likewise)
{
    auto const one = shrink_values(assume("weeks", 10, 20, 40), { 12, 14, 16, 18, 20, 22, 24, 26, 28, 30 });
    ASSERT_TRUE(one);
    EXPECT_DOUBLE_EQ(one->result.likely, 20.5); // (10 * 20 + 210) / 20
    EXPECT_DOUBLE_EQ(one->result.low, 12); // (10 * 10 + 10 * 14) / 20
    EXPECT_DOUBLE_EQ(one->result.high, 34); // (10 * 40 + 10 * 28) / 20
    EXPECT_FALSE(shrink_values(assume("collect", 0, 0.3, 1), { 1.5 }, 1));
    EXPECT_FALSE(shrink_values(assume("weeks", 1, 2, 3), { -1 }));
    EXPECT_FALSE(shrink_chance(assume("success", 0, 0.3, 1), 3, 2));
    EXPECT_FALSE(shrink_chance(assume("success", 0, 3, 4), 1, 2));
    EXPECT_FALSE(shrink_chance(assume("success", 0, 0.3, 1), 1, 2, 0));
}

RC_GTEST_PROP(Shrinkage, lies_between_the_standard_and_the_own_cases_and_nearer_to_them_the_more_there_are, ())
{
    auto const cases = *rc::gen::inRange(1, 500);
    auto const successes = *rc::gen::inRange(0, cases + 1);
    auto const likely = *rc::gen::inRange(0, 101) / 100.0;
    auto const weight = *rc::gen::inRange(1, 100) / 2.0;
    auto const standard = assume("success", likely * 0.5, likely, std::min(1.0, likely + 0.2));
    auto const one = *shrink_chance(standard, successes, cases, weight);
    auto const [least, most] = std::minmax(likely, one.own);
    RC_ASSERT(one.result.likely >= least - 1e-12 && one.result.likely <= most + 1e-12);
    RC_ASSERT(one.result.low >= 0 && one.result.low <= one.result.likely && one.result.likely <= one.result.high
        && one.result.high <= 1);
    auto const ten_times = *shrink_chance(standard, 10 * successes, 10 * cases, weight);
    RC_ASSERT(std::abs(ten_times.result.likely - one.own) <= std::abs(one.result.likely - one.own) + 1e-12);
    std::vector<double> values;
    for (int i = 0; i < cases % 30 + 1; ++i)
        values.push_back(*rc::gen::inRange(0, 101) / 100.0);
    auto const mean = *shrink_values(standard, values, 1, weight);
    auto const [low, high] = std::minmax(likely, mean.own);
    RC_ASSERT(mean.result.likely >= low - 1e-12 && mean.result.likely <= high + 1e-12);
    RC_ASSERT(mean.result.low <= mean.result.likely && mean.result.likely <= mean.result.high
        && mean.result.high <= 1 + 1e-12);
}

} // namespace recourse::offer

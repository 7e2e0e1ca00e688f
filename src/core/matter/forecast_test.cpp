#include "core/matter/desk_test.hpp"

#include <algorithm>

// Predictions that are kept.

namespace recourse::matter {

namespace {

Prediction prediction()
{
    return { usd(40'000),
        { { "", 9'000, usd(5'000), usd(20'000), usd(38'000) }, { "cietac", 6'000, usd(0), usd(15'000), usd(30'000) } },
        10'000, 7, 0, 0 };
}

template <class Change>
KeepForecast changed(Change const& change)
{
    KeepForecast command { prediction() };
    change(command.prediction);
    return command;
}

} // namespace

TEST(KeptForecast, is_kept_as_it_was_said)
{
    Ready desk;
    EXPECT_EQ(desk(counsel, KeepForecast { prediction() }), "");
    auto const* kept = desk.brought<events::ForecastKept>();
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->number, 1);
    EXPECT_EQ(desk(buyers_key, KeepForecast { prediction() }), "so"); // the same on the same day
    desk.today = desk.today.plus_days(1);
    EXPECT_EQ(desk(platform, KeepForecast { prediction() }), "");
    ASSERT_EQ(desk.state.forecasts.size(), 2);
    EXPECT_EQ(desk.state.forecasts[0].prediction, prediction());
    EXPECT_EQ(desk.state.forecasts[1].by.role, Role::platform);
}

TEST(KeptForecast, guards)
{
    Desk nothing;
    EXPECT_EQ(nothing(platform, KeepForecast { prediction() }), "not_found");
    EXPECT_EQ(nothing(buyer, KeepForecast { prediction() }), "not_found");
    Ready desk;
    for (auto const& actor : { supplier, officer, auditor, inspector, other_buyer })
        EXPECT_EQ(desk(actor, KeepForecast { prediction() }), "not_found");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes.clear(); })), "prediction_empty");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes[1].route.clear(); })), "prediction_empty");
    EXPECT_EQ(desk(buyer, changed([](auto& one) {
        for (std::size_t i = 0; i < predicted_routes_max; ++i)
            one.routes.push_back({ std::to_string(i), 0, usd(0), usd(0), usd(0) });
    })),
        "prediction_empty");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes[0].route = "a\nb"; })), "control_characters");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes[0].chance = 10'001; })), "prediction_wrong");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes[0].p10 = usd(39'000); })), "prediction_wrong");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes[0].p90 = cny(39'000); })), "prediction_wrong");
    EXPECT_EQ(desk(buyer, changed([](auto& one) { one.routes[1].p10 = usd(-1); })), "prediction_wrong");
    EXPECT_EQ(desk(counsel, Close { Ending::uneconomic, "It costs more.", usd(40'000) }), "");
    EXPECT_EQ(desk(buyer, KeepForecast { prediction() }), "over");
    EXPECT_EQ(desk(platform, KeepForecast { prediction() }), "over");
}

TEST(Acts, have_the_words_of_their_commands)
{
    EXPECT_EQ(word(Act::open), "open");
    EXPECT_EQ(word(Act::note_wrongful_freeze), "note-wrongful-freeze");
    EXPECT_EQ(word(Act::pass_day), "pass-day");
    EXPECT_EQ(word(Act::keep_forecast), "keep-forecast");
    EXPECT_EQ(word(Act::note_paper), "note-paper");
    EXPECT_EQ(word(act_of(LiftMeasure {})), "lift-measure");
}

TEST(Acts, a_forecast_may_be_kept_while_the_matter_goes_on)
{
    auto const allows = [](Desk const& desk, act::Actor const& actor) {
        auto const allowed = view(desk.state, desk.context(actor)).allowed;
        return std::ranges::find(allowed, Allowed { Act::keep_forecast, 0 }) != allowed.end();
    };
    Ready desk;
    EXPECT_TRUE(allows(desk, buyers_key));
    EXPECT_EQ(desk(counsel, Close { Ending::uneconomic, "It costs more.", usd(40'000) }), "");
    EXPECT_FALSE(allows(desk, buyers_key));
}

} // namespace recourse::matter

#include "api/forecast_views.hpp"
#include "api/forecasting.hpp"
#include "api/query.hpp"
#include "api/weighed_offer.hpp"

// The forecast of a matter as it stands: what can still come, month by month, what it hangs on, and what it said when.

namespace recourse::api {

namespace {

using accounts::Scope;

constexpr std::uint32_t samples_of_forecast = 100'000;
constexpr std::uint32_t samples_of_cash = 20'000;
constexpr std::uint32_t samples_of_sensitivity = 5'000;
constexpr std::uint32_t samples_of_freeze = 10'000;

void forecast(Call& call)
{
    auto const seen = matter_now(call);
    if (!seen)
        return;
    auto const options = options_asked(call, samples_of_forecast);
    auto const prospect = offer::prospect(seen->now.position, options);
    auto delay
        = offer::freeze_delay(seen->now.position, {}, { std::min(options.samples, samples_of_freeze), options.seed });
    give_estimate(call, json_of(forecast_view(seen->now, prospect, std::move(delay), http::language_of(call.request))));
}

void cash(Call& call)
{
    auto const seen = matter_now(call);
    if (!seen)
        return;
    auto const language = http::language_of(call.request);
    auto found = offer::cash(seen->now.position, months_asked(call), options_asked(call, samples_of_cash));
    CashView view { seen->now.id, position_view(seen->now, language), {}, moved_lines(seen->now.moved, language),
        found.samples, found.seed };
    for (auto& one : found.tracks)
        view.tracks.push_back({ one.track, std::move(one.months) });
    give_estimate(call, json_of(view));
}

/// The latest offer of the other side that is open; 0: there is none.
std::uint32_t open_offer(matter::State const& state)
{
    for (auto n = state.offers.size(); n > 0; --n) {
        if (state.offers[n - 1].phase == matter::OfferPhase::open && !state.offers[n - 1].offer.ours)
            return static_cast<std::uint32_t>(n);
    }
    return 0;
}

void sensitivity(Call& call)
{
    matter::State state;
    auto const seen = matter_now(call, &state);
    if (!seen)
        return;
    auto const language = http::language_of(call.request);
    auto const number = open_offer(state);
    auto const world = call.desk.world();
    offer::Offer offer;
    if (number != 0)
        offer = offer_of(state.offers[number - 1].offer, *world, language);
    else { // all that is open, paid today and surely: its break-even is that of a sure payment
        offer = offer_of(matter::Offer { false, seen->now.position.open, true, false, {}, {} }, *world, language);
        offer.default_risk = { "default", "default", {}, 0, 0, 0, {}, {} };
    }
    auto const found = offer::sensitivity(seen->now.position, offer, {}, options_asked(call, samples_of_sensitivity));
    if (!found)
        return refuse_flaws(call, found.error());
    give_estimate(call, json_of(sensitivity_view(seen->now, number, *found, language)));
}

/// What is asked is that the forecast be kept: the same request asks the same, whatever the forecast says by then. So
/// the figures are no part of what the key stands for.
void keep(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const target = stream_of(id);
    auto envelope = envelope_of(call, target, matter::Command { matter::KeepForecast {} });
    if (!envelope)
        return;
    // For whoever may not keep it, and of a matter that is over, nothing is worked out: the command is refused.
    auto const role = call.caller.actor.role;
    bool const side = role == act::Role::buyer || role == act::Role::counsel;
    if (side && matter->state.phase != matter::Phase::closed) {
        auto const seen = matter_now(call.desk, id, matter->state, Language::en);
        if (!seen)
            return call.refuse(seen.error());
        envelope->command
            = matter::Command { matter::KeepForecast { prediction_of(seen->now, { samples_of_forecast }) } };
    }
    answer(call, target, carry_out(call.desk, *std::move(envelope)));
}

} // namespace

void add_forecasts(std::vector<Operation>& table)
{
    using http::Method;
    std::string const path = "/v1/matters/{matter}";
    table.push_back({ .path = path + "/forecast",
        .id = "matters.forecast",
        .summary = "What can still come of a matter as it stands: position, quantiles, chance and weeks of each route",
        .scope = Scope::read,
        .gives = given<ForecastView>(),
        .runs = http::Runs::aside,
        .query = { samples_member(samples_of_forecast) },
        .run = forecast });
    table.push_back({ .path = path + "/cash",
        .id = "matters.cash",
        .summary = "What comes in and goes out on each track, month by month",
        .scope = Scope::read,
        .gives = given<CashView>(),
        .runs = http::Runs::aside,
        .query = { months_member(), samples_member(samples_of_cash) },
        .run = cash });
    table.push_back({ .path = path + "/sensitivity",
        .id = "matters.sensitivity",
        .summary = "What each estimate does to the forecast and to the break-even, at its low and at its high end",
        .scope = Scope::read,
        .gives = given<SensitivityView>(),
        .runs = http::Runs::aside,
        .query = { samples_member(samples_of_sensitivity) },
        .run = sensitivity });
    table.push_back({ .method = Method::post,
        .path = path + "/keep-forecast",
        .id = "matters.keep-forecast",
        .summary = "Keeps what the forecast says now, to be compared with what comes",
        .scope = Scope::claims,
        .gives = given<Receipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = keep });
}

} // namespace recourse::api

#include "core/matter/deciding.hpp"

#include <algorithm>
#include <set>

// What the forecast said is kept as it was said: nobody changes it afterwards.

namespace recourse::matter {

namespace {

/// The platform keeps it of itself; the client's side asks for it.
Guard keeps(Deciding const& d)
{
    if (d.role() != Role::platform)
        return d.open();
    if (d.state.phase == Phase::none)
        return refuse(refusals::not_found);
    if (d.state.phase == Phase::closed)
        return refuse(refusals::over, { { "ending", text_of(word(d.state.ending)) } });
    return {};
}

bool fits(RoutePrediction const& one, Currency currency)
{
    auto const is_ours = [&](Money sum) { return sum.currency == currency && sum.minor >= 0; };
    return one.chance <= 10'000 && is_ours(one.p10) && is_ours(one.p50) && is_ours(one.p90)
        && one.p10.minor <= one.p50.minor && one.p50.minor <= one.p90.minor;
}

} // namespace

Decision decide_one(Deciding const& d, KeepForecast const& command)
{
    RECOURSE_TRY_DONE(keeps(d));
    auto const& prediction = command.prediction;
    auto const& kept = d.state.forecasts;
    if (!kept.empty() && kept.back().on == d.today() && kept.back().prediction == prediction)
        return already_so();
    auto const number = RECOURSE_TRY(d.next(kept));
    auto const& routes = prediction.routes;
    std::set<std::string_view> names;
    for (auto const& one : routes)
        names.insert(one.route);
    if (routes.empty() || routes.size() > predicted_routes_max || names.size() != routes.size())
        return refuse(refusals::prediction_empty, { { "count", std::to_string(predicted_routes_max) } });
    auto const currency = d.state.nothing.currency;
    for (auto const& one : routes) {
        RECOURSE_TRY_DONE(d.line("route", one.route));
        if (!fits(one, currency))
            return refuse(
                refusals::prediction_wrong, { { "route", one.route }, { "currency", text_of(currency.code()) } });
    }
    return only(events::ForecastKept { number, d.today(), d.actor(), prediction });
}

} // namespace recourse::matter

#include "api/forecast_views.hpp"

#include <fmt/format.h>

namespace recourse::api {

namespace {

std::string said_source(casework::SourceRef const& source)
{
    auto text = !source.title.empty() ? source.title : source.document;
    if (!text.empty() && !source.clause.empty())
        text += ", " + source.clause;
    return text;
}

EstimateLine line_of(forecast::Assumption const& one)
{
    return { one.id, one.of, one.route, digits_of(one.low), digits_of(one.likely), digits_of(one.high), one.says,
        said_source(one.source) };
}

std::vector<EstimateLine> lines_of(std::vector<forecast::Assumption> const& all)
{
    std::vector<EstimateLine> lines;
    for (auto const& one : all)
        lines.push_back(line_of(one));
    return lines;
}

RouteLine line_of(CaseNow const& now, offer::RouteProspect const& one)
{
    return { one.route, now.name_of(one.route), static_cast<std::uint32_t>(one.chance), one.received, one.weeks };
}

} // namespace

std::string digits_of(double value)
{
    return fmt::format("{:.4g}", value);
}

std::vector<MovedLine> moved_lines(std::vector<offer::Moved> const& all, Language language)
{
    std::vector<MovedLine> lines;
    for (auto const& [route, of, shrunk] : all)
        lines.push_back({ route, of, digits_of(shrunk.standard.likely), digits_of(shrunk.result.likely),
            static_cast<std::uint32_t>(shrunk.cases), digits_of(shrunk.own), digits_of(shrunk.own_share),
            shrunk.says.in(language) });
    return lines;
}

PositionView position_view(CaseNow const& now, Language language)
{
    auto const& at = now.position;
    PositionView view { now.happened.now, now.basis.made, at.claim, at.received, at.open, at.secured, {}, {} };
    for (auto const& one : at.changes)
        view.changes.push_back({ one.id, one.route, one.says.in(language) });
    for (auto const& one : now.left_out)
        view.left_out.push_back(one.in(language));
    return view;
}

ForecastView forecast_view(
    CaseNow const& now, offer::Prospect const& prospect, std::vector<offer::FreezeWeek> freeze_delay, Language language)
{
    ForecastView view;
    view.id = now.id;
    view.position = position_view(now, language);
    view.net = prospect.net;
    view.together = line_of(now, prospect.together);
    for (auto const& one : prospect.routes)
        view.routes.push_back(line_of(now, one));
    view.left = prospect.left;
    view.freeze_delay = std::move(freeze_delay);
    view.estimates = lines_of(now.position.assumptions);
    view.own_cases_count = !now.moved.empty();
    view.moved = moved_lines(now.moved, language);
    view.samples = prospect.samples;
    view.seed = prospect.seed;
    return view;
}

SensitivityView sensitivity_view(
    CaseNow const& now, std::uint32_t offer, offer::Sensitivity const& found, Language language)
{
    SensitivityView view { now.id, offer, found.p50, found.break_even, {}, moved_lines(now.moved, language),
        found.samples, found.seed };
    for (auto const& one : found.swings)
        view.swings.push_back({ one.id, one.says, digits_of(one.low), digits_of(one.high), one.p50_low, one.p50_high,
            one.break_even_low, one.break_even_high });
    return view;
}

WeighingView weighing_view(
    CaseNow const& now, std::uint32_t offer, offer::Comparison const& compared, Language language)
{
    WeighingView view;
    view.id = now.id;
    view.offer = offer;
    view.position = position_view(now, language);
    view.offered = compared.offered;
    view.accept = compared.accept;
    view.go_on = compared.go_on;
    view.go_on_better = static_cast<std::uint32_t>(compared.go_on_better);
    view.costs_saved = compared.costs_saved;
    view.sure_today = compared.sure_today;
    view.break_even = compared.break_even;
    if (compared.break_even_weeks) {
        view.break_even_weeks = static_cast<std::uint32_t>(*compared.break_even_weeks);
        view.break_even_weeks_or_more = *compared.break_even_weeks >= offer::weeks_most;
    }
    view.counter = { compared.counter.low, compared.counter.ask, compared.counter.high, {} };
    for (auto const& one : compared.counter.reasons)
        view.counter.reasons.push_back({ one.id, {}, one.says.in(language) });
    for (auto const& one : compared.warnings)
        view.warnings.push_back({ one.id, one.severity, one.says.in(language), said_source(one.source) });
    view.default_risk = line_of(compared.default_risk);
    view.rate = to_string(compared.rate.yearly);
    view.rate_says = compared.rate.name.in(language);
    view.estimates = lines_of(compared.estimates);
    view.own_cases_count = !now.moved.empty();
    view.moved = moved_lines(now.moved, language);
    view.samples = compared.samples;
    view.seed = compared.seed;
    return view;
}

} // namespace recourse::api

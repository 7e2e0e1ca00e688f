#include "core/offer/prospect.hpp"

#include "core/case/route_roles.hpp"
#include "core/offer/going_on.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

/// What comes by one way, or by all, in each sample.
struct Column {
    std::vector<float> in;
    std::vector<float> week; ///< of the samples in which something comes
    bool used = false;

    explicit Column(std::uint32_t samples) : in(samples) { }
};

Band band(std::vector<float>& values, Money most)
{
    Band result;
    result.mean = rounded_within(forecast::mean(values), most);
    result.p10 = rounded_within(forecast::quantile(values, 0.1), most);
    result.p50 = rounded_within(forecast::quantile(values, 0.5), most);
    result.p90 = rounded_within(forecast::quantile(values, 0.9), most);
    return result;
}

RouteProspect prospect_of(std::string route, Column& column, Money most)
{
    RouteProspect result;
    result.route = std::move(route);
    auto const samples = column.in.size();
    auto const came = static_cast<std::size_t>(std::ranges::count_if(column.in, [](float sum) { return sum >= 1; }));
    if (samples > 0)
        result.chance = static_cast<Chance>((came * 10'000 + samples / 2) / samples);
    result.received = band(column.in, most);
    auto const weeks
        = [&](double share) { return static_cast<int>(std::ceil(forecast::quantile(column.week, share) - 1e-6)); };
    if (!column.week.empty())
        result.weeks = { weeks(0.1), weeks(0.5), weeks(0.9) };
    return result;
}

} // namespace

Prospect prospect(Position const& position, forecast::Options const& options)
{
    Prospect result;
    result.seed = options.seed;
    result.samples = options.samples;
    auto const input = position.input();
    std::vector<Column> columns(input.routes.size(), Column(options.samples));
    Column all(options.samples);
    std::vector<float> net(options.samples);
    std::vector<float> last(input.routes.size());
    forecast::sample(forecast::model_of(input), options, false, [&](std::uint32_t s, forecast::Sample const& one) {
        net[s] = static_cast<float>(one.net);
        std::ranges::fill(last, -1.0F);
        for (auto const& flow : one.flows) {
            auto& column = columns[flow.way];
            column.used = true;
            if (flow.in < 1)
                continue;
            column.in[s] += static_cast<float>(flow.in);
            all.in[s] += static_cast<float>(flow.in);
            last[flow.way] = std::max(last[flow.way], static_cast<float>(flow.week));
        }
        float latest = -1;
        for (std::size_t i = 0; i < last.size(); ++i) {
            if (last[i] >= 0)
                columns[i].week.push_back(last[i]);
            latest = std::max(latest, last[i]);
        }
        if (latest >= 0)
            all.week.push_back(latest);
    });
    result.net = band(net, position.open);
    result.together = prospect_of({}, all, position.open);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto const& route = input.routes[i]->id;
        if (columns[i].used)
            result.routes.push_back(prospect_of(route, columns[i], position.open));
        else if (!casework::is_step(route))
            result.left.push_back(route);
    }
    return result;
}

std::vector<Prediction> predictions(Prospect const& prospect, Money nothing, std::string const& case_id, Date made)
{
    std::vector<Prediction> all;
    auto const add = [&](RouteProspect const& one) {
        auto const& [p10, p50, p90, mean] = one.received;
        all.push_back({ case_id, made, one.route, one.chance,
            Prediction::Quantiles { max(p10, nothing), max(p50, nothing), max(p90, nothing) } });
    };
    add(prospect.together);
    for (auto const& one : prospect.routes)
        add(one);
    return all;
}

Outcome outcome(std::string const& route, Happened const& happened, Money nothing, std::string const& case_id,
    Date made, Date closed)
{
    Outcome result { case_id, route, closed, nothing };
    for (auto const& receipt : happened.receipts) {
        bool const its = route.empty() || receipt.route == route
            || (casework::is_forum(route) && receipt.route == "award-enforcement");
        if (its && receipt.on > made && receipt.on <= closed && receipt.amount.currency == nothing.currency)
            result.received = result.received + receipt.amount;
    }
    return result;
}

} // namespace recourse::offer

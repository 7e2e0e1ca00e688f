#include "core/offer/portfolio.hpp"

#include "core/offer/going_on.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace recourse::offer {

namespace {

/// FNV-1a: a seed for each case that neither the order nor the other cases change.
std::uint64_t seed_of(std::uint64_t seed, std::string_view id)
{
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325u ^ seed;
    for (char const c : id) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x0000'0100'0000'01B3u;
    }
    return hash;
}

using Column = std::vector<double>; // sums of many cases: more digits than one case needs

Money sum_up(Money a, Money b, Flaws& flaws)
{
    auto const sum = checked_add(a, b);
    if (!sum)
        flaws.push_back("cases: their sum is out of range");
    return sum.value_or(a);
}

Band band(Column const& values, Currency currency)
{
    std::vector<float> work(values.begin(), values.end());
    Band result;
    result.mean = forecast::rounded(forecast::mean(work), currency);
    result.p10 = forecast::rounded(forecast::quantile(work, 0.1), currency);
    result.p50 = forecast::rounded(forecast::quantile(work, 0.5), currency);
    result.p90 = forecast::rounded(forecast::quantile(work, 0.9), currency);
    return result;
}

void bound(Band& band, Money most)
{
    for (auto* sum : { &band.p10, &band.p50, &band.p90, &band.mean })
        *sum = min(*sum, most);
}

struct Totals {
    Column net;
    std::map<std::string, Column> by_route;
    std::map<std::string, std::size_t> takers;
    std::vector<Column> by_month; ///< net within the month
    std::vector<double> in, out; ///< by month, over all samples
    double in_all = 0, out_all = 0;
};

void add(Totals& totals, PortfolioCase const& one, forecast::Options options)
{
    options.seed = seed_of(options.seed, one.id);
    auto const input = one.position.input();
    std::vector<Column*> columns;
    for (auto const* route : input.routes)
        columns.push_back(&totals.by_route.try_emplace(route->id, options.samples).first->second);
    std::vector<bool> used(columns.size());
    forecast::sample(forecast::model_of(input), options, false, [&](std::uint32_t s, forecast::Sample const& drawn) {
        totals.net[s] += drawn.net;
        for (auto const& flow : drawn.flows) {
            double const net = flow.in - flow.out;
            used[flow.way] = true;
            (*columns[flow.way])[s] += net;
            totals.in_all += flow.in;
            totals.out_all += flow.out;
            auto const month = month_of(flow.week);
            if (month >= totals.by_month.size())
                continue;
            totals.by_month[month][s] += net;
            totals.in[month] += flow.in;
            totals.out[month] += flow.out;
        }
    });
    for (std::size_t i = 0; i < used.size(); ++i)
        totals.takers[input.routes[i]->id] += used[i];
}

} // namespace

std::expected<Portfolio, Flaws> portfolio(
    std::vector<PortfolioCase> const& cases, int months, forecast::Options const& options)
{
    Flaws flaws;
    Portfolio result;
    result.cases = cases.size();
    result.seed = options.seed;
    result.samples = options.samples;
    result.remark = { "Cases are added up as if none had to do with another: a supplier that falls in several, a "
                      "change of the rules or a bad year is not counted, so the real spread is wider.",
        "各案相加时视为互不相关：同一供应商涉及多案、规则变化或行情不佳未计入，实际波动更大。" };
    if (options.samples == 0)
        flaws.push_back("samples: 0 are too few to tell anything; take 1000 or more");
    std::set<std::string, std::less<>> seen;
    auto const currency = cases.empty() ? Currency {} : cases.front().position.claim.currency;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        auto const& [id, position] = cases[i];
        if (!seen.insert(id).second)
            flaws.push_back(fmt::format("cases[{}]: {} is there twice", i, id));
        if (position.claim.currency != currency) {
            flaws.push_back(fmt::format("cases[{}]: {} is in {}, the first in {}; convert it first", i, id,
                position.claim.currency.code(), currency.code()));
            continue;
        }
        result.claimed = sum_up(result.claimed, position.claim, flaws);
        result.received = sum_up(result.received, position.received, flaws);
        result.open = sum_up(result.open, position.open, flaws);
        result.secured = sum_up(result.secured, position.secured, flaws);
    }
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    if (cases.empty())
        return result;
    auto const count = static_cast<std::size_t>(std::clamp(months, 1, cash_months_most));
    Totals totals { Column(options.samples), {}, {}, std::vector<Column>(count, Column(options.samples)),
        std::vector<double>(count), std::vector<double>(count) };
    // In the order of their ids: sums of floating numbers hang on the order, by their last bits.
    std::vector<PortfolioCase const*> ordered;
    for (auto const& one : cases)
        ordered.push_back(&one);
    std::ranges::sort(ordered, {}, [](auto const* one) -> auto const& { return one->id; });
    for (auto const* one : ordered)
        add(totals, *one, options);

    result.net = band(totals.net, currency);
    bound(result.net, result.open);
    auto sorted = totals.net;
    std::ranges::sort(sorted);
    auto const tenth = std::max<std::size_t>(1, sorted.size() / 10);
    double worst = 0;
    for (std::size_t i = 0; i < tenth; ++i)
        worst += sorted[i];
    result.worst_tenth = forecast::rounded(worst / static_cast<double>(tenth), currency);
    result.costs = forecast::rounded(totals.out_all / options.samples, currency);
    result.not_expected
        = rounded_within(static_cast<double>(result.open.minor) - totals.in_all / options.samples, result.open);
    for (auto const& [route, column] : totals.by_route) {
        if (totals.takers[route] > 0)
            result.routes.push_back({ route, totals.takers[route], band(column, currency) });
    }
    std::ranges::stable_sort(
        result.routes, std::ranges::greater {}, [](auto const& share) { return share.net.mean.minor; });
    Column so_far(options.samples);
    for (std::size_t m = 0; m < count; ++m) {
        for (std::uint32_t s = 0; s < options.samples; ++s)
            so_far[s] += totals.by_month[m][s];
        PortfolioMonth month { static_cast<int>(m) + 1, forecast::rounded(totals.in[m] / options.samples, currency),
            forecast::rounded(totals.out[m] / options.samples, currency), band(so_far, currency) };
        bound(month.net_so_far, result.open);
        result.months.push_back(std::move(month));
    }
    return result;
}

} // namespace recourse::offer

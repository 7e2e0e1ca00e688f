#include "core/offer/shrinkage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

bool is_range(forecast::Assumption const& one)
{
    return one.low >= 0 && one.low <= one.likely && one.likely <= one.high && std::isfinite(one.high);
}

Shrunk begin(forecast::Assumption const& standard, int cases, double own, double weight)
{
    Shrunk shrunk;
    shrunk.standard = standard;
    shrunk.cases = cases;
    shrunk.own = own;
    shrunk.standard_weight = weight;
    shrunk.own_share = cases / (cases + weight);
    shrunk.result = standard;
    shrunk.result.source.mark = "estimate";
    return shrunk;
}

void finish(Shrunk& shrunk, bool chance)
{
    // A chance is written in per cent, as each language does.
    auto const in = [&](double value, std::string_view per_cent) {
        return chance ? fmt::format("{:.1f}{}", 100 * value, per_cent) : fmt::format("{:.2f}", value);
    };
    auto const number = [&](double value) { return in(value, " %"); };
    auto const number_zh = [&](double value) { return in(value, "%"); };
    auto const& [low, likely, high] = std::tie(shrunk.result.low, shrunk.result.likely, shrunk.result.high);
    shrunk.says = shrunk.cases == 0
        ? Said { fmt::format("standard {}, no own cases: it stands as it is", number(shrunk.standard.likely)),
              fmt::format("默认值{}，无自有案件：不作调整", number_zh(shrunk.standard.likely)) }
        : Said { fmt::format(
                     "standard {} as {:g} cases, own {} of {} cases: {} (from {} to {}); own cases weigh {:.0f} %",
                     number(shrunk.standard.likely), shrunk.standard_weight, number(shrunk.own), shrunk.cases,
                     number(likely), number(low), number(high), 100 * shrunk.own_share),
              fmt::format("默认值{}按{:g}个案件计，自有{}个案件为{}：结果{}（{}至{}）；自有案件权重{:.0f}%",
                  number_zh(shrunk.standard.likely), shrunk.standard_weight, shrunk.cases, number_zh(shrunk.own),
                  number_zh(likely), number_zh(low), number_zh(high), 100 * shrunk.own_share) };
    if (shrunk.cases > 0)
        shrunk.result.says
            = shrunk.standard.says.empty() ? shrunk.says.en : shrunk.standard.says + "; " + shrunk.says.en;
}

} // namespace

std::expected<Shrunk, std::string> shrink_chance(
    forecast::Assumption const& standard, int successes, int cases, double weight)
{
    if (!(weight > 0) || !std::isfinite(weight))
        return std::unexpected("weight: the standard counts as a number of cases above zero");
    if (cases < 0 || successes < 0 || successes > cases)
        return std::unexpected(fmt::format("cases: {} successes of {} cannot be", successes, cases));
    if (!is_range(standard) || standard.high > 1)
        return std::unexpected("standard: low, likely and high are chances from 0 to 1 in this order");
    double const own = cases ? static_cast<double>(successes) / cases : 0;
    auto shrunk = begin(standard, cases, own, weight);
    if (cases > 0) {
        auto const moved = [&](double prior) { return (weight * prior + successes) / (weight + cases); };
        double const likely = moved(standard.likely);
        double const half = 1.2816 * std::sqrt(likely * (1 - likely) / (weight + cases + 1));
        shrunk.result.likely = likely;
        shrunk.result.low = std::max(0.0, std::min(moved(standard.low), likely - half));
        shrunk.result.high = std::min(1.0, std::max(moved(standard.high), likely + half));
    }
    finish(shrunk, true);
    return shrunk;
}

std::expected<Shrunk, std::string> shrink_values(
    forecast::Assumption const& standard, std::vector<double> values, double most, double weight)
{
    if (!(weight > 0) || !std::isfinite(weight))
        return std::unexpected("weight: the standard counts as a number of cases above zero");
    if (!is_range(standard))
        return std::unexpected("standard: low, likely and high rise in this order, from zero");
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(values[i] >= 0) || !std::isfinite(values[i]) || (most > 0 && values[i] > most))
            return std::unexpected(fmt::format("values[{}]: {} is out of range", i, values[i]));
    }
    std::ranges::sort(values);
    auto const n = static_cast<double>(values.size());
    double own = 0;
    for (double const value : values)
        own += value / n;
    auto shrunk = begin(standard, static_cast<int>(values.size()), own, weight);
    if (!values.empty()) {
        auto const at = [&](double share) { return values[static_cast<std::size_t>(std::llround(share * (n - 1)))]; };
        auto const moved = [&](double prior, double seen) { return (weight * prior + n * seen) / (weight + n); };
        shrunk.result.likely = moved(standard.likely, own);
        // A mean may lie outside of its own p10 and p90; the range stays one.
        shrunk.result.low = std::min(moved(standard.low, at(0.1)), shrunk.result.likely);
        shrunk.result.high = std::max(moved(standard.high, at(0.9)), shrunk.result.likely);
    }
    finish(shrunk, most == 1);
    return shrunk;
}

} // namespace recourse::offer

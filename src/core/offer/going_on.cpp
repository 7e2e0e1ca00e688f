#include "core/offer/going_on.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

/// The weekly rate, continuously compounded, that makes the yearly one in 52 weeks.
double weekly(DiscountRate const& rate)
{
    return std::log1p(static_cast<double>(rate.yearly.numerator) / static_cast<double>(rate.yearly.denominator)) / 52;
}

} // namespace

double DiscountRate::factor(double weeks) const
{
    return std::exp(-weekly(*this) * weeks);
}

GoingOn go_on(forecast::Model const& model, forecast::Options const& options, DiscountRate const& rate)
{
    GoingOn result;
    result.value.resize(options.samples);
    double const per_week = weekly(rate);
    double costs = 0;
    forecast::sample(model, options, false, [&](std::uint32_t s, forecast::Sample const& one) {
        double value = 0;
        for (auto const& flow : one.flows) {
            value += (flow.in - flow.out) * std::exp(-per_week * flow.week);
            costs += flow.out;
        }
        result.value[s] = static_cast<float>(value);
    });
    result.costs = options.samples ? costs / options.samples : 0;
    return result;
}

std::size_t month_of(double week)
{
    // A hair beyond the end of a month is its end.
    return static_cast<std::size_t>(std::max(0.0, std::ceil(week * 12 / 52 - 1e-9) - 1));
}

Money rounded_within(double minor, Money most)
{
    return min(forecast::rounded(minor, most.currency), most);
}

Money rounded_up_within(double minor, Money most)
{
    if (minor < 1)
        return { 0, most.currency };
    double const unit = std::max(1.0, std::pow(10.0, std::floor(std::log10(minor)) - 1));
    // A hair below a round sum is that sum: the last bits of a sum of floating numbers carry nothing.
    double const units = std::ceil(minor / unit - 1e-6);
    return min({ static_cast<std::int64_t>(std::llround(units * unit)), most.currency }, most);
}

} // namespace recourse::offer

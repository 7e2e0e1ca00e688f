#include "core/forecast/draw.hpp"

#include <algorithm>

namespace recourse::forecast {

double mean(std::vector<float> const& values)
{
    double total = 0;
    for (float const value : values)
        total += static_cast<double>(value);
    return values.empty() ? 0 : total / static_cast<double>(values.size());
}

double quantile(std::vector<float>& values, double share)
{
    if (values.empty())
        return 0;
    auto const position = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
    std::ranges::nth_element(values, position);
    return static_cast<double>(*position);
}

Money rounded(double minor, Currency currency)
{
    if (std::abs(minor) < 1)
        return { 0, currency };
    double const unit = std::max(1.0, std::pow(10.0, std::floor(std::log10(std::abs(minor))) - 1));
    return { static_cast<std::int64_t>(std::llround(minor / unit) * static_cast<long long>(unit)), currency };
}

} // namespace recourse::forecast

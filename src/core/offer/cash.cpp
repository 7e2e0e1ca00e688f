#include "core/offer/cash.hpp"

#include "core/offer/going_on.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

Band band(std::vector<float>& values, Money most)
{
    Band result;
    result.mean = rounded_within(forecast::mean(values), most);
    result.p10 = rounded_within(forecast::quantile(values, 0.1), most);
    result.p50 = rounded_within(forecast::quantile(values, 0.5), most);
    result.p90 = rounded_within(forecast::quantile(values, 0.9), most);
    return result;
}

} // namespace

Cash cash(Position const& position, int months, forecast::Options const& options)
{
    months = std::clamp(months, 1, cash_months_most);
    auto const count = static_cast<std::size_t>(months);
    auto const input = position.input();
    auto const model = forecast::model_of(input);
    Cash result;
    result.seed = options.seed;
    result.samples = options.samples;
    std::vector<std::size_t> place(input.routes.size()); // of a route's track in the result
    for (std::size_t i = 0; i < input.routes.size(); ++i) {
        auto const track = input.routes[i]->track;
        auto const found = std::ranges::find(result.tracks, track, &CashTrack::track);
        place[i] = static_cast<std::size_t>(found - result.tracks.begin());
        if (found == result.tracks.end())
            result.tracks.push_back({ track, {} });
    }
    // One column for each track, month and direction; what comes after the last month is in none.
    auto const tracks = result.tracks.size();
    std::vector<std::vector<float>> in(tracks * count, std::vector<float>(options.samples)), out = in;
    forecast::sample(model, options, false, [&](std::uint32_t s, forecast::Sample const& one) {
        for (auto const& flow : one.flows) {
            auto const month = month_of(flow.week);
            if (month >= count)
                continue;
            auto const column = place[flow.way] * count + month;
            in[column][s] += static_cast<float>(flow.in);
            out[column][s] += static_cast<float>(flow.out);
        }
    });
    auto const currency = position.claim.currency;
    Money const no_bound { std::numeric_limits<std::int64_t>::max(), currency };
    std::vector<float> in_sum(options.samples), out_sum(options.samples), net(options.samples), work;
    for (std::size_t t = 0; t < tracks; ++t) {
        std::ranges::fill(in_sum, 0.0f);
        std::ranges::fill(out_sum, 0.0f);
        for (std::size_t m = 0; m < count; ++m) {
            auto const& ins = in[t * count + m];
            auto const& outs = out[t * count + m];
            for (std::uint32_t s = 0; s < options.samples; ++s) {
                in_sum[s] += ins[s];
                out_sum[s] += outs[s];
                net[s] = in_sum[s] - out_sum[s];
            }
            CashMonth month;
            month.month = static_cast<int>(m) + 1;
            month.in = rounded_within(forecast::mean(ins), position.open);
            month.out = forecast::rounded(forecast::mean(outs), currency);
            work = in_sum;
            month.in_so_far = band(work, position.open);
            work = out_sum;
            month.out_so_far = band(work, no_bound);
            month.net_so_far = band(net, position.open);
            result.tracks[t].months.push_back(std::move(month));
        }
    }
    std::ranges::sort(result.tracks, {}, &CashTrack::track);
    return result;
}

} // namespace recourse::offer

// How long an offer takes to be weighed against going on, in process: a claim on both tracks with a freeze, 100,000
// samples; then what is made beside it, each with its own number of samples.
//   offer_bench

#include "core/offer/portfolio.hpp"
#include "core/offer/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

using namespace recourse;

namespace {

Money dollars(std::int64_t whole)
{
    return { whole * 100, *Currency::from_code("USD") };
}

casework::Route route(
    std::string id, casework::Track track, std::int64_t most, std::int64_t cost, int low, int likely, int high)
{
    casework::Route one;
    one.id = std::move(id);
    one.track = track;
    one.recoverable = { dollars(most / 2), dollars(most) };
    one.cost.low = dollars(cost / 2);
    one.cost.likely = dollars(cost);
    one.cost.high = dollars(2 * cost);
    one.weeks = { low, likely, high, true, {} };
    return one;
}

forecast::Assumption assume(std::string of, double low, double likely, double high)
{
    return { of, of, {}, low, likely, high, {}, {} };
}

void report(std::string_view what, auto const& work)
{
    std::vector<double> times;
    for (int round = 0; round < 25; ++round) {
        auto const start = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    fmt::print("{:<52} best {:>7.1f} ms   p50 {:>7.1f} ms   worst {:>7.1f} ms\n", what, times.front(), times[12],
        times.back());
}

} // namespace

int main()
{
    using casework::Track;
    offer::Basis basis;
    basis.made = Date::of(2026, 6, 1);
    basis.claim = dollars(100'000);
    basis.routes = {
        route("platform-claim", Track::assurance, 20'000, 0, 3, 6, 10),
        route("negotiated-settlement", Track::other, 60'000, 0, 2, 8, 16),
        route("card-chargeback", Track::other, 10'000, 0, 4, 8, 16),
        route("demand-letter", Track::legal, 100'000, 500, 2, 4, 8),
        route("asset-preservation", Track::legal, 0, 2'000, 1, 3, 5),
        route("cietac", Track::legal, 100'000, 12'000, 17, 26, 43),
        route("prc-court", Track::legal, 100'000, 9'000, 39, 52, 78),
    };
    basis.assumptions = { assume("success", 0.4, 0.65, 0.85), assume("collect", 0.35, 0.6, 0.85),
        assume("decay_per_week", 0.003, 0.01, 0.03), assume("freeze_effect", 0.3, 0.6, 0.9),
        assume("freeze_settles", 0.1, 0.35, 0.6), assume("freeze_settles_weeks", 2, 6, 16) };
    offer::Happened happened;
    happened.now = Date::of(2026, 7, 1);
    happened.begun = { { "platform-claim", Date::of(2026, 6, 3) } };
    auto const position = offer::condition(basis, happened);
    if (!position)
        return 1;
    offer::Offer terms;
    terms.instalments = { { 10, dollars(20'000), false }, { 40, dollars(20'000), false } };
    terms.default_risk = assume("default", 0.05, 0.3, 0.6);
    terms.waives_assurance = terms.waives_legal = terms.waives_other = true;
    terms.revival_clause = true;
    bool good = true;
    report("an offer weighed, full and final, 100,000 samples",
        [&] { good &= offer::compare(*position, terms).has_value(); });
    report(
        "sensitivity, 5,000 samples for each end", [&] { good &= offer::sensitivity(*position, terms).has_value(); });
    report("cash of 24 months, 20,000 samples", [&] { good &= !offer::cash(*position).tracks.empty(); });
    report("what a freeze's delay costs, 13 weeks", [&] { good &= !offer::freeze_delay(*position).empty(); });
    std::vector<offer::PortfolioCase> cases;
    for (int i = 0; i < 100; ++i)
        cases.push_back({ fmt::format("case-{}", i), *position });
    report("a portfolio of 100 cases, 10,000 samples each", [&] { good &= offer::portfolio(cases).has_value(); });
    terms.waives_assurance = false;
    report("an offer that leaves the programme's claim", [&] { good &= offer::compare(*position, terms).has_value(); });
    return good ? 0 : 1;
}

#pragma once

#include "api/case_now.hpp"
#include "core/offer/portfolio.hpp"
#include "core/offer/prospect.hpp"
#include "core/offer/sensitivity.hpp"

// What is shown of forecasts and weighings. All of it is estimated; chances are ten-thousandths, shares and weeks of
// estimates are digits.

namespace recourse::offer {

BOOST_DESCRIBE_STRUCT(WeekSpread, (), (p10, p50, p90))
BOOST_DESCRIBE_STRUCT(Band, (), (p10, p50, p90, mean))
BOOST_DESCRIBE_STRUCT(Spread, (), (p10, p50, p90, mean))
BOOST_DESCRIBE_STRUCT(CashMonth, (), (month, in, out, in_so_far, out_so_far, net_so_far))
BOOST_DESCRIBE_STRUCT(FreezeWeek, (), (week, mean, lost))
BOOST_DESCRIBE_ENUM(Before, nothing, originals, goods_back, claim_withdrawn, freeze_lifted)

} // namespace recourse::offer

namespace recourse::casework {

BOOST_DESCRIBE_ENUM(Track, assurance, legal, other)
BOOST_DESCRIBE_ENUM(Severity, stop, warn, note)

} // namespace recourse::casework

namespace recourse::api {

/// A range that somebody has estimated, with where it comes from.
struct EstimateLine {
    std::string id;
    std::string of; ///< success, weeks, collect, default ...
    std::string route; ///< empty: every route
    std::string low, likely, high; ///< digits
    std::string says;
    std::string source; ///< empty: no published figure
};
BOOST_DESCRIBE_STRUCT(EstimateLine, (), (id, of, route, low, likely, high, says, source))

/// An estimate that the desk's own closed cases have moved.
struct MovedLine {
    std::string route;
    std::string of; ///< success, weeks
    std::string from, to; ///< its likely value, before and after
    std::uint32_t cases = 0;
    std::string own; ///< what the own cases say
    std::string own_weight; ///< of the result, 0 to 1
    std::string says;
};
BOOST_DESCRIBE_STRUCT(MovedLine, (), (route, of, from, to, cases, own, own_weight, says))

struct ChangeLine {
    std::string id;
    std::string route; ///< empty: all
    std::string says;
};
BOOST_DESCRIBE_STRUCT(ChangeLine, (), (id, route, says))

struct PositionView {
    Date as_of;
    Date began; ///< weeks and what is left to collect count from here
    Money claim;
    Money received;
    Money open; ///< what can still come
    Money secured; ///< of it, held by a freeze
    std::vector<ChangeLine> changes; ///< what is taken otherwise because of what has happened
    std::vector<std::string> left_out; ///< what has happened and could not be counted
};
BOOST_DESCRIBE_STRUCT(PositionView, (), (as_of, began, claim, received, open, secured, changes, left_out))
PositionView position_view(CaseNow const&, Language);

struct RouteLine {
    std::string route; ///< empty: all together
    std::string name;
    std::uint32_t chance = 0; ///< that anything comes by it, in ten-thousandths
    offer::Band received; ///< still to come in by it, costs not taken off
    std::optional<offer::WeekSpread> weeks; ///< until the last of it has come; nothing: never
};
BOOST_DESCRIBE_STRUCT(RouteLine, (), (route, name, chance, received, weeks))

struct ForecastView {
    std::string id;
    PositionView position;
    offer::Band net; ///< less costs to come
    RouteLine together;
    std::vector<RouteLine> routes; ///< that are taken
    std::vector<std::string> left; ///< routes that promise less than they cost, or for which another forum stands
    std::vector<offer::FreezeWeek> freeze_delay; ///< what each week costs by which a freeze comes later
    std::vector<EstimateLine> estimates;
    bool own_cases_count = false; ///< estimates below were moved by closed cases of this desk
    std::vector<MovedLine> moved;
    std::uint32_t samples = 0;
    std::uint64_t seed = 0;
};
BOOST_DESCRIBE_STRUCT(ForecastView, (),
    (id, position, net, together, routes, left, freeze_delay, estimates, own_cases_count, moved, samples, seed))
ForecastView forecast_view(
    CaseNow const&, offer::Prospect const&, std::vector<offer::FreezeWeek> freeze_delay, Language);

struct CashTrackLine {
    casework::Track track = casework::Track::assurance;
    std::vector<offer::CashMonth> months;
};
BOOST_DESCRIBE_STRUCT(CashTrackLine, (), (track, months))
struct CashView {
    std::string id;
    PositionView position;
    std::vector<CashTrackLine> tracks;
    std::vector<MovedLine> moved;
    std::uint32_t samples = 0;
    std::uint64_t seed = 0;
};
BOOST_DESCRIBE_STRUCT(CashView, (), (id, position, tracks, moved, samples, seed))

struct SwingLine {
    std::string id; ///< of the estimate; "discount-rate"
    std::string says;
    std::string low, high; ///< its ends
    Money p50_low, p50_high; ///< of going on, with the estimate at its low and its high end
    std::optional<Money> break_even_low, break_even_high; ///< nothing: not even all that is open is
};
BOOST_DESCRIBE_STRUCT(SwingLine, (), (id, says, low, high, p50_low, p50_high, break_even_low, break_even_high))
struct SensitivityView {
    std::string id;
    std::uint32_t offer = 0; ///< whose break-even it is; 0: of a sure payment today
    Money p50; ///< of going on, nothing changed
    std::optional<Money> break_even;
    std::vector<SwingLine> swings; ///< the widest first
    std::vector<MovedLine> moved;
    std::uint32_t samples = 0;
    std::uint64_t seed = 0;
};
BOOST_DESCRIBE_STRUCT(SensitivityView, (), (id, offer, p50, break_even, swings, moved, samples, seed))
SensitivityView sensitivity_view(CaseNow const&, std::uint32_t offer, offer::Sensitivity const&, Language);

struct AlertLine {
    std::string id;
    casework::Severity severity = casework::Severity::note;
    std::string says;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(AlertLine, (), (id, severity, says, source))

struct CounterView {
    Money low; ///< not less
    Money ask; ///< to begin with
    Money high; ///< not more: what is open
    std::vector<ChangeLine> reasons;
};
BOOST_DESCRIBE_STRUCT(CounterView, (), (low, ask, high, reasons))

struct WeighingView {
    std::string id; ///< of the case
    std::uint32_t offer = 0; ///< its number there; 0: one that was only asked about
    PositionView position;
    Money offered;
    offer::Spread accept, go_on; ///< present values, net of costs to come
    std::uint32_t go_on_better = 0; ///< per cent of the samples in which going on ends better
    Money costs_saved; ///< by accepting, on average; within the figures above
    Money sure_today; ///< paid today and surely, this is worth as much as going on
    std::optional<Money> break_even; ///< paid as the offer is; nothing: not even all that is open
    std::optional<std::uint32_t>
        break_even_weeks; ///< going on may take so much longer; nothing: the offer is worth more
    bool break_even_weeks_or_more = false;
    CounterView counter;
    std::vector<AlertLine> warnings; ///< before anybody signs, the gravest first
    EstimateLine default_risk;
    std::string rate; ///< of discount, a year
    std::string rate_says;
    std::vector<EstimateLine> estimates;
    bool own_cases_count = false;
    std::vector<MovedLine> moved;
    std::uint32_t samples = 0;
    std::uint64_t seed = 0;
};
BOOST_DESCRIBE_STRUCT(WeighingView, (),
    (id, offer, position, offered, accept, go_on, go_on_better, costs_saved, sure_today, break_even, break_even_weeks,
        break_even_weeks_or_more, counter, warnings, default_risk, rate, rate_says, estimates, own_cases_count, moved,
        samples, seed))
WeighingView weighing_view(CaseNow const&, std::uint32_t offer, offer::Comparison const&, Language);

std::vector<MovedLine> moved_lines(std::vector<offer::Moved> const&, Language);
/// A number as short digits.
std::string digits_of(double);

} // namespace recourse::api

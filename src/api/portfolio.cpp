#include "api/forecast_views.hpp"
#include "api/forecasting.hpp"
#include "api/own_history.hpp"
#include "api/query.hpp"

#include <algorithm>
#include <map>

// Many cases together: what is at risk and what may come of it, and how good the forecasts were.

namespace recourse::api {

namespace {

using accounts::Scope;

constexpr std::size_t cases_max = 200; ///< that one portfolio draws
constexpr std::uint32_t samples_of_portfolio = 2'000;
/// Outcomes under which nobody but the parties is told how their cases went.
constexpr std::size_t outcomes_told_least = 5;

struct ShareLine {
    std::string route;
    std::uint32_t cases = 0; ///< that take it
    offer::Band net;
};
BOOST_DESCRIBE_STRUCT(ShareLine, (), (route, cases, net))

struct MonthLine {
    std::uint32_t month = 0;
    Money in, out; ///< within this month, on average
    offer::Band net_so_far;
};
BOOST_DESCRIBE_STRUCT(MonthLine, (), (month, in, out, net_so_far))

/// The cases of one currency, added up as if none had to do with another.
struct SumLine {
    std::string currency;
    std::uint32_t cases = 0;
    Money claimed, received;
    Money open; ///< money at risk: all that can still come
    Money secured; ///< of it, held by freezes
    Money costs; ///< to come, on average
    offer::Band net;
    Money worst_tenth; ///< the average of the tenth that ends worst
    Money not_expected; ///< open, less what comes in on average
    std::vector<ShareLine> routes;
    std::vector<MonthLine> months;
};
BOOST_DESCRIBE_STRUCT(SumLine, (),
    (currency, cases, claimed, received, open, secured, costs, net, worst_tenth, not_expected, routes, months))

struct LeftOut {
    Id<Matter> matter;
    std::string code; ///< why no forecast could be made of it
    std::string says;
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (matter, code, says))

/// Open claims with the programme, of one currency.
struct AtRisk {
    std::string currency;
    std::uint32_t claims = 0;
    Money claimed;
    Money paid;
    Money open; ///< claimed and not paid
};
BOOST_DESCRIBE_STRUCT(AtRisk, (), (currency, claims, claimed, paid, open))

struct PortfolioView {
    Date as_of;
    std::vector<SumLine> matters; ///< by currency; of whoever reads them
    std::vector<LeftOut> left_out;
    std::vector<AtRisk> claims; ///< by currency; for the programme
    bool cut = false; ///< there are more than are added up
    bool own_cases_count = false; ///< estimates were moved by closed cases of this desk
    std::string remark; ///< what adding up takes for granted
    std::uint32_t samples = 0;
};
BOOST_DESCRIBE_STRUCT(PortfolioView, (), (as_of, matters, left_out, claims, cut, own_cases_count, remark, samples))

/// The lists of a view's subjects that are not over.
template <class Phase>
std::vector<store::Key> going_on(app::View view, Id<Party> party)
{
    std::vector<store::Key> lists;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Phase>>([&](auto one) {
        if (one.value != Phase::none && one.value != Phase::closed)
            std::ranges::copy(
                app::lists_of(view, static_cast<std::uint8_t>(one.value), party), std::back_inserter(lists));
    });
    return lists;
}

/// Lines of these lists, the latest change first, at most `most` that `takes`; true in `cut` where there are more.
/// Nothing when the store gives no answer.
template <class Line>
std::optional<std::vector<Line>> lines_of(Desk& desk, app::View view, std::vector<store::Key> scopes, std::size_t most,
    bool& cut, std::function<bool(Line const&)> const& takes = {})
{
    std::vector<Line> lines;
    store::PageRequest page { .view = static_cast<store::View>(view),
        .scopes = std::move(scopes),
        .direction = store::Direction::descending,
        .limit = 500,
        .bodies = static_cast<store::View>(view) };
    for (bool more = true; more;) {
        auto const found = desk.store().page(page);
        if (!found)
            return std::nullopt;
        for (auto const& item : found->value) {
            if (!item.body)
                continue;
            auto line = packed::unpack<Line>(app::text_of(*item.body));
            if (!line || (takes && !takes(*line)))
                continue;
            if (lines.size() == most) {
                cut = true;
                return lines;
            }
            lines.push_back(*std::move(line));
        }
        more = found->value.size() == page.limit;
        if (more)
            page.after = { found->value.back().sort, found->value.back().key };
    }
    return lines;
}

SumLine line_of(std::string currency, offer::Portfolio const& sum)
{
    SumLine line { std::move(currency), static_cast<std::uint32_t>(sum.cases), sum.claimed, sum.received, sum.open,
        sum.secured, sum.costs, sum.net, sum.worst_tenth, sum.not_expected, {}, {} };
    for (auto const& one : sum.routes)
        line.routes.push_back({ one.route, static_cast<std::uint32_t>(one.cases), one.net });
    for (auto const& one : sum.months)
        line.months.push_back({ static_cast<std::uint32_t>(one.month), one.in, one.out, one.net_so_far });
    return line;
}

/// Adds up the matters of these lines.
bool add_matters_up(Call& call, std::vector<app::MatterLine> const& lines, PortfolioView& view)
{
    auto const language = http::language_of(call.request);
    std::map<std::string, std::vector<offer::PortfolioCase>> by_currency;
    for (auto const& line : lines) {
        auto const state = peek<matter::State>(call.desk, stream_of(line.id)).state;
        auto seen = matter_now(call.desk, line.id, state, language);
        if (!seen) {
            auto const problem = problem_of(seen.error(), language);
            view.left_out.push_back({ line.id, problem.code, problem.title });
            continue;
        }
        view.own_cases_count |= !seen->now.moved.empty();
        auto& position = seen->now.position;
        std::string currency { position.claim.currency.code() };
        by_currency[std::move(currency)].push_back({ to_string(line.id), std::move(position) });
    }
    auto const options = options_asked(call, samples_of_portfolio);
    view.samples = options.samples;
    for (auto const& [currency, cases] : by_currency) {
        auto const sum = offer::portfolio(cases, months_asked(call), options);
        if (!sum) {
            refuse_flaws(call, sum.error());
            return false;
        }
        view.remark = sum->remark.in(language);
        view.matters.push_back(line_of(currency, *sum));
    }
    return true;
}

void add_claims_up(std::vector<app::ClaimLine> const& lines, PortfolioView& view)
{
    std::map<std::string, AtRisk> by_currency;
    for (auto const& line : lines) {
        std::string const currency { line.claimed.currency.code() };
        Money const nothing { 0, line.claimed.currency };
        auto& sum = by_currency.try_emplace(currency, AtRisk { currency, 0, nothing, nothing, nothing }).first->second;
        auto const paid = line.paid.currency == nothing.currency ? line.paid : nothing;
        ++sum.claims;
        sum.claimed = sum.claimed + line.claimed;
        sum.paid = sum.paid + paid;
        sum.open = sum.open + max(line.claimed - paid, nothing);
    }
    for (auto& [currency, sum] : by_currency)
        view.claims.push_back(std::move(sum));
}

/// Whose matters the caller reads: a party's own, those that an auditor was let into; nobody else reads any.
struct Reads {
    bool matters = false;
    bool auditor = false;
    bool programme = false;
};
Reads reads_of(accounts::Caller const& caller)
{
    auto const role = caller.actor.role;
    bool const side = (role == act::Role::buyer || role == act::Role::counsel) && caller.actor.party;
    return { side || role == act::Role::auditor, role == act::Role::auditor, is_of_programme(caller) };
}

void portfolio(Call& call)
{
    auto const reads = reads_of(call.caller);
    if (call.caller.only_case || !(reads.matters || reads.programme))
        return call.refuse(not_found());
    if (!caught_up(call))
        return;
    auto const today = call.desk.today();
    PortfolioView view;
    view.as_of = today;
    if (reads.matters) {
        auto const party = reads.auditor ? Id<Party> {} : call.caller.actor.party;
        auto const let_in
            = [today](app::MatterLine const& line) { return line.auditor_until && today <= *line.auditor_until; };
        auto const lines = lines_of<app::MatterLine>(call.desk, app::View::matters,
            going_on<matter::Phase>(app::View::matters, party), cases_max, view.cut,
            reads.auditor ? std::function<bool(app::MatterLine const&)> { let_in } : nullptr);
        if (!lines)
            return call.refuse(unavailable());
        if (!add_matters_up(call, *lines, view))
            return;
    }
    if (reads.programme) {
        auto const lines = lines_of<app::ClaimLine>(
            call.desk, app::View::claims, going_on<claim::Phase>(app::View::claims, {}), claims_looked_max, view.cut);
        if (!lines)
            return call.refuse(unavailable());
        add_claims_up(*lines, view);
    }
    give_estimate(call, json_of(view));
}

// ------------------------------------------------------------------------------------------- how good they were

struct TenthLine {
    std::uint32_t from = 0; ///< of the chances, in ten-thousandths
    std::uint32_t count = 0, came = 0;
    std::uint32_t predicted = 0; ///< on average
    std::uint32_t observed = 0; ///< the share that came true
};
BOOST_DESCRIBE_STRUCT(TenthLine, (), (from, count, came, predicted, observed))

struct RecordLine {
    std::string route;
    std::uint32_t cases = 0;
    std::uint32_t successes = 0;
};
BOOST_DESCRIBE_STRUCT(RecordLine, (), (route, cases, successes))

struct CalibrationView {
    std::uint32_t matters = 0; ///< that were looked at
    bool cut = false; ///< there are more
    std::uint32_t scored = 0; ///< chances with an outcome
    std::uint32_t waiting = 0; ///< without one yet
    std::uint32_t later = 0; ///< not the first prediction of their case and route
    std::uint32_t hindsight = 0; ///< made on the day of the outcome or after it
    std::uint32_t brier = 0; ///< in ten-thousandths: 0 is perfect, 2500 says nothing
    std::uint32_t brier_of_rate = 0; ///< had the share that came been predicted for each: worse than this is useless
    std::vector<TenthLine> tenths;
    std::uint32_t quantiles_scored = 0;
    std::uint32_t within = 0; ///< outcomes from p10 to p90: four of five should be
    std::uint32_t coverage = 0; ///< the same as a share
    std::uint32_t pinball_p10 = 0, pinball_p50 = 0, pinball_p90 = 0;
    bool enough = false;
    std::string remark;
    bool own_cases_count = false; ///< closed cases of this desk move its estimates
    std::vector<RecordLine> own_cases; ///< that move them
};
BOOST_DESCRIBE_STRUCT(CalibrationView, (),
    (matters, cut, scored, waiting, later, hindsight, brier, brier_of_rate, tenths, quantiles_scored, within, coverage,
        pinball_p10, pinball_p50, pinball_p90, enough, remark, own_cases_count, own_cases))

std::uint32_t whole(int number)
{
    return static_cast<std::uint32_t>(std::max(0, number));
}

void put(offer::Calibration const& found, Language language, CalibrationView& view)
{
    view.scored = whole(found.scored);
    view.waiting = whole(found.waiting);
    view.later = whole(found.later);
    view.hindsight = whole(found.hindsight);
    view.brier = whole(found.brier);
    view.brier_of_rate = whole(found.brier_of_rate);
    for (auto const& one : found.tenths)
        view.tenths.push_back(
            { whole(one.from), whole(one.count), whole(one.came), whole(one.predicted), whole(one.observed) });
    view.quantiles_scored = whole(found.quantiles_scored);
    view.within = whole(found.within);
    view.coverage = whole(found.coverage);
    view.pinball_p10 = whole(found.pinball_p10);
    view.pinball_p50 = whole(found.pinball_p50);
    view.pinball_p90 = whole(found.pinball_p90);
    view.enough = found.enough;
    view.remark = found.remark.in(language);
}

/// How many cases the outcomes are of.
std::size_t cases_of(std::vector<offer::Outcome> const& outcomes)
{
    std::vector<std::string_view> ids;
    for (auto const& one : outcomes)
        ids.emplace_back(one.case_id);
    std::ranges::sort(ids);
    return static_cast<std::size_t>(std::ranges::unique(ids).begin() - ids.begin());
}

void calibration(Call& call)
{
    auto const reads = reads_of(call.caller);
    if (call.caller.only_case || !(reads.matters || reads.programme))
        return call.refuse(not_found());
    if (!caught_up(call))
        return;
    auto const language = http::language_of(call.request);
    bool const own = reads.matters && !reads.auditor;
    auto kept = kept_predictions(call.desk, own ? call.caller.actor.party : Id<Party> {});
    if (!kept)
        return call.refuse(unavailable());
    CalibrationView view;
    view.own_cases_count = call.desk.options().own_cases;
    // Of a few matters the figures would tell the programme how each went.
    bool const too_few = !own && cases_of(kept->outcomes) < outcomes_told_least;
    if (too_few) {
        kept->predictions.clear();
        kept->outcomes.clear();
    } else {
        view.matters = static_cast<std::uint32_t>(kept->matters);
        view.cut = kept->cut;
    }
    auto const found = offer::calibrate(kept->predictions, kept->outcomes);
    if (!found)
        return refuse_flaws(call, found.error());
    put(*found, language, view);
    if (view.own_cases_count) {
        auto const history = call.desk.own_history().now(call.desk);
        if (history == nullptr)
            return call.refuse(unavailable());
        for (auto const& [route, record] : history->routes)
            view.own_cases.push_back({ route, whole(record.cases), whole(record.successes) });
    }
    give_estimate(call, json_of(view));
}

} // namespace

void add_portfolio(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/portfolio",
        .id = "portfolio.read",
        .summary = "All matters that the caller reads, added up; for the programme, the money at risk in open claims",
        .scope = Scope::read,
        .gives = given<PortfolioView>(),
        .runs = http::Runs::aside,
        .query = { months_member(), samples_member(samples_of_portfolio) },
        .run = portfolio });
    table.push_back({ .path = "/v1/calibration",
        .id = "calibration.read",
        .summary = "How well the forecasts that were kept agree with what came, and which estimates own cases move",
        .scope = Scope::read,
        .gives = given<CalibrationView>(),
        .runs = http::Runs::aside,
        .run = calibration });
}

} // namespace recourse::api

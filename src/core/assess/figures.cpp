#include "core/assess/assess.hpp"
#include "core/matter/route_run.hpp"

#include <algorithm>

namespace recourse::assess {

using casework::Evaluation;

namespace {

void add(std::vector<std::string>& all, std::vector<std::string> const& more)
{
    for (auto const& one : more) {
        if (std::ranges::find(all, one) == all.end())
            all.push_back(one);
    }
}

} // namespace

Figures figures(
    casework::World const& world, casework::Facts const& facts, BookInputs const& inputs, Options const& options)
{
    Figures result;
    Evaluation evaluation(world, facts, options.as_of);
    static cover::Inputs const none;
    for (auto const& book : world.books) {
        if (!options.programme.empty() && book.id != options.programme)
            continue;
        auto const given = inputs.find(book.id);
        auto const& own = given == inputs.end() ? none : given->second;
        if ((options.programme.empty() && !cover::is_listed(book, evaluation, own))
            || !cover::may_bind(book, evaluation, own))
            continue;
        auto outcome = cover::decide(book, evaluation, own, options.reading);
        if (outcome.readings.empty())
            continue;
        add(result.missing, outcome.missing);
        if (outcome.range.high && (!result.cover_high || compare(*outcome.range.high, *result.cover_high) > 0)) {
            result.cover_low = outcome.range.low;
            result.cover_high = outcome.range.high;
        }
        result.cover.emplace(book.id + "/" + book.edition, std::move(outcome));
    }
    for (auto const& route : world.routes) {
        auto status = matter::status_of(route, evaluation.frame());
        add(result.missing,
            status.status == casework::RouteStatus::unknown ? status.missing : std::vector<std::string> {});
        result.routes.emplace(route.id, status.status);
    }
    if (!evaluation.money_term("paid"))
        add(result.missing, { "payments" });
    return result;
}

} // namespace recourse::assess

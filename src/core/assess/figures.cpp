#include "core/assess/programmes.hpp"
#include "core/route/route_run.hpp"

namespace recourse::assess {

using casework::Evaluation;

Figures figures(
    casework::World const& world, casework::Facts const& facts, BookInputs const& inputs, Options const& options)
{
    Figures result;
    Evaluation evaluation(world, facts, options.as_of);
    for (auto& [book, own, outcome] : programmes(world, evaluation, inputs, options)) {
        casework::note_missing(outcome.missing, result.missing);
        if (outcome.range.high && (!result.cover_high || compare(*outcome.range.high, *result.cover_high) > 0)) {
            result.cover_low = outcome.range.low;
            result.cover_high = outcome.range.high;
        }
        result.cover.emplace(book->id + "/" + book->edition, std::move(outcome));
    }
    for (auto const& route : world.routes) {
        auto status = route::status_of(route, evaluation.frame());
        if (status.status == casework::RouteStatus::unknown)
            casework::note_missing(status.missing, result.missing);
        result.routes.emplace(route.id, status.status);
    }
    result.claimed = evaluation.money_term("claimed");
    return result;
}

} // namespace recourse::assess

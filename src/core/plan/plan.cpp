#include "core/plan/plan.hpp"

#include <algorithm>

namespace recourse::plan {

Plan plan(Sources const& sources)
{
    Plan plan;
    plan.today = sources.context.moment.today;
    plan.steps = legal_steps(sources);
    std::ranges::move(programme_steps(sources), std::back_inserter(plan.steps));
    plan.steps.push_back(chargeback_step(sources));
    plan.hours = first_hours(sources);
    plan.interlocks = interlocks_of(sources);
    auto const file = std::ranges::find(plan.steps, StepId::file, &Step::id);
    plan.recoveries = recoveries_of(sources, file->standing == Standing::next);
    return plan;
}

} // namespace recourse::plan

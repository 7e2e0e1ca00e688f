#include "core/assess/programmes.hpp"

namespace recourse::assess {

std::vector<Programme> programmes(
    casework::World const& world, casework::Evaluation& evaluation, BookInputs const& inputs, Options const& options)
{
    static cover::Inputs const none;
    std::vector<Programme> found;
    for (auto const& book : world.books) {
        if (!options.programme.empty() && book.id != options.programme)
            continue;
        auto const given = inputs.find(book.id);
        auto const& own = given == inputs.end() ? none : given->second;
        bool const listed = !options.programme.empty() || cover::is_listed(book, evaluation, own);
        if (!listed || !cover::may_bind(book, evaluation, own))
            continue;
        auto outcome = cover::decide(book, evaluation, own, options.reading);
        if (!outcome.readings.empty())
            found.push_back({ &book, &own, std::move(outcome) });
    }
    return found;
}

} // namespace recourse::assess

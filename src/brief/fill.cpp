#include "brief/fill.hpp"

#include "brief/filler.hpp"

namespace recourse::brief {

papers::Values fill(Study const& study, papers::Document const& document)
{
    Filler filler(study, document);
    filler.put("paper.day", study.as_of);
    fill_parties(filler);
    fill_order(filler);
    fill_evidence(filler);
    fill_story(filler);
    fill_sums(filler);
    fill_law(filler);
    fill_plan(filler);
    return std::move(filler.values);
}

std::optional<papers::ExhibitPages> Filler::only_exhibit(std::span<std::string_view const> kinds) const
{
    auto const marks = marks_of(study.facts, study.exhibits, kinds);
    if (marks.size() != 1)
        return std::nullopt;
    for (auto const& exhibit : study.exhibits)
        if (exhibit.mark == marks.front())
            return papers::ExhibitPages { exhibit.id };
    return std::nullopt;
}

} // namespace recourse::brief

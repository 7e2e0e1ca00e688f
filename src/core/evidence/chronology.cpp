#include "core/evidence/chronology.hpp"

#include <algorithm>
#include <tuple>

namespace recourse::evidence {

namespace {

/// Undated last; by the first possible day, open beginnings first, then by the last possible day.
auto place_of(Moment const& moment)
{
    auto const& when = moment.when;
    auto const first = when.earliest ? when.earliest : when.latest;
    return std::tuple { !first, first.value_or(Date {}), when.earliest.has_value(), when.latest.has_value(),
        when.latest.value_or(Date {}), moment.fact };
}

} // namespace

std::vector<Moment> chronology(View const& view)
{
    std::vector<Moment> moments;
    for (auto const& one : view.facts) {
        auto const& fact = one.fact;
        Moment moment { one.id, one.compartment, fact.when, is_sure(fact.when), fact.text, fact.text_zh, fact.disputed,
            {}, {} };
        for (auto const& joined : view.links) {
            auto const& link = joined.link;
            if (link.fact != one.id)
                continue;
            if (!link.exhibit) {
                moment.issues.push_back(*link.issue);
                continue;
            }
            auto const exhibit = std::ranges::find(view.exhibits, *link.exhibit, &ExhibitState::id);
            if (exhibit == view.exhibits.end() || !is_live(*exhibit))
                continue;
            moment.proofs.push_back(
                { exhibit->id, exhibit->number == 0 ? std::string {} : mark(exhibit->compartment, exhibit->number),
                    link.pages, link.proves, link.proves_zh, link.issue });
        }
        moments.push_back(std::move(moment));
    }
    std::ranges::sort(moments, {}, place_of);
    return moments;
}

} // namespace recourse::evidence

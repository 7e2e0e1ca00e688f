#include "core/assess/assess.hpp"

#include <fmt/format.h>

#include <algorithm>

// What would have changed the cover: single changes first; where none helps, the smallest pairs.

namespace recourse::assess {

using casework::Counterfactual;
using casework::CounterfactualRule;
using casework::Facts;

namespace {

Facts with(Facts facts, CounterfactualRule const& rule)
{
    for (auto [path, value] : rule.set) {
        auto const apply = [&](casework::FactPath at) {
            if (value.is(rules::Kind::string))
                facts.set_text(at, value.as_text());
            else
                facts.set(at, value);
        };
        if (path.item != casework::every_item) {
            apply(path);
            continue;
        }
        for (std::size_t i = 0; i < facts.items(path.group); ++i) {
            path.item = static_cast<std::uint16_t>(i);
            apply(path);
        }
    }
    return facts;
}

/// What more would be covered: the lowest under the strictest reading against the lowest, the highest under the most
/// generous against the highest.
struct Gain {
    std::int64_t least = 0; ///< 0 where one of the two does not rise
    std::int64_t most = 0;
    Currency currency {};
};

std::optional<Gain> gain(Figures const& before, Figures const& after)
{
    if (!after.cover_high)
        return std::nullopt;
    auto const currency = after.cover_high->currency;
    auto const low_before = before.cover_low ? before.cover_low->minor : 0;
    auto const high_before = before.cover_high ? before.cover_high->minor : 0;
    auto const low_after = after.cover_low ? after.cover_low->minor : 0;
    auto const [least, most] = std::minmax({ low_after - low_before, after.cover_high->minor - high_before });
    return most > 0 ? std::optional { Gain { std::max<std::int64_t>(least, 0), most, currency } } : std::nullopt;
}

std::string effect(Gain const& gain, bool zh)
{
    auto const least = display({ gain.least, gain.currency }), most = display({ gain.most, gain.currency });
    if (gain.least == gain.most)
        return zh ? fmt::format("可多获保障{}", most) : fmt::format("{} more would be covered", most);
    if (gain.least == 0)
        return zh ? fmt::format("最多可多获保障{}", most) : fmt::format("up to {} more would be covered", most);
    return zh ? fmt::format("可多获保障{}至{}", least, most)
              : fmt::format("{} to {} more would be covered", least, most);
}

} // namespace

std::vector<Counterfactual> counterfactuals(casework::World const& world, Facts const& facts, BookInputs const& inputs,
    Options const& options, Figures const& base, casework::Frame& guide, Tries& tries)
{
    bool const zh = options.language == Language::zh;
    std::vector<CounterfactualRule const*> candidates;
    for (auto const& rule : world.guide.counterfactuals) {
        if (guide.truth(rule.when) == casework::Truth::yes)
            candidates.push_back(&rule);
    }
    struct Found {
        std::string change;
        Gain gain;
    };
    std::vector<Found> found;
    for (auto const* rule : candidates) {
        if (!tries.take())
            break;
        if (auto const more = gain(base, figures(world, with(facts, *rule), inputs, options)))
            found.push_back({ guide.say(rule->change, options.language), *more });
    }
    for (std::size_t i = 0; found.empty() && i < candidates.size(); ++i) {
        for (std::size_t j = i + 1; j < candidates.size() && tries.take(); ++j) {
            auto const both = with(with(facts, *candidates[i]), *candidates[j]);
            if (auto const more = gain(base, figures(world, both, inputs, options)))
                found.push_back({ fmt::format(fmt::runtime(zh ? "{}；并且{}" : "{}; and {}"),
                                      guide.say(candidates[i]->change, options.language),
                                      guide.say(candidates[j]->change, options.language)),
                    *more });
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater {}, [](auto const& one) { return one.gain.most; });
    std::vector<Counterfactual> result;
    for (auto const& one : found)
        result.push_back({ one.change, effect(one.gain, zh) });
    return result;
}

} // namespace recourse::assess

#include "core/forum/venue.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::forum {

namespace {

bool names(LevelRule const& rule, std::string_view region)
{
    return std::ranges::find(rule.regions, region) != rule.regions.end();
}

/// Whether the rule speaks of the region. "Other" regions are those that no rule of the same court names.
bool speaks_of(Book const& book, LevelRule const& rule, std::string_view region)
{
    if (!rule.others)
        return rule.regions.empty() || names(rule, region);
    return std::ranges::none_of(
        book.levels, [&](LevelRule const& one) { return one.court == rule.court && names(one, region); });
}

LevelRule const* level_in(Book const& book, std::string_view region, Money amount)
{
    LevelRule const* highest = nullptr;
    for (auto const& rule : book.levels)
        if (speaks_of(book, rule, region) && amount.minor >= rule.at_least.minor
            && (highest == nullptr || rule.court > highest->court))
            highest = &rule;
    return highest;
}

Applied applied(VenueRule const& rule, Signs const& signs)
{
    Applied result { &rule, signs.all(rule.when), {} };
    for (auto const& sign : rule.unless) {
        if (signs.holds.contains(sign))
            result.holds = Answer::no;
        else if (!signs.fails.contains(sign) && result.holds == Answer::yes)
            result.holds = Answer::unknown;
    }
    if (result.holds == Answer::unknown)
        for (auto const* list : { &rule.when, &rule.unless })
            for (auto const& sign : *list)
                if (!signs.knows(sign))
                    result.missing.push_back(sign);
    return result;
}

} // namespace

Level level_of(Book const& book, std::string_view region, Money amount)
{
    RECOURSE_ASSERT(amount.minor >= 0 && amount.currency == *Currency::from_code("CNY"));
    if (!region.empty()) {
        auto const* rule = level_in(book, region, amount);
        return rule == nullptr ? Level {} : Level { rule->court, { rule } };
    }
    Level level;
    for (auto const& one : book.regions)
        if (auto const* rule = level_in(book, one.id, amount);
            rule != nullptr && std::ranges::find(level.rules, rule) == level.rules.end())
            level.rules.push_back(rule);
    bool const agreed = !level.rules.empty()
        && std::ranges::all_of(level.rules, [&](auto const* rule) { return rule->court == level.rules[0]->court; });
    if (agreed)
        level.court = level.rules[0]->court;
    return level;
}

Venue venue_of(Book const& book, std::string_view region, Money amount, Signs const& signs)
{
    Venue venue;
    venue.level = level_of(book, region, amount);
    // CPL art. 288: a valid agreement to arbitrate shuts the courts.
    venue.open = signs.holds.contains("clause_excludes") ? Answer::no
        : signs.fails.contains("clause_excludes")        ? Answer::yes
                                                         : Answer::unknown;
    for (auto const& rule : book.venues) {
        auto result = applied(rule, signs);
        if (result.holds == Answer::no)
            continue;
        auto& list = rule.kind == "basis" ? venue.bases : rule.kind == "procedure" ? venue.procedures : venue.flags;
        list.push_back(std::move(result));
    }
    return venue;
}

Summary summary_of(Book const& book, std::string_view forum, Money amount, Date as_of)
{
    SummaryRule const* latest = nullptr;
    bool known_forum = false;
    for (auto const& rule : book.summaries) {
        if (rule.forum != forum)
            continue;
        known_forum = true;
        if ((!rule.from || *rule.from <= as_of) && (latest == nullptr || latest->from < rule.from))
            latest = &rule;
    }
    if (latest == nullptr)
        return { known_forum ? Answer::unknown : Answer::no, nullptr };
    if (latest->at_most.currency != amount.currency)
        return { Answer::unknown, latest };
    return { amount.minor <= latest->at_most.minor ? Answer::yes : Answer::no, latest };
}

std::vector<TimetableStep const*> timetable_of(
    Book const& book, std::string_view forum, std::string_view procedure, std::string_view party)
{
    std::vector<TimetableStep const*> steps;
    for (auto const& step : book.timetable) {
        bool const fits = (procedure.empty() || step.procedure.empty() || step.procedure == procedure)
            && (party.empty() || step.party.empty() || step.party == party);
        if (step.forum == forum && fits)
            steps.push_back(&step);
    }
    return steps;
}

} // namespace recourse::forum

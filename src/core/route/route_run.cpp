#include "core/route/route_run.hpp"

#include "core/case/results.hpp"

#include <algorithm>

namespace recourse::route {

using casework::Cost;
using casework::CostPart;
using casework::Evaluation;
using casework::Frame;
using casework::Truth;

namespace {

/// Adds a part to a total that is known only as long as all parts are.
void add(std::optional<Money>& total, std::optional<Money> part, Evaluation& evaluation)
{
    auto const converted = part ? evaluation.exchange().convert(*part, evaluation.currency()) : std::nullopt;
    total = total && converted ? checked_add(*total, *converted) : std::nullopt;
}

CostPart part_of(CostRule const& rule, Frame& frame, Language language, std::vector<std::string>& missing)
{
    CostPart part;
    part.id = rule.id;
    part.what = frame.say(rule.what, language);
    part.estimate = rule.estimate;
    part.source = rule.source;
    if (rule.schedule == nullptr) {
        part.low = frame.money(rule.low, &missing);
        part.high = frame.money(rule.high, &missing);
        part.likely = frame.money(rule.likely, &missing);
        return part;
    }
    auto const of = frame.money(rule.of, &missing);
    if (!of || of->minor < 0)
        return part;
    auto const charged = fee(*rule.schedule, Money { of->minor, rule.schedule->currency });
    if (!charged)
        return part;
    auto const more = charged->registration.value_or(Money { 0, rule.schedule->currency });
    part.low = checked_add(charged->low, more);
    part.high = checked_add(charged->high, more);
    if (!part.low || !part.high)
        return part;
    part.likely = Money { part.low->minor + (part.high->minor - part.low->minor) / 2, part.low->currency };
    if (!rule.schedule->marks.empty() && part.source.mark == "primary")
        part.source.mark = rule.schedule->marks.front().mark;
    return part;
}

Cost cost_of(RouteBook const& book, Evaluation& evaluation, Language language, std::vector<std::string>& missing)
{
    Cost cost;
    Money const zero { 0, evaluation.currency() };
    cost.low = cost.likely = cost.high = zero;
    bool any = false;
    for (auto const& rule : book.costs) {
        auto const truth = evaluation.frame().truth(rule.when, &missing);
        if (truth == Truth::no)
            continue;
        any = true;
        auto part = part_of(rule, evaluation.frame(), language, missing);
        if (truth == Truth::yes)
            add(cost.low, part.low, evaluation);
        add(cost.likely, part.likely, evaluation);
        add(cost.high, part.high, evaluation);
        cost.parts.push_back(std::move(part));
    }
    if (!any)
        cost.low = cost.likely = cost.high = std::nullopt;
    return cost;
}

} // namespace

StatusOutcome status_of(RouteBook const& book, Frame& frame)
{
    StatusOutcome outcome;
    bool open = false;
    bool decided = false;
    for (auto const& rule : book.statuses) {
        std::vector<std::string> missing;
        auto const truth = frame.truth(rule.when, &missing);
        if (truth == Truth::no)
            continue;
        if (outcome.rules.empty())
            outcome.status = rule.is;
        else if (outcome.status != rule.is)
            open = true;
        outcome.rules.push_back(&rule);
        for (auto& path : missing) {
            if (std::ranges::find(outcome.missing, path) == outcome.missing.end())
                outcome.missing.push_back(std::move(path));
        }
        if (truth == Truth::yes) {
            decided = true;
            break;
        }
    }
    if (open || !decided)
        outcome.status = RouteStatus::unknown;
    else // whatever is not known, it comes to the same
        outcome.rules.erase(outcome.rules.begin(), outcome.rules.end() - 1);
    return outcome;
}

casework::Route describe(RouteBook const& book, StatusOutcome const& outcome, Evaluation& evaluation, Language language)
{
    auto& frame = evaluation.frame();
    casework::Route route;
    route.id = book.id;
    route.name = frame.say(book.name, language);
    route.track = book.track;
    route.status = outcome.status;
    for (auto const* rule : outcome.rules)
        route.why.push_back({ frame.say(rule->why, language), rule->source });
    if (outcome.status == RouteStatus::unknown)
        route.missing = outcome.missing;

    std::vector<std::string> missing;
    Money const zero { 0, evaluation.currency() };
    bool const closed = outcome.status == RouteStatus::closed;
    if (closed)
        route.recoverable = { zero, zero };
    else {
        route.recoverable.low = book.recoverable_low ? frame.money(book.recoverable_low, &missing) : zero;
        route.recoverable.high
            = book.recoverable_high ? frame.money(book.recoverable_high, &missing) : evaluation.money_term("claimed");
        for (auto* end : { &route.recoverable.low, &route.recoverable.high }) {
            if (*end)
                *end = evaluation.exchange().convert(**end, evaluation.currency());
        }
    }
    route.cost = cost_of(book, evaluation, language, missing);
    for (auto const& rule : book.weeks) {
        if (frame.truth(rule.when) == Truth::no)
            continue;
        route.weeks = { rule.low, rule.likely, rule.high, rule.estimate, rule.source };
        break;
    }
    return route;
}

void compare(RouteBook const& book, casework::Route& route, Frame& frame, std::uint32_t route_slot, Language language)
{
    frame.set(route_slot, casework::bind_route(route, frame.arena()));
    for (std::size_t row = 0; row < route.compare.size(); ++row)
        route.compare[row]
            = { frame.say(book.compare[row], language), frame.say(book.compare_values[row], Language::en) };
}

} // namespace recourse::route

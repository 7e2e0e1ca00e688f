#include "render/composer.hpp"

#include "codec/utf8.hpp"

#include <algorithm>
#include <array>

// The three questions: covered? how much? what today?

namespace recourse::render {

using namespace casework;

namespace {

Line verdict_line(Wording const& say, Coverage const& cover)
{
    auto const name = codec::printable(cover.name.empty() ? cover.programme : cover.name);
    switch (cover.verdict) {
    case Verdict::covered:
        return line(say(Label::verdict_covered, name), Tone::good);
    case Verdict::partly:
        return line(say(Label::verdict_partly, name), Tone::caution);
    case Verdict::not_covered:
        return line(say(Label::verdict_not_covered, name), Tone::stop);
    case Verdict::undecided:
        break;
    }
    auto const because = cover.facts_missing && cover.readings_differ ? Label::because_both
        : cover.facts_missing                                         ? Label::because_facts
        : cover.readings_differ                                       ? Label::because_readings
                                                                      : Label::because_neither;
    return line(say(Label::verdict_undecided, name, say(because)), Tone::caution);
}

Point covered(Wording const& say, Answer const& answer, Coverage const* cover)
{
    Point point { .question = std::string { say(Label::ask_covered) },
        .answer = {},
        .more = {},
        .brief = {},
        .actions = {},
        .stop = {},
        .after = {} };
    if (!cover) {
        point.answer = line(say(Label::verdict_no_programme), Tone::caution);
        return point;
    }
    point.answer = verdict_line(say, *cover);
    std::vector<std::string> others;
    for (auto const& other : answer.coverage)
        if (&other != cover)
            others.push_back((other.name.empty() ? other.programme : other.name)
                + say(Label::in_brackets, say(say.verdict(other.verdict))));
    if (!others.empty())
        point.more = line(say(Label::also_assessed, say.list(others)), Tone::muted);
    return point;
}

Line sum_line(Composer const& composer, Coverage const* cover)
{
    auto const& [answer, say] = std::tie(composer.answer, composer.say);
    auto const& loss = answer.loss;
    bool const claimed_known = loss.claimed || loss.claimed_low;
    auto const claimed = say.range(loss.claimed_low ? loss.claimed_low : loss.claimed, loss.claimed);
    auto const is_nothing = [](std::optional<Money> const& money) { return money && money->is_zero(); };
    bool const pays_nothing = !cover || (is_nothing(cover->range.low) && is_nothing(cover->range.high))
        || cover->verdict == Verdict::not_covered;
    if (pays_nothing && claimed_known)
        return line(say(Label::sum_nothing_of, claimed), Tone::strong);
    if (pays_nothing && cover && loss.missing.empty())
        return line(say(Label::sum_nothing), Tone::strong);
    if (cover && !pays_nothing && (cover->range.low || cover->range.high)) {
        auto const pays = say.range(cover->range);
        return line(
            sentence(claimed_known ? say(Label::sum_of_claimed, pays, claimed) : say(Label::sum_programme, pays)),
            Tone::strong);
    }
    auto missing = loss.missing;
    if (missing.empty() && cover)
        missing = cover->missing;
    return line(missing.empty() ? std::string { say(Label::sum_unknown_bare) }
                                : say(Label::sum_unknown, plain(composer.facts_named(missing))),
        Tone::strong);
}

Point how_much(Composer const& composer, Coverage const* cover)
{
    auto const& [answer, say] = std::tie(composer.answer, composer.say);
    Point point { .question = std::string { say(Label::ask_how_much) },
        .answer = sum_line(composer, cover),
        .more = {},
        .brief = {},
        .actions = {},
        .stop = {},
        .after = {} };
    auto const& together = answer.forecast.together;
    if (answer.forecast.made && together.p50) {
        bool const spread = together.p10 && together.p90 && *together.p10 != *together.p90;
        auto const said = [&](Label label) {
            return line(say(spread ? label : Label::summary_forecast_mid, say.rough(*together.p50),
                say.rough_range(together.p10, together.p90)));
        };
        point.more = said(Label::summary_forecast);
        point.brief = said(Label::summary_forecast_brief);
        return point;
    }
    // Without a forecast: the most that another route reaches.
    Route const* best = nullptr;
    for (auto const& route : answer.routes)
        if (route.track != Track::assurance && route.status != RouteStatus::closed && route.recoverable.high
            && (!best
                || (comparable(*route.recoverable.high, *best->recoverable.high)
                    && compare(*route.recoverable.high, *best->recoverable.high) > 0)))
            best = &route;
    if (best && !best->recoverable.high->is_zero())
        point.more = line(say(Label::sum_other_routes, say.amount(*best->recoverable.high)));
    return point;
}

/// Steps of the plan that do what a deadline is for.
struct TaskOfDeadline {
    std::string_view deadline, task;
};
constexpr std::array tasks_of_deadlines {
    TaskOfDeadline { "bank-recall", "recall-wire" },
    TaskOfDeadline { "card-chargeback", "chargeback" },
    TaskOfDeadline { "cisg-notice", "notify-defects" },
    TaskOfDeadline { "claim-window", "claim-anyway" },
    TaskOfDeadline { "claim-window", "open-claim" },
    TaskOfDeadline { "contract-notice", "notify-defects" },
    TaskOfDeadline { "counsel-same-day", "counsel" },
    TaskOfDeadline { "deregistration-objection", "object-deregistration" },
    TaskOfDeadline { "file-after-preservation", "file" },
    TaskOfDeadline { "offline-complaint", "offline-complaint" },
    TaskOfDeadline { "service-dispute", "service-dispute" },
};

Point today(Composer const& composer)
{
    auto const& [answer, say] = std::tie(composer.answer, composer.say);
    Point point { .question = std::string { say(Label::ask_today) },
        .answer = {},
        .more = {},
        .brief = {},
        .actions = {},
        .stop = {},
        .after = {} };
    std::vector<std::string> seen;
    auto const add = [&](std::string what) {
        bool const zh = say.language() == Language::zh;
        if (!what.ends_with('.') && !what.ends_with("。"))
            what += zh ? "。" : ".";
        if (std::ranges::find(seen, what) != seen.end())
            return;
        seen.push_back(what);
        point.actions.push_back(line(what));
    };
    // The plan says it in more words where it has a step for it, and what is due today still comes first.
    auto const step_for = [&](std::string_view deadline) {
        return std::ranges::find_if(answer.plan, [&](Task const& task) {
            return task.by && *task.by <= answer.as_of && std::ranges::any_of(tasks_of_deadlines, [&](auto const& one) {
                return one.deadline == deadline && one.task == task.id;
            });
        });
    };
    for (auto const* deadline : composer.deadlines_by_urgency()) {
        if (deadline->status != DeadlineStatus::today || deadline->met)
            continue;
        auto const step = step_for(deadline->id);
        if (step == answer.plan.end())
            add(deadline->what);
        else if (deadline->id != "counsel-same-day") // every day is its last: it keeps its place in the plan
            add(step->act);
    }
    for (auto const& task : answer.plan)
        if (task.by && *task.by <= answer.as_of)
            add(task.act);
    for (auto const& warning : answer.warnings)
        if (warning.severity == Severity::stop && point.stop.empty())
            point.stop = line(warning.text, Tone::stop);
    if (!point.actions.empty())
        return point;

    point.answer = line(say(Label::today_nothing));
    std::optional<std::pair<Date, std::string>> next;
    auto const consider = [&](std::optional<Date> const& date, std::string const& what) {
        if (date && *date > answer.as_of && (!next || *date < next->first))
            next = { *date, what };
    };
    for (auto const& task : answer.plan)
        consider(task.by, task.act);
    for (auto const& deadline : answer.deadlines)
        if (!deadline.met)
            consider(deadline.due, deadline.what);
    if (next)
        point.after = line(say(Label::today_next, to_string(next->first), next->second));
    else if (!answer.plan.empty())
        point.after = line(say(Label::today_start, answer.plan.front().act));
    else if (!answer.questions.empty())
        point.after = line(say(Label::today_answer));
    return point;
}

} // namespace

Coverage const* Composer::headline() const
{
    // Undecided may still become anything: it comes before a plain no.
    auto const rank = [](Coverage const& c) {
        switch (c.verdict) {
        case Verdict::covered:
            return 0;
        case Verdict::partly:
            return 1;
        case Verdict::undecided:
            return 2;
        case Verdict::not_covered:
            return 3;
        }
        return 4;
    };
    auto const sum = [](Coverage const& c) { return c.range.high ? c.range.high->minor : 0; };
    Coverage const* best = nullptr;
    for (auto const& cover : answer.coverage)
        if (!best || rank(cover) < rank(*best) || (rank(cover) == rank(*best) && sum(cover) > sum(*best)))
            best = &cover;
    return best;
}

std::vector<Point> Composer::summary()
{
    auto const* cover = headline();
    return { covered(say, answer, cover), how_much(*this, cover), today(*this) };
}

} // namespace recourse::render

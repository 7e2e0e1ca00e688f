#include "brief/filler.hpp"

#include "brief/paper_signs.hpp"
#include "core/forum/readiness.hpp"
#include "papers/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

// What the answer and the readiness of papers say: deadlines, questions, routes, papers still to be made.

namespace recourse::brief {

namespace {

using casework::Deadline;

Words figures(casework::MoneyRange const& range)
{
    if (!range.low || !range.high)
        return {};
    auto const one = [&](Language language, std::string_view to) {
        auto const low = papers::figure_of(*range.low, language);
        return *range.low == *range.high ? low
                                         : fmt::format("{}{}{}", low, to, papers::figure_of(*range.high, language));
    };
    return { one(Language::en, " to "), one(Language::zh, "至") };
}

/// The same item of both answers, in order: they were made from one case and differ in language alone.
template <class Item, class F>
void both(std::vector<Item> const& en, std::vector<Item> const& zh, F const& with)
{
    for (std::size_t i = 0; i < std::min(en.size(), zh.size()); ++i)
        with(en[i], zh[i]);
}

/// From when to when. How each day was counted is a note for counsel.
Words limitation(Date from, Date due)
{
    return { fmt::format("the period of limitation began on the day after {} and ends on {}",
                 papers::day_of(from, Language::en), papers::day_of(due, Language::en)),
        fmt::format("时效期间自{}之次日起算，至{}届满", papers::day_of(from, Language::zh),
            papers::day_of(due, Language::zh)) };
}

void deadlines(Filler& filler)
{
    std::vector<papers::Row> rows;
    both(filler.study.en.deadlines, filler.study.zh.deadlines, [&](Deadline const& en, Deadline const& zh) {
        if (!en.due || en.met)
            return;
        auto counting = one_clause(en.counting, zh.counting);
        if (en.id == "limitation") {
            filler.put("limitation.due", *en.due);
            if (en.from)
                filler.put("limitation.basis", limitation(*en.from, *en.due), counting);
            else
                filler.put_words("limitation.basis", counting);
        }
        if (counting.empty()) // the case itself names the day
            counting = { "a day that the case names", "案件所载日期" };
        papers::Row row;
        cell(row, "what", Words { en.what, zh.what });
        cell(row, "due", en.due);
        cell(row, "counting", counting);
        cell(row, "missed",
            en.if_missed.empty() ? Words { "no consequence is recorded", "未载明后果" }
                                 : Words { en.if_missed, zh.if_missed });
        rows.push_back(std::move(row));
    });
    filler.put_rows("deadlines", std::move(rows));
}

void questions(Filler& filler)
{
    std::vector<papers::Row> rows;
    both(filler.study.en.questions, filler.study.zh.questions,
        [&](casework::Question const& en, casework::Question const& zh) {
            papers::Row row;
            cell(row, "question", Words { en.ask, zh.ask });
            cell(row, "changes", Words { en.changes, zh.changes });
            rows.push_back(std::move(row));
        });
    filler.put_rows("questions", std::move(rows));
}

Words state_of(casework::Route const& en, casework::Route const& zh)
{
    Words state = en.status == casework::RouteStatus::open ? Words { "open", "可行" }
        : en.status == casework::RouteStatus::conditional  ? Words { "open under conditions", "有条件可行" }
        : en.status == casework::RouteStatus::closed       ? Words { "closed", "不可行" }
                                                           : Words { "not known", "不明" };
    if (!en.why.empty() && !zh.why.empty())
        state = { state.en + ": " + en.why.front().text, state.zh + "：" + zh.why.front().text };
    return state;
}

/// What a route may bring, cost and take: nothing of one that is closed, and of another what is estimated.
void estimates(papers::Row& row, casework::Route const& route)
{
    bool const closed = route.status == casework::RouteStatus::closed;
    auto const put = [&](std::string_view id, Words estimate) {
        if (closed)
            estimate = same("–");
        else if (estimate.empty())
            estimate = { "not known", "不明" };
        cell(row, id, std::move(estimate));
    };
    put("likely", figures(route.recoverable));
    put("cost", figures({ route.cost.low, route.cost.high }));
    put("time",
        route.weeks.low && route.weeks.high
            ? Words { fmt::format("{} to {} weeks", *route.weeks.low, *route.weeks.high),
                  fmt::format("{}至{}周", *route.weeks.low, *route.weeks.high) }
            : Words {});
}

/// Those that lead somewhere first.
void routes(Filler& filler)
{
    std::vector<papers::Row> rows, closed;
    both(filler.study.en.routes, filler.study.zh.routes, [&](casework::Route const& en, casework::Route const& zh) {
        papers::Row row;
        cell(row, "route", Words { en.name, zh.name });
        cell(row, "state", state_of(en, zh));
        estimates(row, en);
        (en.status == casework::RouteStatus::closed ? closed : rows).push_back(std::move(row));
    });
    std::ranges::move(closed, std::back_inserter(rows));
    filler.put_rows("routes", std::move(rows));
}

void sought(Filler& filler)
{
    casework::Coverage const* best = nullptr;
    for (auto const& one : filler.study.en.coverage)
        if (one.range.high && one.range.high->minor > 0
            && (best == nullptr || compare(*one.range.high, *best->range.high) > 0))
            best = &one;
    if (best != nullptr)
        filler.put("platform.sought", *best->range.high,
            { fmt::format("the most that {} may pay under the most generous reading; counsel confirms", best->name),
                fmt::format("{}按最宽解释的最高赔付；由律师确认", best->name) });
}

void readiness(Filler& filler)
{
    // Days are counted back from the last day of limitation, where it is known and still to come.
    auto const* due = filler.find("limitation.due");
    auto const last = due == nullptr ? std::nullopt : std::optional { std::get<Date>(due->is) };
    auto const ready
        = readiness_for(filler.study, filing_of(filler.study), last < filler.study.as_of ? std::nullopt : last);
    auto const* calendar = casework::find_calendar(filler.study.books.world, "cn");
    if (!ready || calendar == nullptr)
        return;
    std::vector<papers::Row> rows;
    for (auto const& paper : ready->papers) {
        papers::Row row;
        cell(row, "paper", Words { paper.paper->name.en, paper.paper->name.zh });
        cell(row, "state",
            paper.needed == forum::Answer::yes ? Words { "needed; not known to be there", "需要；是否具备不明" }
                                               : Words { "perhaps needed", "可能需要" });
        Words needs;
        for (auto const& step : paper.steps)
            needs = joined(needs, { step.step->what.en, step.step->what.zh });
        cell(row, "needs", std::move(needs));
        if (paper.start_by)
            cell(row, "start_by", std::optional { paper.start_by->date });
        rows.push_back(std::move(row));
    }
    filler.put_rows("readiness", std::move(rows));
    auto const& formalities = filler.study.books.forum.formalities;
    if (ready->apostille != nullptr && ready->apostille->apostille == forum::Answer::yes)
        filler.put("authority.formality", Words { formalities.apostille.what.en, formalities.apostille.what.zh },
            { "how papers of the buyer's country reach a Chinese court", "买方所在国文书的办理方式" });
    else if (ready->apostille != nullptr && ready->apostille->apostille == forum::Answer::no)
        filler.put("authority.formality", Words { formalities.legalisation.what.en, formalities.legalisation.what.zh },
            { "how papers of the buyer's country reach a Chinese court", "买方所在国文书的办理方式" });
}

} // namespace

void fill_plan(Filler& filler)
{
    deadlines(filler);
    questions(filler);
    routes(filler);
    sought(filler);
    readiness(filler);
}

} // namespace recourse::brief

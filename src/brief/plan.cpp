#include "brief/filler.hpp"

#include "brief/paper_signs.hpp"
#include "core/forum/readiness.hpp"
#include "papers/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

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

void deadlines(Filler& filler)
{
    std::vector<papers::Row> rows;
    both(filler.study.en.deadlines, filler.study.zh.deadlines, [&](Deadline const& en, Deadline const& zh) {
        if (!en.due || en.met)
            return;
        Words const counting { fmt::format("{}", fmt::join(en.counting, "; ")),
            fmt::format("{}", fmt::join(zh.counting, "；")) };
        papers::Row row;
        cell(row, "what", Words { en.what, zh.what });
        cell(row, "due", en.due);
        cell(row, "counting", counting);
        cell(row, "missed", Words { en.if_missed, zh.if_missed });
        rows.push_back(std::move(row));
        if (en.id != "limitation")
            return;
        filler.put("limitation.due", *en.due);
        filler.put("limitation.basis", counting);
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

void routes(Filler& filler)
{
    std::vector<papers::Row> rows;
    both(filler.study.en.routes, filler.study.zh.routes, [&](casework::Route const& en, casework::Route const& zh) {
        papers::Row row;
        cell(row, "route", Words { en.name, zh.name });
        cell(row, "state", state_of(en, zh));
        cell(row, "likely", figures(en.recoverable));
        cell(row, "cost", figures({ en.cost.low, en.cost.high }));
        if (en.weeks.low && en.weeks.high)
            cell(row, "time",
                Words { fmt::format("{} to {} weeks", *en.weeks.low, *en.weeks.high),
                    fmt::format("{}至{}周", *en.weeks.low, *en.weeks.high) });
        rows.push_back(std::move(row));
    });
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
    auto const ready = readiness_for(filler.study, filing_of(filler.study), {});
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

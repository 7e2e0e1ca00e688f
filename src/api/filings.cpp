#include "api/filing_refusals.hpp"
#include "api/filing_views.hpp"
#include "api/rows.hpp"
#include "base/text.hpp"
#include "core/case/world.hpp"
#include "core/forum/venue.hpp"

#include <algorithm>

// Filings of a matter: which concern it and by when, and what each still needs. The last day is one of the matter's own
// clock; papers that are there are those that the matter has noted.

namespace recourse::api {

namespace {

using accounts::Scope;

std::uint32_t number(int value)
{
    return value < 0 ? 0 : static_cast<std::uint32_t>(value);
}

/// A matter, looked at for its filings.
class Looking {
public:
    Looking(Call& call, Id<Matter> id, matter::State const& state)
        : call_(call)
        , id_(id)
        , state_(state)
        , language_(http::language_of(call.request))
        , books_(call.desk.books())
        , known_(filing_known(call, state))
    {
        known_.ground.clause = known_.clause ? &*known_.clause : nullptr;
        filings_ = brief::filings_of(forum_book(), state, known_.ground);
    }

    FilingsView list() const
    {
        FilingsView view { id_, call_.desk.today(), {}, remarks() };
        for (auto const& one : filings_) {
            auto const ready = concerns(one) ? readiness(one) : std::unexpected { std::string {} };
            view.filings.push_back(line(one, ready ? &*ready : nullptr));
        }
        return view;
    }

    /// Nothing: a problem has been answered.
    std::optional<ReadinessView> of(std::string_view kind) const
    {
        auto const found = std::ranges::find(filings_, kind, [](auto const& one) { return one.filing->id; });
        if (found == filings_.end()) {
            std::string kinds;
            for (auto const& one : filings_)
                kinds += (kinds.empty() ? "" : ", ") + one.filing->id;
            call_.refuse(act::Refusal {
                &filing_refusals::no_filing, { { "kind", std::string { kind } }, { "known", kinds } }, {} });
            return std::nullopt;
        }
        auto const ready = readiness(*found);
        if (!ready) {
            call_.refuse(act::Refusal { &filing_refusals::not_worked_out, { { "why", ready.error() } }, {} });
            return std::nullopt;
        }
        ReadinessView view { id_, call_.desk.today(), line(*found, &*ready), ready->ready, {}, {}, {}, {}, remarks() };
        for (auto const& paper : ready->papers)
            view.papers.push_back(shown(paper, kind));
        if (ready->apostille != nullptr)
            view.formality = shown(*ready->apostille);
        else if (!known_.facts.claimant_country.empty())
            view.formality = ApostilleLine { known_.facts.claimant_country, "unknown", {}, {}, {} };
        if (kind == "complaint" || kind == "cietac") {
            for (auto const* step : forum::timetable_of(forum_book(), kind == "cietac" ? "cietac" : "prc-court"))
                view.timetable.push_back(shown(*step));
        }
        if (kind == "complaint")
            levels(view);
        return view;
    }

private:
    static bool concerns(brief::MatterFiling const& one)
    {
        return one.standing != brief::FilingStanding::no && one.standing != brief::FilingStanding::done;
    }

    std::expected<forum::Readiness, std::string> readiness(brief::MatterFiling const& one) const
    {
        auto facts = known_.facts;
        if (one.last_day && one.last_day->due && facts.today <= *one.last_day->due)
            facts.last_day = one.last_day->due;
        return forum::readiness_of(forum_book(), one.filing->id, facts, app::chinese_calendar(*books_));
    }

    FilingLine line(brief::MatterFiling const& one, forum::Readiness const* ready) const
    {
        FilingLine result { one.filing->id, one.filing->name.in(language_), one.filing->says.in(language_),
            std::string { brief::word(one.standing) }, one.why.in(language_), {}, 0, 0, {}, false,
            api::shown(one.filing->source) };
        if (one.last_day)
            result.last_day = deadline_line(call_.desk, state_, *one.last_day, language_);
        if (ready != nullptr) {
            result.papers = number(static_cast<int>(ready->papers.size()));
            result.lacking = number(ready->lacking);
            result.first_start = ready->first_start;
            result.late = ready->late;
        }
        return result;
    }

    PaperLine shown(forum::PaperState const& one, std::string_view filing) const
    {
        PaperLine paper { one.paper->id, one.paper->name.in(language_), one.paper->why.in(language_),
            std::string { forum::word(one.needed) }, {}, std::string { forum::word(one.state) }, {}, {}, {},
            brief::draft_of(state_, filing, one.paper->id), {}, number(one.days_low), number(one.days_high), {},
            one.late, api::shown(one.paper->source) };
        for (auto const& sign : one.missing)
            paper.find_out.push_back(question_of_paper_sign(sign).in(language_));
        auto const noted = std::ranges::find(
            state_.needed_papers, one.paper->id, [](auto const& known) -> auto const& { return known.paper.paper; });
        if (noted != state_.needed_papers.end()) {
            paper.note = noted->paper.note;
            paper.noted_on = noted->on;
            paper.exhibits = noted->paper.exhibits;
        }
        for (std::size_t i = 0; i < one.steps.size(); ++i)
            paper.steps.push_back(shown(*one.paper, one.steps[i]));
        if (one.start_by)
            paper.start_by = one.start_by->date;
        return paper;
    }

    PaperStepLine shown(forum::Paper const& paper, forum::StepState const& one) const
    {
        auto const& formalities = forum_book().formalities;
        bool const apostille = one.step == &formalities.apostille, legalisation = one.step == &formalities.legalisation;
        PaperStepLine step { fmt::format(
                                 "{}.{}", paper.id, apostille || legalisation ? "formality" : one.step->id.c_str()),
            one.step->what.in(language_),
            apostille          ? "apostille"
                : legalisation ? "legalisation"
                               : "work",
            std::string { forum::word(one.state) }, number(one.step->days_low), number(one.step->days_high), {}, {},
            api::shown(one.step->source) };
        if (one.start_by) {
            step.start_by = one.start_by->date;
            for (auto const& counted : one.start_by->counting)
                step.counting.push_back(time::say(counted, language_));
        }
        return step;
    }

    ApostilleLine shown(forum::ApostilleRow const& row) const
    {
        return { row.country, std::string { forum::word(row.apostille) }, row.since, row.note.in(language_),
            api::shown(row.source) };
    }

    TimetableLine shown(forum::TimetableStep const& step) const
    {
        return { step.id, step.procedure, step.party, step.what.in(language_),
            step.period ? time::say(*step.period, language_) : std::string {}, step.from.in(language_),
            step.says.in(language_), api::shown(step.source) };
    }

    void levels(ReadinessView& view) const
    {
        auto const rmb = *Currency::from_code("CNY");
        auto const amount = call_.desk.world()->rates.convert(matter::claimed(state_), rmb, call_.desk.today());
        if (!amount || amount->amount.is_zero())
            return;
        for (auto const* rule : forum::level_of(forum_book(), {}, amount->amount).rules)
            view.levels.push_back(
                { std::string { forum::word(rule->court) }, rule->at_least, api::shown(rule->source) });
    }

    /// What no line of the book says.
    std::vector<std::string> remarks() const
    {
        bool const zh = language_ == Language::zh;
        std::vector<std::string> all;
        if (known_.facts.claimant_country.empty())
            all.push_back(zh ? "申请人所在国不明：文件按须认证计算天数。"
                             : "The claimant's country is not known: papers are counted as if they had to be "
                               "legalised.");
        if (state_.choice && state_.choice->bench != matter::Bench::court && state_.choice->forum != "cietac")
            all.push_back(zh
                    ? fmt::format("{}所需文件未收录：请向该机构查询。", state_.choice->forum)
                    : fmt::format("What {} wants to have is not recorded here: ask it.", state_.choice->forum));
        return all;
    }

    Call& call_;
    Id<Matter> id_;
    matter::State const& state_;
    Language language_;
    std::shared_ptr<app::RuleBooks const> books_; ///< whose calendar is counted by
    FilingKnown known_;
    std::vector<brief::MatterFiling> filings_;
};

void list_filings(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    give(call, matter->version, json_of(Looking(call, id, matter->state).list()));
}

void read_readiness(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    if (auto const view = Looking(call, id, matter->state).of(call.request.parameter("kind")))
        give(call, matter->version, json_of(*view));
}

/// The names of papers are those of the forum book: the matter itself knows only how a name looks.
void note_paper(Call& call)
{
    Id<Matter> id;
    if (!matter_of(call, id))
        return;
    auto command = body<matter::NotePaper>(call);
    if (!command)
        return;
    auto const& name = command->paper.paper;
    if (!name.empty() && !forum::knows_paper(forum_book(), name)) {
        std::vector<std::string> all;
        for (auto const& paper : forum_book().papers) {
            all.push_back(paper.id);
            for (auto const& step : paper.steps)
                all.push_back(fmt::format("{}.{}", paper.id, step.id));
        }
        std::vector<std::string_view> const known(all.begin(), all.end());
        auto const near = nearest(name, known);
        return call.refuse(act::Refusal { &filing_refusals::no_paper,
            { { "paper", name }, { "near", near ? fmt::format(" ({}?)", *near) : std::string {} } }, {} });
    }
    send(call, stream_of(id), matter::Command { *std::move(command) });
}

} // namespace

void add_filings(std::vector<Operation>& table)
{
    std::string const path = "/v1/matters/{matter}";
    table.push_back({ .path = path + "/filings",
        .id = "matters.filings",
        .summary = "Which filings concern a matter, by when each has to be made, and how much it still needs",
        .scope = Scope::read,
        .gives = given<FilingsView>(),
        .runs = http::Runs::aside,
        .run = list_filings });
    table.push_back({ .path = path + "/filings/{kind}/readiness",
        .id = "matters.readiness",
        .summary
        = "Papers of a filing with their steps: what is missing, how long it takes, when to begin at the latest",
        .scope = Scope::read,
        .gives = given<ReadinessView>(),
        .runs = http::Runs::aside,
        .run = read_readiness });
    table.push_back({ .method = http::Method::post,
        .path = path + "/note-paper",
        .id = "matters.note-paper",
        .summary = "Command: note-paper",
        .scope = Scope::claims,
        .takes = taken<matter::NotePaper>(),
        .gives = given<Receipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = note_paper });
}

} // namespace recourse::api

#include "core/forum/readiness.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <ranges>

namespace recourse::forum {

namespace {

class Papers {
public:
    Papers(Book const& book, PaperFacts const& facts, time::Calendar const& calendar)
        : book_(book)
        , facts_(facts)
        , calendar_(calendar)
        , row_(book.apostille_of(facts.claimant_country))
    {
    }

    PaperState state(Paper const& paper) const
    {
        PaperState state;
        state.paper = &paper;
        state.needed = facts_.signs.all(paper.when);
        for (auto const& sign : paper.when)
            if (!facts_.signs.knows(sign))
                state.missing.push_back(sign);
        auto const said = given(paper.id);
        bool all = true, none_known = true;
        for (auto const& step : paper.steps) {
            // What a paper from abroad takes, one from the country does not.
            if (facts_.signs.all(step.when) == Answer::no)
                continue;
            StepState one { formality(step), Have::unknown, std::nullopt };
            one.state = said == Have::have ? Have::have : given(fmt::format("{}.{}", paper.id, step.id));
            all = all && one.state == Have::have;
            none_known = none_known && one.state == Have::unknown;
            state.steps.push_back(std::move(one));
        }
        state.state = said == Have::have || (all && !state.steps.empty()) ? Have::have
            : said == Have::missing || !none_known                        ? Have::missing
                                                                          : Have::unknown;
        if (state.state != Have::have)
            count(state);
        return state;
    }

    ApostilleRow const* row() const { return row_; }

private:
    Have given(std::string_view id) const
    {
        auto const found = facts_.papers.find(id);
        return found == facts_.papers.end() ? Have::unknown : found->second;
    }

    PaperStep const* formality(PaperStep const& step) const
    {
        if (step.kind != "formality")
            return &step;
        return row_ != nullptr && row_->apostille == Answer::yes ? &book_.formalities.apostille
                                                                 : &book_.formalities.legalisation;
    }

    void count(PaperState& state) const
    {
        int days = 0;
        for (auto& one : std::views::reverse(state.steps)) {
            if (one.state == Have::have)
                continue;
            days += one.step->days_high;
            state.days_low += one.step->days_low;
            one.start_by = backward(days);
            if (one.start_by)
                state.start_by = one.start_by;
        }
        state.days_high = days;
        if (!state.start_by)
            state.start_by = backward(0);
        state.late = state.start_by && state.start_by->date < facts_.today;
    }

    std::optional<time::Due> backward(int days) const
    {
        if (!facts_.last_day)
            return std::nullopt;
        time::Counting counting;
        counting.direction = time::Direction::before;
        counting.last_day = time::WhenClosed::moves_to_previous_open_day;
        auto due = time::deadline(*facts_.last_day, { days, time::Unit::days }, counting, calendar_);
        return due ? std::optional { std::move(*due) } : std::nullopt;
    }

    Book const& book_;
    PaperFacts const& facts_;
    time::Calendar const& calendar_;
    ApostilleRow const* row_;
};

} // namespace

bool knows_paper(Book const& book, std::string_view id)
{
    return std::ranges::any_of(book.papers, [&](Paper const& paper) {
        return paper.id == id || std::ranges::any_of(paper.steps, [&](PaperStep const& step) {
            return id == fmt::format("{}.{}", paper.id, step.id);
        });
    });
}

std::string_view word(Have have)
{
    constexpr std::array<std::string_view, 3> words { "unknown", "missing", "have" };
    return words[static_cast<std::size_t>(have)];
}

std::expected<Readiness, std::string> readiness_of(
    Book const& book, std::string_view filing, PaperFacts const& facts, time::Calendar const& calendar)
{
    std::vector<std::string_view> known;
    for (auto const& one : book.filings)
        known.push_back(one.id);
    Readiness result;
    result.filing = book.filing(filing);
    if (result.filing == nullptr)
        return std::unexpected(fmt::format("there is no filing '{}' ({})", filing, did_you_mean(filing, known)));
    known.clear();
    for (auto const& paper : book.papers)
        known.push_back(paper.id);
    for (auto const& [id, have] : facts.papers)
        if (!knows_paper(book, id))
            return std::unexpected(fmt::format("there is no paper '{}' ({})", id, did_you_mean(id, known)));
    if (facts.last_day && *facts.last_day < facts.today)
        return std::unexpected(
            fmt::format("the last day to file, {}, is over: say another or leave it out", to_string(*facts.last_day)));

    Papers const papers(book, facts, calendar);
    result.apostille = papers.row();
    for (auto const& paper : book.papers) {
        if (std::ranges::find(paper.filings, filing) == paper.filings.end())
            continue;
        auto state = papers.state(paper);
        if (state.needed == Answer::no)
            continue;
        if (state.state != Have::have) {
            ++result.lacking;
            result.late = result.late || state.late;
            if (state.start_by && (!result.first_start || state.start_by->date < *result.first_start))
                result.first_start = state.start_by->date;
        }
        result.papers.push_back(std::move(state));
    }
    result.ready = result.lacking == 0;
    return result;
}

} // namespace recourse::forum
